"""The Tracking screen: what is on its way, what went wrong first, then what is silent the longest."""
