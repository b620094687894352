"""The postal customs declaration CN 23, laid out as the Universal Postal Union's form: A5, A6 or 150 × 100 mm, lying.

The boxes stand where a post clerk looks for them; their measures below are those of A5 and shrink with the paper.
Only what somebody has filled in stands in them: the rest is left blank and told in a note. More contents than one
form holds go onto further forms; the totals stand on the last.
"""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from typing import TYPE_CHECKING

from reportlab.lib.units import mm

from shipdesk.core.numbers import write_decimal
from shipdesk.core.pages import PageSize
from shipdesk.core.paperwork import Drawn
from shipdesk.documents.barcode import BarcodeError, draw_code128
from shipdesk.documents.fitting import Box
from shipdesk.documents.fonts import Style
from shipdesk.documents.sheet import Column, Sheet, Table, money, sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipdesk.core.shipment import Party, Product, Shipment

A5, A6, LABEL = PageSize(210, 148), PageSize(148, 105), PageSize(150, 100)
_EDGE = 6.0
_TYPE, _CAPTION = 9.0, 5.5
#: Where the bands of the form begin, in millimetres from the top of A5, and where its columns are cut.
_PARTIES, _SECOND, _CONTENTS, _TOTALS, _LOWER, _END = 20.0, 41.0, 62.0, 96.0, 104.0, 142.0
_SPLIT, _WIDE = 128.0, 198.0
_CATEGORIES = ("Gift", "Documents", "Commercial sample", "Sale of goods", "Returned goods", "Other (explain):")
_COLUMNS = (
    ("DETAILED DESCRIPTION OF CONTENTS (1)", 74, False),
    ("QUANTITY (2)", 18, True),
    ("NET WEIGHT (3) kg", 22, True),
    ("VALUE (5)", 30, True),
    ("HS TARIFF NUMBER (7)", 30, False),
    ("ORIGIN (8)", 24, False),
)
_DECLARATION = (
    "I certify that the particulars given in this customs declaration are correct and that this item does not contain "
    "any dangerous article or articles prohibited by legislation or by postal or customs regulations."
)


def cn23(shipment: Shipment, number: str = "", size: PageSize = A5) -> Drawn:
    """The declaration of a shipment; `number` is the item's, drawn as a barcode too where it can be one."""
    form = _Form(Sheet(f"CN 23 {shipment.reference}", size, margin=_EDGE * size.width_mm / A5.width_mm))
    table = form.table()
    rows = [_cells(product) for product in shipment.products]
    room = form.down(_TOTALS - _CONTENTS)
    pages = table.pages(rows, room, room)
    for at, some in enumerate(pages, 1):
        form.head(number, at, len(pages))
        form.party(_PARTIES, "From", shipment.sender, "Sender's customs reference", shipment.reference)
        form.party(_SECOND, "To", shipment.receiver, "Importer's reference", _importer(shipment))
        form.office(shipment)
        form.contents()
        top = table.draw_head(form.down(_CONTENTS))
        for row in some:
            top = table.draw_row(top, row, room - table.head_height)
        form.totals(shipment if at == len(pages) else None)
        form.lower(shipment)
        form.sheet.next_page()
    return Drawn(form.sheet.pdf(), tuple(_notes(shipment)))


def _cells(product: Product) -> tuple[str, ...]:
    value = ""
    if product.unit_price is not None and product.quantity is not None:
        value = f"{product.currency} {money(product.unit_price * product.quantity)}".strip()
    quantity = "" if product.quantity is None else f"{product.quantity:,}"
    return (product.description or product.description_origin, quantity, "", value, product.hs_code, "")


def _importer(shipment: Shipment) -> str:
    party, customs = shipment.receiver, shipment.customs
    return " ".join(part for part in (party.tax_type, party.tax_number, customs.ioss_number) if part)


def _notes(shipment: Shipment) -> list[str]:
    notes = ["Category, net weights, country of origin and postal charges are left blank: write them in by hand."]
    items = list(enumerate(shipment.products, 1))
    for name, blank in (
        ("HS tariff number", [str(at) for at, product in items if not product.hs_code]),
        ("value", [str(at) for at, product in items if product.unit_price is None or product.quantity is None]),
    ):
        if blank:
            notes.append(f"The {name} of item {', '.join(blank)} is left blank.")
    if shipment.parcel.gross_weight_kg is None:
        notes.append("The gross weight is left blank.")
    return notes


