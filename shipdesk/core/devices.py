"""What the table's devices tell: a scanner's text, a scale's weight; and the ports behind which they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import Enum, StrEnum, auto
from typing import NamedTuple, Protocol

#: What the barcode on the measured test label says. The Z stands elsewhere on every other keyboard.
TEST_BARCODE = "SHIPDESK TEST Z"

#: What begins the barcodes of this program, and of those the ones that name a box.
COMMAND = "SD:"
BOX = "SD:BOX:"

#: The longest command that has room on the sheet of command barcodes, in characters.
MOST_ON_PAPER = 44

#: No scale of a packing table weighs more; a reading beyond it is damaged.
HEAVIEST_KG = Decimal(10_000)


class Fate(Enum):
    """What becomes of a key that may belong to a scan."""

    HOLD = auto()
    """Keep it back, with those that are kept back already."""
    ANEW = auto()
    """Those kept back were typed: let them go. Keep this one back: it may begin a scan."""
    PASS = auto()
    """All of them were typed, this one too."""


class ScanJudge(Protocol):
    """Tells scans from typing by the keys' own times, in milliseconds. Knows nothing of windows."""

    def press(self, text: str, at: int) -> Fate:
        """A key that writes `text` was pressed at `at`."""

    def ends(self, at: int) -> bool:
        """Whether an Enter or Tab at `at` would end a scan; changes nothing."""

    def continues(self, at: int) -> bool:
        """Whether a key at `at` would belong to a scan that has surely begun; changes nothing."""

    def trails(self, at: int) -> bool:
        """Whether an Enter or Tab at `at` is only the rest of the scan that has just ended."""

    def finish(self, at: int) -> str:
        """The scan that has ended at `at`, clean; empty when nothing is left of it, or it was none."""

    def pause(self) -> bool:
        """Nothing came for `wait_ms`: True when that ended a scan, False when what is kept back was typed."""

    @property
    def wait_ms(self) -> int:
        """How long to wait for the next key before `pause` is asked."""

    def clear(self) -> None:
        """Forget what was begun."""


class Learned(NamedTuple):
    """How a scanner types, found out from one scan, in the words of the settings (`scan_speed` and so on)."""

    text: str
    """What came, as it came."""
    gap_ms: int
    """The longest pause between two keys."""
    speed: str
    """Empty: slower than any speed that can be set."""
    end: str
    layout: str
    known: bool
    """It was the test label's barcode, so what stands around it is found out too."""
    prefix: str = ""
    suffix: str = ""


class ScanLearner(ScanJudge, Protocol):
    """Takes any burst for a scan, to learn from it."""

    def learned(self) -> Learned | None:
        """What the last scan taught; None before the first."""


class ScaleState(StrEnum):
    """What a scale says of its weight."""

    NONE = "none"
    """No scale is set up."""
    MISSING = "missing"
    """It is set up and does not answer."""
    ZERO = "zero"
    MOVING = "moving"
    STABLE = "stable"
    NEGATIVE = "negative"
    OVERLOAD = "overload"
    FAULT = "fault"
    """It asks to be looked after: calibrated, set to zero, mended."""


class Weight(NamedTuple):
    """One reading of the scale. `kg` is None where it gave none."""

    state: ScaleState
    kg: Decimal | None = None
    why: str = ""
    """Of a scale that is missing: a sentence."""


class Command(NamedTuple):
    """A barcode that does what a key does: `SD:BOOK`. It says the same in every language."""

    code: str
    """What the barcode holds."""
    words: str
    """What stands under it."""
    key: str = ""
    """The key that does the same."""


class Devices(Protocol):
    """The scanner and the scale of this table, as they are set up now."""

    def judge(self) -> ScanJudge:
        """A new judge by the scanner's settings."""

    def learner(self) -> ScanLearner:
        """A judge for finding out how the scanner types."""

    def watch_scale(self, tell: Callable[[Weight], None]) -> None:
        """Read the scale that is set up from now on, or anew; `tell` is called on a thread of the scale's own."""

    def load(self, kg: Decimal | None) -> None:
        """In training: the parcel of an order is put on the simulated scale (None: taken off). Else nothing."""

    def command_sheet(self, title: str, parts: Sequence[tuple[str, Sequence[Command]]]) -> bytes:
        """Commands as barcodes on A4, as PDF; each part has a name of its own."""

    def close(self) -> None:
        """Let go of the scale; waits until its thread has ended."""
