"""The names of a list that look most like what was typed, fast enough to ask on every key."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

_MARKS: dict[int, None] = dict.fromkeys(range(0x0300, 0x0370))
_JOINTS = str.maketrans(dict.fromkeys("-‐‑–—'’ʼ`.,/()", " "))
_CANDIDATES = 12
#: From here on two names are taken for one name misspelt.
ALIKE = 0.8
#: A part shorter than this share of the whole says little ("Town" of "Cape Town Central Station").
_LEAST_PART = 0.45


def fold(text: str) -> str:
    """Names that differ only in case, accents, hyphens or blanks fold to the same text.

    Only Latin accents go: the marks of Thai and other scripts are letters.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFKD", text).translate(_MARKS))
    return " ".join(text.casefold().translate(_JOINTS).split())


class Nearest:
    """Names by the pairs of letters that they hold, so that only a few are compared letter by letter."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(dict.fromkeys(names))
        self._folded = [fold(name) for name in self._names]
        self._holders: dict[str, list[int]] = {}
        for index, folded in enumerate(self._folded):
            for pair in set(_pairs(folded)):
                self._holders.setdefault(pair, []).append(index)

    def find(self, text: str, most: int = 3, alike: float = ALIKE) -> list[str]:
        """At most so many names that are alike, the most alike first."""
        wanted = fold(text)
        shared = Counter(index for pair in set(_pairs(wanted)) for index in self._holders.get(pair, ()))
        ranked = sorted(shared, key=lambda index: (-shared[index], len(self._folded[index])))[:_CANDIDATES]
        scored = [(likeness(wanted, self._folded[index]), self._names[index]) for index in ranked]
        return [name for score, name in sorted(scored, key=lambda one: -one[0]) if score >= alike][:most]


def likeness(one: str, other: str) -> float:
    """0 to 1 for two folded names; a name that is a whole part of the other is alike."""
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    short, long = sorted((one, other), key=len)
    return max(ratio, ALIKE) if _is_part(short, long) else ratio


def _is_part(short: str, long: str) -> bool:
    if len(short) < _LEAST_PART * len(long):
        return False
    if not short.isascii():
        return len(short) > 1 and long.startswith(short)
    return len(short) > 3 and f" {short} " in f" {long} "


def _pairs(folded: str) -> list[str]:
    padded = f" {folded} "
    return [padded[at : at + 2] for at in range(len(padded) - 1)]
