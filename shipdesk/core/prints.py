"""Labels on their way to paper: what a printer took, what is known of it since, and what has not been seen yet.

"Sent to the printer", "printed" and "seen by scan" are three things: the first is known when the job was handed over,
the second only where the printer says so, the third when somebody scanned the label on its parcel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shipdesk.core.records import Entry, Row


class JobWord(StrEnum):
    """How far a print job is known to have come."""

    SENT = "sent"
    """It left this computer, or its queue forgot it; this printer says nothing more."""
    QUEUED = "queued"
    PRINTING = "printing"
    DONE = "done"
    """The printer says that it is printed (or the file is written)."""
    STOPPED = "stopped"
    """It waits for somebody to see to the printer, and goes on by itself then; `reason` says what is wrong."""
    LOST = "lost"
    """It was cancelled or given up and will never be printed; `reason` says which."""


#: Something more may be heard of these.
OPEN = frozenset({JobWord.QUEUED, JobWord.PRINTING, JobWord.STOPPED})


@dataclass(frozen=True, slots=True)
class JobState:
    """The state of a job, with one sentence where it is stopped or lost."""

    word: JobWord
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """What a printer has just taken. `target` and `job` find the job again; `job` is empty where none can be asked."""

    where: str
    """A sentence for the clerk."""
    target: str
    job: str
    word: JobWord


@dataclass(frozen=True, slots=True)
class Job:
    """One printing of one label."""

    id: int
    entry_id: int
    reference: str
    copy: int
    """1 for the first label of a booking, 2 for its first reprint."""
    target: str
    job: str
    sent_at: datetime
    state: JobState


class Prints(Protocol):
    """The order book's printings. Safe from any thread; changing calls are one durable transaction."""

    def note_print(self, entry: Entry, printed: Printed, *, who: str, why: str) -> Entry:
        """The printer took its label: `sent`, or `printed` where that is known at once; one more copy is counted."""

    def times_printed(self, entry_id: int) -> int:
        """How many labels of a booking were handed to a printer."""

    def open_jobs(self) -> list[Job]:
        """Of which something more may be heard, the oldest first."""

    def tell_job(self, job: Job, state: JobState, *, who: str) -> None:
        """What is known of it now. Moves the label with it: `printed` when it is, back to `stored` when it is lost."""

    def labels_unseen(self, since: datetime, most: int, *, printed: bool) -> Sequence[Row]:
        """Booked since then, their label ready or sent, newest first; `printed`: printed and not seen as well."""
