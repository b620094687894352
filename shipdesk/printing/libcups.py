"""The few calls of the CUPS library that printing needs (Linux and macOS).

Qt prints through the same library, so wherever Qt sees a queue, this does too. It is called itself because the
`lpstat` program shows a cancelled job and a printed one alike, and a clerk must never read "done" for the former.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_size_t, c_void_p
from dataclasses import dataclass
from functools import cache
from typing import NoReturn

from shipdesk.printing.errors import PrinterBroke, PrinterGone, PrinterRefused

_CONTINUE = 100
_LAST_OK = 0x00FF
_NOT_FOUND = 0x0406
_UNREACHABLE = {0x0502, 0x0503}
_ALL_JOBS = -1


class _Option(ctypes.Structure):
    _fields_ = (("name", c_char_p), ("value", c_char_p))


class _Destination(ctypes.Structure):
    _fields_ = (
        ("name", c_char_p),
        ("instance", c_char_p),
        ("is_default", c_int),
        ("num_options", c_int),
        ("options", POINTER(_Option)),
    )


class _Job(ctypes.Structure):
    _fields_ = (
        ("id", c_int),
        ("dest", c_char_p),
        ("title", c_char_p),
        ("user", c_char_p),
        ("format", c_char_p),
        ("state", c_int),
        ("size", c_int),
        ("priority", c_int),
        ("completed_time", c_long),
        ("creation_time", c_long),
        ("processing_time", c_long),
    )


#: name -> (result, arguments), as cups/cups.h declares them.
_CALLS = {
    "cupsGetNamedDest": (POINTER(_Destination), (c_void_p, c_char_p, c_char_p)),
    "cupsFreeDests": (None, (c_int, POINTER(_Destination))),
    "cupsGetJobs2": (c_int, (c_void_p, POINTER(POINTER(_Job)), c_char_p, c_int, c_int)),
    "cupsFreeJobs": (None, (c_int, POINTER(_Job))),
    "cupsAddOption": (c_int, (c_char_p, c_char_p, c_int, POINTER(POINTER(_Option)))),
    "cupsFreeOptions": (None, (c_int, POINTER(_Option))),
    "cupsCreateJob": (c_int, (c_void_p, c_char_p, c_char_p, c_int, POINTER(_Option))),
    "cupsStartDocument": (c_int, (c_void_p, c_char_p, c_int, c_char_p, c_char_p, c_int)),
    "cupsWriteRequestData": (c_int, (c_void_p, c_char_p, c_size_t)),
    "cupsFinishDocument": (c_int, (c_void_p, c_char_p)),
    "cupsCancelJob2": (c_int, (c_void_p, c_char_p, c_int, c_int)),
    "cupsLastError": (c_int, ()),
    "cupsLastErrorString": (c_char_p, ()),
}


@dataclass(frozen=True, slots=True)
class QueueState:
    """What CUPS says of a queue: `stopped` holds jobs back, `reasons` are IPP's words (`media-empty-error`)."""

    stopped: bool
    accepting: bool
    reasons: tuple[str, ...]
    message: str


def queue_state(name: str) -> QueueState:
    """The state of a queue now.

    Raises:
        PrinterGone: CUPS does not answer, or has no such queue.
    """
    cups = _library()
    found = cups.cupsGetNamedDest(None, name.encode(), None)
    if not found:
        job_state(name, 0)  # looking for a queue never says that CUPS itself is away; looking for jobs does
        raise _no_such(name)
    try:
        destination = found.contents
        options = {o.name.decode(): (o.value or b"").decode() for o in destination.options[: destination.num_options]}
    finally:
        cups.cupsFreeDests(1, found)
    reasons = options.get("printer-state-reasons", "none").split(",")
    return QueueState(
        stopped=options.get("printer-state") == "5",
        accepting=options.get("printer-is-accepting-jobs", "true") == "true",
        reasons=tuple(reason for reason in reasons if reason != "none"),
        message=options.get("printer-state-message", ""),
    )


def send(queue: str, document: bytes, media_type: str, title: str, options: dict[str, str]) -> int:
    """Hand a document to a queue; gives the number of the job.

    Raises:
        PrinterGone: CUPS does not answer, or has no such queue.
        PrinterBroke: CUPS went away while it took the document.
        PrinterRefused: the queue does not take it.
    """
    cups = _library()
    name = queue.encode()
    listed = POINTER(_Option)()
    count = 0
    for key, value in options.items():
        count = cups.cupsAddOption(key.encode(), value.encode(), count, byref(listed))
    try:
        job: int = cups.cupsCreateJob(None, name, title.encode(), count, listed)
    finally:
        cups.cupsFreeOptions(count, listed)
    if not job:
        _raise_last(cups, queue)
    sent = (
        cups.cupsStartDocument(None, name, job, title.encode(), media_type.encode(), 1) == _CONTINUE
        and cups.cupsWriteRequestData(None, document, len(document)) == _CONTINUE
        and cups.cupsFinishDocument(None, name) <= _LAST_OK
    )
    if not sent:
        # Without its document the job would wait for ever; the cause has to be read before it is taken back.
        try:
            _raise_last(cups, queue)
        except PrinterGone as fault:
            raise PrinterBroke(f"{fault} Look first whether {title} was printed.") from fault
        finally:
            cups.cupsCancelJob2(None, name, job, 1)
    return job


def job_state(queue: str, job: int) -> int | None:
    """IPP's number for the state of a job (RFC 8011, 5.3.7), or None when CUPS has forgotten the job.

    Raises:
        PrinterGone: CUPS does not answer, or has no such queue.
    """
    cups = _library()
    listed = POINTER(_Job)()
    count = cups.cupsGetJobs2(None, byref(listed), queue.encode(), 0, _ALL_JOBS)
    if count < 0:
        _raise_last(cups, queue)
    try:
        return next((entry.state for entry in listed[:count] if entry.id == job), None)
    finally:
        cups.cupsFreeJobs(count, listed)


@cache
def _library() -> ctypes.CDLL:
    path = ctypes.util.find_library("cups")
    if path is None:
        raise PrinterGone("The print service CUPS is not installed on this computer; install it and add the printer.")
    library = ctypes.CDLL(path)
    for name, (result, arguments) in _CALLS.items():
        call = getattr(library, name)
        call.restype, call.argtypes = result, arguments
    return library


def _raise_last(cups: ctypes.CDLL, queue: str) -> NoReturn:
    status = cups.cupsLastError()
    if status in _UNREACHABLE:
        raise PrinterGone("The print service of this computer does not answer; start it, then print again.")
    if status == _NOT_FOUND:
        raise _no_such(queue)
    words = (cups.cupsLastErrorString() or b"").decode(errors="replace").rstrip(".")
    raise PrinterRefused(f"{queue} did not take the document: {words}.")


def _no_such(queue: str) -> PrinterGone:
    return PrinterGone(f"There is no printer {queue} on this computer; choose another one in Settings, Label printer.")
