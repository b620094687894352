"""What came of working off one delivery."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from shipdesk.core.inbound import Working


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
