"""The order at hand: its life from opened to booked, its form, its service, and what the library knows of it."""
