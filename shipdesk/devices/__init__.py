"""The devices of the packing table: what a scanner types, what a scale says. No Qt; times in ms, weights in kg."""
