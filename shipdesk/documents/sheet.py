"""What the forms on office paper share: a sheet measured from its top left, tables that flow over pages, totals.

Lengths are millimetres, sizes of type points. Text is wrapped rather than cut: a cell is as high as its text needs,
and only a cell that is longer than a whole page is set smaller, and cut at last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from shipdesk.core.pages import PageSize
from shipdesk.core.shipment import Party
from shipdesk.documents.fitting import Box, draw_fitted, height_of
from shipdesk.documents.fonts import Style
from shipdesk.documents.text import draw_line, width_of, wrap

A4 = PageSize(210, 297)
CAPTION, TYPE = 6.0, 9.0
_LEAST = 4.0
_MOST_LINES = 400
#: Between a rule and the text beside it.
PAD = 1.2


class Sheet:
    """Pages of one size with a margin, drawn from the top left; `pdf` gives the bytes at the end."""

    def __init__(self, title: str, size: PageSize = A4, margin: float = 15.0) -> None:
        self._target = BytesIO()
        self.size, self.margin = size, margin
        self.canvas = Canvas(self._target, pagesize=(size.width_mm * mm, size.height_mm * mm), pageCompression=1)
        self.canvas.setTitle(title)

    @property
    def left(self) -> float:
        return self.margin

    @property
    def width(self) -> float:
        return self.size.width_mm - 2 * self.margin

    @property
    def bottom(self) -> float:
        """Where the margin at the foot begins."""
        return self.size.height_mm - self.margin

    def next_page(self) -> None:
        """This page is done."""
        self.canvas.showPage()

    def pdf(self) -> bytes:
        """The document; nothing may be drawn afterwards."""
        self.canvas.save()
        return self._target.getvalue()

    def y(self, top: float) -> float:
        """A height from the page's top as the canvas counts it, in points from the bottom."""
        points: float = (self.size.height_mm - top) * mm
        return points

    def rule(self, top: float, *, thin: bool = False, left: float | None = None, width: float | None = None) -> None:
        """A line across, from margin to margin unless told otherwise."""
        start = self.left if left is None else left
        self.canvas.setLineWidth((0.125 if thin else 0.25) * mm)
        end = start + (self.width if width is None else width)
        self.canvas.line(start * mm, self.y(top), end * mm, self.y(top))

    def frame(self, box: Box) -> None:
        """A box around something."""
        self.canvas.setLineWidth(0.25 * mm)
        self.canvas.rect(box.left * mm, self.y(box.bottom), box.width * mm, box.height * mm)

    def text(self, box: Box, text: str, size: float = TYPE, *, style: Style = Style.REGULAR) -> float:
        """Wrapped text from the top of a box, smaller where it would not fit; its height."""
        return draw_fitted(self.canvas, box, text, size, least=min(_LEAST, size), lines=_MOST_LINES, style=style).height

    def line(
        self, left: float, top: float, text: str, size: float = TYPE, *, width: float,
        style: Style = Style.REGULAR, align: str = "left",
    ) -> None:  # fmt: skip
        """One line whose top is at `top`, never wider than `width`: set smaller rather than cut.

        `align` is `left`, `center` or `right`, within `left` and `left` + `width`.
        """
        if not text:
            return
        size = min(size, size * width * mm / max(width_of(text, size, style), 1e-6))
        edge = left + {"left": 0.0, "center": width / 2, "right": width}[align]
        draw_line(self.canvas, edge * mm, self.y(top) - 1.05 * size, text, size, style=style, align=align)

    def caption(self, left: float, top: float, text: str, size: float = CAPTION) -> None:
        """The small word over a value."""
        draw_line(self.canvas, left * mm, self.y(top) - size, text, size)

    def tick_box(self, left: float, top: float, side: float, *, ticked: bool = False) -> None:
        """An empty square to be ticked, or a ticked one."""
        self.frame(Box(left, top, side, side))
        if ticked:
            right, bottom = left + side, top + side
            self.canvas.line(left * mm, self.y(top), right * mm, self.y(bottom))
            self.canvas.line(left * mm, self.y(bottom), right * mm, self.y(top))


