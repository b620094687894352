"""Import: `look` at a file, `begin`, `check` every row, `mend` what is wrong, `take` the good ones over.

An import can be stopped anywhere and goes on where it was, in another process too: what is staged and what is taken
over are one transaction each with the place in the file they stand for.
"""
