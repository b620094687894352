"""What waits, what is under way and what is in doubt: the lists at the left, and how they are kept true."""
