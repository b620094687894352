"""The one way to paper: a document, a target, no dialog."""

from __future__ import annotations

import unicodedata

from shipdesk.core.pages import Pages, PageSize, Raster
from shipdesk.core.prints import JobState, JobWord
from shipdesk.printing import queues
from shipdesk.printing.cups import cups_job_state, send_to_cups
from shipdesk.printing.errors import PrinterRefused
from shipdesk.printing.files import write_pdf
from shipdesk.printing.jobs import PrintJob
from shipdesk.printing.qt_raster import print_rasters
from shipdesk.printing.queues import Printer
from shipdesk.printing.raw import raw_job_state, send_zpl
from shipdesk.printing.targets import Folder, Queue, RawZpl, Target
from shipdesk.printing.zpl import to_zpl

MAX_COPIES = 99
#: In the place of a number, for a job of a printer that answers ~HS.
_ANSWERS = "~HS"


class PrintDesk:
    """Prints documents and knows what became of them; may be called from any thread, and blocks until handed over."""

    def __init__(self, pages: Pages) -> None:
        """`pages` looks into PDFs: `shipdesk.documents.raster`."""
        self._pages = pages

    def printers(self) -> list[Printer]:
        """Every print queue of the system, the default one first."""
        return queues.printers()

    def print_document(self, pdf: bytes, target: Target, *, title: str, copies: int = 1) -> PrintJob:
        """Hand a PDF to a target at exactly 100 %. `title` is shown in the queue: give a reference, never a person.

        Raises:
            PrinterGone: the printer or the print service is not there.
            PrinterUnready: it is paused, open or out of labels, and took nothing.
            PrinterBroke: it went away in the middle.
            PrinterRefused: it will not print this; the text says why and what to do.
            InputError: the document is no PDF that can be printed.
        """
        if not 1 <= copies <= MAX_COPIES:
            raise PrinterRefused(f"{copies} copies cannot be printed at once; choose 1 to {MAX_COPIES}.")
        sizes = list(self._pages.page_sizes(pdf))
        title = "".join(c for c in title if unicodedata.category(c) != "Cc")[:120] or "ShipDesk"
        match target:
            case Folder(path):
                return PrintJob(target, str(write_pdf(path, pdf, title)), title, JobWord.DONE)
            case RawZpl():
                pages = (self._pages.rasterise(pdf, target.dpi, number) for number in range(len(sizes)))
                return _raw_job(target, b"".join(to_zpl(page, copies) for page in pages), title)
            case Queue(name):
                job = self._queue(name, pdf, sizes, title, copies)
                return PrintJob(target, job, title, JobWord.QUEUED if job else JobWord.SENT)

    def print_zpl(self, zpl: bytes, target: RawZpl, *, title: str) -> PrintJob:
        """Send a label that is ZPL already to a printer that takes it, as it is.

        Raises:
            PrinterGone, PrinterUnready: the printer took nothing.
            PrinterBroke: it went away in the middle.
        """
        return _raw_job(target, zpl, title)

    def _queue(self, name: str, pdf: bytes, sizes: list[PageSize], title: str, copies: int) -> str:
        paper = queues.paper_of(name)
        if not queues.WINDOWS:
            return str(send_to_cups(name, pdf, sizes, paper, title=title, copies=copies))

        def picture(page: int, dpi: int) -> Raster:
            return self._pages.rasterise(pdf, dpi, page)

        print_rasters(name, sizes, picture, paper, title=title, copies=copies)
        return ""

    def job_state(self, job: PrintJob) -> JobState:
        """What is known of a job now: `sent` where the printer says nothing, `done` only where it says so.

        Raises:
            PrinterGone: the print service does not answer, or the queue was removed.
        """
        match job.target:
            case Folder():
                return JobState(JobWord.DONE)
            case Queue(name) if job.id:
                return cups_job_state(name, int(job.id))
            case RawZpl() as printer if job.id:
                return raw_job_state(printer)
            case _:
                return JobState(JobWord.SENT)


def _raw_job(target: RawZpl, zpl: bytes, title: str) -> PrintJob:
    """Such a printer gives its jobs no numbers; that it answers is what makes asking again worth while."""
    word = send_zpl(target, zpl)
    return PrintJob(target, _ANSWERS if word is JobWord.QUEUED else "", title, word)
