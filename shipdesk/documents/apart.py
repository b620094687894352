"""Strangers' documents are opened in a process of their own, so that none of them can stop or end the window.

The process starts with the first document and stays. It may use so much memory and time for each; one that hangs, dies
or wants more is ended, the document is refused in a sentence, and the next one gets a new process. Memory and time of
the processor are limited where the system can (Linux; macOS time alone), time on the clock everywhere.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, ParamSpec, TypeVar

from shipdesk.core.label_faults import Fault
from shipdesk.core.pages import PageSize, Raster
from shipdesk.documents import label_check, raster
from shipdesk.documents.raster import BadDocument

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")

_START_S, _END_S = 120.0, 5.0
_TOO_MUCH = "The document takes more time or memory than any label needs, or breaks what opens it; ask for it again."


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may use: address space of the process in bytes, seconds of processor, seconds on the clock."""

    memory: int = 2 * 1024**3
    processor_s: int = 20
    clock_s: float = 40.0


class Apart:
    """The process that opens documents; may be asked from any thread, one document at a time."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._turn = threading.Lock()
        self._process: SpawnProcess | None = None
        self._wire: Connection | None = None

    def run(self, work: Callable[_Given, _Made], *given: _Given.args, **named: _Given.kwargs) -> _Made:
        """What a function of a module makes of these, in the process.

        Raises:
            BadDocument: it hung, broke the process, or wanted too much.
            Exception: what the function raised.
        """
        with self._turn:
            try:
                wire = self._open()
                wire.send((work, given, named))
                if not wire.poll(self._limits.clock_s):
                    raise BadDocument(_TOO_MUCH)
                done, made = wire.recv()
            except (OSError, EOFError, BadDocument) as fault:
                self._end()
                raise BadDocument(_TOO_MUCH) from fault
        if done:
            answer: _Made = made
            return answer
        raise made

    def close(self) -> None:
        """End the process, if there is one."""
        with self._turn:
            self._end()

    def _open(self) -> Connection:
        if self._wire is not None and self._process is not None and self._process.is_alive():
            return self._wire
        self._end()
        spawn = multiprocessing.get_context("spawn")
        here, there = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(there, self._limits), name="documents", daemon=True)
        self._process.start()
        there.close()
        self._wire = here
        if not here.poll(_START_S):
            raise OSError("The process for documents does not start.")
        here.recv()
        return here

    def _end(self) -> None:
        process, wire, self._process, self._wire = self._process, self._wire, None, None
        if wire is not None:
            wire.close()
        if process is not None:
            process.kill()
            process.join(_END_S)
            process.close()


def _serve(wire: Connection, limits: Limits) -> None:
    """In the process: one document after the other, until nobody is there any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory(limits.memory)
    with suppress(EOFError, OSError):
        wire.send(None)
        while True:
            work, given, named = wire.recv()
            _limit_processor(limits.processor_s)
            wire.send(_done(work, given, named))


def _done(work: Callable[..., Any], given: tuple[Any, ...], named: dict[str, Any]) -> tuple[bool, object]:
    try:
        return True, work(*given, **named)
    except MemoryError:
        return False, BadDocument(_TOO_MUCH)
    except Exception as fault:  # noqa: BLE001 - raised again on the other side
        return False, fault


def _limit_memory(most: int) -> None:
    with suppress(ImportError, OSError, ValueError):  # Windows has no such limits, macOS takes not every one
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _limit_processor(seconds: int) -> None:
    """From now on; the limit counts from the start of the process."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on Windows

        used = resource.getrusage(resource.RUSAGE_SELF)
        _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, hard))


_APART = Apart()


def warm() -> None:
    """Start the process, so that the first label does not wait for it."""
    check_label(b"", "")


def page_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    """`raster.page_sizes`, apart. Raises `BadDocument`."""
    return _APART.run(raster.page_sizes, pdf)


def rasterise(pdf: bytes, dpi: int, page: int = 0) -> Raster:
    """`raster.rasterise`, apart. Raises `BadDocument`."""
    return _APART.run(raster.rasterise, pdf, dpi, page)


def check_label(pdf: bytes, expected: str, *, size_mm: tuple[float, float] = (100, 150)) -> list[Fault]:
    """`label_check.check_label`, apart; a label that breaks the process has a fault."""
    try:
        return _APART.run(label_check.check_label, pdf, expected, size_mm=size_mm)
    except BadDocument as fault:
        return [Fault("label.unreadable", str(fault))]


def zpl_faults(zpl: bytes, expected: str) -> list[Fault]:
    """`zpl_label.zpl_faults`, apart; a label that breaks the process has a fault."""
    from shipdesk.documents import zpl_label  # noqa: PLC0415 - late: few carriers give one

    try:
        return _APART.run(zpl_label.zpl_faults, zpl, expected)
    except BadDocument as fault:
        return [Fault("label.unreadable", str(fault))]


def on_sheet(pdf: bytes, up: int, place: int) -> bytes:
    """`label_sheet.on_sheet`, apart. Raises `BadDocument`."""
    from shipdesk.documents import label_sheet  # noqa: PLC0415 - late: few stations print on sheets

    return _APART.run(label_sheet.on_sheet, pdf, up, place)


def png_as_pdf(content: bytes) -> bytes:
    """`png_label.png_as_pdf`, apart. Raises `BadDocument`."""
    from shipdesk.documents import png_label  # noqa: PLC0415 - late: brings reportlab, and few carriers give one

    return _APART.run(png_label.png_as_pdf, content)