class _Form:
    """One sheet and its scale: every measure is given as on A5."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._across, self._down = sheet.size.width_mm / A5.width_mm, sheet.size.height_mm / A5.height_mm
        self._type = min(self._across, self._down)

    def down(self, length: float) -> float:
        """A height of A5 on this paper."""
        return length * self._down

    def _box(self, left: float, top: float, width: float, height: float) -> Box:
        """Left counts from the edge of the form."""
        return Box(
            (_EDGE + left) * self._across, top * self._down, width * self._across, height * self._down
        )  # fmt: skip

    def table(self) -> Table:
        columns = [
            Column(title, width * self._across, number=number, style=Style.REGULAR) for title, width, number in _COLUMNS
        ]
        return Table(self.sheet, columns, _TYPE * self._type, left=_EDGE * self._across)

    def contents(self) -> None:
        """The frame around the table of contents."""
        self.sheet.frame(self._box(0, _CONTENTS, _WIDE, _TOTALS - _CONTENTS))

    def _value(self, box: Box, caption: str, text: str, *, size: float = _TYPE, style: Style = Style.REGULAR) -> None:
        """A framed box with its caption, and what was filled in."""
        scale = self._type
        self.sheet.frame(box)
        pad, tall = 1.0 * scale, 2.9 * scale
        self.sheet.line(box.left + pad, box.top + 0.6 * scale, caption, _CAPTION * scale, width=box.width - 2 * pad)
        inner = Box(box.left + pad, box.top + tall, box.width - 2 * pad, max(box.height - tall - 0.3 * scale, 0.5))
        self.sheet.text(inner, text, size * scale, style=style)

    def head(self, number: str, page: int, pages: int) -> None:
        """The form's name, the item's number with its barcode."""
        scale, sheet = self._type, self.sheet
        title = self._box(0, 6, 76, 14)
        sheet.line(title.left, title.top, "CUSTOMS DECLARATION", 13 * scale, width=title.width, style=Style.BOLD)
        below = title.top + 6 * self._down
        small = "May be opened officially" + (f" · form {page} of {pages}" if pages > 1 else "")
        sheet.line(title.left, below, small, 7 * scale, width=title.width)
        name = self._box(176, 6, 22, 8)
        sheet.line(name.left, name.top, "CN 23", 16 * scale, width=name.width, style=Style.BOLD, align="right")
        code = self._box(78, 5, 96, 9)
        with suppress(BarcodeError):  # a number of other letters, or too long for this paper: it is there to be read
            if number:
                left, bottom = code.left * mm, sheet.y(code.bottom)
                draw_code128(
                    sheet.canvas, left, bottom, number, max_width_mm=code.width, height_mm=code.height
                )  # fmt: skip
        place = Box(code.left, code.bottom + 0.4 * scale, code.width, 4 * scale)
        sheet.line(place.left, place.top, number, 9 * scale, width=place.width, style=Style.MONO, align="center")

    def party(self, top: float, caption: str, party: Party, reference_caption: str, reference: str) -> None:
        """Who sends or gets it, and their reference at customs."""
        tall = _SECOND - _PARTIES
        named = "\n".join(part for part in (party.name, party.company) if part)
        self._value(self._box(0, top, 52, tall), f"{caption}: name, business", named, style=Style.BOLD)
        street = "\n".join(part for part in (party.address, party.district) if part)
        place = " ".join(part for part in (party.postcode, party.city, party.province) if part)
        self._value(self._box(52, top, 46, tall), "Street", street)
        self._value(self._box(98, top, _SPLIT - 98, tall - 7), "Postcode, city", place)
        self._value(self._box(98, top + tall - 7, _SPLIT - 98, 7), "Country", party.country, style=Style.BOLD)
        right = self._box(_SPLIT, top, 40, tall - 7)
        self._value(right, f"{reference_caption} (if any)", reference)
        phone = self._box(_SPLIT, top + tall - 7, 40, 7)
        self._value(phone, "Telephone, e-mail", ", ".join(part for part in (party.phone, party.email) if part))

    def office(self, shipment: Shipment) -> None:
        """Beside the parties: what the office fills in, and what is insured."""
        left, wide = _SPLIT + 40, _WIDE - _SPLIT - 40
        self._value(self._box(left, _PARTIES, wide, 14), "Office of origin", "")
        self._value(self._box(left, _PARTIES + 14, wide, 14), "Date of posting", "")
        part = shipment.insurance
        insured = f"{part.currency} {money(part.amount)}".strip() if part.amount is not None else ""
        self._value(self._box(left, _PARTIES + 28, wide, 14), "Insured value", insured)

    def totals(self, shipment: Shipment | None) -> None:
        """Under the contents; blank on every form but the last."""
        gross = value = ""
        if shipment is not None:
            weight = shipment.parcel.gross_weight_kg
            gross = "" if weight is None else f"{write_decimal(weight)} kg"
            value = _total_value(shipment.products)
        tall = _LOWER - _TOTALS
        self._value(self._box(0, _TOTALS, 92, tall), "Total gross weight (4)", gross, style=Style.BOLD)
        self._value(self._box(92, _TOTALS, 52, tall), "Total value (6)", value, style=Style.BOLD)
        self._value(self._box(144, _TOTALS, 54, tall), "Postal charges / fees (9)", "")

    def lower(self, shipment: Shipment) -> None:
        """Category, comments, licence, certificate and invoice; the declaration and where to sign."""
        scale, sheet = self._type, self.sheet
        self._value(self._box(0, _LOWER, 92, 18), "Category of item (10)", "")
        for at, word in enumerate(_CATEGORIES):
            place = self._box(2 + at % 3 * 30, _LOWER + 4.5 + at // 3 * 6.5, 28, 5)
            sheet.tick_box(place.left, place.top, 3 * scale)
            sheet.line(place.left + 4 * scale, place.top, word, 7 * scale, width=place.width - 4 * scale)
        self._value(self._box(0, _LOWER + 18, 92, _END - _LOWER - 18), "Comments (11)", shipment.note, size=8)
        for at, (caption, text) in enumerate(
            (("Licence no. (12)", ""), ("Certificate no. (13)", ""), ("Invoice no. (14)", shipment.reference))
        ):
            self._value(self._box(92 + at * 106 / 3, _LOWER, 106 / 3, 10), caption, text, size=8)
        words = self._box(92, _LOWER + 10, 106, 12)
        sheet.frame(words)
        inner = Box(words.left + scale, words.top + 0.6 * scale, words.width - 2 * scale, words.height - scale)
        sheet.text(inner, _DECLARATION, 6.5 * scale)
        self._value(self._box(92, _LOWER + 22, 106, _END - _LOWER - 22), "Date and sender's signature (15)", "")


def _total_value(products: Sequence[Product]) -> str:
    amounts = [
        (None if product.unit_price is None else product.unit_price * Decimal(product.quantity or 0), product.currency)
        for product in products
    ]
    return ", ".join(f"{currency} {money(amount)}".strip() for currency, amount in sums(amounts).items())
