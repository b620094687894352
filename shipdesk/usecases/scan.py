"""What a scan means: an order, a parcel's number, a product, a box, a command, or nothing that is known here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from shipdesk.core.cards import CardKind
from shipdesk.core.devices import BOX, COMMAND
from shipdesk.core.errors import InputError
from shipdesk.core.records import Query
from shipdesk.core.states import EDITABLE, Label, State
from shipdesk.usecases.show import find

if TYPE_CHECKING:
    from shipdesk.core.library import Card
    from shipdesk.core.records import Entry, Row
    from shipdesk.core.shipment import Product
    from shipdesk.usecases.desk import Desk

_MOST_ORDERS = 8
_TO_SHIP = frozenset({State.TO_SHIP, State.DRAFT, State.REFUSED})
_ON_THE_PARCEL = frozenset({Label.STORED, Label.SENT, Label.PRINTED})


class Kind(StrEnum):
    """What was scanned."""

    ORDER = "order"
    NUMBER = "number"
    """A tracking number of ours."""
    PRODUCT = "product"
    COMMAND = "command"
    BOX = "box"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan and what it means."""

    text: str
    kind: Kind
    entry: Entry | None = None
    """The booking of an order or a number."""
    rows: tuple[Row, ...] = ()
    """The orders with that product that wait to be shipped, the oldest first."""
    card: Card | None = None
    """The library's card of a product or a box; None where it has none."""
    code: str = ""
    """Of a command its name (`BOOK`), of a box its name, of a product its SKU."""


def what_is(desk: Desk, text: str) -> Scan:
    """What `text` means, looked up in this order; Caps Lock is seen through. Raises as the order book does."""
    if text.upper().startswith(BOX):
        return _box(desk, text)
    if text.upper().startswith(COMMAND):
        return Scan(text, Kind.COMMAND, code=text[len(COMMAND) :].strip().upper())
    for written in dict.fromkeys((text, text.swapcase(), *_numbers_in(text))):
        found = _booking(desk, written) or _product(desk, written)
        if found is not None:
            return found
    return Scan(text, Kind.UNKNOWN)


def close_parcel(desk: Desk, entry: Entry) -> Entry:
    """The label was seen on its parcel; a parcel that is closed already stays so.

    Raises:
        InputError: its label was never printed, so what was scanned is another one.
    """
    if entry.row.label in (Label.SEEN, Label.HANDED_OVER):
        return entry
    if entry.row.label not in _ON_THE_PARCEL:
        raise InputError(f"The label of {entry.row.key} was not printed here; look at which label is on the parcel.")
    return desk.book.move_label(entry, Label.SEEN, who=desk.who, why="Scanned on its parcel at the table.")


def count_of(products: Iterable[Product], scan: Scan) -> int:
    """How many pieces of the scanned product a packing list has."""
    wanted = {scan.text.casefold(), scan.code.casefold()}
    return sum(
        product.quantity or 0 for product in products if {product.sku.casefold(), product.ean.casefold()} & wanted
    )


def _box(desk: Desk, text: str) -> Scan:
    name = text[len(BOX) :].strip()
    card = desk.library.card(CardKind.BOX, {"name": name})
    return Scan(text, Kind.BOX, card=card, code=card.title if card else name)


def _booking(desk: Desk, text: str) -> Scan | None:
    try:
        entry = find(desk, text)
    except InputError:
        return None
    number = entry.row.tracking_number.casefold() == text.casefold()
    return Scan(text, Kind.NUMBER if number else Kind.ORDER, entry)


def _numbers_in(text: str) -> Iterable[str]:
    """Of an address of the web, as carriers print beside their barcode: the words that may be a number."""
    scheme, there, rest = text.partition("://")
    words = re.findall(r"[0-9A-Za-z-]{8,}", rest) if there and scheme.isalpha() else []
    return (word for word in words if any(letter.isdigit() for letter in word))


def _product(desk: Desk, text: str) -> Scan | None:
    card = desk.library.card(CardKind.PRODUCT, {"sku": text})
    if card is None:
        cards = desk.library.suggest(CardKind.PRODUCT, text, _MOST_ORDERS)
        card = next((one for one in cards if text == one.text("ean")), None)
    sku = card.text("sku") if card else text
    scan = Scan(text, Kind.PRODUCT, card=card, code=sku)
    rows = [row for word in dict.fromkeys((sku, text)) for row in _waiting_with(desk, word, scan)]
    if card is None and not rows:
        return None
    oldest = sorted(dict.fromkeys(rows), key=_age)
    return Scan(text, Kind.PRODUCT, rows=tuple(oldest[:_MOST_ORDERS]), card=card, code=sku)


def _waiting_with(desk: Desk, word: str, scan: Scan) -> list[Row]:
    found = desk.book.rows(Query(text=word, states=_TO_SHIP & EDITABLE), _MOST_ORDERS)
    entries = (desk.book.entry_by_id(row.id) for row in found)
    return [entry.row for entry in entries if entry is not None and count_of(entry.shipment.products, scan)]


def _age(row: Row) -> tuple[object, int]:
    return row.created_at, row.id