def text_height(text: str, size: float, width: float, style: Style = Style.REGULAR) -> float:
    """How high a text is when it is wrapped to `width`."""
    lines = sum(len(wrap(part, size, width * mm, style=style)) for part in text.split("\n")) if text.strip() else 0
    return height_of(lines, size)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its width, and whether it holds numbers (one line, from the right)."""

    title: str
    width: float
    number: bool = False
    style: Style = Style.REGULAR


class Table:
    """Rows of text under a heading, each as high as its longest cell."""

    def __init__(self, sheet: Sheet, columns: Sequence[Column], size: float = TYPE, left: float | None = None) -> None:
        self._sheet, self._columns, self._size = sheet, tuple(columns), size
        self._left = sheet.left if left is None else left
        self._caption, self._pad = CAPTION * size / TYPE, PAD * size / TYPE
        self.head_height = height_of(1, self._caption) + 2 * self._pad

    @property
    def width(self) -> float:
        return sum(column.width for column in self._columns)

    def height(self, cells: Sequence[str]) -> float:
        """The height of a row."""
        heights = [
            height_of(1, self._size) if column.number else text_height(cell, self._size, room, column.style)
            for column, cell in zip(self._columns, cells, strict=True)
            if (room := column.width - 2 * self._pad)
        ]
        return max(*heights, height_of(1, self._size)) + 2 * self._pad

    def pages(
        self, rows: Sequence[Sequence[str]], first: float, other: float, last: float = 0
    ) -> list[list[Sequence[str]]]:
        """The rows of each page: `first` mm are free on the first, `other` on each later one, and on the last page
        `last` mm stay free below them (it may then have no row at all)."""
        pages: list[list[Sequence[str]]] = [[]]
        left = first - self.head_height
        for row in rows:
            tall = min(self.height(row), other - self.head_height)
            if tall > left and (pages[-1] or left < other - self.head_height):
                pages.append([])
                left = other - self.head_height
            pages[-1].append(row)
            left -= tall
        if left < last:
            pages.append([])
        return pages

    def draw_head(self, top: float) -> float:
        """The headings; where the rows begin."""
        sheet, left = self._sheet, self._left
        sheet.rule(top, left=left, width=self.width)
        for column in self._columns:
            room = column.width - 2 * self._pad
            align = "right" if column.number else "left"
            sheet.line(left + self._pad, top + self._pad, column.title, self._caption, width=room, align=align)
            left += column.width
        sheet.rule(top + self.head_height, left=self._left, width=self.width)
        return top + self.head_height

    def draw_row(self, top: float, cells: Sequence[str], most: float) -> float:
        """One row, at most `most` high; where the next begins."""
        sheet, left = self._sheet, self._left
        tall = min(self.height(cells), most)
        for column, cell in zip(self._columns, cells, strict=True):
            room = column.width - 2 * self._pad
            if column.number:
                sheet.line(
                    left + self._pad, top + self._pad, cell, self._size, width=room, align="right", style=column.style
                )
            else:
                sheet.text(
                    Box(left + self._pad, top + self._pad, room, tall - 2 * self._pad),
                    cell,
                    self._size,
                    style=column.style,
                )
            left += column.width
        sheet.rule(top + tall, thin=True, left=self._left, width=self.width)
        return top + tall


def money(amount: Decimal) -> str:
    """An amount as a form writes it, exact: `1,250.50`; never fewer than two decimals."""
    exponent = amount.normalize().as_tuple().exponent
    places = max(2, -exponent) if isinstance(exponent, int) else 2
    return f"{amount:,.{places}f}"


def sums(amounts: Iterable[tuple[Decimal | None, str]]) -> dict[str, Decimal]:
    """The total of each currency, in the order in which they first come; what has no amount adds nothing."""
    totals: dict[str, Decimal] = {}
    for amount, currency in amounts:
        if amount is not None:
            totals[currency] = totals.get(currency, Decimal(0)) + amount
    return totals


def address_of(party: Party) -> str:
    """Name, company, street and place of somebody, a line each."""
    place = " ".join(part for part in (party.city, party.province, party.postcode) if part)
    return "\n".join(part for part in (party.address, party.district, place, party.country) if part)
