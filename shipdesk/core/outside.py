"""What somebody outside said of a booking that is no longer his to change: it is cancelled where it was bought.

It stands beside the booking's note, which the work on it writes over, until a person has taken it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from shipdesk.core.records import Entry


@dataclass(frozen=True, slots=True)
class OutsideWord:
    """The last word of `who` (a sender's name), in sentences for a clerk; `key` is the booking's."""

    entry_id: int
    key: str
    text: str
    who: str
    said_at: datetime


class OutsideWords(Protocol):
    """The part of the order book for them: one for each booking, the last that was said."""

    def tell(self, entry: Entry, text: str, *, who: str) -> None:
        """Keep it until it is taken. The same again changes nothing, also once taken; an empty text takes it back."""

    def told(self) -> list[OutsideWord]:
        """All that nobody has taken, oldest first."""

    def take(self, entry_id: int, *, who: str) -> None:
        """A person has seen it, and does what is to be done."""
