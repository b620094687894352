"""A page as ZPL, for thermal printers that take it raw, and what such a printer says of itself.

Source: Zebra's ZPL II programming guide, commands ^GF (graphic field), ^PQ (print quantity), ~HS (host status).
"""

from __future__ import annotations

from shipdesk.core.pages import Raster

_DARK_BELOW = 128
#: Each grey becomes a bit: 1 is a printed dot.
_TO_BITS = bytes(ord("1") if shade < _DARK_BELOW else ord("0") for shade in range(256))
#: The widest label that the common thermal heads take; a page lying on its side is turned to fit under one.
_HEAD_MM = 110.0


def to_zpl(raster: Raster, copies: int = 1) -> bytes:
    """One label: the page as one graphic, a dot of it for a dot of the head."""
    if raster.page.width_mm > _HEAD_MM >= raster.page.height_mm:
        raster = raster.turned()
    row_bytes = (raster.width + 7) // 8
    total = row_bytes * raster.height
    head = f"^XA^PW{raster.width}^LL{raster.height}^LH0,0^FO0,0^GFA,{total},{total},{row_bytes},"
    return f"{head}{_graphic(raster, row_bytes)}^FS^PQ{copies}^XZ\n".encode("ascii")


def _graphic(raster: Raster, row_bytes: int) -> str:
    """The dots in hexadecimal; a colon repeats the row above, a comma fills the row with white."""
    bits = raster.pixels.translate(_TO_BITS)
    rows: list[str] = []
    previous = ""
    for start in range(0, len(bits), raster.width):
        row = bits[start : start + raster.width].ljust(row_bytes * 8, b"0")
        digits = f"{int(row, 2):0{row_bytes * 2}X}"
        short = digits.rstrip("0")
        rows.append(":" if digits == previous else digits if len(short) == len(digits) else short + ",")
        previous = digits
    return "".join(rows)


#: Of the answer to ~HS: (line, field) of a flag -> what is wrong where it is 1.
_FLAGS = {
    (0, 1): "is out of labels; put in a new roll",
    (1, 2): "is open; close its head",
    (1, 3): "is out of ribbon; put in a new one",
    (0, 2): "is paused; press its pause key",
}
_LINES = 3


def status_trouble(answer: bytes) -> str:
    """What a printer's answer to ~HS says is wrong, in words; empty where all is well or the answer is none."""
    lines = [line.strip(b"\x02\x03\r\n ").split(b",") for line in answer.split(b"\x03") if b"\x02" in line]
    if len(lines) < _LINES:
        return ""
    for (line, field), words in _FLAGS.items():
        if field < len(lines[line]) and lines[line][field] == b"1":
            return words
    return ""


def is_whole_status(answer: bytes) -> bool:
    """Whether all three lines of the answer to ~HS are there."""
    return answer.count(b"\x03") >= _LINES
