"""What a scanner reads on every page of a document."""

from __future__ import annotations

import pypdfium2
import zxingcpp

DPI = 203


def codes_on(pdf: bytes) -> list[str]:
    """The texts of all barcodes, page by page, at the resolution of a cheap printer."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        picture = page.render(scale=DPI / 72, grayscale=True).to_pil()
        found += [code.text for code in zxingcpp.read_barcodes(picture)]
    document.close()
    return found
