"""The lines of a serial scale, text to weights, and where one line ends and the next begins.

Sources: Mettler Toledo, "MT-SICS Interface Commands" (answers to SI: `S S      1.240 kg`); A&D, "FG/GF series
standard data format" (`ST,GS,+0001.240kg`), which CAS and many others send too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from shipdesk.core.devices import HEAVIEST_KG, ScaleState, Weight

_LONGEST = 256
_KG = {"kg": Decimal(1), "g": Decimal("0.001"), "lb": Decimal("0.45359237"), "oz": Decimal("0.028349523125")}
_SICS = re.compile(r"S\s+(?P<state>[SDI+-])(?:\s+(?P<number>[+-]?\s*\d+(?:\.\d*)?)\s*(?P<unit>kg|g|lb|oz))?\s*")
_LIST = re.compile(
    r"(?P<state>ST|US|OL|QT)\s*,\s*(?:(?:GS|NT)\s*,\s*)?(?P<number>[+-]?\s*\d+(?:\.\d*)?)\s*(?P<unit>kg|g|lb|oz)\s*",
    re.IGNORECASE,
)
_SICS_STATES = {
    "S": ScaleState.STABLE,
    "D": ScaleState.MOVING,
    "I": ScaleState.MOVING,
    "+": ScaleState.OVERLOAD,
    "-": ScaleState.NEGATIVE,
}
_LIST_STATES = {"ST": ScaleState.STABLE, "US": ScaleState.MOVING, "QT": ScaleState.STABLE}


def parse_sics(line: str) -> Weight | None:
    """One line of MT-SICS; None for a line that is none of its weights (an answer to something else, noise)."""
    found = _SICS.fullmatch(line.strip())
    if found is None:
        return None
    state = _SICS_STATES[found["state"]]
    if found["number"] is None:
        return None if state is ScaleState.STABLE else Weight(state)
    return _weight(state, found["number"], found["unit"])


def parse_list(line: str) -> Weight | None:
    """One line of the standard format with commas; None for anything else."""
    if line.strip().upper().startswith("OL"):
        return Weight(ScaleState.OVERLOAD)
    found = _LIST.fullmatch(line.strip())
    if found is None:
        return None
    return _weight(_LIST_STATES.get(found["state"].upper(), ScaleState.FAULT), found["number"], found["unit"].lower())


def _weight(state: ScaleState, number: str, unit: str) -> Weight:
    shown = Decimal(number.replace(" ", "")) * _KG[unit]
    if abs(shown) > HEAVIEST_KG:
        return Weight(ScaleState.FAULT)
    kg = shown.quantize(Decimal("0.001"))
    if kg < 0:
        return Weight(ScaleState.NEGATIVE, kg)
    return Weight(ScaleState.ZERO if state is ScaleState.STABLE and not kg else state, kg)


@dataclass(frozen=True, slots=True)
class Protocol:
    """How a serial scale speaks: what its lines mean, and what asks it for one (empty: it sends by itself)."""

    parse: Callable[[str], Weight | None]
    ask: bytes = b""


PROTOCOLS = {"list": Protocol(parse_list), "sics": Protocol(parse_sics, b"SI\r\n")}


class Lines:
    """Whole lines out of bytes that come in any pieces; noise without a line's end is thrown away in time."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, piece: bytes) -> list[str]:
        """The lines that this piece completes, without their ends; empty lines are left out."""
        *whole, self._rest = re.split(rb"[\r\n\x02\x03]+", self._rest + piece)
        self._rest = self._rest[-_LONGEST:]
        return [line.decode("ascii", "replace") for line in whole if line]
