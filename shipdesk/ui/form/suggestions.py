"""Cards of the library, offered while one types: the grey rest with Tab, the list with the arrows and Enter.

Nothing here is done on a keystroke but starting a timer; the library is asked in a lane.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from shipdesk.ui.form.fields import PathRow
from shipdesk.ui.form.filling import kind_for
from shipdesk.ui.form.offers import CardList, Ghost
from shipdesk.ui.tasks import start
from shipdesk.workers.lanes import FIND

if TYPE_CHECKING:
    from shipdesk.core.cards import CardKind
    from shipdesk.core.library import Card, Library
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace
    from shipdesk.workers.lanes import Task

_PAUSE_MS = 60
_MOST = 6
_FEWEST = 1
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_TAKERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


@dataclass(frozen=True, slots=True)
class Offer:
    """The cards found for what was typed at a path."""

    path: str
    text: str
    cards: tuple[Card, ...]


def look_up(library: Library, kind: CardKind, path: str, text: str) -> Offer:
    """In a lane: the cards for what is typed."""
    return Offer(path, text, tuple(library.suggest(kind, text, _MOST)))


class Suggestions(QObject):
    """Follows one form. `taken` carries the path that was typed in and the card the clerk has taken."""

    taken = Signal(str, object)

    def __init__(self, over: QWidget, workplace: Workplace, bridge: Bridge) -> None:
        super().__init__(over)
        self._over, self._at, self._bridge = over, workplace, bridge
        self._row: PathRow | None = None
        self._ghost: Ghost | None = None
        self._task: Task | None = None
        self._asked = ("", "")
        self.list = CardList(over)
        self.list.taken.connect(self._take)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._ask)

    @property
    def showing(self) -> bool:
        """Whether cards are offered now."""
        return self.list.isVisible()

    def on_typed(self, path: str, value: object) -> None:
        """The clerk has typed `value` at `path`."""
        self.hide()
        if isinstance(value, str) and len(value.strip()) >= _FEWEST and kind_for(path) is not None:
            self._asked = (path, value)
            self._pause.start()

    def hide(self) -> None:
        """Offer nothing, and do not ask either."""
        self._pause.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.list.hide()
        if self._ghost is not None:
            self._ghost.hide()
        if self._row is not None:
            self._row.editor.widget().removeEventFilter(self)
            self._row = None

    def shutdown(self) -> None:
        """The window closes."""
        self.hide()

    def _ask(self) -> None:
        path, text = self._asked
        if (kind := kind_for(path)) is not None:
            desk, lanes = self._at.desk, self._at.lanes
            self._task = start(
                lanes, FIND, self._on_found, self._bridge.failed, look_up, desk.library, kind, path, text
            )

    def _on_found(self, offer: Offer) -> None:
        self._task = None
        row = self._focused_row()
        if row is None or row.path != offer.path or row.text() != offer.text or not offer.cards:
            return  # the clerk has gone on
        self._row = row
        line = row.editor.widget()
        line.installEventFilter(self)
        self.list.offer(offer.cards, row)
        if isinstance(line, QLineEdit):
            if self._ghost is None or self._ghost.parentWidget() is not line:
                self._ghost = line.findChild(Ghost) or Ghost(line)
            self._ghost.show_rest(offer.cards[0].text(row.path.rpartition(".")[2]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._row is None:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if event.type() == QEvent.Type.ShortcutOverride and key == Qt.Key.Key_Escape:
                event.accept()  # else the screen's own Esc would act behind the list
                return True
            if event.type() == QEvent.Type.KeyPress and self._key(key):
                return True
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        """Whether the key was for the list."""
        chosen = self.list.current()
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key in _MOVES:
            self.list.step(_MOVES[key])
            if self._ghost is not None:
                self._ghost.hide()
        elif chosen is not None and (key in _TAKERS or key == Qt.Key.Key_Tab):
            self._take(chosen)
        elif key == Qt.Key.Key_Tab and self._ghost is not None and self._ghost.isVisible():
            self._take(self.list.cards[0])
        else:
            return False
        return True

    def _take(self, card: Card) -> None:
        path = self._row.path if self._row is not None else ""
        self.hide()
        if path:
            self.taken.emit(path, card)

    def _focused_row(self) -> PathRow | None:
        here: QWidget | None = self._over.window().focusWidget()
        while here is not None and not isinstance(here, PathRow):
            here = here.parentWidget()
        return here if isinstance(here, PathRow) else None
