"""Getting a page onto paper at exactly 100 %, without a dialog, and knowing what became of it."""
