"""Work off what an earlier run left queued, in doubt or without its label; once, or until nothing more is automatic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from shipdesk.core.batches import Stage, Standing
from shipdesk.core.errors import SetupError
from shipdesk.core.states import SHIPPED, Label, State
from shipdesk.usecases.batch_run import run_once, take_up
from shipdesk.usecases.show import time_form
from shipdesk.usecases.work import Tell, quiet, recover
from shipdesk.usecases.work_off import drain_all

if TYPE_CHECKING:
    from shipdesk.core.batches import Batch
    from shipdesk.core.records import Entry
    from shipdesk.usecases.desk import Desk

_EVER = datetime.max.replace(tzinfo=UTC)
_WAITING = frozenset({State.QUEUED, State.IN_DOUBT})
#: Another process may queue something, or end: how long to wait at most before looking again, in seconds.
_LONGEST_WAIT_S = 1.0


@dataclass(frozen=True, slots=True)
class Resumed:
    """What became of one that was left over: when it is taken up again by itself, and why it stands where it does."""

    entry: Entry
    due_at: datetime | None
    note: str

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
            "note": self.note,
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
    take_up(desk)
    while True:
        recover(desk)
        batches = _moving(desk)
        seen |= {entry.id: entry for entry in [*_unsent(desk, batches), *_left_over(desk)]}
        others = [batch for batch in batches if not run_once(desk, batch, tell)]
        troubles = _work_off(desk, tell) | _standing_still(desk)
        told = _said(desk, batches)
        resumption = Resumption(tuple(_now(desk, seen.values(), told, troubles)), tuple(troubles.values()))
        if not wait or (resumption.next_due is None and not others and not _under_way(desk, troubles)):
            return resumption
        if desk.closing.wait(_pause(desk, resumption.next_due)):
            return resumption


def _moving(desk: Desk) -> list[Batch]:
    return [batch for batch in desk.batches.open_batches() if batch.standing is not Standing.PAUSED]


def _unsent(desk: Desk, batches: Iterable[Batch]) -> list[Entry]:
    """What these have not sent yet, in their order."""
    lines = [line for batch in batches for line in desk.batches.batch_lines(batch.id)]
    waiting = [desk.book.entry_by_id(line.row.id) for line in lines if line.stage is Stage.WAITING]
    return [entry for entry in waiting if entry is not None]


def _said(desk: Desk, batches: Iterable[Batch]) -> dict[int, str]:
    """Why some orders of these were not sent, by their ids."""
    return {line.row.id: line.sentence for batch in batches for line in desk.batches.batch_lines(batch.id)}


def _standing_still(desk: Desk) -> dict[str, str]:
    """Why the batches that are paused do not go on, by their names."""
    paused = [batch for batch in desk.batches.open_batches() if batch.standing is Standing.PAUSED]
    words = "A batch of orders is paused; go on with it, or cancel it, in Orders."
    return {f"batch {batch.id}": f"{words} {batch.note}".strip() for batch in paused}


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


def _now(desk: Desk, entries: Iterable[Entry], said: Mapping[int, str], troubles: Iterable[str]) -> list[Resumed]:
    found = [desk.book.entry_by_id(entry.id) or entry for entry in entries]
    return [Resumed(one, _due(desk, one, troubles), one.row.note or said.get(one.id, "")) for one in found]


def _due(desk: Desk, entry: Entry, troubles: Iterable[str]) -> datetime | None:
    awaits_label = entry.state is State.BOOKED and entry.row.label is Label.PENDING
    if entry.row.carrier in troubles or not (entry.state in _WAITING or awaits_label):
        return None
    return entry.due_at or desk.clock()


def _pause(desk: Desk, until: datetime | None) -> float:
    """Seconds to the next that is due, but never so long that another process's news is missed."""
    ahead = (until - desk.clock()).total_seconds() if until else _LONGEST_WAIT_S
    return min(max(ahead, 0.0), _LONGEST_WAIT_S)
