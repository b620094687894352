"""What the tests of the order book start from: a clock that ticks, shipments, and bookings in any state."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

from shipdesk.core.outcomes import Frozen, Outcome, Verdict
from shipdesk.core.records import Changes, Entry
from shipdesk.core.shipment import Shipment
from shipdesk.core.states import State
from shipdesk.orderbook.repository import SqlOrderBook

START = datetime(2026, 11, 22, 8, tzinfo=UTC)
NUMBER = "8827001234567890"


class Ticking:
    """A clock that is a second later at every look."""

    def __init__(self) -> None:
        self._ticks = count()

    def __call__(self) -> datetime:
        return START + timedelta(seconds=next(self._ticks))


def shipment(reference: str = "REF1", **fields: object) -> Shipment:
    """A shipment with one product; `fields` replace its parts, or those of its receiver (`receiver__name`)."""
    record: dict[str, object] = {
        "reference": reference,
        "carrier": "jne",
        "service": "REG",
        "sender": {"name": "HK warehouse", "city": "Kwai Chung", "country": "HK", "phone": "+852 6435 2654"},
        "products": [{"sku": "TS-BLK-M", "description": "Cotton T-Shirt", "quantity": 2}],
    }
    receiver: dict[str, object] = {"name": "Jerry Lee", "city": "Bangkok", "country": "TH"}
    for name, value in fields.items():
        part, _, field = name.partition("__")
        if field:
            receiver[field] = value
        else:
            record[part] = value
    return Shipment.model_validate(record | {"receiver": receiver})


def frozen(one: Shipment, payload: str = '{"weight": "1.24"}') -> Frozen:
    return Frozen(one.carrier, one.reference, "generatecnote", payload, ("Weight rounded up.",))


def add(book: SqlOrderBook, one: Shipment | None = None, state: State = State.TO_SHIP) -> Entry:
    return book.add(one or shipment(), state, who="May", why="Scanned.", source="file")


def queue(book: SqlOrderBook, entry: Entry) -> Entry:
    return book.queue(entry, entry.shipment, frozen(entry.shipment), accepted=(), who="May")


def send(book: SqlOrderBook, entry: Entry) -> tuple[Entry, int]:
    """The entry in `sending`, and its attempt."""
    attempt = book.begin([entry], "book", who="May")[0]
    return current(book, entry), attempt


def end(
    book: SqlOrderBook,
    entry: Entry,
    attempt: int,
    to: State = State.BOOKED,
    verdict: Verdict = Verdict.BOOKED,
    number: str | None = NUMBER,
) -> Entry:
    outcome = Outcome(entry.row.key, verdict, words="OK")
    changes = Changes(tracking_number=number)
    return book.end(entry.id, attempt, to, outcome, (), who="May", why="The carrier said so.", changes=changes)


def booked(book: SqlOrderBook, one: Shipment | None = None, number: str = NUMBER) -> Entry:
    """A booking that went all the way."""
    entry, attempt = send(book, queue(book, add(book, one)))
    return end(book, entry, attempt, number=number)


def current(book: SqlOrderBook, entry: Entry) -> Entry:
    found = book.entry_by_id(entry.id)
    assert found is not None
    return found
