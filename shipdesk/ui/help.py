"""F1: every key that acts now, over the screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from shipdesk.ui.theme import colours
from shipdesk.ui.theme.tokens import BODY, NONE, SEMIBOLD, SHADOW, TITLE, XS, L, M, S
from shipdesk.ui.widgets.keycap import KeyCap
from shipdesk.ui.widgets.layouts import column
from shipdesk.ui.widgets.palette import action_name
from shipdesk.ui.widgets.raised import paint_raised
from shipdesk.ui.widgets.text import Text

_COLUMNS = 2


class KeyHelp(QWidget):
    """The keys in two columns; any of Esc, F1 or Enter takes it away, and the keys themselves go on working."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._back: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Keys"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(M)
        title = Text(self.tr("Keys"), TITLE, SEMIBOLD)
        foot = Text(self.tr("Ctrl+K finds anything by its name.  Esc closes this."), role="muted")
        column(title, self._grid, foot, gap=M, margin=L + SHADOW, into=self)
        self.hide()

    def open(self, actions: Sequence[QAction]) -> None:
        """Show the keys of these actions; a second time, close."""
        if self.isVisible():
            self.close_help()
            return
        while (item := self._grid.takeAt(0)) is not None:
            if gone := item.widget():
                gone.deleteLater()
        keyed = [action for action in actions if not action.shortcut().isEmpty() and action.isVisible()]
        rows = (len(keyed) + _COLUMNS - 1) // _COLUMNS
        for at, action in enumerate(keyed):
            place = 2 * (at // rows)
            self._grid.addWidget(KeyCap(action.shortcut()), at % rows, place, Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(Text(action.toolTip() or action_name(action), BODY), at % rows, place + 1)
        self._back = self._over.window().focusWidget()
        for gap in (S, XS, NONE):
            self._grid.setVerticalSpacing(gap)
            self.adjustSize()
            if self.height() - 2 * SHADOW <= self._over.height():
                break
        self.move((self._over.width() - self.width()) // 2, max((self._over.height() - self.height()) // 2, 0))
        self.show()
        self.raise_()
        self.setFocus()

    def close_help(self) -> None:
        """Take it away, and give the keyboard back."""
        if self.isHidden():
            return
        self.hide()
        if self._back is not None:
            self._back.setFocus()
        self._back = None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _closes(event):
            event.accept()
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_raised(painter, QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW), colours().line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _closes(event):
            self.close_help()
        else:
            super().keyPressEvent(event)


def _closes(event: QKeyEvent) -> bool:
    return Qt.Key(event.key()) in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}
