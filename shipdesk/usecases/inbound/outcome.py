"""What came of working off one delivery."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from shipdesk.core.inbound import Working

if TYPE_CHECKING:
    from datetime import datetime

    from shipdesk.core.inbound import Received

#: More than any zone explains: a time that lies further ahead is a wrong clock's, and would outdo all that follows.
_AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Worked:
    """It is settled; `note` says in one sentence what came of it, `reference` which order it went into."""

    working: Working
    note: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Later:
    """It is looked at again after `pause`; meanwhile it is `working` (waiting, or unmatched)."""

    pause: timedelta
    note: str
    working: Working = Working.WAITING
    reference: str = ""


def believed(changed_at: datetime | None, received: Received) -> datetime | None:
    """When a sender says that something was changed; None where it does not, or names a time to come."""
    return changed_at if changed_at and changed_at <= received.received_at + _AHEAD else None
