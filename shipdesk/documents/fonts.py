"""The fonts that come with the program, and which of them can write a character."""

from __future__ import annotations

import threading
import unicodedata
from enum import StrEnum
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from shipdesk.assets import resource
from shipdesk.documents.coverage import OTHERS, REGULAR


class Style(StrEnum):
    """How text looks. Scripts that have no cut of a style use their regular one."""

    REGULAR = "regular"
    BOLD = "bold"
    MONO = "mono"
    MONO_BOLD = "mono-bold"


#: Asked in this order. Scripts other than Latin and Thai have one cut.
_CHAINS = {
    Style.REGULAR: REGULAR,
    Style.BOLD: ("NotoSans_600SemiBold", "NotoSansThai_600SemiBold", *OTHERS),
    Style.MONO: ("NotoSansMono_400Regular", *REGULAR),
    Style.MONO_BOLD: ("NotoSansMono_600SemiBold", "NotoSans_600SemiBold", "NotoSansThai_600SemiBold", *OTHERS),
}

#: Symbols, and the marks that colour and join them.
_PICTURES = frozenset({"So", "Sk", "Cf", "Mn"})
#: Shaping adds glyphs to a font that all documents share: one thread at a time.
SHAPING = threading.RLock()


@cache
def _font(name: str) -> TTFont:
    font = TTFont(name, str(resource("fonts", f"{name}.ttf")), shapable=True)
    pdfmetrics.registerFont(font)
    return font


def _writes(name: str, character: str) -> bool:
    with SHAPING:
        return ord(character) in _font(name).face.charToGlyph


@cache
def _font_for(character: str, style: Style) -> str | None:
    return next((name for name in _CHAINS[style] if _writes(name, character)), None)


def runs(text: str, style: Style = Style.REGULAR) -> list[tuple[str, str]]:
    """The text cut into (font name, part) so that each part is written in one font, all registered by then.

    Spaces and marks stay with the letters before them. A letter that no font has is left to the first, as an empty box;
    a picture (emoji) that none has says nothing that a parcel needs, and is left out.
    """
    found: list[tuple[str, str]] = []
    for character in text:
        name = found[-1][0] if found else ""
        follows = character.isspace() or unicodedata.category(character).startswith("M")
        if not (name and follows and _writes(name, character)):
            fitting = _font_for(character, style)
            if fitting is None and unicodedata.category(character) in _PICTURES:
                continue
            name = fitting or name or _CHAINS[style][0]
        _font(name)
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + character)
        else:
            found.append((name, character))
    return found
