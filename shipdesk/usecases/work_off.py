"""Work off what is due: queued bookings, doubts, labels. The window's dispatcher and the commands both end here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipdesk.core.errors import SetupError
from shipdesk.core.states import IN_FLIGHT, SHIPPED, Label, State
from shipdesk.usecases import label as labels
from shipdesk.usecases.late import watch_round
from shipdesk.usecases.learn import learn
from shipdesk.usecases.settle import settle_round
from shipdesk.usecases.work import Tell, book_round, quiet, recover

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipdesk.core.records import Entry
    from shipdesk.usecases.desk import Desk

#: Requests under way at once to one carrier.
THREADS = 3
#: How often to look whether another process has its answer, in seconds.
_ANOTHER_S = 0.2


@dataclass(frozen=True, slots=True)
class Pulse:
    """What the window asks every second: has anything changed, how many stand where, and who has work due."""

    revision: int
    counts: Mapping[State, int]
    due: tuple[str, ...]


def pulse(desk: Desk) -> Pulse:
    """A few indexed look-ups; cheap enough for every second."""
    return Pulse(desk.book.revision(), desk.book.counts(), tuple(desk.book.carriers_due(desk.clock())))


def drain(desk: Desk, carrier: str, tell: Tell = quiet, *, settle: bool = True) -> None:
    """Send all that is due at one carrier and fetch the labels; several threads may drain one carrier at once.

    `tell` gets the ids of bookings that have just moved.

    Raises:
        SetupError: the carrier has no account; what is queued for it stays queued.
    """
    while moved := book_round(desk, carrier, tell):
        _after(desk, moved, tell)
        if all(entry.state is State.QUEUED and entry.due_at is not None for entry in moved):
            break  # nothing goes out for now: the network, the account or the carrier is not there
    while settle and (moved := settle_round(desk, carrier, tell)):
        _after(desk, moved, tell)
    while settle and (moved := watch_round(desk, carrier, tell)):
        tell([entry.id for entry in moved])
    tell([entry.id for entry in labels.fetch_due(desk, carrier)])


def _after(desk: Desk, moved: Sequence[Entry], tell: Tell) -> None:
    tell([entry.id for entry in moved])
    for entry in moved:
        if entry.row.label is Label.PENDING:
            labels.fetch_now(desk, entry)
            tell([entry.id])
    with suppress(SetupError):  # a full disk is told where it matters; what was shipped is learned another time
        learn(desk, (entry for entry in moved if entry.state in SHIPPED))


def work_off(desk: Desk, entries: Iterable[Entry], tell: Tell = quiet) -> list[Entry]:
    """Book these and fetch their labels; the entries as they stand then, in the order given.

    Each is tried once: what the network keeps from leaving stays `queued`, with a note that says so.

    Raises:
        SetupError: a carrier has no account; what is queued for it stays queued.
    """
    recover(desk)
    ids = [entry.id for entry in entries]
    carriers = {entry.row.carrier for entry in _current(desk, ids) if entry.state in IN_FLIGHT}
    drain_all(desk, carriers, tell, settle=False)
    return _sent(desk, ids)


def drain_all(desk: Desk, carriers: Collection[str], tell: Tell = quiet, *, settle: bool = True) -> None:
    """Drain these carriers side by side. Broken off, what is being sent comes to its end, and nothing new is begun.

    Raises:
        SetupError: as `drain`, once all the others are done.
    """
    with ThreadPoolExecutor(THREADS * max(len(carriers), 1), thread_name_prefix="work-off") as pool:
        try:
            runs = [pool.submit(drain, desk, one, tell, settle=settle) for one in carriers for _ in range(THREADS)]
            faults = [fault for run in runs if (fault := run.exception()) is not None]
        except BaseException:
            desk.closing.set()
            raise
    if faults:
        raise faults[0]


def _sent(desk: Desk, ids: Sequence[int]) -> list[Entry]:
    """These, once nobody is sending one of them any more: another process may have been quicker."""
    while State.SENDING in {entry.state for entry in _current(desk, ids)}:
        if desk.closing.wait(_ANOTHER_S):
            break
        recover(desk)
    return _current(desk, ids)


def _current(desk: Desk, ids: Sequence[int]) -> list[Entry]:
    return [entry for one in ids if (entry := desk.book.entry_by_id(one)) is not None]
