"""The Settings screen: accounts, printer, station, look, data. What is changed is kept at once."""
