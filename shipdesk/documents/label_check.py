"""Is this the label of that parcel? Asked of every label before it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shipdesk.core.label_faults import Fault
from shipdesk.core.pages import PageSize, Raster
from shipdesk.documents.codes import Code, read_codes
from shipdesk.documents.label_ink import code_faults, ink_faults
from shipdesk.documents.label_text import PageText, read_text, text_faults
from shipdesk.documents.raster import BadDocument, page_sizes, rasterise

#: The sizes that thermal label stock of one class comes in: 100 × 150 mm, A6 and 4 × 6 inches.
LABEL_SIZES_MM = ((100.0, 150.0), (105.0, 148.0), (101.6, 152.4))
TOLERANCE_MM = 2.0
#: The resolution of the common thermal printer: what cannot be read here cannot be read on paper.
LABEL_DPI = 203
_MOST_PAGES = 20
_HALF_TURN = 2
_ASKEW_DEGREES = 1
#: Numbers of one carrier begin with the same letters or figures.
_ALIKE = 4


def check_label(pdf: bytes, expected: str, *, size_mm: tuple[float, float] = (100, 150)) -> list[Fault]:
    """Every fault of a label; an empty list says that it may be printed.

    `expected` is the tracking number that a barcode of each page with barcodes must carry; `size_mm` is the width and
    height of the labels in the printer (100 × 150 mm takes A6 and 4 × 6 inches as well).
    """
    try:
        sizes = page_sizes(pdf)
        if len(sizes) > _MOST_PAGES:
            return [Fault("label.unreadable", f"The PDF has {len(sizes)} pages; a label has 1 to {_MOST_PAGES}.")]
        faults = [fault for size in sizes for fault in _size_faults(size, size_mm)]
        pages = [rasterise(pdf, LABEL_DPI, page) for page in range(len(sizes))]
        texts = read_text(pdf)
    except BadDocument as error:
        return [Fault("label.unreadable", str(error))]
    stock = not faults and _close(PageSize(*size_mm), LABEL_SIZES_MM)
    for number, (page, text) in enumerate(zip(pages, texts, strict=True), 1):
        written = text.angle() is not None
        faults += ink_faults(number, page, written=written, stock=stock)
        faults += text_faults(number, text, page)
    return list(dict.fromkeys([*faults, *_codes_faults(pages, texts, expected)]))


def _size_faults(size: PageSize, wanted: tuple[float, float]) -> Iterator[Fault]:
    accepted = LABEL_SIZES_MM if _close(PageSize(*wanted), LABEL_SIZES_MM) else (wanted,)
    if _close(size, accepted):
        return
    sheet = PageSize(*wanted)
    if _close(PageSize(size.height_mm, size.width_mm), accepted):
        yield Fault(
            "label.orientation",
            f"The label lies on its side ({size}); the printer takes {sheet}, so ask the carrier for it upright.",
        )
    else:
        yield Fault(
            "label.size", f"The label measures {size}; the printer takes {sheet}, so ask the carrier for that size."
        )


def _close(size: PageSize, accepted: tuple[tuple[float, float], ...]) -> bool:
    return any(
        abs(size.width_mm - width) <= TOLERANCE_MM and abs(size.height_mm - height) <= TOLERANCE_MM
        for width, height in accepted
    )


def _codes_faults(pages: list[Raster], texts: list[PageText], expected: str) -> Iterator[Fault]:
    """The number must be read on the label, straight and upright, and no page may carry another's alone."""
    if all(_is_plain(page, text, expected) for page, text in zip(pages, texts, strict=True)):
        return
    found = [read_codes(page) for page in pages]
    if not any(found):
        yield Fault(
            "label.no_code",
            f"No barcode on the label can be read; it should carry {expected}. Ask the carrier for the label again.",
        )
    for page, text, codes in zip(pages, texts, found, strict=True):
        ours = [code for code in codes if carries(code.text, expected)]
        others = [code for code in codes if another_parcels(code.text, expected)]
        if others and ours:
            yield Fault(
                "label.other_code",
                f"Beside {expected} the label carries {others[0].text[:80]}, the number of another parcel, and "
                "scanners take either; ask for the label again.",
            )
        elif codes and not ours:
            said = ", ".join(dict.fromkeys(code.text for code in codes))
            yield Fault(
                "label.other_code",
                f"The label carries {said[:80]}, not {expected}; it may be another parcel's, so ask for it again.",
            )
        elif ours:
            # One good code is enough: carriers repeat the number small, or along the side.
            yield from min((_faults_of(page, text, code) for code in ours), key=len)


def _is_plain(page: Raster, text: PageText, expected: str) -> bool:
    """Whether the number stands there upright and good: then nothing is found by looking in every other way."""
    codes = read_codes(page, every_way=False)
    if any(another_parcels(code.text, expected) for code in codes):
        return False
    return any(carries(code.text, expected) and not _faults_of(page, text, code) for code in codes)


def _faults_of(page: Raster, text: PageText, code: Code) -> list[Fault]:
    return [*_turned(text, code), *code_faults(page, code)]


def _turned(text: PageText, code: Code) -> Iterator[Fault]:
    """The text tells which way is up, and the code where there is little text."""
    angle = text.angle()
    angle = code.rotation % 360 if angle is None else angle
    quarters, askew = round(angle / 90) % 4, abs((angle + 45) % 90 - 45)
    if askew > _ASKEW_DEGREES:
        yield Fault(
            "label.skewed", f"The label stands {askew} degrees askew on its page; ask the carrier for it straight."
        )
    elif quarters:
        how = "upside down" if quarters == _HALF_TURN else "on its side"
        yield Fault("label.turned", f"The label is printed {how} on its page; ask the carrier for it upright.")


def another_parcels(text: str, expected: str) -> bool:
    """Whether a code is a number of the same carrier, of another parcel: shaped alike, and begun alike."""
    return text != expected and _shape(text) == _shape(expected) and text[:_ALIKE] == expected[:_ALIKE]


def _shape(text: str) -> str:
    return re.sub(r"[A-Za-z]", "A", re.sub(r"\d", "0", text))


def carries(text: str, expected: str) -> bool:
    """Whether a code says the number, alone or as one word of more; a longer number is another parcel's."""
    return bool(expected) and bool(re.search(rf"(?<![0-9A-Za-z]){re.escape(expected)}(?![0-9A-Za-z])", text))
