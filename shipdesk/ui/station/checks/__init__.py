"""What is wrong with the order at hand and how to mend it, at the right, with the verdict above."""
