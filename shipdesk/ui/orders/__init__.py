"""The Orders screen: the order book, searched while one types, and one booking whole beside it. Needs no network."""
