"""Errors by blame.

    ShipDeskError
    ├── InputError       the shipment, a file or a setting is wrong: becomes a problem at its field
    ├── CarrierError     the carrier said no to something that is no booking (a label, a login, a query)
    │   ├── NotReadyError  what was asked for will be there later
    │   └── BusyError  it has no time for a question now
    ├── NetworkError     nothing was sent, or an asking call got no answer: try again later
    ├── ConflictError    somebody else moved the booking meanwhile: look again
    ├── PrintError       the printer is gone, or would not print as it must
    │   └── PrinterAwayError  nothing was handed over: it prints when somebody has seen to the printer
    └── SetupError       an account, a printer or a secret is missing
        └── ShutError      booking is shut after a restore, until a person has said what the backup cannot know

The outcome of a booking is never an exception: it is an `Outcome` (core.outcomes). Anything else that is raised
is a fault of ours and reaches the crash dialog. Every message is one sentence for a clerk.
"""

from __future__ import annotations

from collections.abc import Sequence

from shipdesk.core.problems import Problem


class ShipDeskError(Exception):
    """The root; its text is one sentence that may be shown."""


class InputError(ShipDeskError):
    """What a person or a file gave is wrong; `problems` say where, when it is a shipment."""

    def __init__(self, sentence: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(sentence)
        self.problems = tuple(problems)


class CarrierError(ShipDeskError):
    """The carrier refused or answered something that its document does not know."""


class NotReadyError(CarrierError):
    """What was asked for (a label) is not there yet; ask again later."""


class BusyError(CarrierError):
    """The carrier is too busy to answer. `after_s` is how many seconds it asks to wait, where it says so."""

    def __init__(self, sentence: str, after_s: float | None = None) -> None:
        super().__init__(sentence)
        self.after_s = after_s


class NetworkError(ShipDeskError):
    """The carrier could not be reached, or gave no answer in time."""


class ConflictError(ShipDeskError):
    """The row was moved by somebody else since it was read, or the reference is already in the book."""


class PrintError(ShipDeskError):
    """The printer is gone, refuses, or would not print at 100 %; the text says which and what to do."""


class PrinterAwayError(PrintError):
    """The printer is gone, paused, open or empty, and took nothing: the same may be tried again by itself."""


class SetupError(ShipDeskError):
    """Something is not set up: no account, no printer, a secret that cannot be opened. Says what to do."""


class ShutError(SetupError):
    """Booking is shut. `because` is why, `command` opens it where there is no window, `key` is whose fate is asked.

    `key` is empty where no single booking but the carriers' own lists are to be looked at.
    """

    def __init__(self, because: str, way: str, *, command: str, key: str = "") -> None:
        super().__init__(f"{because}{way}")
        self.because, self.command, self.key = because, command, key
