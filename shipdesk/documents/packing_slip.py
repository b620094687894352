"""The packing slip: what is in the parcel, for whoever packs it and whoever opens it. On 100 × 150 mm, A6 or A4."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from shipdesk.core.pages import PageSize
from shipdesk.documents.barcode import BarcodeError, draw_code128, draw_matrix
from shipdesk.documents.fitting import Box, draw_fitted, height_of
from shipdesk.documents.fonts import Style
from shipdesk.documents.text import draw_line, wrap

if TYPE_CHECKING:
    from shipdesk.core.shipment import Party, Product, Shipment

LABEL, A6, A4 = PageSize(100, 150), PageSize(105, 148), PageSize(210, 297)
_LARGE, _TYPE, _SMALL = 11.0, 9.0, 7.0
_LINES = 3
_PAD = 1.1
_FOOT = 5.0
#: Room for the reference's barcode, of bars or of squares.
_BARS, _SQUARE = 57.0, 14.5
#: Heights in millimetres: title and addresses; the headings of the columns.
_HEAD, _TABLE_HEAD = 37.5, 4.6


@dataclass(frozen=True, slots=True)
class _Row:
    """A product as it is drawn: quantity, SKU, name, and the name in the receiver's language; height in mm."""

    quantity: str
    sku: str
    name: str
    local: str
    height: float


