"""Is it a scan? Told by the speed, the length and the ending of a burst of keys.

A person who types, however fast, never presses three keys within twice the gap. So a burst of three is a scan that
has begun, and may then falter for longer than it took to begin (the computer was busy, the scanner slow).
All times are those of the keys themselves: a window that was busy gets them late, and they still tell the truth.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from shipdesk.core.devices import Fate
from shipdesk.devices.layouts import untangle

#: How far apart in ms the keys of a scan are at most, by the name of the scanner's speed.
GAPS_MS = {"fast": 12, "usual": 20, "slow": 50}
SURE = 3
FEWEST_WITHOUT_END = 6
#: A burst that has surely begun may falter this many times the gap.
FALTER = 3
_SLACK_MS = 5
#: ISO/IEC 15424: what kind of barcode it was, before what it says (`]C1` for GS1-128).
AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")


@dataclass(frozen=True, slots=True)
class ScanRules:
    """How this table's scanner types. `by_pause`: it sends neither Enter nor Tab, only stops."""

    gap_ms: int = GAPS_MS["usual"]
    layout: str = "auto"
    prefix: str = ""
    suffix: str = ""
    by_pause: bool = False


def clean(text: str, rules: ScanRules) -> str:
    """What the barcode says: its layout undone, without what the scanner puts around it and without controls."""
    told = "".join(character for character in untangle(text, rules.layout) if character.isprintable())
    told = told.removeprefix(rules.prefix)
    if rules.suffix:
        told = told.removesuffix(rules.suffix)
    if aim := AIM.match(told):
        told = told[aim.end() :]
    return told.strip()


class Judge:
    """`core.devices.ScanJudge`: one burst at a time."""

    def __init__(self, rules: ScanRules) -> None:
        self._rules = rules
        self._text: list[str] = []
        self._last = 0
        self._ended: int | None = None

    @property
    def sure(self) -> bool:
        """Whether a scan has begun beyond doubt."""
        return len(self._text) >= SURE

    @property
    def wait_ms(self) -> int:
        return self._gap() + _SLACK_MS

    def press(self, text: str, at: int) -> Fate:
        if self._text and 0 <= at - self._last <= self._gap():
            fate = Fate.HOLD
        else:
            fate = Fate.ANEW if self._text else Fate.HOLD
            self._text, self._ended = [], None
            if not self._may_begin(text):
                return Fate.PASS
        self._text.append(text)
        self._last = at
        return fate

    def continues(self, at: int) -> bool:
        return self.sure and 0 <= at - self._last <= self._gap()

    def ends(self, at: int) -> bool:
        return self.continues(at) and self._begun_rightly()

    def trails(self, at: int) -> bool:
        return self._ended is not None and 0 <= at - self._ended <= self._rules.gap_ms * FALTER

    def finish(self, at: int) -> str:
        told = clean("".join(self._text), self._rules)
        self.clear()
        self._ended = at
        return told

    def pause(self) -> bool:
        return self._rules.by_pause and len(self._text) >= FEWEST_WITHOUT_END and self._begun_rightly()

    def clear(self) -> None:
        self._text = []

    def _gap(self) -> int:
        return self._rules.gap_ms * (FALTER if self.sure else 1)

    def _may_begin(self, text: str) -> bool:
        prefix = self._rules.prefix
        return not prefix or untangle(text, self._rules.layout)[:1] == prefix[0]

    def _begun_rightly(self) -> bool:
        return untangle("".join(self._text), self._rules.layout).startswith(self._rules.prefix)
