"""What a station is set to: one declared schema, one store, the carrier accounts, and the secrets apart from both."""
