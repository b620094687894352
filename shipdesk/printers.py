"""Joins settings, documents and printing: the printer that is set for labels, the test label, the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.core.errors import PrintError
from shipdesk.core.ports import PrinterChoice
from shipdesk.documents import raster
from shipdesk.printing.desk import PrintDesk
from shipdesk.printing.targets import Folder, parse_target

if TYPE_CHECKING:
    from shipdesk.core.carrier import LabelFile
    from shipdesk.core.ports import Clock
    from shipdesk.settings.store import SettingsStore

_SETTING = "label_printer"
_PREVIEW_DPI = 203


class Printers:
    """`core.ports.Printer`, and what Settings shows of the printers there are."""

    def __init__(self, settings: SettingsStore, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._desk = PrintDesk(raster)

    def print_label(self, label: LabelFile, *, title: str) -> str:
        """Print on the printer that is set for labels; a sentence of where it went. Raises `PrintError`."""
        target = self._settings.text(_SETTING)
        if not target:
            raise PrintError("No printer is set for labels; choose one in Settings, then print it with F8.")
        return self._print(label.content, target, title)

    def print_document(self, pdf: bytes, *, title: str) -> str:
        """Print on the printer that is set for documents; a sentence of where it went. Raises `PrintError`."""
        target = self._settings.text("document_printer")
        if not target:
            raise PrintError("No printer is set for documents; choose one in Settings, or save the document as a file.")
        return self._print(pdf, target, title)

    def test_print(self, target: str) -> str:
        """Print the measured test label; a sentence of where it went. Raises `PrintError`."""
        from shipdesk.documents.measured_label import measured_test_label  # noqa: PLC0415 - brings reportlab

        when = self._clock().astimezone().strftime("%Y-%m-%d %H:%M")
        return self._print(measured_test_label(target, when), target, "ShipDesk test label")

    def choices(self) -> list[PrinterChoice]:
        """The system's print queues, and whatever else is set."""
        chosen = self._settings.text(_SETTING)
        found = [
            PrinterChoice(printer.name, printer.label, printer.state, printer.accepts, printer.name == chosen)
            for printer in self._desk.printers()
        ]
        if chosen and not any(choice.chosen for choice in found):
            found.insert(0, _unlisted(chosen))
        return found

    def _print(self, pdf: bytes, target: str, title: str) -> str:
        job = self._desk.print_document(pdf, parse_target(target), title=title)
        return f"Written to {job.id}." if isinstance(job.target, Folder) else f"Sent to {job.target}."


def _unlisted(target: str) -> PrinterChoice:
    """What is set but is no queue of this system: an address, a folder, or a queue that has gone."""
    if target.startswith(("file:", "tcp:")):
        return PrinterChoice(target, target, "set", ready=True, chosen=True)
    return PrinterChoice(target, target, "not found on this computer", ready=False, chosen=True)


def preview(label: LabelFile) -> bytes:
    """A picture of the first page of a label, as PNG. Raises `InputError` when it is no PDF that can be shown."""
    return raster.png(raster.rasterise(label.content, _PREVIEW_DPI))
