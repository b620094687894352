"""What the commands print: records as JSON, tables for people, and sentences on standard error."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

_GAP = "  "
_WIDEST = 60
#: What JSON lets stand as it is and some readers take for the end of a line.
_BREAKS = "\x85\u2028\u2029"


def open_streams() -> None:
    """Any script comes out whole, also where the system's own encoding knows only one.

    An output that whoever started us has closed goes nowhere, lest the next file that is opened takes its place.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as we run
    for stream in (sys.stdout, sys.stderr):
        # Under a test or an embedding program the streams may be of another kind.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace")


def print_json(record: object) -> None:
    """One object on one line, also for readers who break lines wherever Unicode has a break."""
    text = json.dumps(record, ensure_ascii=False)
    for mark in _BREAKS:
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    print(text, flush=True)


def say(sentence: str) -> None:
    """One line on standard error."""
    print(f"shipdesk: {plain(sentence)}", file=sys.stderr, flush=True)


def plain(text: str) -> str:
    """`text` on one line and without what would steer a terminal: it may be a stranger's."""
    return "".join(" " if c in "\r\n\t" else c for c in text if c in "\r\n\t" or not _steers(c))


def _steers(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in "\u200c\u200d"


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Aligned columns with their headings; long cells are cut."""
    lines = [list(headings), *([_cut(plain(cell)) for cell in row] for row in rows)]
    widths = [max(columns_of(line[index]) for line in lines) for index in range(len(headings))]
    for line in lines:
        cells = (cell + " " * (width - columns_of(cell)) for cell, width in zip(line, widths, strict=True))
        print(_GAP.join(cells).rstrip())


def columns_of(text: str) -> int:
    """How many columns of a terminal `text` takes: a Han letter two, a Thai mark none."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _cut(text: str) -> str:
    if columns_of(text) <= _WIDEST:
        return text
    while columns_of(text) >= _WIDEST:
        text = text[:-1]
    return f"{text}…"


def count(number: int, thing: str) -> str:
    """`1 shipment`, `2 shipments`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
