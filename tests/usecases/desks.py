"""Desks for tests: the real order book and the real rules, with a carrier that is scripted behind its port."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from shipdesk.app import RECORDS
from shipdesk.assets import resource
from shipdesk.catalog import sources
from shipdesk.core.carrier import Account, CheckContext, Settling
from shipdesk.core.connector import LabelFile
from shipdesk.core.errors import NotReadyError, PrintError
from shipdesk.core.label_faults import Fault
from shipdesk.core.outcomes import Found, Frozen, Outcome, Verdict
from shipdesk.core.prints import JobState, JobWord, Printed
from shipdesk.core.reading import parse_json, read_shipment
from shipdesk.core.shipment import Shipment
from shipdesk.core.statuses import TrackingEvent
from shipdesk.orderbook import open_book
from shipdesk.orderbook.inbox import SqlInbox
from shipdesk.papers import draw_document, draw_handover
from shipdesk.usecases.desk import Desk

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PDF = LabelFile(b"%PDF-1.4 label")


@dataclass
class FakeClock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class ScriptedCarrier:
    """Answers in turn what `script` says: a verdict, an outcome, or an exception to raise before sending."""

    script: list[Verdict | Outcome | Exception] = field(default_factory=list)
    labels: list[LabelFile | Exception] = field(default_factory=list)
    found: Found | Exception | None = None
    """What it has under any number and any reference."""
    sent: list[str] = field(default_factory=list)
    calls: list[list[str]] = field(default_factory=list)
    """The references of each call that left."""
    before_any_byte: frozenset[Verdict] = frozenset({Verdict.NOT_SENT})
    """Verdicts that are reached before anything is sent."""
    before_sending: Callable[[], None] = lambda: None

    def test(self) -> str:
        return "Jumppoint answers."

    def book(self, requests: Sequence[Frozen], sending: Callable[[], None]) -> list[Outcome]:
        outcomes = [self._outcome(request) for request in requests]
        if any(outcome.verdict not in self.before_any_byte for outcome in outcomes):
            self.before_sending()
            sending()
            self.sent += [request.payload for request in requests]
            self.calls.append([request.reference for request in requests])
        return outcomes

    def _outcome(self, request: Frozen) -> Outcome:
        answer = self.script.pop(0)
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, Outcome):
            return answer
        number = f"JP-{request.reference}" if answer is Verdict.BOOKED else ""
        return Outcome(request.reference, answer, number=number, words="so it was")

    def label(self, number: str, reference: str = "") -> LabelFile:
        answer = self.labels.pop(0) if self.labels else NotReadyError("There is no label yet.")
        if isinstance(answer, Exception):
            raise answer
        return answer

    def find(self, number: str) -> Found | None:
        return self._found()

    def look(self, reference: str) -> Found | None:
        return self._found()

    def _found(self) -> Found | None:
        if isinstance(self.found, Exception):
            raise self.found
        return self.found

    def track(
        self, numbers: Sequence[str], references: Mapping[str, str] | None = None
    ) -> dict[str, list[TrackingEvent]]:
        return {}

    def close(self) -> None: ...


class NoAccounts:
    """The rules are asked with these settings; nobody connects."""

    def __init__(self, **settings: str) -> None:
        self._settings = settings

    def account(self, carrier: str) -> Account | None:
        return None

    def settings(self, carrier: str) -> dict[str, str]:
        return self._settings


@dataclass
class PaperTray:
    """A printer that keeps the titles of what it printed."""

    printed: list[str] = field(default_factory=list)
    fault: str = ""
    word: JobWord = JobWord.DONE
    """What is known of a job when it was taken."""
    jobs: dict[str, JobState] = field(default_factory=dict)
    """What is known of a job now, by its number."""

    def print_label(self, label: LabelFile, *, title: str, carrier: str = "") -> Printed:
        if self.fault:
            raise PrintError(self.fault)
        self.printed.append(title)
        return Printed("Sent to Tray.", "Tray", str(len(self.printed)), self.word)

    def job_state(self, target: str, job: str) -> JobState:
        return self.jobs.get(job, JobState(self.word))

    def print_document(self, _pdf: bytes, *, title: str) -> str:
        if self.fault:
            raise PrintError(self.fault)
        self.printed.append(title)
        return "Sent to Office."


@dataclass
class Bench:
    """A desk and the parts of it that a test turns."""

    desk: Desk
    carrier: ScriptedCarrier
    clock: FakeClock
    tray: PaperTray


def _freeze(shipment: Shipment, context: CheckContext) -> Frozen:
    """As Jumppoint does, but the service is an operation of its own, so that batches can be told apart."""
    frozen = RECORDS["jumppoint"].freeze(shipment, context)
    return replace(frozen, operation=f"{frozen.operation} {shipment.service}")


@contextmanager
def open_bench(
    home: Path,
    *,
    settling: Settling = Settling.SEND_AGAIN,
    batch: int = 1,
    label_faults: Sequence[Fault] = (),
    probe: str = "",
) -> Iterator[Bench]:
    clock, carrier, tray = FakeClock(), ScriptedCarrier(), PaperTray()
    book = open_book(home, clock=clock)
    try:
        desk = Desk(
            records={"jumppoint": replace(RECORDS["jumppoint"], settling=settling, batch=batch, freeze=_freeze)},
            sources={source.id: source for source in sources()},
            book=book,
            inbox=SqlInbox(book.database),
            handovers=book,
            under_way=book,
            accounts=NoAccounts(settle="0,5,30", probe=probe),
            connector=lambda _carrier: carrier,
            clock=clock,
            who="Mei",
            printer=tray,
            draw_label=lambda _record, entry: LabelFile(f"%PDF-1.4 drawn {entry.row.tracking_number}".encode()),
            draw_document=partial(draw_document, RECORDS),
            draw_handover=partial(draw_handover, RECORDS),
            label_faults=lambda _label, _number: list(label_faults),
            preview=lambda label: label.content,
            printers=list,
            test_print=lambda target: f"Sent to {target}.",
        )
        yield Bench(desk, carrier, clock, tray)
    finally:
        book.close()


def sample(name: str = "jumppoint-malaysia", **changes: object) -> Shipment:
    """A sample order that passes every rule, its pickup left out."""
    (record,) = parse_json(resource("samples", f"{name}.json").read_text(encoding="utf-8"))
    assert isinstance(record, dict)
    record.pop("pickup", None)
    return read_shipment({**record, **changes}).shipment
