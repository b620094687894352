"""Defective labels: a table of what carriers and their programs get wrong, each made from a good one. Seeded."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from io import BytesIO

import pypdfium2 as pdfium
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from shipdesk.assets import resource
from shipdesk.documents.png_label import png_as_pdf
from shipdesk.documents.raster import png, rasterise
from tests.documents.labels_good import STOCK, GoodLabel, carriers_label, drawn_label
from tests.documents.pdfs import label_pdf
from tests.documents.reading import code_on
from tests.documents.repaging import Patch, Place, joined, put_on_page

Spoil = Callable[[GoodLabel, random.Random], GoodLabel]
_WIDE, _TALL = STOCK


@dataclass(frozen=True)
class Defect:
    """A kind of defect: its name, how it is made, and the codes of faults of which one must be told."""

    name: str
    spoil: Spoil
    told: frozenset[str]


def _page(
    label: GoodLabel, place: Place | None = None, *patches: Patch, size: tuple[float, float] = STOCK
) -> GoodLabel:
    return replace(label, pdf=put_on_page(label.pdf, size, place or Place(), patches=patches))


def _code_box(label: GoodLabel) -> Patch:
    """Where the bars stand, in mm from the bottom left."""
    code = code_on(label.pdf)
    bottom, height = (115.5, 19.0) if label.name.startswith("JNE") else (13.0, 22.0)
    return Patch(code.left_mm, bottom, code.width_mm, height)


def _no_code(label: GoodLabel, _chance: random.Random) -> GoodLabel:
    box = _code_box(label)
    return _page(label, None, replace(box, left=box.left - 1, bottom=box.bottom - 4, width=box.width + 2, height=30))


def _wrong_code(label: GoodLabel, chance: random.Random) -> GoodLabel:
    """One figure is another."""
    at = chance.randrange(len(label.number))
    other = chance.choice([figure for figure in "0123456789" if figure != label.number[at]])
    return replace(label, number=label.number[:at] + other + label.number[at + 1 :])


def _of_another(label: GoodLabel, chance: random.Random) -> GoodLabel:
    return replace(label, pdf=carriers_label(chance).pdf)


def _longer_code(label: GoodLabel, chance: random.Random) -> GoodLabel:
    """Its code has the number within a longer one."""
    return replace(label, number=chance.choice((label.number[:-2], label.number[2:])))


def _cut(x: int, y: int, label: GoodLabel, chance: random.Random) -> GoodLabel:
    gone = chance.uniform(10, 40)
    return _page(label, Place(x=x * gone, y=y * gone))


def _cut_picture(x: int, y: int, label: GoodLabel, chance: random.Random) -> GoodLabel:
    gone = chance.uniform(12, 40)
    picture = replace(label, pdf=png_as_pdf(png(rasterise(label.pdf, 203))))
    return _page(picture, Place(x=x * gone, y=y * gone))


def _turned(degrees: int, label: GoodLabel, _chance: random.Random) -> GoodLabel:
    """On a page of the right size, made smaller to stand on it."""
    if degrees == 180:
        return _page(label, Place(turn=degrees))
    scale = _WIDE / _TALL
    return _page(label, Place(x=(_WIDE - _TALL) / 2, y=(_TALL - _WIDE) / 2, turn=degrees, scale=scale))


def _lying(degrees: int, label: GoodLabel, _chance: random.Random) -> GoodLabel:
    """On a page that lies as well."""
    return _page(label, Place(turn=degrees), size=(_TALL, _WIDE))


def _rotate_entry(label: GoodLabel, chance: random.Random) -> GoodLabel:
    """A good page with a note in the PDF that turns it."""
    turn = chance.choice((90, 180, 270))
    return replace(label, pdf=put_on_page(label.pdf, STOCK, Place(), rotate=turn))


def _askew(label: GoodLabel, chance: random.Random) -> GoodLabel:
    return _page(label, Place(turn=chance.choice((-1, 1)) * chance.uniform(2.5, 9), scale=chance.choice((0.85, 1.0))))


def _smaller(label: GoodLabel, chance: random.Random) -> GoodLabel:
    return _page(label, Place(scale=chance.uniform(0.35, 0.7)))


def _small_page(label: GoodLabel, chance: random.Random) -> GoodLabel:
    scale = chance.uniform(0.4, 0.93)
    x, y = (_WIDE * (scale - 1) / 2, _TALL * (scale - 1) / 2)
    return _page(label, Place(x=x, y=y, scale=scale), size=(_WIDE * scale, _TALL * scale))


def _large_page(label: GoodLabel, chance: random.Random) -> GoodLabel:
    return _page(label, size=chance.choice(((210, 297), (148, 210), (110, 160), (100, 192))))


def _huge_page(label: GoodLabel, chance: random.Random) -> GoodLabel:
    return _page(label, size=(chance.uniform(610, 5000), chance.uniform(150, 5000)))


def _quiet(label: GoodLabel, chance: random.Random) -> GoodLabel:
    """A black bar beside the code, so close that its first or last bar cannot be told from it."""
    box = _code_box(label)
    gap = chance.uniform(0.0, 0.9)
    left = chance.choice((box.left - 2 - gap, box.left + box.width + gap))
    return _page(label, None, Patch(left, box.bottom, 2, box.height, shade=0))


def _white_box(label: GoodLabel, chance: random.Random) -> GoodLabel:
    """Over part of the bars: a piece of their whole height, or all but a rim of them."""
    box = _code_box(label)
    if chance.random() < 0.5:
        width = chance.uniform(0.1, 0.9) * box.width
        left = box.left + chance.uniform(0, box.width - width)
        return _page(label, None, Patch(left, box.bottom - 2, width, box.height + 4))
    rim = chance.uniform(0.5, 3.5)
    return _page(label, None, Patch(box.left - 2, box.bottom - 4, box.width + 4, box.height + 4 - rim))


def _faded(label: GoodLabel, chance: random.Random) -> GoodLabel:
    return _page(label, None, Patch(0, 0, _WIDE, _TALL, cover=chance.uniform(0.45, 0.95)))


def _blank(label: GoodLabel, _chance: random.Random) -> GoodLabel:
    return replace(label, pdf=label_pdf())


def _blank_second(label: GoodLabel, _chance: random.Random) -> GoodLabel:
    return replace(label, pdf=joined(label.pdf, label_pdf()))


def _others_second(label: GoodLabel, chance: random.Random) -> GoodLabel:
    return replace(label, pdf=joined(label.pdf, chance.choice((carriers_label, drawn_label))(chance).pdf))


def _damaged(label: GoodLabel, chance: random.Random) -> GoodLabel:
    cut = chance.uniform(0.1, 0.95)
    broken = chance.choice((label.pdf[: int(len(label.pdf) * cut)], b"%PDF-1.4\n" + label.pdf[999:1999] + b"\n%%EOF"))
    return replace(label, pdf=broken)


def _no_pdf(label: GoodLabel, chance: random.Random) -> GoodLabel:
    return replace(label, pdf=chance.choice((png(rasterise(label.pdf, 203)), b"<html>Error 503</html>", b"")))


def _encrypted(label: GoodLabel, _chance: random.Random) -> GoodLabel:
    return replace(label, pdf=label_pdf(label.number, password="secret"))


def _text_outside(label: GoodLabel, chance: random.Random) -> GoodLabel:
    x, y = chance.choice(((-30, 60), (95, 60), (20, -4), (20, 151)))
    return _written(label, "Jl. Kenanga III No. 5", _font("none"), x, y)


def _font(kind: str) -> str:
    """The program's Latin font as a carrier's program has it: letters of other scripts are a `box`, a `gap`, or not in
    it at all (`none`)."""
    name = f"Spoilt-{kind}"
    if name not in pdfmetrics.getRegisteredFontNames():
        font = TTFont(name, str(resource("fonts", "NotoSans_400Regular.ttf")))
        glyphs, widths = font.face.charToGlyph, font.face.charWidths
        for letter in "" if kind == "none" else "陳大文香港葵涌สมชายกรุงเทพ":
            glyphs[ord(letter)] = 0 if kind == "box" else glyphs[ord(" ")]
            widths[ord(letter)] = 600
        pdfmetrics.registerFont(font)
    return name


def _written(label: GoodLabel, text: str, font: str, x: float = 20, y: float = 60) -> GoodLabel:
    """With one more line of text, as the carrier's program would have written it."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(_WIDE * mm, _TALL * mm))
    canvas.setFillGray(1)
    canvas.rect(18 * mm, 57 * mm, 70 * mm, 9 * mm, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.setFont(font, 11)
    canvas.drawString(x * mm, y * mm, text)
    canvas.save()
    return replace(label, pdf=_over(label.pdf, target.getvalue()))


def _over(under: bytes, over: bytes) -> bytes:
    sheet = pdfium.PdfDocument(under)
    page = sheet[0]
    with pdfium.PdfDocument(over) as source:
        page.insert_obj(source.page_as_xobject(0, sheet).as_pageobject())
        page.gen_content()
        target = BytesIO()
        sheet.save(target)
    sheet.close()
    return target.getvalue()


def _no_letters(kind: str, label: GoodLabel, chance: random.Random) -> GoodLabel:
    return _written(label, chance.choice(("To 陳大文", "HK 香港葵涌", "Khun สมชาย", "Mr 陳大文 12")), _font(kind))


def _unknown(label: GoodLabel, chance: random.Random) -> GoodLabel:
    """Letters that the font has not, and that the PDF has forgotten as well."""
    return _written(label, chance.choice(("Mr 陈伟东", "DG 东莞市 1", "To محمد")), _font("none"))


def _replaced(label: GoodLabel, chance: random.Random) -> GoodLabel:
    text = chance.choice(("Jos\ufffd Garc\ufffda", "\ufffd\ufffd\ufffd", "??? ?????", "Mr ??? 12"))
    return _written(label, text, _font("none"))


def _defects() -> Iterator[Defect]:
    def defect(name: str, spoil: Spoil, *told: str) -> Defect:
        return Defect(name, spoil, frozenset(f"label.{code}" for code in told))

    unread = ("no_code", "quiet_zone", "cut")
    yield defect("no code", _no_code, "no_code")
    yield defect("wrong code", _wrong_code, "other_code")
    yield defect("code of another parcel", _of_another, "other_code")
    yield defect("number within a longer code", _longer_code, "other_code")
    for edge, x, y in (("left", -1, 0), ("right", 1, 0), ("top", 0, 1), ("bottom", 0, -1)):
        yield defect(f"cut off at the {edge}", partial(_cut, x, y), *unread)
        if edge != "top":  # between two lines of text, where nobody can see that more was above
            yield defect(f"picture cut off at the {edge}", partial(_cut_picture, x, y), *unread)
    for degrees in (90, 180, 270):
        yield defect(f"turned by {degrees}", partial(_turned, degrees), "turned", "no_code")
    for degrees in (90, 270):
        yield defect(f"lying, turned by {degrees}", partial(_lying, degrees), "orientation")
    yield defect("/Rotate that turns it", _rotate_entry, "orientation", "turned")
    yield defect("a few degrees askew", _askew, "skewed", "cut", "no_code")
    yield defect("made smaller", _smaller, "scaled", "no_code")
    yield defect("page too small", _small_page, "size")
    yield defect("page too large", _large_page, "size")
    yield defect("huge page", _huge_page, "unreadable")
    yield defect("quiet zone covered", _quiet, "quiet_zone", "no_code")
    yield defect("white box over the code", _white_box, "covered", "no_code", "quiet_zone", "other_code")
    yield defect("faded", _faded, "faded", "no_code", "blank")
    yield defect("boxes for letters", partial(_no_letters, "box"), "glyphs")
    yield defect("gaps for letters", partial(_no_letters, "gap"), "glyphs")
    yield defect("unknown letters", _unknown, "glyphs")
    yield defect("replacement characters", _replaced, "glyphs")
    yield defect("text outside the page", _text_outside, "cut")
    yield defect("empty page", _blank, "blank")
    yield defect("empty second page", _blank_second, "blank")
    yield defect("second page another's", _others_second, "other_code")
    yield defect("damaged PDF", _damaged, "unreadable")
    yield defect("no PDF", _no_pdf, "unreadable")
    yield defect("encrypted", _encrypted, "unreadable")


#: What can be wrong with a label.
DEFECTS = tuple(_defects())


def bad_labels(count: int, seed: int = 1) -> Iterator[tuple[Defect, GoodLabel]]:
    """So many of them: every kind in turn, of the carriers' own labels and of those that ShipDesk draws."""
    chance = random.Random(seed)
    for at in range(count):
        defect = DEFECTS[at % len(DEFECTS)]
        label = (carriers_label if chance.random() < 0.6 else drawn_label)(chance)
        yield defect, defect.spoil(label, chance)