def packing_slip(shipment: Shipment, size: PageSize = LABEL) -> bytes:
    """The slip as a PDF; as many pages of that size as the products need."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(size.width_mm * mm, size.height_mm * mm), pageCompression=1)
    canvas.setTitle(f"Packing slip {shipment.reference}")
    sheet = _Sheet(canvas, size)
    rows = [sheet.row(product) for product in shipment.products]
    pages = sheet.pages(rows)
    for number, some in enumerate(pages, 1):
        top = sheet.head(shipment) if number == 1 else sheet.margin
        top = sheet.table_head(top)
        for row in some:
            top = sheet.draw_row(top, row)
        sheet.foot(shipment, number, len(pages))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


class _Sheet:
    """The measures of one size of paper, and the parts that are drawn on it; tops are in mm from the page's top."""

    def __init__(self, canvas: Canvas, size: PageSize) -> None:
        self.canvas, self.size = canvas, size
        self.margin = 4.0 if size.width_mm < 150 else 15.0
        self.width = size.width_mm - 2 * self.margin
        self.quantity, self.sku = 12.0, min(0.28 * self.width, 40.0)

    @property
    def _end(self) -> float:
        return self.size.height_mm - self.margin - _FOOT

    def row(self, product: Product) -> _Row:
        """Measure a product."""
        name = product.description or product.description_origin
        local = product.description_destination if product.description_destination != name else ""
        room = self.width - self.quantity - self.sku - 2 * _PAD
        tall = height_of(self._count(name, room, _TYPE), _TYPE) + height_of(self._count(local, room, _SMALL), _SMALL)
        sku = height_of(self._count(product.sku, self.sku - 2 * _PAD, _TYPE), _TYPE)
        quantity = str(product.quantity or "")
        return _Row(quantity, product.sku, name, local, max(tall, sku, height_of(1, _TYPE)) + 2 * _PAD)

    @staticmethod
    def _count(text: str, room: float, size: float) -> int:
        return min(len(wrap(text, size, room * mm)), _LINES) if text else 0

    def pages(self, rows: Sequence[_Row]) -> list[list[_Row]]:
        """The rows of each page; the first has the receiver above them."""
        pages: list[list[_Row]] = [[]]
        left = self._end - self._head_height()
        for row in rows:
            if row.height > left and pages[-1]:
                pages.append([])
                left = self._end - self.margin - _TABLE_HEAD
            pages[-1].append(row)
            left -= row.height
        return pages

    def _head_height(self) -> float:
        return self.margin + _HEAD + _TABLE_HEAD

    def head(self, shipment: Shipment) -> float:
        """Title, reference with its barcode, sender and receiver; where the table begins."""
        left, top = self.margin, self.margin
        beside = self.width - self._code(shipment.reference, top)
        draw_fitted(self.canvas, Box(left, top, beside, 7), "Packing slip", 15, least=9, style=Style.BOLD)
        reference = Box(left, top + 7.2, beside - 1, 7)
        draw_fitted(self.canvas, reference, shipment.reference, 12, least=6, lines=2, style=Style.MONO_BOLD)
        top += 15.5
        self._rule(top)
        self._party(Box(left, top + 1, 0.6 * self.width - 2, 20), "TO", shipment.receiver, 10)
        sender = Box(left + 0.6 * self.width, top + 1, 0.4 * self.width, 20)
        self._party(sender, "FROM", shipment.sender, 8)
        return self.margin + _HEAD

    def _code(self, reference: str, top: float) -> float:
        """Draw the reference as a barcode at the right, one of squares where bars are too long; the width it takes."""
        right = self.margin + self.width
        with suppress(BarcodeError):
            draw_code128(
                self.canvas, (right - _BARS) * mm, self._y(top + 12), reference, max_width_mm=_BARS, height_mm=11
            )
            return _BARS
        if reference.isascii():
            with suppress(BarcodeError):
                left, bottom = (right - _SQUARE) * mm, self._y(top + _SQUARE)
                draw_matrix(self.canvas, left, bottom, reference, "QRCode", max_size_mm=_SQUARE)
                return _SQUARE
        return 0.0  # it is there to be read

    def _party(self, box: Box, caption: str, who: Party, size: float) -> None:
        draw_line(self.canvas, box.left * mm, self._y(box.top + 2), caption, 6)
        box = box.below(2.6)
        name = ", ".join(part for part in (who.name, who.company) if part)
        box = box.below(draw_fitted(self.canvas, box, name, size, least=6, lines=2, style=Style.BOLD).height)
        place = " ".join(part for part in (who.city, who.province, who.postcode, who.country) if part)
        rest = "\n".join(part for part in (" ".join(who.address.split("\n")), who.district, place) if part)
        draw_fitted(self.canvas, box, rest, size - 1, least=5.5, lines=6)

    def table_head(self, top: float) -> float:
        """The headings of the columns; where the rows begin."""
        self._rule(top)
        columns = ((self.margin, "QTY"), (self.margin + self.quantity, "SKU"), (self._names, "PRODUCT"))
        for left, text in columns:
            draw_line(self.canvas, (left + _PAD) * mm, self._y(top + 3.2), text, 6)
        self._rule(top + _TABLE_HEAD)
        return top + _TABLE_HEAD

    @property
    def _names(self) -> float:
        return self.margin + self.quantity + self.sku

    def draw_row(self, top: float, row: _Row) -> float:
        """One product; where the next begins."""
        tall = row.height - _PAD
        raised = height_of(1, _LARGE) - height_of(1, _TYPE)  # so that both stand on one line
        quantity = Box(self.margin + _PAD, top + _PAD - raised, self.quantity - 2 * _PAD, tall + raised)
        draw_fitted(self.canvas, quantity, row.quantity, _LARGE, least=6, style=Style.BOLD)
        sku = Box(self.margin + self.quantity + _PAD, top + _PAD, self.sku - 2 * _PAD, tall)
        draw_fitted(self.canvas, sku, row.sku, _TYPE, least=_TYPE, lines=_LINES)
        names = Box(self._names + _PAD, top + _PAD, self.width - self.quantity - self.sku - 2 * _PAD, tall)
        used = draw_fitted(self.canvas, names, row.name, _TYPE, least=_TYPE, lines=_LINES).height
        draw_fitted(self.canvas, names.below(used), row.local, _SMALL, least=_SMALL, lines=_LINES)
        self._rule(top + row.height, thin=True)
        return top + row.height

    def foot(self, shipment: Shipment, page: int, pages: int) -> None:
        """How much there is in all, and which page this is."""
        pieces = sum(product.quantity or 0 for product in shipment.products)
        lines = len(shipment.products)
        total = f"{lines} product{'s' if lines != 1 else ''}, {pieces} piece{'s' if pieces != 1 else ''}"
        y = self._y(self.size.height_mm - self.margin)
        draw_line(self.canvas, self.margin * mm, y, total, 8, style=Style.BOLD, max_width=0.6 * self.width * mm)
        right = (self.margin + self.width) * mm
        named = f"{shipment.reference}  {page} / {pages}"
        draw_line(self.canvas, right, y, named, 7, align="right", max_width=0.38 * self.width * mm)

    def _y(self, top: float) -> float:
        points: float = (self.size.height_mm - top) * mm
        return points

    def _rule(self, top: float, *, thin: bool = False) -> None:
        self.canvas.setLineWidth((0.125 if thin else 0.25) * mm)
        self.canvas.line(self.margin * mm, self._y(top), (self.margin + self.width) * mm, self._y(top))
