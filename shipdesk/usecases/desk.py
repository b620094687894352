"""The desk: everything a verb may reach, in one value that `app.py` makes and hands around."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event, Lock
from typing import TYPE_CHECKING

from shipdesk.core.errors import SetupError
from shipdesk.settings.known_services import KnownServices

if TYPE_CHECKING:
    from shipdesk.core.batches import Batches
    from shipdesk.core.carrier import CarrierRecord, CheckContext
    from shipdesk.core.connector import Connector, LabelFile
    from shipdesk.core.handover import Handovers, Leaving
    from shipdesk.core.imports import Imports
    from shipdesk.core.inbound import Inbox, SourceRecord
    from shipdesk.core.label_faults import Fault
    from shipdesk.core.library import Library
    from shipdesk.core.paperwork import Drawn, Paper
    from shipdesk.core.ports import Accounts, Clock, OrderBook, Printer, PrinterChoice
    from shipdesk.core.records import Entry
    from shipdesk.core.shipment import Shipment
    from shipdesk.core.under_way import UnderWay

#: Seconds between the looks at a booking in doubt, unless the account says otherwise.
SETTLE_PAUSES = (0.0, 5.0, 30.0, 120.0, 600.0)


def _nothing(_text: str) -> str:
    return ""


def _rest() -> None:
    """Nothing has to be made ready."""


class Claims:
    """Which bookings a thread of this process is working on, so that two threads never take the same one.

    Between processes the order book decides (compare-and-set); this only saves the wasted connection.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._taken: set[int] = set()

    @contextmanager
    def take(self, ids: Iterable[int], most: int) -> Iterator[frozenset[int]]:
        """Claim up to `most` of `ids` that nobody has, for the length of the block."""
        with self._lock:
            mine = frozenset([one for one in ids if one not in self._taken][:most])
            self._taken |= mine
        try:
            yield mine
        finally:
            with self._lock:
                self._taken -= mine


@dataclass(frozen=True)
class Desk:
    """The ports, and who works here. Made once per process; safe to use from any thread."""

    records: Mapping[str, CarrierRecord]
    sources: Mapping[str, SourceRecord]
    """Whoever sends webhooks, by id; a carrier that does has the same id here."""
    book: OrderBook
    handovers: Handovers
    inbox: Inbox
    under_way: UnderWay
    accounts: Accounts
    connector: Callable[[str], Connector]
    """The connector of a carrier's account, kept for the life of the program. Raises `SetupError`."""
    clock: Clock
    who: str
    printer: Printer
    draw_label: Callable[[CarrierRecord, Entry], LabelFile]
    """The label of a booking whose carrier gives none. Raises `CarrierError`."""
    draw_document: Callable[[Paper, Entry], Drawn]
    """A paper of a booking, as it stands now."""
    draw_handover: Callable[[Leaving], bytes]
    """The hand-over list that a driver signs, a PDF."""
    label_faults: Callable[[LabelFile, str], list[Fault]]
    """What is wrong with a label for this tracking number."""
    preview: Callable[[LabelFile], bytes]
    """A picture of a label, as PNG."""
    printers: Callable[[], Sequence[PrinterChoice]]
    """The printers that could be set for labels."""
    test_print: Callable[[str], str]
    """Print the measured test label on a printer; a sentence of where it went. Raises `PrintError`."""
    undrawable: Callable[[str], str] = _nothing
    """The letters of a text, each once, that a label drawn here cannot show."""
    warm_labels: Callable[[], None] = _rest
    """Make ready for the first label, in a quiet moment."""
    training: bool = False
    known_services: KnownServices = field(default_factory=KnownServices)
    """What the carriers named last."""
    claims: Claims = field(default_factory=Claims)
    closing: Event = field(default_factory=Event)
    """Set when the program is to end: what is being sent comes to its end, and nothing new is begun."""

    def record(self, carrier: str) -> CarrierRecord:
        """Raises `SetupError` when no carrier of that name is known."""
        if carrier in self.records:
            return self.records[carrier]
        raise SetupError(f"There is no carrier '{carrier}'; there are {', '.join(self.records)}.")

    def context(self, carrier: str) -> CheckContext:
        """What the rules of a carrier may look at."""
        from shipdesk.core.carrier import CheckContext  # noqa: PLC0415 - late: keeps start-up fast

        return CheckContext(self.clock(), self.accounts.settings(carrier))

    def leaves_doubts_to_person(self, carrier: str) -> bool:
        """The account never sends the same request again by itself (`probe=never`)."""
        return self.accounts.settings(carrier).get("probe") == "never"

    def settle_pauses(self, carrier: str) -> tuple[timedelta, ...]:
        """The account's pauses between looks at a booking in doubt (`settle=0,5,30`)."""
        text = self.accounts.settings(carrier).get("settle", "")
        seconds = [float(word) for word in text.split(",")] if text else SETTLE_PAUSES
        return tuple(timedelta(seconds=pause) for pause in seconds)

    @property
    def library(self) -> Library:
        """The cards of senders, receivers, boxes, products, presets and place codes."""
        return self.book.library

    @property
    def batches(self) -> Batches:
        """Many orders booked as one piece of work."""
        return self.book.batches

    @property
    def imports(self) -> Imports:
        """Files on their way into the order book."""
        return self.book.imports

    def fill_in(self, shipment: Shipment, source: str = "") -> Shipment:
        """The shipment with what the library knows of it; see `usecases.fill_in`."""
        from shipdesk.usecases.fill_in import fill_in  # noqa: PLC0415 - late: keeps start-up fast

        return fill_in(self, shipment, source)
