"""A label that came as a picture, as a page: at the size that the picture itself gives, never stretched."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, UnidentifiedImageError
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from shipdesk.core.pages import PageSize
from shipdesk.documents.label_check import LABEL_SIZES_MM, TOLERANCE_MM
from shipdesk.documents.raster import MAX_PIXELS, BadDocument

#: The page that a label is put on.
PAGE_MM = (100.0, 150.0)
#: Of the heads that labels are drawn for, dots per inch; tried where a picture does not say its own.
_HEADS_DPI = (203, 300, 600)
_MM = 25.4


def png_as_pdf(content: bytes) -> bytes:
    """The picture on a page of 100 × 150 mm, or of its own size where that is label stock of another class.

    A picture that says its resolution is as large as that makes it; one that does not has the resolution of the
    thermal head at which it is a label.

    Raises:
        BadDocument: it is no picture that can be read, or is no label at any of these sizes.
    """
    try:
        with Image.open(BytesIO(content), formats=("PNG",)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise BadDocument(f"The picture has {image.width} × {image.height} dots, too many for a label.")
            told = image.info.get("dpi")
            grey = _on_white(image)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as fault:
        raise BadDocument("The picture is damaged and cannot be read; ask for the label again.") from fault
    size = _size(grey.width, grey.height, told)
    return _page(grey, size)


def _on_white(image: Image.Image) -> Image.Image:
    """Without transparency, which paper has not."""
    whole = image.convert("RGBA")
    ground = Image.new("RGBA", whole.size, "white")
    return Image.alpha_composite(ground, whole).convert("L")


def _size(width: int, height: int, told: tuple[float, float] | None) -> PageSize:
    if told is not None and min(told) > 1:
        size = PageSize(width * _MM / float(told[0]), height * _MM / float(told[1]))
        if _fits(size):
            return size
        raise BadDocument(f"The picture measures {size} by its own resolution; a label is at most 100 × 150 mm.")
    for dpi in _HEADS_DPI:
        size = PageSize(width * _MM / dpi, height * _MM / dpi)
        if _stock(size) is not None:
            return size
    heads = ", ".join(str(dpi) for dpi in _HEADS_DPI)
    raise BadDocument(
        f"The picture of {width} × {height} dots does not say its resolution, and is no label at {heads} dpi."
    )


def _stock(size: PageSize) -> tuple[float, float] | None:
    return next(
        (
            (width, height)
            for width, height in LABEL_SIZES_MM
            if abs(size.width_mm - width) <= TOLERANCE_MM and abs(size.height_mm - height) <= TOLERANCE_MM
        ),
        None,
    )


def _fits(size: PageSize) -> bool:
    smaller = size.width_mm <= PAGE_MM[0] + TOLERANCE_MM and size.height_mm <= PAGE_MM[1] + TOLERANCE_MM
    return smaller or _stock(size) is not None


def _page(image: Image.Image, size: PageSize) -> bytes:
    width, height = (max(side, least) for side, least in zip((size.width_mm, size.height_mm), PAGE_MM, strict=True))
    target = BytesIO()
    canvas = Canvas(target, pagesize=(width * mm, height * mm), pageCompression=1)
    left, bottom = (width - size.width_mm) / 2 * mm, (height - size.height_mm) / 2 * mm
    canvas.drawImage(ImageReader(image), left, bottom, size.width_mm * mm, size.height_mm * mm)
    canvas.save()
    return target.getvalue()
