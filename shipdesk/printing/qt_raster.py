"""Printing through Qt, for Windows: each page as a picture at the printer's resolution, dot for dot, no dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from shipdesk.core.pages import PageSize, Raster
from shipdesk.printing.errors import PrinterRefused
from shipdesk.printing.media import Paper, choose_media

TOLERANCE_MM = 0.5
#: Beyond this a picture of a page costs memory and shows no more.
MAX_DPI = 600


def print_rasters(
    queue: str,
    sizes: Sequence[PageSize],
    raster: Callable[[int, int], Raster],
    paper: Paper,
    *,
    title: str,
    copies: int,
) -> None:
    """Print pages of these sizes on a queue; `raster(page, dpi)` gives the picture of each, upright or lying.

    Raises:
        PrinterRefused: no paper is large enough, the driver insists on another one, or does not take the job.
    """
    sheet = choose_media(queue, paper, sizes).size.upright()
    printer = QPrinter(QPrinterInfo.printerInfo(queue), QPrinter.PrinterMode.HighResolution)
    printer.setResolution(min(printer.resolution(), MAX_DPI))
    printer.setDocName(title)
    printer.setCopyCount(copies)
    _lay_out(printer, queue, sheet)
    with _painting(printer, queue) as painter:
        for number in range(len(sizes)):
            if number:
                printer.newPage()
            page = raster(number, printer.resolution())
            _paint(painter, page if page.page == page.page.upright() else page.turned(), sheet)


def _lay_out(printer: QPrinter, queue: str, sheet: PageSize) -> None:
    """Set the paper, then look at what the driver made of it: some round, some keep their own."""
    printer.setFullPage(True)
    size = QSizeF(sheet.width_mm, sheet.height_mm)
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    printer.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter, "Label", exact))
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    given = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
    differs = max(abs(given.width() - sheet.width_mm), abs(given.height() - sheet.height_mm))
    if differs > TOLERANCE_MM:
        insists = PageSize(given.width(), given.height())
        raise PrinterRefused(f"{queue} insists on paper of {insists}; set its paper to {sheet} in its preferences.")


@contextmanager
def _painting(printer: QPrinter, queue: str) -> Iterator[QPainter]:
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterRefused(f"{queue} does not take the job; look whether it is switched on and not paused.")
    try:
        yield painter
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()


def _paint(painter: QPainter, raster: Raster, sheet: PageSize) -> None:
    """The page in the middle of the sheet, at the size it has on paper."""
    dots = painter.device().logicalDpiX() / 25.4
    image = QImage(raster.pixels, raster.width, raster.height, raster.width, QImage.Format.Format_Grayscale8)
    left, top = (sheet.width_mm - raster.page.width_mm) / 2, (sheet.height_mm - raster.page.height_mm) / 2
    scale = dots * 25.4 / raster.dpi
    painter.drawImage(QRectF(round(left * dots), round(top * dots), raster.width * scale, raster.height * scale), image)
