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
_CELL_MM = (WIDTH_MM - 2 * _EDGE_MM) / _COLUMNS
_HIGH_MM, _BAR_MM = 30, 13
_TOP_MM = HEIGHT_MM - 30
_FOOT_MM = 14
_HEAD_MM = 9


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
        for at in range(0, len(commands), _COLUMNS):
            sheet.line(commands[at : at + _COLUMNS])
    canvas.showPage()
    canvas.save()
    return target.getvalue()


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
        draw_line(self._canvas, _EDGE_MM * mm, (self._y + 3) * mm, name, 12, style=Style.BOLD)

    def line(self, commands: Sequence[Command]) -> None:
        """Commands beside each other."""
        if self._y - _HIGH_MM < _FOOT_MM:
            self._turn()
        self._y -= _HIGH_MM
        for column, command in enumerate(commands):
            self._cell(_EDGE_MM + column * _CELL_MM, command)

    def _cell(self, left: float, command: Command) -> None:
        canvas, middle, wide = self._canvas, (left + _CELL_MM / 2) * mm, (_CELL_MM - 6) * mm
        bottom = (self._y + _HIGH_MM - _BAR_MM - 2) * mm
        draw_code128(canvas, (left + 2) * mm, bottom, command.code, max_width_mm=_CELL_MM - 4, height_mm=_BAR_MM)
        words = f"{command.words}  ({command.key})" if command.key else command.words
        draw_line(canvas, middle, bottom - 5 * mm, words, 11, style=Style.BOLD, align="center", max_width=wide)
        draw_line(canvas, middle, bottom - 9 * mm, command.code, 7.5, style=Style.MONO, align="center", max_width=wide)

    def _turn(self) -> None:
        self._canvas.showPage()
        self._y = self._begin()

    def _begin(self) -> float:
        draw_line(self._canvas, _EDGE_MM * mm, (_TOP_MM + 8) * mm, self._title, 18, style=Style.BOLD)
        return float(_TOP_MM + 4)
