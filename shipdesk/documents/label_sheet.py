"""Labels on A4: one, two or four on a sheet, each at exactly 100 %, at the place that is free next."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pypdfium2 as pdfium

from shipdesk.core.pages import PageSize, Raster
from shipdesk.documents.raster import BadDocument, opened, page_sizes, rasterise

A4_MM = (210.0, 297.0)
_POINTS = 72 / 25.4
_DARK_BELOW = 128
_INK_DPI = 203
_INK = bytes(shade < _DARK_BELOW for shade in range(256))


@dataclass(frozen=True, slots=True)
class _Cut:
    """How an A4 sheet is cut: columns and rows, and whether labels lie on their side."""

    columns: int
    rows: int
    lying: bool = False

    @property
    def cell(self) -> PageSize:
        return PageSize(A4_MM[0] / self.columns, A4_MM[1] / self.rows)


#: How many labels are on a sheet -> how they stand. Half an A4 sheet is wide, and takes a label on its side.
_CUTS = {1: _Cut(1, 1), 2: _Cut(1, 2, lying=True), 4: _Cut(2, 2)}


def places(up: int) -> int:
    """How many places a sheet with `up` labels has."""
    return _CUTS[up].columns * _CUTS[up].rows


def on_sheet(pdf: bytes, up: int, place: int) -> bytes:
    """The one label of `pdf` on A4, in the middle of its place; places count from 1, line by line from the top left.

    Raises:
        BadDocument: it has several pages, or something printed on it would be cut off.
    """
    cut = _CUTS[up]
    sizes = page_sizes(pdf)
    if len(sizes) != 1:
        raise BadDocument(f"The label has {len(sizes)} pages; labels go onto A4 sheets one by one.")
    _must_fit(pdf, cut)
    row, column = divmod((place - 1) % places(up), cut.columns)
    size = sizes[0]
    width, height = (size.height_mm, size.width_mm) if cut.lying else (size.width_mm, size.height_mm)
    left = (column + 0.5) * cut.cell.width_mm - width / 2
    bottom = A4_MM[1] - (row + 0.5) * cut.cell.height_mm - height / 2
    return _drawn(pdf, left, bottom, size, lying=cut.lying)


def _must_fit(pdf: bytes, cut: _Cut) -> None:
    """A label may stand over the edge of its place with nothing but white paper."""
    page = rasterise(pdf, _INK_DPI)
    if cut.lying:
        page = page.turned()
    over = tuple(
        max(0.0, (side - room) / 2)
        for side, room in (
            (page.page.width_mm, cut.cell.width_mm),
            (page.page.height_mm, cut.cell.height_mm),
        )
    )
    if any(over) and _inked(page, *over):
        fewer = {4: 2, 2: 1}.get(cut.columns * cut.rows, 0)
        instead = f"; print {fewer} on a sheet" if fewer else "; print it on label paper"
        raise BadDocument(f"The label of {page.page} would be cut off on its part of the sheet of {cut.cell}{instead}.")


def _inked(page: Raster, sides_mm: float, ends_mm: float) -> bool:
    """Whether anything is printed so close to the edges."""
    sides, ends = (-(-int(margin * page.dpi * 10) // 254) for margin in (sides_mm, ends_mm))
    rows = [page.pixels[start : start + page.width].translate(_INK) for start in range(0, len(page.pixels), page.width)]
    edge = b"".join(rows[:ends] + rows[len(rows) - ends :]) if ends else b""
    rims = b"".join(line[:sides] + line[len(line) - sides :] for line in rows) if sides else b""
    return 1 in edge or 1 in rims


def _drawn(pdf: bytes, left: float, bottom: float, size: PageSize, *, lying: bool) -> bytes:
    with opened(pdf) as source:
        sheet = pdfium.PdfDocument.new()
        try:
            page = sheet.new_page(A4_MM[0] * _POINTS, A4_MM[1] * _POINTS)
            form = source.page_as_xobject(0, sheet)
            label = form.as_pageobject()
            matrix = pdfium.PdfMatrix()
            if lying:
                # A quarter to the right about the origin puts it below; up again by its width.
                matrix = matrix.rotate(90).translate(0, size.width_mm * _POINTS)
            label.set_matrix(matrix.translate(left * _POINTS, bottom * _POINTS))
            page.insert_obj(label)
            page.gen_content()
            target = BytesIO()
            sheet.save(target)
            return target.getvalue()
        finally:
            sheet.close()
