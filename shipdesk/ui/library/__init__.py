"""The Library screen: senders, receivers, boxes, products, presets and place codes."""
