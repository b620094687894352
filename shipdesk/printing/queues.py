"""The print queues of the system, what paper they hold, and how they are."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from shipdesk.core.pages import PageSize
from shipdesk.printing import libcups
from shipdesk.printing.errors import PrinterGone
from shipdesk.printing.jobs import trouble
from shipdesk.printing.media import Media, Paper

WINDOWS = sys.platform == "win32"


@dataclass(frozen=True, slots=True)
class Printer:
    """A print queue as the settings show it.

    `name` is what a `Queue` target takes, `label` what a person calls it; `state` says in words what is wrong, or
    `ready` or `printing`; `accepts` tells whether it takes jobs now.
    """

    name: str
    label: str
    is_default: bool
    state: str
    accepts: bool
    paper: Paper


def printers() -> list[Printer]:
    """Every print queue of the system, the default one first."""
    found = [_printer(info) for info in QPrinterInfo.availablePrinters()]
    return sorted(found, key=lambda printer: (not printer.is_default, printer.name.casefold()))


def paper_of(name: str) -> Paper:
    """What a queue prints on.

    Raises:
        PrinterGone: the system has no such queue.
    """
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise PrinterGone(
            f"There is no printer {name} on this computer; choose another one in Settings, Label printer."
        )
    return _paper(info)


def _printer(info: QPrinterInfo) -> Printer:
    name = info.printerName()
    state, accepts = _state(info) if WINDOWS else _cups_state(name)
    return Printer(name, info.description() or name, info.isDefault(), state, accepts, _paper(info))


def _cups_state(name: str) -> tuple[str, bool]:
    try:
        queue = libcups.queue_state(name)
    except PrinterGone as error:
        return str(error), False
    if queue.stopped:
        return trouble(("paused",)), False
    if not queue.accepting:
        return "takes no jobs at present", False
    return trouble(queue.reasons) or "ready", True


def _state(info: QPrinterInfo) -> tuple[str, bool]:
    words = {
        QPrinter.PrinterState.Idle: ("ready", True),
        QPrinter.PrinterState.Active: ("printing", True),
        QPrinter.PrinterState.Aborted: ("stopped its last job", True),
        QPrinter.PrinterState.Error: ("is paused or switched off", False),
    }
    return words[info.state()]


def _paper(info: QPrinterInfo) -> Paper:
    default = info.defaultPageSize()
    smallest, largest = info.minimumPhysicalPageSize(), info.maximumPhysicalPageSize()
    has_custom = info.supportsCustomPageSizes() and smallest.isValid() and largest.isValid()
    return Paper(
        default=_media(default) if default.isValid() else None,
        offered=tuple(_media(size) for size in info.supportedPageSizes() if size.isValid()),
        custom=(_size(smallest), _size(largest)) if has_custom else None,
    )


def _media(size: QPageSize) -> Media:
    return Media(size.key(), _size(size))


def _size(size: QPageSize) -> PageSize:
    millimetres: QSizeF = size.size(QPageSize.Unit.Millimeter)
    return PageSize(_whole(millimetres.width()), _whole(millimetres.height()))


def _whole(millimetres: float) -> float:
    """Undo Qt's rounding to whole points (0.35 mm), which makes 99.84 mm of a label of 100 mm."""
    nearest = round(millimetres)
    return float(nearest) if abs(millimetres - nearest) < 0.18 else millimetres
