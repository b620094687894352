"""Printing through CUPS: the PDF itself goes to the queue, so its lines stay lines at the printer's resolution."""

from __future__ import annotations

from collections.abc import Sequence

from shipdesk.core.pages import PageSize
from shipdesk.core.prints import JobState, JobWord
from shipdesk.printing import libcups
from shipdesk.printing.errors import PrinterUnready
from shipdesk.printing.jobs import trouble
from shipdesk.printing.libcups import QueueState
from shipdesk.printing.media import Paper, choose_media

_PENDING, _HELD, _PROCESSING, _STOPPED, _CANCELED, _ABORTED, _COMPLETED = range(3, 10)
_LOST = {
    _CANCELED: "The job was cancelled in the queue; print it again.",
    _ABORTED: "The printer gave the job up; look at the printer, then print it again.",
}


def send_to_cups(queue: str, pdf: bytes, pages: Sequence[PageSize], paper: Paper, *, title: str, copies: int) -> int:
    """Queue a PDF at exactly 100 % on a paper that holds it; gives the number of the job.

    Raises:
        PrinterGone: CUPS does not answer, or has no such queue.
        PrinterUnready: the queue is paused or closed.
        PrinterRefused: it has no paper large enough.
    """
    refuse_unready(queue, libcups.queue_state(queue))
    media = choose_media(queue, paper, pages)
    options = {"media": media.name, "print-scaling": "none", "copies": str(copies)}
    return libcups.send(queue, pdf, "application/pdf", title, options)


def refuse_unready(queue: str, state: QueueState) -> None:
    """Refuse what would only lie in the queue. Empty paper is no reason: CUPS notices a new roll when it prints.

    Raises:
        PrinterUnready: the queue is paused or takes no jobs.
    """
    if state.stopped:
        raise PrinterUnready(f"{queue} {trouble(('paused', *state.reasons))}.")
    if not state.accepting:
        raise PrinterUnready(f"{queue} takes no jobs at present; let it accept jobs in the system's printers.")


def cups_job_state(queue: str, job: int) -> JobState:
    """What CUPS knows of a job.

    Raises:
        PrinterGone: CUPS does not answer, or has no such queue.
    """
    state = libcups.job_state(queue, job)
    if state == _COMPLETED:
        return JobState(JobWord.DONE)
    if state is None:
        return JobState(JobWord.SENT)
    if state in _LOST:
        return JobState(JobWord.LOST, _LOST[state])
    if state == _HELD:
        return JobState(JobWord.STOPPED, f"{queue} holds the job back; release it in the system's printers.")
    printer = libcups.queue_state(queue)
    words = trouble(("paused",) if printer.stopped else printer.reasons)
    if words or state == _STOPPED:
        return JobState(JobWord.STOPPED, f"{queue} {words or 'stopped the job; look at the printer'}.")
    return JobState(JobWord.PRINTING if state == _PROCESSING else JobWord.QUEUED)
