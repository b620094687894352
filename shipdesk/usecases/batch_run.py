"""Work off batches: a few orders of each carrier are queued at a time, sent, and their labels printed in their turn.

Only a few: so a single order from the table never waits behind a whole batch, and a pause stops at once. What is
done is written down line by line; run again after any stop, it goes on where it was.
"""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Event, Lock
from typing import TYPE_CHECKING

from shipdesk.core.batches import Batch, BatchLine, Print, Stage, Standing
from shipdesk.core.errors import InputError, PrintError, SetupError, ShipDeskError
from shipdesk.core.problems import has_errors
from shipdesk.core.states import EDITABLE, LIVE, State
from shipdesk.usecases import book, label
from shipdesk.usecases.batch import take_back
from shipdesk.usecases.work import Tell, quiet, recover
from shipdesk.usecases.work_off import THREADS, drain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipdesk.core.records import Entry
    from shipdesk.usecases.desk import Desk

_ALL = 1_000_000
#: A batch that was made longer ago does not go out by surprise.
_STALE = timedelta(hours=12)
#: How long to wait at most before it is looked again whether the batch goes on, in seconds.
_LOOK_S = 0.25
_HELD = "There are warnings that nobody accepted for this batch."
_UNSURE = "The program stopped while this label was being printed; look at the printer, and print it again if need be."


def wake(desk: Desk) -> None:
    """At the start of a window: what a stop left over goes on, unless it lay so long that a person is to say so."""
    for batch in desk.batches.open_batches():
        if batch.standing is Standing.RUNNING and desk.clock() - batch.made_at > _STALE:
            desk.batches.stand(batch.id, Standing.PAUSED, "It was left over from another day; go on, or cancel it.")


def run_open(desk: Desk, tell: Tell = quiet, stop: Event | None = None) -> bool:
    """Do all that can be done now for the open batches, the oldest first; whether any of them is still open.

    Called again whenever the order book has changed it prints what has become ready. `stop` ends it between two
    orders, and leaves everything to the next call.

    Raises:
        SetupError: the order book cannot be written.
    """
    stop = stop or Event()
    for batch in desk.batches.open_batches():
        if batch.standing is Standing.PAUSED or stop.is_set() or desk.closing.is_set():
            continue
        with desk.batches.alone_at(batch.id) as alone:
            if alone:
                _Run(desk, batch, tell, stop).go()
    return bool(desk.batches.open_batches())


def run_once(desk: Desk, batch: Batch, tell: Tell = quiet) -> bool:
    """The same for one batch, by a command that ends: False where another process is at it.

    Each order is tried once. What the network keeps back is queued all the same, and goes out by itself later; doubts
    are left to settling. Raises as `run_open`.
    """
    with desk.batches.alone_at(batch.id) as alone:
        if alone:
            _Run(desk, batch, tell, Event(), once=True).go()
    return alone


def take_up(desk: Desk) -> None:
    """Somebody says that what was left is to go on: so do the open batches that a stop or a trouble left behind.

    What a person has paused waits for a person, and so does what is left over from another day.
    """
    wake(desk)
    for batch in desk.batches.open_batches():
        if batch.standing is Standing.PAUSED and batch.note and desk.clock() - batch.made_at <= _STALE:
            desk.batches.stand(batch.id, Standing.RUNNING)


