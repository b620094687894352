"""Work off what an earlier run left queued, in doubt or without its label; once, or until nothing more is automatic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from shipdesk.core.errors import SetupError
from shipdesk.core.states import SHIPPED, Label, State
from shipdesk.usecases.show import time_form
from shipdesk.usecases.work import Tell, quiet, recover
from shipdesk.usecases.work_off import drain_all

if TYPE_CHECKING:
    from shipdesk.core.records import Entry
    from shipdesk.usecases.desk import Desk

_EVER = datetime.max.replace(tzinfo=UTC)
_WAITING = frozenset({State.QUEUED, State.IN_DOUBT})
#: Another process may queue something, or end: how long to wait at most before looking again, in seconds.
_LONGEST_WAIT_S = 1.0


@dataclass(frozen=True, slots=True)
class Resumed:
    """What became of one that was left over. `due_at`: when it is taken up again by itself."""

    entry: Entry
    due_at: datetime | None

    @property
    def is_done(self) -> bool:
        """The carrier has said yes to it."""
        return self.entry.state in SHIPPED

    def as_dict(self) -> dict[str, Any]:
        """The public form."""
        row = self.entry.row
        return {
            "reference": row.reference,
            "state": row.state,
            "label": row.label,
            "tracking_number": row.tracking_number,
            "next_due": time_form(self.due_at) if self.due_at else "",
            "note": row.note,
        }


@dataclass(frozen=True, slots=True)
class Resumption:
    """All that was left over, and why the queues of some carriers do not move, a sentence each."""

    resumed: tuple[Resumed, ...]
    troubles: tuple[str, ...] = ()

    @property
    def next_due(self) -> datetime | None:
        """When the first of them is taken up again by itself; None: none is."""
        return min((one.due_at for one in self.resumed if one.due_at), default=None)


def resume(desk: Desk, *, wait: bool = False, tell: Tell = quiet) -> Resumption:
    """Work off what is due; with `wait` stay until nothing goes on by itself any more, or the desk is closing.

    A carrier whose account is missing keeps nobody else back; what is queued for it stays queued.
    """
    seen: dict[int, Entry] = {}
    while True:
        recover(desk)
        seen |= {entry.id: entry for entry in _left_over(desk)}
        troubles = _work_off(desk, tell)
        resumption = Resumption(tuple(_now(desk, seen.values(), troubles)), tuple(troubles.values()))
        if not wait or (resumption.next_due is None and not _under_way(desk, troubles)):
            return resumption
        if desk.closing.wait(_pause(desk, resumption.next_due)):
            return resumption


def _left_over(desk: Desk) -> list[Entry]:
    pending = [entry for carrier in desk.records for entry in desk.book.labels_pending(carrier, _EVER)]
    return desk.book.due(_WAITING, _EVER) + pending


def _under_way(desk: Desk, troubles: Iterable[str]) -> bool:
    """Something is being sent by another process, or was queued meanwhile."""
    if desk.book.counts()[State.SENDING]:
        return True
    return any(entry.row.carrier not in troubles for entry in _left_over(desk))


def _work_off(desk: Desk, tell: Tell) -> dict[str, str]:
    """Drain every carrier that has something due; by carrier, why one could not be."""
    due = [carrier for carrier in desk.book.carriers_due(desk.clock()) if carrier in desk.records]
    troubles = {carrier: fault for carrier in due if (fault := _lacks(desk, carrier))}
    able = [carrier for carrier in due if carrier not in troubles]
    drain_all(desk, able, tell)
    return troubles


def _lacks(desk: Desk, carrier: str) -> str:
    try:
        desk.connector(carrier)
    except SetupError as fault:
        return str(fault)
    return ""


def _now(desk: Desk, entries: Iterable[Entry], troubles: Iterable[str]) -> list[Resumed]:
    found = [desk.book.entry_by_id(entry.id) or entry for entry in entries]
    return [Resumed(entry, _due(desk, entry, troubles)) for entry in found]


def _due(desk: Desk, entry: Entry, troubles: Iterable[str]) -> datetime | None:
    awaits_label = entry.state is State.BOOKED and entry.row.label is Label.PENDING
    if entry.row.carrier in troubles or not (entry.state in _WAITING or awaits_label):
        return None
    return entry.due_at or desk.clock()


def _pause(desk: Desk, until: datetime | None) -> float:
    """Seconds to the next that is due, but never so long that another process's news is missed."""
    ahead = (until - desk.clock()).total_seconds() if until else _LONGEST_WAIT_S
    return min(max(ahead, 0.0), _LONGEST_WAIT_S)
