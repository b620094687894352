"""A printed page: its size on paper and its picture. Shared by what draws, checks, prints and shows pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PageSize:
    """The size of a sheet in millimetres, as it is looked at (a turned page is already turned)."""

    width_mm: float
    height_mm: float

    def __str__(self) -> str:
        """As a clerk reads it: `100 × 150 mm`."""
        return f"{round(self.width_mm, 1):g} × {round(self.height_mm, 1):g} mm"

    def upright(self) -> PageSize:
        """The same sheet with its short edge on top."""
        return PageSize(*sorted((self.width_mm, self.height_mm)))


@dataclass(frozen=True, slots=True)
class Raster:
    """The picture of one page: `height` rows of `width` bytes from the top left, 0 black to 255 white, no padding.

    `dpi` is exact: a dot is 25.4 / dpi mm on paper. A QImage takes it as it is:
    `QImage(r.pixels, r.width, r.height, r.width, QImage.Format.Format_Grayscale8)`.
    """

    pixels: bytes
    width: int
    height: int
    dpi: int
    page: PageSize

    def turned(self) -> Raster:
        """The picture turned a quarter to the right."""
        columns = (self.pixels[x :: self.width][::-1] for x in range(self.width))
        page = PageSize(self.page.height_mm, self.page.width_mm)
        return Raster(b"".join(columns), self.height, self.width, self.dpi, page)


class Pages(Protocol):
    """What can look into a PDF (`shipdesk.documents.raster`)."""

    def page_sizes(self, pdf: bytes) -> Sequence[PageSize]:
        """The size of every page."""

    def rasterise(self, pdf: bytes, dpi: int, page: int = 0) -> Raster:
        """The picture of one page, counted from 0."""
