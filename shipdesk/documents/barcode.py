"""Barcodes as rectangles on whole dots of a printer of 203 dpi: nothing to round, nothing to blur.

Positions are in points from the bottom left of the page, sizes in millimetres.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import zxingcpp
from reportlab.pdfgen.canvas import Canvas

DPI = 203
_DOT = 72 / DPI
_DOT_MM = 25.4 / DPI
#: A bar of one dot (0.125 mm) does not survive a thermal head; of four (0.5 mm) it is as wide as a scanner likes.
#: Square modules need three.
_MODULE_DOTS = (4, 3, 2)
_MATRIX_DOTS = (8, 7, 6, 5, 4, 3)
_QUIET_MODULES = {"Code128": 10, "QRCode": 4, "DataMatrix": 1}
_FORMATS = {
    "Code128": zxingcpp.BarcodeFormat.Code128,
    "QRCode": zxingcpp.BarcodeFormat.QRCode,
    "DataMatrix": zxingcpp.BarcodeFormat.DataMatrix,
}

Modules = tuple[tuple[bool, ...], ...]


class BarcodeError(ValueError):
    """The text cannot be made into that barcode, or the barcode not into that space; one sentence."""


@dataclass(frozen=True, slots=True)
class Bars:
    """What was drawn, without the quiet zone: size and module in millimetres, left edge in points."""

    left: float
    width_mm: float
    height_mm: float
    module_mm: float


def draw_code128(canvas: Canvas, x: float, y: float, text: str, *, max_width_mm: float, height_mm: float) -> Bars:
    """Draw a Code 128 as wide as fits into `max_width_mm` with its quiet zones; `x`, `y` is the space's bottom left.

    The bars stand in the middle of that space.

    Raises:
        BarcodeError: the text has characters that Code 128 lacks, or is too long for that width.
    """
    modules = _modules(text, "Code128")[:1]
    dots = _dots(len(modules[0]) + 2 * _QUIET_MODULES["Code128"], _MODULE_DOTS, max_width_mm)
    margin = _margin(len(modules[0]) * dots, max_width_mm)
    return _draw(canvas, (x + margin, y), modules, (dots, round(height_mm / _DOT_MM)))


def draw_matrix(canvas: Canvas, x: float, y: float, text: str, kind: str, *, max_size_mm: float) -> Bars:
    """Draw a square code (`QRCode` or `DataMatrix`) as large as fits; `x`, `y` is the space's bottom left.

    Raises:
        BarcodeError: the text is too long for that size.
    """
    modules = _modules(text, kind)
    dots = _dots(len(modules[0]) + 2 * _QUIET_MODULES[kind], _MATRIX_DOTS, max_size_mm)
    margin = _margin(len(modules[0]) * dots, max_size_mm)
    return _draw(canvas, (x + margin, y + margin), modules, (dots, dots))


@lru_cache(256)
def _modules(text: str, kind: str) -> Modules:
    try:
        symbol = zxingcpp.create_barcode(text, _FORMATS[kind], force_square=True)
    except ValueError as error:
        raise BarcodeError(f"“{text[:40]}” cannot be written as a barcode; use letters A to Z and digits.") from error
    image: Any = symbol.to_image(scale=1, add_quiet_zones=False)
    rows: list[list[int]] = memoryview(image).tolist()  # type: ignore[assignment]  # two dimensions, two levels
    return tuple(tuple(shade < 128 for shade in row) for row in rows)


def _dots(modules: int, choices: tuple[int, ...], space_mm: float) -> int:
    """Dots of a module: the most that fit."""
    for dots in choices:
        if modules * dots * _DOT_MM <= space_mm:
            return dots
    needed = modules * choices[-1] * _DOT_MM
    raise BarcodeError(f"The barcode needs {needed:.0f} mm and has {space_mm:.0f} mm; the text is too long.")


def _margin(dots: int, space_mm: float) -> float:
    """Points on either side of what is in the middle of a space."""
    return (space_mm / _DOT_MM - dots) / 2 * _DOT


def _draw(canvas: Canvas, corner: tuple[float, float], rows: Modules, module: tuple[int, int]) -> Bars:
    """Draw rows of modules of (wide, high) dots; the grid of dots begins at the top left of the page."""
    page_height: float = canvas._pagesize[1]
    wide, high = module
    left = round(corner[0] / _DOT)
    top = round((page_height - corner[1]) / _DOT) - len(rows) * high
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        bottom = page_height - (top + (number + 1) * high) * _DOT
        for start, length in _dark_runs(row):
            path.rect((left + start * wide) * _DOT, bottom, length * wide * _DOT, high * _DOT)
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)
    return Bars(left * _DOT, len(rows[0]) * wide * _DOT_MM, len(rows) * high * _DOT_MM, wide * _DOT_MM)


def _dark_runs(row: tuple[bool, ...]) -> list[tuple[int, int]]:
    """(start, length) of what is printed in a row."""
    found: list[tuple[int, int]] = []
    for index, dark in enumerate(row):
        if dark and found and sum(found[-1]) == index:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((index, 1))
    return found
