"""The packing station: what waits, the shipment at hand, its checks, and what is under way."""
