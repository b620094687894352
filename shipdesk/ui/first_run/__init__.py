"""Setting up a station: one page after another, each of which can be skipped; by keys and scans alone."""
