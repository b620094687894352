"""What the station has done in the lanes: verbs put together so that one run leaves nothing half done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from shipdesk.core.errors import InputError, ShipDeskError
from shipdesk.core.records import Query
from shipdesk.core.states import Label
from shipdesk.usecases import book, label
from shipdesk.usecases.check import check_reading

if TYPE_CHECKING:
    from shipdesk.core.label_faults import Fault
    from shipdesk.core.records import Entry, Row
    from shipdesk.core.shipment import Shipment
    from shipdesk.usecases.desk import Desk

MOST_MATCHES = 8
_HELD = "Put aside at the table."

#: Touches what loads slowly the first time: phone numbers, holidays, places, countries.
_SAMPLE: dict[str, Any] = {
    "sender": {"country": "HK", "province": "Kwai Tsing", "city": "Kwai Tsing", "phone": "23456789", "postcode": "0"},
    "receiver": {"country": "TH", "province": "Bangkok", "city": "Bangkok", "phone": "0812345678", "postcode": "1"},
    "parcel": {"gross_weight_kg": "1"},
    "pickup": {"date": "2030-01-02", "slot": "AM"},
    "declared_value": {"amount": "1", "currency": "THB"},
    "products": [{"description": "x", "quantity": 1}],
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A booking as the form takes it."""

    entry: Entry
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What a scan or a typed word led to: one booking, or several rows to choose from, or neither."""

    text: str
    loaded: Loaded | None = None
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a verb for one reference: the entry as it stands, or the fault in a sentence for the clerk."""

    reference: str
    entry: Entry | None = None
    words: str = ""
    fault: ShipDeskError | None = None


def warm_up(desk: Desk) -> None:
    """Load what checks and the form need, so that neither the window nor the first keystroke waits for it."""
    from shipdesk.core.reading import read_shipment  # noqa: PLC0415 - this is where it is first loaded
    from shipdesk.ui.form.names import country_names, currencies  # noqa: PLC0415 - the same
    from shipdesk.ui.station.doubt import panel  # noqa: F401, PLC0415 - the same
    from shipdesk.ui.station.order import service_picker, shelf, work  # noqa: F401, PLC0415 - the same

    country_names()
    currencies()
    for record in desk.records.values():
        for service in record.services[:1]:
            check_reading(desk, read_shipment({**_SAMPLE, "carrier": record.id, "service": service.code}))


def load(desk: Desk, reference: str) -> Found:
    """The booking of exactly this reference."""
    entry = desk.book.entry(reference)
    return Found(reference, loaded(entry) if entry else None)


def look_up(desk: Desk, text: str) -> Found:
    """What is meant by a scan or a word: a reference, a tracking number, else whatever the book finds."""
    entry = desk.book.entry(text) or desk.book.by_number(text)
    if entry is not None:
        return Found(text, loaded(entry))
    rows = desk.book.rows(Query(text=text), MOST_MATCHES)
    entry = desk.book.entry_by_id(rows[0].id) if len(rows) == 1 else None
    return Found(text, loaded(entry)) if entry else Found(text, None, tuple(rows))


def fresh(desk: Desk) -> dict[str, Any]:
    """What a new shipment begins with: a reference of its own, the service of the newest one, and the library's part.

    That is the sender for orders that name none, else the one of the newest, and what a preset for any order says.
    """
    from shipdesk.core.shipment import Party, Shipment, canonical  # noqa: PLC0415 - late: keeps start-up fast
    from shipdesk.usecases.fill_in import fill_in, usual_sender  # noqa: PLC0415 - the same

    moment = desk.clock().astimezone()
    while desk.book.entry(reference := f"{moment:%y%m%d-%H%M%S}") is not None:
        moment += timedelta(seconds=1)
    newest = desk.book.rows(Query(), 1)
    entry = desk.book.entry_by_id(newest[0].id) if newest else None
    before = entry.shipment if entry else Shipment(reference=reference)
    sender = usual_sender(desk) or (before.sender if entry else Party())
    begun = Shipment(reference=reference, carrier=before.carrier, service=before.service, sender=sender)
    data: dict[str, Any] = canonical(fill_in(desk, begun))
    return data


def matches(desk: Desk, text: str) -> Found:
    """The rows to choose from while one types."""
    return Found(text, None, tuple(desk.book.rows(Query(text=text), MOST_MATCHES)))


def loaded(entry: Entry) -> Loaded:
    """A booking for the form."""
    from shipdesk.core.shipment import canonical  # noqa: PLC0415 - late: keeps start-up fast

    return Loaded(entry, canonical(entry.shipment))


def queue_or_keep(desk: Desk, shipment: Shipment, *, accept_warnings: bool) -> Done:
    """Queue it; what cannot be queued is kept as it was typed before the reason is told."""
    try:
        return Done(shipment.reference, book.queue(desk, shipment, accept_warnings=accept_warnings))
    except ShipDeskError as fault:
        kept = keep(desk, shipment)
        return Done(shipment.reference, kept.entry, fault=fault)


def keep(desk: Desk, shipment: Shipment) -> Done:
    """Keep what was typed."""
    try:
        return Done(shipment.reference, book.keep(desk, shipment))
    except ShipDeskError as fault:
        return Done(shipment.reference, fault=fault)


def put_aside(desk: Desk, shipment: Shipment) -> Done:
    """Put it on hold."""
    try:
        return Done(shipment.reference, book.hold(desk, shipment, why=_HELD))
    except ShipDeskError as fault:
        return Done(shipment.reference, fault=fault)


def take_back(desk: Desk, reference: str) -> Done:
    """Back to the table, while nothing has been sent."""
    try:
        return Done(reference, book.unqueue(desk, reference))
    except ShipDeskError as fault:
        return Done(reference, fault=fault)


def print_stored(desk: Desk, row: Row, why: str, *, as_it_is: bool = False) -> Done:
    """Print the label that is stored for a booking."""
    entry = desk.book.entry_by_id(row.id)
    try:
        if entry is None:
            raise InputError(f"{row.reference} is no longer in the order book.")
        entry, where = label.print_label(desk, entry, why=why, as_it_is=as_it_is)
    except ShipDeskError as fault:
        return Done(row.reference, entry, fault=fault)
    return Done(row.reference, entry, where)


def print_as_it_is(desk: Desk, row: Row, why: str) -> Done:
    """Print a label that lacks letters, on the clerk's word."""
    return print_stored(desk, row, why, as_it_is=True)


def print_first(desk: Desk, row: Row, why: str) -> Done:
    """Print the label of a booking for the first time; nothing where somebody else has done so meanwhile."""
    entry = desk.book.entry_by_id(row.id)
    if entry is not None and desk.book.times_printed(entry.id):
        return Done(row.reference, entry)
    return print_stored(desk, row, why)


def picture(desk: Desk, entry_id: int) -> tuple[bytes, Sequence[Fault]]:
    """The label of a booking as PNG, empty where there is none yet, and why it is not printed by itself."""
    entry = desk.book.entry_by_id(entry_id)
    if entry is None or entry.row.label in (Label.NONE, Label.PENDING):
        return b"", ()
    faults = label.faults_of(desk, entry)
    try:
        return desk.preview(label.stored(desk, entry)), faults
    except InputError:
        return b"", faults
