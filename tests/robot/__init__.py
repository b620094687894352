"""A clerk made of keys and scans: what a day at the table costs in keys, counted over the real window."""
