"""A window that may be killed: `python -m tests.proofs.window_process`, which opens one after the other.

Each line it reads while none is open is the home to open one over, in a process forked for it alone. That process
takes the lines that follow, acts at its window as a hand does, and answers each; at the end comes its exit status.
"""

from __future__ import annotations

import json
import os
import select
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import shipdesk.serve_in_window
import shipdesk.ui.form.offers
import shipdesk.ui.form.suggestions
import shipdesk.ui.workplace
import shipdesk.workers.dispatcher
import shipdesk.workers.polling  # noqa: F401 - what a window brings in late is here before it is forked
from shipdesk.session import Session, application
from shipdesk.settings.paths import open_home
from shipdesk.settings.store import SettingsStore
from shipdesk.ui.station.checks.panel import SOONEST_MS
from tests.proofs.worker import warm_up
from tests.ui.table import Table

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.simulator_process import Simulator

READY = "ready"
#: An order that is not for the station (another is, or it is void) does not open: no reason to wait long.
_OPENS_MS = 400
_SETTLES_MS = 2000
_TICK_MS = 2


class _Waiting:
    """What of pytest's robot a table needs, where there is no pytest."""

    def waitUntil(self, fact: Callable[[], bool], *, timeout: int = 20_000) -> None:
        if not _wait(fact, timeout):
            raise TimeoutError(getattr(fact, "__qualname__", "fact"))


def _wait(fact: Callable[[], bool], patience_ms: int) -> bool:
    """Let the window live until this is so, but no longer; whether it is."""
    deadline = QDeadlineTimer(patience_ms)
    while not (so := fact()) and not deadline.hasExpired():
        QTest.qWait(_TICK_MS)
    return so


def live(home: Path) -> None:
    """A window over this home, until it is told to close or this process dies."""
    os.environ |= {"SHIPDESK_KEYRING": "file", "SHIPDESK_KEYFILE": str(home.parent / "key")}
    application(SettingsStore(open_home(home).settings))
    session = Session(home)
    table = Table(cast("QtBot", _Waiting()), session, cast("Simulator", None), home.parent / "labels")
    session.start()
    table.until(lambda: table.station.work is not None)
    table.until(table.window.isActiveWindow)
    _say(READY)
    while (line := _next_line()) is not None:
        verb, *values = json.loads(line)
        if verb == "close":
            break
        _DOES[verb](table, *values)
        _say(READY)
    session.close()


def _next_line() -> str | None:
    """The next line, while the window lives on; None where nobody says any more."""
    while not select.select([sys.stdin], [], [], 0)[0]:
        QTest.qWait(_TICK_MS)
    return sys.stdin.readline() or None


# --- what a hand does


def _add(table: Table, reference: str) -> None:
    table.add(reference)


def _scan(table: Table, reference: str) -> None:
    table.scan(reference)


def _open(table: Table, reference: str) -> None:
    table.scan(reference)
    _wait(lambda: table.opened == reference, _OPENS_MS)


def _press(table: Table, keys: Sequence[str]) -> None:
    """`F10`, or `Alt+1`."""
    for key in keys:
        modifier, _, name = key.rpartition("+")
        held = Qt.KeyboardModifier.AltModifier if modifier else Qt.KeyboardModifier.NoModifier
        table.press(Qt.Key[f"Key_{name}"], held)


def _say_it(table: Table, name: str, number: str) -> None:
    """A person's word on the open booking: F3, the choice, what it needs, and F3 until it is done or cannot be."""
    pane = table.station.doubt
    table.press(Qt.Key.Key_F3)
    if not pane.choosing or name not in pane.choices.names():
        return
    pane.choose(pane.choices.names().index(name) + 1)
    form = pane.form
    if form.resolution is None or form.resolution.name != name:
        return
    if form.resolution.needs_number:
        form.number.set_text(number)
    form.why.set_text("Looked up.")
    table.press(Qt.Key.Key_F3)
    if form.asked:
        QTest.qWait(max(SOONEST_MS, QApplication.doubleClickInterval()) + 1)
        table.press(Qt.Key.Key_F3)
    _wait(lambda: form.isHidden() or form.fault.isVisible(), _SETTLES_MS)
    form.why.set_text("")  # what was true now may not be so when another key is pressed


_DOES: dict[str, Callable[..., None]] = {
    "add": _add,
    "scan": _scan,
    "open": _open,
    "press": _press,
    "say": _say_it,
}


def _say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main() -> None:
    warm_up()
    while line := sys.stdin.readline():
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                live(Path(json.loads(line)))
                status = 0
            except BaseException:  # noqa: BLE001 - whatever ends a life is shown, and never reaches the loop above
                traceback.print_exc()
            finally:
                os._exit(status)
        _say(pid)
        _say(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


if __name__ == "__main__":
    main()
