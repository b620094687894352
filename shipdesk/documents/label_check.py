"""Is this the label of that parcel? Asked of every label before it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shipdesk.core.pages import PageSize, Raster
from shipdesk.documents.codes import read_codes
from shipdesk.documents.raster import BadDocument, page_sizes, rasterise

#: The sizes that thermal label stock of one class comes in: 100 × 150 mm, A6 and 4 × 6 inches.
LABEL_SIZES_MM = ((100.0, 150.0), (105.0, 148.0), (101.6, 152.4))
TOLERANCE_MM = 2.0
#: The resolution of the common thermal printer: what cannot be read here cannot be read on paper.
LABEL_DPI = 203
_BLANK_SHARE = 0.0005
_INK = bytes(shade < 128 for shade in range(256))


@dataclass(frozen=True, slots=True)
class Fault:
    """A reason not to print a label: a short stable code, and one sentence for the clerk."""

    code: str
    sentence: str


def check_label(pdf: bytes, expected: str, *, size_mm: tuple[float, float] = (100, 150)) -> list[Fault]:
    """Every fault of a label; an empty list says that it may be printed.

    `expected` is the tracking number that one of its barcodes must carry; `size_mm` is the width and height of the
    labels in the printer (100 × 150 mm takes A6 and 4 × 6 inches as well).
    """
    try:
        sizes = page_sizes(pdf)
        faults = [fault for size in sizes for fault in _size_faults(size, size_mm)]
        pages = [rasterise(pdf, LABEL_DPI, page) for page in range(len(sizes))]
    except BadDocument as error:
        return [Fault("label.unreadable", str(error))]
    return list(dict.fromkeys([*faults, *_content_faults(pages, expected)]))


def _size_faults(size: PageSize, wanted: tuple[float, float]) -> Iterator[Fault]:
    accepted = LABEL_SIZES_MM if _close(PageSize(*wanted), LABEL_SIZES_MM) else (wanted,)
    if _close(size, accepted):
        return
    sheet = PageSize(*wanted)
    if _close(PageSize(size.height_mm, size.width_mm), accepted):
        yield Fault("label.orientation", f"The label lies on its side ({size}); the printer takes {sheet}.")
    else:
        yield Fault("label.size", f"The label measures {size}; the printer takes {sheet}.")


def _close(size: PageSize, accepted: tuple[tuple[float, float], ...]) -> bool:
    return any(
        abs(size.width_mm - width) <= TOLERANCE_MM and abs(size.height_mm - height) <= TOLERANCE_MM
        for width, height in accepted
    )


def _content_faults(pages: list[Raster], expected: str) -> Iterator[Fault]:
    for number, page in enumerate(pages, 1):
        if page.pixels.translate(_INK).count(1) < _BLANK_SHARE * len(page.pixels):
            yield Fault("label.blank", f"Page {number} of the label is blank.")
    texts = [code.text for page in pages for code in read_codes(page)]
    if not texts:
        yield Fault("label.no_code", f"No barcode on the label can be read; it should carry {expected}.")
    elif not any(_carries(text, expected) for text in texts):
        found = ", ".join(dict.fromkeys(texts))
        yield Fault("label.other_code", f"The label carries {found[:80]}, not {expected}; it may be another parcel's.")


def _carries(text: str, expected: str) -> bool:
    """Whether a code says the number, alone or as one word of more; a longer number is another parcel's."""
    return bool(expected) and bool(re.search(rf"(?<![0-9A-Za-z]){re.escape(expected)}(?![0-9A-Za-z])", text))