class _Run:
    """One batch, worked on by some threads for each carrier and by the caller's, which prints."""

    def __init__(self, desk: Desk, batch: Batch, tell: Tell, stop: Event, *, once: bool = False) -> None:
        self._desk, self._batch, self._tell, self._stop = desk, batch, tell, stop
        self._once = once
        self._out_of_reach: set[str] = set()
        self._taking: defaultdict[str, Lock] = defaultdict(Lock)
        self._moved = Event()
        self._faults: list[Exception] = []

    def go(self) -> None:
        """Raises what was a fault of ours, once everything else is done."""
        batches = self._desk.batches
        batches.unsettle_prints(self._batch.id, Print.UNDER_WAY, Print.UNSURE, _UNSURE)
        recover(self._desk)
        if self._batch.standing is Standing.CANCELLED:
            take_back(self._desk, self._batch.id)
        waiting = self._with_account(batches.carriers_waiting(self._batch.id))
        following = {line.row.carrier for line in batches.queued_lines(self._batch.id)} & self._desk.records.keys()
        carriers = sorted({*waiting, *following})
        with ThreadPoolExecutor(THREADS * max(len(carriers), 1), thread_name_prefix="batch") as pool:
            self._print_beside([pool.submit(self._send, one) for one in carriers for _ in range(THREADS)])
        left = batches.settle_lines(self._batch)
        if not left or (self._once and not self._batch.prints and not batches.carriers_waiting(self._batch.id)):
            batches.end_batch(self._batch.id)
        if self._faults:
            raise self._faults[0]

    # --- whether it goes on

    def _standing(self) -> Standing | None:
        """None when it is to be left as it stands."""
        if self._stop.is_set() or self._desk.closing.is_set():
            return None
        batch = self._desk.batches.batch(self._batch.id)
        return batch.standing if batch else None

    def _sends(self) -> bool:
        return self._standing() is Standing.RUNNING

    def _prints(self) -> bool:
        return self._batch.prints and self._standing() in (Standing.RUNNING, Standing.CANCELLED)

    def _pause(self, why: str) -> None:
        self._desk.batches.stand(self._batch.id, Standing.PAUSED, why)

    # --- sending

    def _with_account(self, carriers: Sequence[str]) -> list[str]:
        """The carriers that can be called; the orders of the others are left where they are, with why."""
        able = []
        for carrier in carriers:
            try:
                if carrier in self._desk.records:
                    self._desk.connector(carrier)
                able.append(carrier)
            except SetupError as fault:
                for line in self._desk.batches.waiting_lines(self._batch.id, carrier, _ALL):
                    self._desk.batches.mark_line(line, Stage.FAULTY, str(fault))
        return able

    def _send(self, carrier: str) -> None:
        """One thread of a carrier: what waits, a request's worth at a time, until nothing does."""
        try:
            while self._sends():
                with self._taking[carrier]:
                    lines = self._next(carrier)
                    # Claimed until all of them are queued: they go out together, and not one by one.
                    with self._desk.claims.take([line.row.id for line in lines], len(lines)):
                        taken = [entry for line in lines if (entry := self._take(line)) is not None]
                if not lines:
                    break
                self._told([line.row.id for line in lines])
                self._see_off(carrier, taken)
            if self._reaches(carrier) and self._standing() in (Standing.RUNNING, Standing.CANCELLED):
                drain(self._desk, carrier, self._told, settle=not self._once)
        except SetupError as fault:
            with suppress(SetupError):
                self._pause(str(fault))
            self._moved.set()

    def _reaches(self, carrier: str) -> bool:
        return carrier in self._desk.records and carrier not in self._out_of_reach

    def _next(self, carrier: str) -> list[BatchLine]:
        record = self._desk.records.get(carrier)
        return self._desk.batches.waiting_lines(self._batch.id, carrier, record.batch if record else 1)

    def _take(self, line: BatchLine) -> Entry | None:
        """The entry as it is queued now; None where it is not to be sent, which its line then says."""
        try:
            return self._queued(line)
        except SetupError:
            raise
        except InputError as fault:
            why = next((problem.message for problem in fault.problems if problem.severity == "error"), str(fault))
            self._desk.batches.mark_line(line, Stage.FAULTY, why)
        except ShipDeskError as fault:
            self._desk.batches.mark_line(line, Stage.FAULTY, str(fault))
        except Exception as fault:  # noqa: BLE001 - one order never stops the others; it is raised at the end
            self._faults.append(fault)
            why = f"It could not be prepared, by a fault of ShipDesk's own ({type(fault).__name__})."
            self._desk.batches.mark_line(line, Stage.FAULTY, why)
        return None

    def _queued(self, line: BatchLine) -> Entry | None:
        desk = self._desk
        entry = desk.book.entry_by_id(line.row.id)
        if entry is None:
            raise InputError("It is no longer in the order book.")
        if entry.state not in EDITABLE:
            # Queued by this very batch before a stop, or by somebody at the table: it is followed to its end.
            desk.batches.mark_line(line, Stage.QUEUED if entry.state in LIVE else Stage.DONE)
            return entry
        if entry.state is State.HELD and line.before != State.HELD:
            desk.batches.mark_line(line, Stage.HELD, "It was put on hold meanwhile.")
            return None
        current = desk.book.entry(entry.shipment.reference) if entry.shipment.reference else None
        if current is not None and current.id != entry.id:
            raise InputError(f"{current.row.key} has taken its place.")
        entry = self._queued_or_held(line, entry)
        if entry is not None:
            desk.batches.mark_line(line, Stage.QUEUED)
            if self._standing() is Standing.CANCELLED:
                take_back(desk, self._batch.id)
        return entry

    def _queued_or_held(self, line: BatchLine, entry: Entry) -> Entry | None:
        try:
            return book.queue(self._desk, entry.shipment, accept_warnings=False)
        except InputError as fault:
            if not fault.problems or has_errors(fault.problems):
                raise
            if {problem.code for problem in fault.problems} <= self._batch.accepted:
                return book.queue(self._desk, entry.shipment, accept_warnings=True)
            words = " ".join(dict.fromkeys(problem.message for problem in fault.problems))
            book.hold(self._desk, entry.shipment, why=_HELD)
            self._desk.batches.mark_line(line, Stage.HELD, words)
            return None

    def _see_off(self, carrier: str, taken: Sequence[Entry]) -> None:
        """Until none of these is queued any more: without a network no others are taken, but by who tries only once."""
        while taken and self._sends() and self._reaches(carrier):
            drain(self._desk, carrier, self._told, settle=not self._once)
            now = [self._desk.book.entry_by_id(entry.id) for entry in taken]
            taken = [entry for entry in now if entry is not None and entry.state is State.QUEUED]
            due = min((entry.due_at for entry in taken if entry.due_at), default=None)
            if due is not None and self._once:
                self._out_of_reach.add(carrier)
            elif due is not None:
                ahead = (due - self._desk.clock()).total_seconds()
                self._stop.wait(min(max(ahead, 0.0), _LOOK_S))

    def _told(self, ids: Sequence[int]) -> None:
        self._moved.set()
        self._tell(ids)

    # --- printing

    def _print_beside(self, senders: Sequence[Future[None]]) -> None:
        """Print what is ready in its turn until the senders have come to their end, and what is ready then."""
        try:
            while not all(sender.done() for sender in senders):
                self._moved.wait(_LOOK_S)
                self._moved.clear()
                self._print_ready()
            self._print_ready()
        except BaseException:
            self._stop.set()
            raise
        for sender in senders:
            sender.result()

    def _print_ready(self) -> None:
        while self._prints() and (line := self._desk.batches.printable_line(self._batch)) is not None:
            self._print(line)
        self._desk.batches.settle_lines(self._batch)

    def _print(self, line: BatchLine) -> None:
        batches = self._desk.batches
        entry = self._desk.book.entry_by_id(line.row.id)
        if entry is None:
            return
        batches.mark_print(line, Print.UNDER_WAY)
        try:
            label.print_label(self._desk, entry)
            batches.mark_print(line, Print.NOT_YET)
        except label.UnfitLabelError as fault:
            batches.mark_print(line, Print.FAILED, str(fault))
        except PrintError as fault:
            batches.mark_print(line, Print.NOT_YET)
            self._pause(str(fault))
        except ShipDeskError as fault:
            batches.mark_print(line, Print.FAILED, str(fault))
        self._tell([line.row.id])
