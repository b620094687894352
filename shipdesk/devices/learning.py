"""How a scanner types, found out from one scan: its speed, what ends it, which keyboard it means, what it adds."""

from __future__ import annotations

import itertools

from shipdesk.core.devices import TEST_BARCODE, Fate, Learned
from shipdesk.devices.layouts import LAYOUTS, untangle
from shipdesk.devices.scanner import AIM, FALTER, GAPS_MS, SURE, Judge, ScanRules

#: No scanner is slower, and no person is as fast for six keys on end.
_SLOWEST_MS = 120
#: A computer that is busier tomorrow brings the same keys this many times as far apart.
_MARGIN = 1.5
#: As in `]C1`.
_AIM_LENGTH = 3


class Learner(Judge):
    """`core.devices.ScanLearner`: a judge with patience that keeps the time of every key."""

    def __init__(self) -> None:
        super().__init__(ScanRules(gap_ms=_SLOWEST_MS, layout="us", by_pause=True))
        self._times: list[int] = []
        self._paused = False
        self._learned: Learned | None = None

    def press(self, text: str, at: int) -> Fate:
        fate = super().press(text, at)
        if fate is not Fate.HOLD or len(self._text) == 1:
            self._times = []
        self._times.append(at)
        return fate

    def pause(self) -> bool:
        self._paused = super().pause()
        return self._paused

    def finish(self, at: int) -> str:
        raw = "".join(self._text)
        self._learned = _learn(raw, self._times, by_pause=self._paused)
        self._paused = False
        told = super().finish(at)
        return told or raw.strip()

    def learned(self) -> Learned | None:
        return self._learned


def speed_of(times: list[int]) -> str:
    """The quickest speed that keys pressed at `times` (ms) still fit, with room to spare; empty where none does."""
    gaps = [after - before for before, after in itertools.pairwise(times)]
    first = max(gaps[: SURE - 1], default=0)
    needed = _MARGIN * max(first, max(gaps, default=0) / FALTER)
    return next((name for name, gap in sorted(GAPS_MS.items(), key=lambda one: one[1]) if needed <= gap), "")


def _learn(raw: str, times: list[int], *, by_pause: bool) -> Learned:
    gap = max((after - before for before, after in itertools.pairwise(times)), default=0)
    layout, prefix, suffix = next(
        ((name, *parts) for name in LAYOUTS if (parts := _around(untangle(raw, name))) is not None), ("", "", "")
    )
    return Learned(
        text=raw,
        gap_ms=gap,
        speed=speed_of(times),
        end="pause" if by_pause else "key",
        layout=layout or "auto",
        known=bool(layout),
        prefix=prefix,
        suffix=suffix,
    )


def _around(text: str) -> tuple[str, str] | None:
    """What stands before and after the test label's barcode in `text`; None where it is not in it."""
    before, found, after = text.partition(TEST_BARCODE)
    if not found:
        return None
    printable = ("".join(character for character in part if character.isprintable()) for part in (before, after))
    prefix, suffix = printable
    if AIM.fullmatch(prefix[-_AIM_LENGTH:]):
        prefix = prefix[:-_AIM_LENGTH]
    return prefix, suffix
