"""One line for each answer. Never a body, a header, or a path with its token; and nobody ever waits for the disk.

Strangers who try doors are told of as well, so that an address with a slip in it is found; but only so many an hour, or
they would push out of the log what it is for.
"""

from __future__ import annotations

import logging
import re
import time
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from queue import Full, Queue

_LARGEST = 1 << 20
_OLDER = 2
_MOST_WAITING = 1000
_STRAYS, _STRAYS_S = 30, 3600.0
_LONGEST_PATH = 100
#: A parcel's token, where the address before it has a slip.
_LONG_PART = re.compile(r"[^/]{25,}")
_FORM = "%(asctime)s.%(msecs)03d %(message)s"
_TIME = "%Y-%m-%dT%H:%M:%S"


class Log:
    """Lines to a file, and those of refusals to standard error as well. `close` writes what is waiting."""

    def __init__(self, path: Path | None, *, aloud: bool) -> None:
        """`path` None: to no file. `aloud`: refusals are told on standard error too."""
        self._lines: Queue[logging.LogRecord] = Queue(_MOST_WAITING)
        self._others: logging.Logger | None = None
        self._strays, self._strays_since = 0, -_STRAYS_S
        self._logger = logging.Logger("shipdesk.inbound", logging.INFO)
        self._logger.addHandler(_Queued(self._lines))
        self._handlers: list[logging.Handler] = []
        if path is not None:
            file = RotatingFileHandler(path, maxBytes=_LARGEST, backupCount=_OLDER, encoding="utf-8", delay=True)
            self._handlers.append(_formed(file, logging.INFO))
        if aloud:
            self._handlers.append(_formed(logging.StreamHandler(), logging.WARNING))
        self._listener = QueueListener(self._lines, *self._handlers, respect_handler_level=True)
        self._listener.start()

    def answered(self, status: int, source: str, client: str, *, size: int, milliseconds: float, why: str) -> None:
        """What was answered to whom; `why` in a few words of ours, empty for a 200."""
        level = logging.INFO if status == 200 else logging.WARNING
        took = f"{milliseconds:.0f} ms"
        self._logger.log(
            level, "%s %s from %s, %d bytes, %s%s", status, source, client, size, took, f": {why}" * bool(why)
        )

    def nothing_at(self, path: str, client: str) -> None:
        """Somebody asked for a path that leads nowhere: `path` as it was asked for, without its query."""
        self._stray("404 from %s: there is nothing at %s", client, ascii(_LONG_PART.sub("...", path)[:_LONGEST_PATH]))

    def malformed(self, client: str) -> None:
        """What somebody sent is no HTTP."""
        self._stray("400 from %s: this is no HTTP; https ends at the proxy in front", client)

    def _stray(self, form: str, *values: str) -> None:
        now = time.monotonic()
        if now - self._strays_since >= _STRAYS_S:
            self._strays, self._strays_since = 0, now
        self._strays += 1
        if self._strays <= _STRAYS:
            self._logger.warning(form, *values)
        elif self._strays == _STRAYS + 1:
            self._logger.warning("More such follow; they are told again within an hour")

    def trouble(self, sentence: str) -> None:
        """Something that a person should look at."""
        self._logger.warning("%s", sentence)

    def listen_to(self, logger: logging.Logger) -> None:
        """What others have to tell goes the same way: warnings and worse, in one line each, never with a traceback."""
        self._others = logger
        self._theirs = _Queued(self._lines)
        self._theirs.setLevel(logging.WARNING)
        self._theirs.addFilter(_one_line)
        logger.addHandler(self._theirs)

    def close(self) -> None:
        if self._others is not None:
            self._others.removeHandler(self._theirs)
        self._listener.stop()
        for handler in self._handlers:
            handler.close()


class _Queued(QueueHandler):
    def enqueue(self, record: logging.LogRecord) -> None:
        """Rather lose a line than make a sender wait for whoever does not read them."""
        try:
            self.queue.put_nowait(record)
        except Full:
            return


def _one_line(record: logging.LogRecord) -> bool:
    """Leaves what a fault was and drops its traceback, whose place is errors.log."""
    kind = record.exc_info[0] if record.exc_info else None
    words = " ".join(record.getMessage().split())
    record.msg, record.args = f"{words} ({kind.__name__})" if kind else words, None
    record.exc_info = record.exc_text = record.stack_info = None
    return True


def _formed(handler: logging.Handler, level: int) -> logging.Handler:
    handler.setLevel(level)
    handler.setFormatter(logging.Formatter(_FORM, _TIME))
    return handler
