"""Book what was read from files: each shipment ends booked, held, refused or with its faults; none stops another."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from shipdesk.core.errors import ConflictError, InputError, SetupError
from shipdesk.core.problems import Problem, error, has_errors
from shipdesk.core.states import EDITABLE, IN_FLIGHT, SHIPPED, Label, State
from shipdesk.usecases import book
from shipdesk.usecases.batch import look, make
from shipdesk.usecases.batch_run import run_once
from shipdesk.usecases.check import check, check_reading
from shipdesk.usecases.work_off import work_off

if TYPE_CHECKING:
    from shipdesk.core.batches import Batch
    from shipdesk.core.reading import Reading
    from shipdesk.core.records import Entry
    from shipdesk.core.shipment import Shipment
    from shipdesk.usecases.desk import Desk

SOURCE = "file"
_HELD = "There are warnings; a person must accept them first."
#: How often to look whether another process is done with the batch, in seconds.
_ANOTHER_S = 0.2


@dataclass(frozen=True, slots=True)
class Booked:
    """What became of one shipment. Without an entry it is not in the order book: it had faults."""

    reference: str
    place: str
    entry: Entry | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_done(self) -> bool:
        """The carrier has said yes to this very shipment."""
        return self.entry is not None and self.entry.state in SHIPPED and not has_errors(self.problems)

    @property
    def state(self) -> str:
        return self.entry.state if self.entry else ""

    def as_dict(self) -> dict[str, Any]:
        """The public form: `reference`, `state`, `tracking_number`, `problems`."""
        return {
            "reference": self.reference,
            "state": self.state,
            "tracking_number": self.entry.row.tracking_number if self.entry else "",
            "problems": [problem.as_dict() for problem in self.problems],
        }


Tell = Callable[[Booked], None]


class _Put(Protocol):
    """How one comes into the order book: `book.queue`, or `book.stage` for a batch."""

    def __call__(self, desk: Desk, shipment: Shipment, *, accept_warnings: bool, source: str) -> Entry: ...


def queue_readings(desk: Desk, readings: Sequence[Reading], *, accept_warnings: bool) -> list[Booked]:
    """Check and queue these; what has warnings that nobody accepted is put on hold. One for each, in order."""
    return _each_put(desk, readings, book.queue, accept_warnings=accept_warnings)


def book_readings(desk: Desk, readings: Sequence[Reading], each: Tell, *, accept_warnings: bool) -> str:
    """Check these and book them as one batch that prints nothing; a sentence where the work broke off, else empty.

    What has warnings that nobody accepted is put on hold. `each` is told what became of every one, in their order, as
    soon as nothing more comes of it now: what the network keeps from leaving stays `queued`, and its label may be
    pending. It is called from several threads, one at a time.

    Raises:
        SetupError: the order book cannot be written, or booking is shut after a restore.
        OSError: `each` raised it. Everything was booked all the same.
    """
    staged = _each_put(desk, readings, book.stage, accept_warnings=accept_warnings)
    waiting = [one.entry.id for one in staged if one.entry and one.entry.state in EDITABLE and not one.problems]
    batch = _batch(desk, waiting, accept_warnings=accept_warnings)
    results = _Results(desk, batch, staged, each)
    try:
        while batch and not run_once(desk, batch, results.tell):
            if desk.closing.wait(_ANOTHER_S):  # a window was quicker, and is at it
                break
        batched = frozenset(waiting)
        work_off(desk, [one.entry for one in staged if one.entry and one.entry.id not in batched], results.tell)
    finally:
        results.rest()
    after = desk.batches.batch(batch.id) if batch else None
    return after.note if after else ""


def _batch(desk: Desk, ids: Sequence[int], *, accept_warnings: bool) -> Batch | None:
    if not ids:
        return None
    outlook = look(desk, ids) if accept_warnings else None
    return make(desk, ids, accepted=outlook.codes if outlook else (), prints=False)


class _Results:
    """Tells of each shipment in its turn. Whoever is told and raises ends the telling, and not the booking."""

    def __init__(self, desk: Desk, batch: Batch | None, staged: Iterable[Booked], each: Tell) -> None:
        self._desk, self._batch, self._each = desk, batch, each
        self._left = deque(staged)
        self._moved: set[int] = set()
        self._fault: OSError | None = None
        self._lock = Lock()

    def tell(self, ids: Iterable[int]) -> None:
        """These have moved; called from the threads that book."""
        with self._lock:
            self._moved.update(ids)
            while self._left and self._fault is None:
                now = self._now(self._left[0])
                if not self._is_over(now):
                    break
                self._take(now)

    def rest(self) -> None:
        """Tell of all that are left, as they stand. Raises what whoever was told has raised."""
        with self._lock:
            while self._left and self._fault is None:
                self._take(self._now(self._left[0]))
        if self._fault is not None:
            raise self._fault

    def _take(self, one: Booked) -> None:
        self._left.popleft()
        try:
            self._each(one)
        except OSError as fault:
            self._fault = fault

    def _is_over(self, one: Booked) -> bool:
        if one.entry is None or one.problems:
            return True
        awaits_label = one.entry.row.label is Label.PENDING and one.entry.due_at is None
        return one.entry.id in self._moved and one.entry.state not in IN_FLIGHT and not awaits_label

    def _now(self, one: Booked) -> Booked:
        entry = one.entry and (self._desk.book.entry_by_id(one.entry.id) or one.entry)
        return replace(one, entry=entry, problems=one.problems or self._said(entry))

    def _said(self, entry: Entry | None) -> tuple[Problem, ...]:
        """What the carrier said, or why it was not sent."""
        if entry is None or entry.id not in self._moved:
            return ()
        if entry.state in (State.REFUSED, State.CONFLICT):
            return tuple(entry.problems)
        if self._batch is None or entry.state not in EDITABLE:
            return ()
        lines = self._desk.batches.batch_lines(self._batch.id)
        why = next((line.sentence for line in lines if line.row.id == entry.id and line.sentence), "")
        found = tuple(check(self._desk, entry.shipment))
        return found or ((error("reference", "reference.kept_back", why),) if why else ())


def _each_put(desk: Desk, readings: Sequence[Reading], put: _Put, *, accept_warnings: bool) -> list[Booked]:
    lacking = _lacking_accounts(desk, {reading.shipment.carrier for reading in readings})
    return [_put(desk, reading, put, lacking, accept_warnings=accept_warnings) for reading in readings]


def _put(desk: Desk, reading: Reading, put: _Put, lacking: Mapping[str, str], *, accept_warnings: bool) -> Booked:
    found = Booked(reading.shipment.reference, reading.place)
    if has_errors(reading.problems):
        return replace(found, problems=tuple(check_reading(desk, reading)))
    try:
        _must_have_account(desk, reading.shipment, lacking)
        entry, problems = _put_or_held(desk, reading.shipment, put, accept_warnings=accept_warnings)
        return replace(found, entry=entry, problems=problems)
    except InputError as fault:
        return replace(found, problems=fault.problems)
    except ConflictError as fault:
        return replace(found, problems=(error("reference", "reference.moved", str(fault)),))


def _put_or_held(
    desk: Desk, shipment: Shipment, put: _Put, *, accept_warnings: bool
) -> tuple[Entry, tuple[Problem, ...]]:
    """The entry, and what it is held for. Raises as `book.queue` does, but for warnings."""
    try:
        return put(desk, shipment, accept_warnings=accept_warnings, source=SOURCE), ()
    except InputError as fault:
        if has_errors(fault.problems):
            raise
        return book.hold(desk, shipment, why=_HELD, source=SOURCE), fault.problems


def _lacking_accounts(desk: Desk, carriers: set[str]) -> dict[str, str]:
    """Which of these carriers cannot be called, and the sentence that says why."""
    lacking = {}
    for carrier in carriers & desk.records.keys():
        try:
            desk.connector(carrier)
        except SetupError as fault:
            lacking[carrier] = str(fault)
    return lacking


def _must_have_account(desk: Desk, shipment: Shipment, lacking: Mapping[str, str]) -> None:
    """Nothing is queued for a carrier that cannot be called: it would go out by surprise on another day."""
    entry = desk.book.entry(shipment.reference) if shipment.reference else None
    if shipment.carrier in lacking and (entry is None or entry.state in EDITABLE):
        sentence = lacking[shipment.carrier]
        raise InputError(sentence, [*check(desk, shipment), error("carrier", "account.missing", sentence)])
