"""HTTP as the house uses it: a booking goes out once, a question may be asked again, every exchange is kept.

No secret stands in what is kept.
"""
