"""PDF pages as pictures, within limits: what carriers send is looked at before it is trusted."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from shipdesk.core.errors import InputError
from shipdesk.core.pages import PageSize, Raster

MAX_BYTES = 20 * 1024 * 1024
#: A hand-over list of 20,000 parcels; a label has its own, lower limit.
MAX_PAGES = 500
MIN_SIDE_MM, MAX_SIDE_MM = 10.0, 600.0
MAX_PIXELS = 60_000_000

_MM = 25.4 / 72
#: PDFium keeps state between calls and is not safe to call from two threads.
_PDFIUM = threading.Lock()

_LOAD_ERRORS = {
    raw.FPDF_ERR_PASSWORD: "The PDF asks for a password; a label must open without one.",
    raw.FPDF_ERR_SECURITY: "The PDF is locked by a security scheme that is not supported; ask for a plain PDF.",
}


class BadDocument(InputError):  # noqa: N818 - named as a clerk would say it
    """A file that cannot be used as a document; the text is one sentence that says why."""


def media_type(data: bytes) -> str:
    """What a file is by its first bytes: `application/pdf`, `image/png` or `application/zpl`.

    Raises:
        BadDocument: it is empty, too large, or none of these.
    """
    if not data:
        raise BadDocument("The file is empty (0 bytes); ask for the label again.")
    if len(data) > MAX_BYTES:
        raise BadDocument(f"The file has {len(data) / 1024**2:.0f} MiB; a document may have {MAX_BYTES // 1024**2}.")
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in head:
        return "application/pdf"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith((b"^XA", b"~")) and b"^XA" in data:
        return "application/zpl"
    if head.startswith(b"<"):
        raise BadDocument("The file is a web page or an error message, not a PDF; ask for the label again.")
    raise BadDocument("The file is no PDF, PNG or ZPL; ask for the label again.")


def page_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """The size of every page in millimetres.

    Raises:
        BadDocument: the file is no PDF that can be printed, or beyond the limits of this module.
    """
    with opened(pdf) as document:
        return tuple(_size(document, index) for index in range(len(document)))


def rasterise(pdf: bytes, dpi: int, page: int = 0) -> Raster:
    """The picture of one page (counted from 0) in shades of grey, at exactly `dpi` dots an inch.

    Raises:
        BadDocument: the file is no PDF that can be printed, or beyond the limits of this module.
    """
    with opened(pdf) as document:
        if not 0 <= page < len(document):
            raise BadDocument(f"The PDF has no page {page + 1}; it has {len(document)}.")
        size = _size(document, page)
        width, height = (max(1, round(side / 25.4 * dpi)) for side in (size.width_mm, size.height_mm))
        if width * height > MAX_PIXELS:
            raise BadDocument(f"A page of {size} at {dpi} dpi is too large a picture; print it at a lower resolution.")
        return Raster(_render(document, page, dpi / 72, width, height), width, height, dpi, size)


def png(raster: Raster) -> bytes:
    """The picture as a PNG file that knows its resolution."""
    target = BytesIO()
    image = Image.frombytes("L", (raster.width, raster.height), raster.pixels)
    image.save(target, "PNG", dpi=(raster.dpi, raster.dpi))
    return target.getvalue()


@contextmanager
def opened(pdf: bytes) -> Iterator[pdfium.PdfDocument]:
    """The PDF, open for one thread at a time; leave it soon.

    Raises:
        BadDocument: the file is no PDF that can be printed, or beyond the limits of this module.
    """
    if media_type(pdf) != "application/pdf":
        raise BadDocument("The file is a picture or printer commands, not a PDF.")
    if b"%%EOF" not in pdf[-2048:]:
        raise BadDocument("The PDF is cut off in the middle; ask for the label again.")
    with _PDFIUM:
        try:
            document = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as error:
            sentence = _LOAD_ERRORS.get(error.err_code, "The PDF is damaged and cannot be opened; ask for it again.")
            raise BadDocument(sentence) from error
        try:
            if not 1 <= len(document) <= MAX_PAGES:
                raise BadDocument(f"The PDF has {len(document):,} pages; a document to print has 1 to {MAX_PAGES}.")
            yield document
        except pdfium.PdfiumError as error:
            raise BadDocument("A page of the PDF is damaged and cannot be drawn; ask for it again.") from error
        finally:
            document.close()


def _size(document: pdfium.PdfDocument, index: int) -> PageSize:
    width, height = document.get_page_size(index)
    size = PageSize(width * _MM, height * _MM)
    sides = (size.width_mm, size.height_mm)
    if not all(MIN_SIDE_MM <= side <= MAX_SIDE_MM for side in sides):
        raise BadDocument(f"Page {index + 1} of the PDF measures {size}; that is no sheet that can be printed.")
    return size


def _render(document: pdfium.PdfDocument, index: int, scale: float, width: int, height: int) -> bytes:
    # The usual call stretches the page to whole pixels, which shifts bars off the printer's dots; a matrix does not.
    page = document[index]
    bitmap = pdfium.PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray)
    try:
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        matrix = raw.FS_MATRIX(a=scale, b=0, c=0, d=scale, e=0, f=0)
        clip = raw.FS_RECTF(left=0, top=0, right=width, bottom=height)
        raw.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, clip, raw.FPDF_ANNOT | raw.FPDF_GRAYSCALE)
        rows, stride = bytes(bitmap.buffer), bitmap.stride
        return rows if stride == width else b"".join(rows[y * stride : y * stride + width] for y in range(height))
    finally:
        bitmap.close()
        page.close()
