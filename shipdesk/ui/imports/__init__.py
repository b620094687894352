"""The Import screen: files into the order book, their columns read once, every row checked."""
