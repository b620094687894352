"""A page as ZPL, for thermal printers that take it raw, and what such a printer says of itself.

Source: Zebra's ZPL II programming guide, commands ^GF (graphic field), ^PQ (print quantity), ~HS (host status).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from shipdesk.core.pages import Raster

_DARK_BELOW = 128
#: Each grey becomes a bit: 1 is a printed dot.
_TO_BITS = bytes(ord("1") if shade < _DARK_BELOW else ord("0") for shade in range(256))
#: The most that ^GF may say of its bytes: beyond that a printer takes this limit for it, and cuts the label off.
_MOST_BYTES = 99_999
#: The widest label that the common thermal heads take; a page lying on its side is turned to fit under one.
_HEAD_MM = 110.0


def to_zpl(raster: Raster, copies: int = 1) -> bytes:
    """One label: the page as graphics below each other, a dot of it for a dot of the head."""
    if raster.page.width_mm > _HEAD_MM >= raster.page.height_mm:
        raster = raster.turned()
    row_bytes = (raster.width + 7) // 8
    rows = _rows(raster, row_bytes)
    lines = _MOST_BYTES // row_bytes
    bands = "".join(_band(rows[top : top + lines], top, row_bytes) for top in range(0, len(rows), lines))
    return f"^XA^PW{raster.width}^LL{raster.height}^LH0,0{bands}^PQ{copies}^XZ\n".encode("ascii")


def _rows(raster: Raster, row_bytes: int) -> list[str]:
    """Each row of dots in hexadecimal."""
    bits = raster.pixels.translate(_TO_BITS)
    lines = (bits[start : start + raster.width] for start in range(0, len(bits), raster.width))
    return [f"{int(line.ljust(row_bytes * 8, b'0'), 2):0{row_bytes * 2}X}" for line in lines]


def _band(rows: Sequence[str], top: int, row_bytes: int) -> str:
    """One graphic; a colon repeats the row above, a comma fills the row with white."""
    total = row_bytes * len(rows)
    short = (":" if row == above else _short(row) for above, row in pairwise(("", *rows)))
    return f"^FO0,{top}^GFA,{total},{total},{row_bytes},{''.join(short)}^FS"


def _short(row: str) -> str:
    """A comma stands for whole bytes of white: of an odd number of zeros at the end, one stays."""
    inked = row.rstrip("0")
    kept = len(inked) + len(inked) % 2
    return row if kept == len(row) else f"{row[:kept]},"


#: Of the answer to ~HS: (line, field) of a flag -> what is wrong where it is 1.
_FLAGS = {
    (0, 1): "is out of labels; put in a new roll",
    (1, 2): "is open; close its head",
    (1, 3): "is out of ribbon; put in a new one",
    (0, 2): "is paused; press its pause key",
}
#: And (line, field) of what is more than 0 while it has something to print: formats it was sent, one that is still
#: coming in, labels left of a batch.
_WORK = ((0, 4), (0, 7), (1, 8))
_LINES = 3


@dataclass(frozen=True, slots=True)
class HostStatus:
    """How a printer says it is: what is wrong, in words, or nothing; and whether it still has something to print."""

    trouble: str = ""
    busy: bool = False


def read_status(answer: bytes) -> HostStatus | None:
    """A printer's answer to ~HS; None where it is no whole one."""
    lines = [line.strip(b"\x02\x03\r\n ").split(b",") for line in answer.split(b"\x03") if b"\x02" in line]
    if len(lines) < _LINES:
        return None
    flags = (words for (line, field), words in _FLAGS.items() if _number(lines[line], field) == 1)
    return HostStatus(next(flags, ""), any(_number(lines[line], field) > 0 for line, field in _WORK))


def _number(fields: Sequence[bytes], place: int) -> int:
    text = fields[place] if place < len(fields) else b""
    return int(text) if text.isdigit() else 0


def is_whole_status(answer: bytes) -> bool:
    """Whether all three lines of the answer to ~HS are there."""
    return answer.count(b"\x03") >= _LINES
