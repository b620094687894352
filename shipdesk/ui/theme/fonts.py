"""The bundled faces. Text and figures first; the large Chinese files come after the first paint."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from shipdesk.assets import resource
from shipdesk.ui.theme.tokens import BODY, REGULAR

_AT_START = (
    "NotoSans_400Regular.ttf",
    "NotoSans_600SemiBold.ttf",
    "NotoSansThai_400Regular.ttf",
    "NotoSansThai_600SemiBold.ttf",
    "NotoSansMono_400Regular.ttf",
)
_LATER = (
    "NotoSansTC_400Regular.ttf",
    "NotoSansSC_400Regular.ttf",
    "NotoSansMono_600SemiBold.ttf",
    "NotoSansArabic_400Regular.ttf",
)
_TEXT = ["Noto Sans", "Noto Sans Thai", "Noto Sans TC", "Noto Sans SC", "Noto Sans Arabic"]
_CODE = ["Noto Sans Mono", *_TEXT]
_loaded: set[str] = set()


def load_fonts() -> None:
    """Register the faces the first paint needs (under 10 ms).

    Raises:
        FileNotFoundError: the program was copied without its fonts.
    """
    _register(_AT_START)


def load_remaining_fonts() -> None:
    """Register the other scripts (18 MB of files). Call once after the first paint; open text is laid out again.

    Raises:
        FileNotFoundError: the program was copied without its fonts.
    """
    _register(_LATER)


def _register(names: tuple[str, ...]) -> None:
    for name in names:
        if name in _loaded:
            continue
        if QFontDatabase.addApplicationFont(str(resource("fonts", name))) < 0:
            raise FileNotFoundError(f"The font {name} is missing or damaged; install ShipDesk again.")
        _loaded.add(name)


@lru_cache(maxsize=64)
def font(size: int = BODY, weight: int = REGULAR, *, code: bool = False) -> QFont:
    """A face of the type scale: `size` in pixels and `weight` from the tokens, `code` for the monospaced face.

    Its families cover every script we ship to, and its digits all have one width.
    """
    face = QFont()
    face.setFamilies(_CODE if code else _TEXT)
    face.setPixelSize(size)
    face.setWeight(QFont.Weight(weight))
    return face


@lru_cache(maxsize=64)
def metrics(size: int = BODY, weight: int = REGULAR, *, code: bool = False) -> QFontMetrics:
    """The measures of `font` with the same arguments, kept."""
    return QFontMetrics(font(size, weight, code=code))
