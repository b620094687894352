"""What keeps a label from being printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """A reason not to print a label: a short stable code, and one sentence for the clerk: what is wrong, what to do."""

    code: str
    sentence: str
