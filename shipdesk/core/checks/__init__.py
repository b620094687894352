"""Rules that carriers share: pure functions that give problems, and the reference data behind them.

Each module imports its library when it is first asked and keeps what it learns, so that a whole shipment is
checked while a clerk types. A rule that only one carrier has belongs to that carrier's `rules`.
"""
