"""The sheet of command barcodes: Code 128, large enough for the cheapest laser scanner, the words beneath."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from shipdesk.core.devices import Command
from shipdesk.documents.barcode import draw_code128
from shipdesk.documents.fonts import Style
from shipdesk.documents.text import draw_line

WIDTH_MM, HEIGHT_MM = 210, 297
_EDGE_MM = 14
_COLUMNS = 2
#: As many characters as fit half a line with bars of two dots.
_LONGEST = 24
_HIGH_MM, _BAR_MM = 30, 13
_TOP_MM = HEIGHT_MM - 30
_FOOT_MM = 14
_HEAD_MM = 9
_ACROSS = (WIDTH_MM - 2 * _EDGE_MM) * mm


def command_sheet(title: str, parts: Sequence[tuple[str, Sequence[Command]]]) -> bytes:
    """A PDF on A4, as many pages as it takes. `parts`: a name and its commands; words may be of any script.

    Raises:
        BarcodeError: a code has characters that Code 128 lacks, or is too long for its place.
    """
    target = BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH_MM * mm, HEIGHT_MM * mm), pageCompression=1)
    canvas.setTitle(title)
    sheet = _Sheet(canvas, title)
    for name, commands in parts:
        sheet.head(name)
        for line in _lines(commands):
            sheet.line(line)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _lines(commands: Sequence[Command]) -> list[list[Command]]:
    """Two beside each other; one whose bars want more has a line of its own."""
    lines: list[list[Command]] = [[]]
    for command in commands:
        long = len(command.code) > _LONGEST
        if long or len(lines[-1]) == _COLUMNS or any(len(one.code) > _LONGEST for one in lines[-1]):
            lines.append([])
        lines[-1].append(command)
    return [line for line in lines if line]


class _Sheet:
    """Goes down the page, and on to the next."""

    def __init__(self, canvas: Canvas, title: str) -> None:
        self._canvas, self._title = canvas, title
        self._y = self._begin()

    def head(self, name: str) -> None:
        """The name of a part, on the page of its first line."""
        if self._y - _HEAD_MM - _HIGH_MM < _FOOT_MM:
            self._turn()
        self._y -= _HEAD_MM
        draw_line(self._canvas, _EDGE_MM * mm, (self._y + 3) * mm, name, 12, style=Style.BOLD, max_width=_ACROSS)

    def line(self, commands: Sequence[Command]) -> None:
        """Commands beside each other."""
        if self._y - _HIGH_MM < _FOOT_MM:
            self._turn()
        self._y -= _HIGH_MM
        columns = 1 if len(commands[0].code) > _LONGEST else _COLUMNS
        cell = (WIDTH_MM - 2 * _EDGE_MM) / columns
        for column, command in enumerate(commands):
            self._cell(_EDGE_MM + column * cell, cell, command)

    def _cell(self, left: float, cell: float, command: Command) -> None:
        canvas, middle, wide = self._canvas, (left + cell / 2) * mm, (cell - 6) * mm
        bottom = (self._y + _HIGH_MM - _BAR_MM - 2) * mm
        draw_code128(canvas, (left + 2) * mm, bottom, command.code, max_width_mm=cell - 4, height_mm=_BAR_MM)
        words = f"{command.words}  ({command.key})" if command.key else command.words
        draw_line(canvas, middle, bottom - 5 * mm, words, 11, style=Style.BOLD, align="center", max_width=wide)
        draw_line(canvas, middle, bottom - 9 * mm, command.code, 7.5, style=Style.MONO, align="center", max_width=wide)

    def _turn(self) -> None:
        self._canvas.showPage()
        self._y = self._begin()

    def _begin(self) -> float:
        draw_line(self._canvas, _EDGE_MM * mm, (_TOP_MM + 8) * mm, self._title, 18, style=Style.BOLD, max_width=_ACROSS)
        return float(_TOP_MM + 4)
