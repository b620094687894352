"""Which letters our papers can show. Asked at every keystroke, so nothing is loaded here that draws."""

from __future__ import annotations

from functools import cache

import uharfbuzz

from shipdesk.assets import resource

#: Hong Kong and Taiwan write most of the Chinese here; the last one fills in Simplified.
OTHERS = ("NotoSansArabic_400Regular", "NotoSansTC_400Regular", "NotoSansSC_400Regular")
#: The fonts of plain text, in the order in which they are asked for a letter.
REGULAR = ("NotoSans_400Regular", "NotoSansThai_400Regular", *OTHERS)


def missing_glyphs(text: str) -> str:
    """The characters, each once, that none of the fonts can write (emoji, rare scripts)."""
    return "".join(dict.fromkeys(c for c in text if not c.isspace() and c.isprintable() and not _is_written(c)))


@cache
def _is_written(character: str) -> bool:
    return any(font.get_nominal_glyph(ord(character)) for font in _fonts())


@cache
def _fonts() -> tuple[uharfbuzz.Font, ...]:
    files = (resource("fonts", f"{name}.ttf") for name in REGULAR)
    return tuple(uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file)))) for file in files)
