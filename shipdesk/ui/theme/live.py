"""Which scheme is shown now, and its colours as Qt wants them."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor

from shipdesk.ui.theme.tokens import SCHEMES, Colours, Meaning, Scheme, Tone

_shown = [Scheme.LIGHT]


def scheme() -> Scheme:
    """The scheme the window is drawn in."""
    return _shown[0]


def show(scheme: Scheme) -> None:
    """Make `scheme` the one that painting reads; `theme.apply` calls this and then repaints everything."""
    _shown[0] = scheme


def colours() -> Colours:
    """The colour table of the scheme shown. Read it while painting, never keep it."""
    return SCHEMES[_shown[0]]


def tone(meaning: Meaning) -> Tone:
    """The colours of one meaning in the scheme shown."""
    return SCHEMES[_shown[0]].tones[meaning]


@lru_cache(maxsize=256)
def qcolor(name: str) -> QColor:
    """A `#rrggbb` of the table as a QColor; kept, because painting asks for the same few thousands of times."""
    return QColor(name)
