"""The verbs, one a file: values in, a value out. Both front ends, the window and the commands, call these alone.

They know the ports of `core` and no carrier, database, widget or HTTP library.
"""
