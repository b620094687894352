"""The packing station: what waits, the order at hand, its checks, and what is under way.

`screen` makes the parts and joins them, `layout` places them, `actions` lists the keys and `deeds` does what they say.

- `scan`: what comes from the scanner and the scale, and booking without a key
- `order`: the order at hand, from opened to booked
- `checks`: what is wrong with it, at the right
- `lists`: what waits and what is under way, at the left
- `doubt`: a booking that a person has to decide about

Beside them `booking` gives orders to be booked and labels to be printed, `label` and `printers` show and watch what
comes of that, and `jobs` is what all of this has done off the window's thread.
"""
