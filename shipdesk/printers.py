"""Joins settings, documents and printing: the printer of a carrier's labels, places on a sheet, the test label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.core.errors import PrintError
from shipdesk.core.ports import PrinterChoice
from shipdesk.core.prints import JobState, JobWord, Printed
from shipdesk.documents import apart, raster
from shipdesk.printing.desk import PrintDesk
from shipdesk.printing.jobs import PrintJob
from shipdesk.printing.targets import Folder, RawZpl, Target, parse_target

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shipdesk.core.connector import LabelFile
    from shipdesk.core.ports import Clock
    from shipdesk.settings.store import SettingsStore

_SETTING, _DOCUMENTS = "label_printer", "document_printer"
_ZPL = "application/zpl"
_PREVIEW_DPI = 203


class Printers:
    """`core.ports.Printer`, and what Settings shows of the printers there are."""

    def __init__(self, settings: SettingsStore, clock: Clock, account: Callable[[str], Mapping[str, str]]) -> None:
        """`account` gives the settings of the account at a carrier."""
        self._settings, self._account = settings, account
        self._clock = clock
        self._desk = PrintDesk(apart)

    def print_label(self, label: LabelFile, *, title: str, carrier: str = "") -> Printed:
        """Print on the printer of this carrier's labels, else on that of all labels.

        Raises:
            PrinterAwayError: the printer took nothing, and will once somebody has seen to it.
            PrintError: no printer is set, or it would not print this; the text says what to do.
        """
        text = self._account(carrier).get(_SETTING, "") or self._settings.text(_SETTING)
        if not text:
            raise PrintError("No printer is set for labels; choose one in Settings, then print it with F8.")
        target = parse_target(text)
        if label.media_type == _ZPL:
            return _printed(self._desk.print_zpl(label.content, _zpl_printer(target), title=title))
        return self._label(label, target, title)

    def job_state(self, target: str, job: str) -> JobState:
        """What is known of a job now. Raises `PrinterAwayError` when the print service does not answer."""
        return self._desk.job_state(PrintJob(parse_target(target), job, ""))

    def _label(self, label: LabelFile, target: Target, title: str) -> Printed:
        from shipdesk.labels import label_pdf  # noqa: PLC0415 - brings reportlab

        pdf, up = label_pdf(label), self._settings.text("label_sheet")
        if up == "label" or isinstance(target, RawZpl):
            return _printed(self._desk.print_document(pdf, target, title=title))
        from shipdesk.documents.label_sheet import places  # noqa: PLC0415 - the same

        place = min(int(self._settings.text("label_place")), places(int(up)))
        job = self._desk.print_document(apart.on_sheet(pdf, int(up), place), target, title=title)
        self._settings.set({"label_place": str(place % places(int(up)) + 1)})
        return _printed(job)

    def print_document(self, pdf: bytes, *, title: str) -> str:
        """Print on the printer that is set for documents; a sentence of where it went. Raises `PrintError`."""
        target = self._settings.text(_DOCUMENTS)
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
        there = {choice.target for choice in found}
        wanted = dict.fromkeys(filter(None, (chosen, self._settings.text(_DOCUMENTS))))
        return [*(_unlisted(target, chosen) for target in wanted if target not in there), *found]

    def _print(self, pdf: bytes, target: str, title: str) -> str:
        return _printed(self._desk.print_document(pdf, parse_target(target), title=title)).where


def _printed(job: PrintJob) -> Printed:
    """What is known of a job at the moment it was handed over."""
    if isinstance(job.target, Folder):
        return Printed(f"Written to {job.id}.", str(job.target), job.id, job.word)
    where = "Printed on" if job.word is JobWord.DONE else "Sent to"
    return Printed(f"{where} {job.target}.", str(job.target), job.id, job.word)


def _zpl_printer(target: Target) -> RawZpl:
    if isinstance(target, RawZpl):
        return target
    raise PrintError(
        f"This label is in ZPL, which {target} does not read; it needs a ZPL printer. Give its address, such as "
        "tcp://192.168.1.50:9100, as the label printer of this carrier in Settings, Accounts."
    )


def _unlisted(target: str, chosen: str) -> PrinterChoice:
    """What is set but is no queue of this system: an address, a folder, or a queue that has gone."""
    if target.startswith(("file:", "tcp:")):
        return PrinterChoice(target, target, "set", ready=True, chosen=target == chosen)
    return PrinterChoice(target, target, "not found on this computer", ready=False, chosen=target == chosen)


def preview(label: LabelFile) -> bytes:
    """A picture of the first page of a label, as PNG; empty for ZPL, which only a printer reads.

    Raises `InputError` when it is damaged.
    """
    from shipdesk.labels import label_pdf  # noqa: PLC0415 - brings reportlab

    return b"" if label.media_type == _ZPL else raster.png(apart.rasterise(label_pdf(label), _PREVIEW_DPI))
