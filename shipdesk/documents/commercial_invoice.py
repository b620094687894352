"""The commercial invoice for customs: who sells what to whom, for how much, under which terms. On A4.

Only what somebody has filled in stands on it. What the form asks for and nobody has said is left blank, to be
written in by hand, and told in a note.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from shipdesk.core.numbers import write_decimal
from shipdesk.core.paperwork import Drawn
from shipdesk.documents.fitting import Box, height_of
from shipdesk.documents.fonts import Style
from shipdesk.documents.sheet import CAPTION, PAD, TYPE, Column, Sheet, Table, address_of, money, sums, text_height

if TYPE_CHECKING:
    from shipdesk.core.shipment import Party, Product, Shipment

_TITLE, _NAME = 20.0, 10.0
_TITLE_HEIGHT, _FACTS, _FOOT = 14.0, 10.5, 6.0
_CLOSING = 76.0
_GAP = 4.0
_MOST_PARTY = 90.0
_REASONS = ("Sale", "Gift", "Sample", "Return", "Repair", "Other")
_DECLARATION = (
    "I declare that all the information on this invoice is true and correct and that the contents of this shipment "
    "are as stated above."
)
_COLUMNS = (
    Column("DESCRIPTION OF GOODS", 68),
    Column("HS CODE", 24, style=Style.MONO),
    Column("ORIGIN", 16),
    Column("QUANTITY", 17, number=True),
    Column("UNIT PRICE", 23, number=True),
    Column("CUR.", 11),
    Column("AMOUNT", 21, number=True),
)


@dataclass(frozen=True, slots=True)
class InvoiceFacts:
    """What an invoice says beside the shipment: its number is the reference; the carrier as a clerk knows it."""

    number: str
    day: date
    carrier: str = ""
    awb: str = ""


def commercial_invoice(shipment: Shipment, facts: InvoiceFacts) -> Drawn:
    """The invoice, as many pages as its items need; a note for each thing that is left blank."""
    sheet = Sheet(f"Commercial invoice {facts.number}")
    invoice = _Invoice(sheet, shipment, facts)
    rows = [_cells(product) for product in shipment.products]
    table = Table(sheet, _COLUMNS)
    other = sheet.bottom - _FOOT - sheet.margin
    pages = table.pages(rows, sheet.bottom - _FOOT - invoice.head_height(), other, _CLOSING)
    for number, some in enumerate(pages, 1):
        top = invoice.head() if number == 1 else sheet.margin
        if some or number == 1:
            top = table.draw_head(top)
        for row in some:
            top = table.draw_row(top, row, other - table.head_height)
        if number == len(pages):
            invoice.close(top + _GAP)
        invoice.foot(number, len(pages))
        sheet.next_page()
    return Drawn(sheet.pdf(), tuple(_notes(shipment)))


def _cells(product: Product) -> tuple[str, ...]:
    names = dict.fromkeys(part for part in (product.description, product.description_origin, product.sku) if part)
    amount = _amount(product)
    return (
        "\n".join(names),
        product.hs_code,
        "",
        "" if product.quantity is None else f"{product.quantity:,}",
        "" if product.unit_price is None else money(product.unit_price),
        product.currency,
        "" if amount is None else money(amount),
    )


def _amount(product: Product) -> Decimal | None:
    if product.unit_price is None or product.quantity is None:
        return None
    return product.unit_price * product.quantity


def _notes(shipment: Shipment) -> list[str]:
    """A sentence for each thing that customs asks and the shipment does not say."""
    items = list(enumerate(shipment.products, 1))
    asked = (
        ("HS code", [at for at, product in items if not product.hs_code]),
        ("price", [at for at, product in items if product.unit_price is None]),
        ("quantity", [at for at, product in items if product.quantity is None]),
    )
    notes = [f"The {name} of item {_listed(blank)} is left blank." for name, blank in asked if blank]
    notes.append("Country of origin and reason for export are left blank: write them in by hand.")
    if not shipment.customs.incoterm:
        notes.append("The incoterm is left blank.")
    if shipment.parcel.gross_weight_kg is None:
        notes.append("The gross weight is left blank.")
    return notes


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers)


class _Invoice:
    """The parts around the table of items."""

    def __init__(self, sheet: Sheet, shipment: Shipment, facts: InvoiceFacts) -> None:
        self._sheet, self._shipment, self._facts = sheet, shipment, facts
        self._half = (sheet.width - _GAP) / 2
        self._parties = (("SELLER / EXPORTER", shipment.sender), ("BUYER / IMPORTER", shipment.receiver))
        heights = [self._party_height(party) for _title, party in self._parties]
        self._tall = min(max(heights), _MOST_PARTY)

    def head_height(self) -> float:
        """Where the table of items begins on the first page."""
        return self._sheet.margin + _TITLE_HEIGHT + self._tall + _GAP + 2 * _FACTS + _GAP

    def head(self) -> float:
        """Title, parties and facts; where the table begins."""
        sheet, facts = self._sheet, self._facts
        top = sheet.margin
        sheet.line(sheet.left, top, "Commercial invoice", _TITLE, width=self._half, style=Style.BOLD)
        right = sheet.left + self._half + _GAP
        sheet.line(right, top, facts.number, 13, width=self._half, style=Style.MONO_BOLD, align="right")
        day = f"Date {facts.day.isoformat()}"
        sheet.line(right, top + 6, day, TYPE, width=self._half, align="right")
        top += _TITLE_HEIGHT
        for at, (title, party) in enumerate(self._parties):
            self._party(Box(sheet.left + at * (self._half + _GAP), top, self._half, self._tall), title, party)
        return self._facts_rows(top + self._tall + _GAP)

    def _facts_rows(self, top: float) -> float:
        customs, parcel = self._shipment.customs, self._shipment.parcel
        gross = parcel.gross_weight_kg
        ioss = " ".join(part for part in (customs.ioss_number, customs.ioss_country) if part)
        currencies = ", ".join(
            dict.fromkeys(product.currency for product in self._shipment.products if product.currency)
        )
        facts = (
            (("INCOTERM", customs.incoterm), ("CURRENCY", currencies), ("IOSS NUMBER", ioss)),
            (
                ("GROSS WEIGHT", "" if gross is None else f"{write_decimal(gross)} kg"),
                ("CARRIER", self._facts.carrier),
                ("AIR WAYBILL", self._facts.awb),
            ),
        )
        width = self._sheet.width / 3
        for line in facts:
            for at, (caption, text) in enumerate(line):
                box = Box(self._sheet.left + at * width, top, width, _FACTS)
                self._sheet.frame(box)
                self._sheet.caption(box.left + PAD, top + 0.8, caption)
                room = width - 2 * PAD
                self._sheet.line(box.left + PAD, top + 4, text, 10, width=room, style=Style.BOLD)
            top += _FACTS
        return top + _GAP

    def _party_height(self, party: Party) -> float:
        room = self._half - 2 * PAD
        name = text_height(_name(party), _NAME, room, Style.BOLD)
        rest = text_height(_rest(party), TYPE, room)
        return height_of(1, CAPTION) + name + rest + 3 * PAD

    def _party(self, box: Box, title: str, party: Party) -> None:
        self._sheet.frame(box)
        self._sheet.caption(box.left + PAD, box.top + 0.8, title)
        inner = Box(box.left + PAD, box.top + PAD, box.width - 2 * PAD, box.height - 2 * PAD)
        inner = inner.below(height_of(1, CAPTION))
        inner = inner.below(self._sheet.text(inner, _name(party), _NAME, style=Style.BOLD))
        self._sheet.text(inner, _rest(party))

    def close(self, top: float) -> None:
        """Totals, the reason for export, the declaration and where to sign."""
        sheet, shipment = self._sheet, self._shipment
        pieces = sum(product.quantity or 0 for product in shipment.products)
        sheet.line(sheet.left, top, f"{pieces:,} pieces in 1 parcel", TYPE, width=80)
        end = self._totals(top)
        reason = max(end, top + 8) + 2
        sheet.caption(sheet.left, reason, "REASON FOR EXPORT")
        for at, word in enumerate(_REASONS):
            left = sheet.left + at * sheet.width / len(_REASONS)
            sheet.tick_box(left, reason + 4, 3.2)
            sheet.line(left + 4.6, reason + 3.9, word, TYPE, width=22)
        sheet.text(Box(sheet.left, reason + 11, sheet.width, 10), _DECLARATION)
        line = reason + 34
        for at, caption in enumerate(("NAME AND SIGNATURE OF SELLER", "PLACE AND DATE")):
            left = sheet.left + at * (self._half + _GAP)
            sheet.rule(line, left=left, width=self._half)
            sheet.caption(left, line + 0.8, caption)

    def _totals(self, top: float) -> float:
        shipment = self._shipment
        totals = sums((_amount(product), product.currency) for product in shipment.products)
        lines = [("TOTAL", currency, amount) for currency, amount in totals.items()][:4]
        for name, part in (("DECLARED VALUE", shipment.declared_value), ("INSURED FOR", shipment.insurance)):
            if part.amount is not None and totals.get(part.currency) != part.amount:
                lines.append((name, part.currency, part.amount))
        left, width = self._sheet.left + self._half, self._half + _GAP
        for name, currency, amount in lines:
            bold = Style.BOLD if name == "TOTAL" else Style.REGULAR
            self._sheet.line(left, top + 0.6, name, CAPTION + 1, width=30)
            text = f"{currency} {money(amount)}".strip()
            self._sheet.line(left + 32, top, text, 11, width=width - 32, align="right", style=bold)
            top += 5.4
        return top

    def foot(self, page: int, pages: int) -> None:
        """Which invoice, and which page."""
        text = f"{self._facts.number}   page {page} of {pages}"
        sheet = self._sheet
        sheet.line(sheet.left, sheet.bottom - 3, text, 7, width=sheet.width, align="right")


def _name(party: Party) -> str:
    return "\n".join(part for part in (party.company, party.name) if part)


def _rest(party: Party) -> str:
    numbers = (
        f"Phone {party.phone}" if party.phone else "",
        f"E-mail {party.email}" if party.email else "",
        f"{party.tax_type or 'Tax number'} {party.tax_number}" if party.tax_number else "",
        f"{party.id_type or 'Identity number'} {party.id_number}" if party.id_number else "",
    )
    return "\n".join(part for part in (address_of(party), *numbers) if part)
