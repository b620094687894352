"""The carrier's code of a place: offered in grey where its field is empty, and as the fix where it is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from shipdesk.ui.tasks import start
from shipdesk.usecases.place_codes import OPTIONS, code_for
from shipdesk.workers.lanes import FIND

if TYPE_CHECKING:
    from shipdesk.core.problems import Problem
    from shipdesk.core.shipment import Party, Shipment
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.desk import Desk

_PAUSE_MS = 150


class PlaceCodes(QObject):
    """Knows the codes of the shipment at hand, as soon as the library has told them."""

    changed = Signal()
    """Other codes are known now: `known`."""

    def __init__(self, workplace: Workplace, bridge: Bridge) -> None:
        super().__init__()
        self._at, self._bridge = workplace, bridge
        self.known: Mapping[str, str] = {}
        """Path of the option to the code of its place."""
        self._ends: tuple[tuple[str, Party], ...] = ()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    asked = tuple(OPTIONS)
    """The paths of the options that are such codes."""

    def follow(self, shipment: Shipment, paths: frozenset[str]) -> None:
        """The shipment as it stands, and the paths that its form shows."""
        ends = tuple((path, getattr(shipment, end)) for path, end in OPTIONS.items() if path in paths)
        if ends != self._ends:
            self._ends = ends
            self._pause.start()

    def shutdown(self) -> None:
        """The window closes."""
        self._pause.stop()

    def _ask(self) -> None:
        start(self._at.lanes, FIND, self._on_told, self._bridge.failed, _look_up, self._at.desk, self._ends)

    def _on_told(self, told: tuple[object, Mapping[str, str]]) -> None:
        ends, known = told
        if ends == self._ends and known != self.known:
            self.known = known
            self.changed.emit()


def with_codes(problems: Sequence[Problem], known: Mapping[str, str]) -> list[Problem]:
    """The problems, with the code as the fix of one that is missing."""
    return [
        replace(problem, fix=known[problem.field])
        if problem.fix is None and problem.code.endswith(".missing") and problem.field in known
        else problem
        for problem in problems
    ]


def _look_up(desk: Desk, ends: tuple[tuple[str, Party], ...]) -> tuple[object, Mapping[str, str]]:
    return ends, {path: code for path, party in ends if (code := code_for(desk, party))}
