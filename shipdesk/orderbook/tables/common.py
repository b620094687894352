"""What the tables have in common."""

from __future__ import annotations

from sqlalchemy import Text

#: Every table is STRICT: SQLite refuses a text where a number belongs.
STRICT = {"sqlite_strict": True}
#: A reference or a number, of which `ref1` and `REF1` are the same.
NUMBER = Text(collation="NOCASE")
