"""A booking in doubt or in conflict: what was tried, what the carrier has, and what a person can say of it."""
