"""What became of the labels that were handed to printers: asked again and again, until each is known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from shipdesk.core.errors import PrinterAwayError
from shipdesk.core.prints import Job, JobState, JobWord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shipdesk.core.records import Row
    from shipdesk.usecases.desk import Desk

#: How far back a label that nobody has seen is still missed, and how many are told at most.
MISSED = timedelta(hours=24)
MOST_UNSEEN = 100


@dataclass(frozen=True, slots=True)
class Stuck:
    """A printer that somebody has to see to: a sentence, and how many labels wait for it."""

    reason: str
    labels: int


@dataclass(frozen=True, slots=True)
class PaperNews:
    """What a look at all open print jobs has found."""

    moved: tuple[int, ...] = ()
    """Ids of bookings whose label has moved."""
    lost: tuple[Job, ...] = ()
    """Jobs that will never be printed; their labels are ready to be printed again."""
    stuck: Mapping[str, Stuck] = field(default_factory=dict)
    """Printers in trouble, by target. Their jobs go on by themselves."""


def look_at_jobs(desk: Desk) -> PaperNews:
    """Ask the printers for every job that is not at its end, and keep what they say."""
    moved: list[int] = []
    lost: list[Job] = []
    reasons: dict[str, str] = {}
    waiting: Counter[str] = Counter()
    for job in desk.book.open_jobs():
        state = _state(desk, job)
        if state != job.state:
            desk.book.tell_job(job, state, who="ShipDesk")
            moved.append(job.entry_id)
        if state.word is JobWord.LOST:
            lost.append(Job(job.id, job.entry_id, job.reference, job.copy, job.target, job.job, job.sent_at, state))
        if state.word is JobWord.STOPPED:
            reasons.setdefault(job.target, state.reason)
            waiting[job.target] += 1
    stuck = {target: Stuck(reason, waiting[target]) for target, reason in reasons.items()}
    return PaperNews(tuple(moved), tuple(lost), stuck)


def unseen(desk: Desk, *, scanned: bool) -> Sequence[Row]:
    """Labels of the last day that are not on paper as far as is known; with `scanned` those not seen by scan too."""
    return desk.book.labels_unseen(desk.clock() - MISSED, MOST_UNSEEN, printed=scanned)


def _state(desk: Desk, job: Job) -> JobState:
    try:
        return desk.printer.job_state(job.target, job.job)
    except PrinterAwayError as fault:
        return JobState(JobWord.STOPPED, str(fault))
