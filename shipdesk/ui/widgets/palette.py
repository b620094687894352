"""Ctrl+K: anything by its name. A list of the program's own actions, narrowed by typing, taken with Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from shipdesk.ui.theme import Meaning, colours, font, metrics, qcolor, tone
from shipdesk.ui.theme.tokens import (
    BODY,
    CAPTION,
    HAIR,
    NONE,
    PALETTE_WIDTH,
    RADIUS_SMALL,
    SCAN,
    SHADOW,
    TARGET,
    VALUE,
    XS,
    M,
    S,
)
from shipdesk.ui.widgets.actionbar import why_not
from shipdesk.ui.widgets.keycap import keycap_size, paint_keycap
from shipdesk.ui.widgets.layouts import column, rule
from shipdesk.ui.widgets.raised import paint_raised
from shipdesk.ui.widgets.text import Text

_NOTE = "note"
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_SHOWN = 8
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _SHOWN, Qt.Key.Key_PageUp: -_SHOWN}
_OWN = {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, *_MOVES}


def action_name(action: QAction) -> str:
    """What an action is called, without the mark of its menu key."""
    return action.text().replace("&", "")


def set_note(action: QAction, words: str) -> None:
    """What stands at the right of an action in the list: a price, a date."""
    action.setProperty(_NOTE, words)


def matching(actions: Sequence[QAction], typed: str) -> list[QAction]:
    """The visible actions whose name or tooltip holds every word typed; names that begin with the first word lead."""
    words = typed.casefold().split()
    found = []
    for action in actions:
        name = action_name(action).casefold()
        if action.isVisible() and all(word in f"{name} {action.toolTip().casefold()}" for word in words):
            begins = not words or name.startswith(words[0])
            starts_word = any(part.startswith(words[0]) for part in name.split()) if words else True
            found.append((not begins, not starts_word, action))
    found.sort(key=_rank)
    return [action for _begins, _starts, action in found]


def _rank(entry: tuple[bool, bool, QAction]) -> tuple[bool, bool]:
    return entry[0], entry[1]


class _Actions(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[QAction] = []

    def show(self, found: list[QAction]) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> object:
        return action_name(self.found[index.row()]) if role == _DISPLAY else None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(PALETTE_WIDTH, TARGET)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        if not isinstance(model, _Actions):
            return
        action = model.found[index.row()]
        area = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(tone(Meaning.ACCENT).tint))
            painter.drawRoundedRect(area.adjusted(XS, HAIR, -XS, -HAIR), RADIUS_SMALL, RADIUS_SMALL)
        right = area.right() - M
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if key:
            right -= keycap_size(key).width()
            paint_keycap(painter, right, area.center().y(), key)
            right -= S
        name = action_name(action)
        painter.setFont(font(BODY))
        painter.setPen(qcolor(colours().text if action.isEnabled() else colours().faint))
        painter.drawText(area.adjusted(M, 0, right - area.right(), 0), _LEFT, name)
        why = why_not(action) or str(action.property(_NOTE) or "")
        if why:
            used = area.left() + M + metrics(BODY).horizontalAdvance(name) + M
            painter.setFont(font(CAPTION))
            room = max(int(right - used), NONE)
            cut = metrics(CAPTION).elidedText(why, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(used, area.top(), room, area.height()), _RIGHT, cut)
        painter.restore()


class CommandPalette(QWidget):
    """Lies over the upper third of `over` while it is open; all of it works from the keyboard."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._actions: Sequence[QAction] = ()
        self._back: QWidget | None = None
        self.line = QLineEdit()
        self.line.setProperty("framed", "true")
        self.line.setFont(font(VALUE))
        self.line.setFixedHeight(SCAN)
        self.line.setTextMargins(M, NONE, M, NONE)
        self.line.setPlaceholderText(self.tr("What do you want to do?"))
        self.line.setAccessibleName(self.tr("Command"))
        self.line.textEdited.connect(self._narrow)
        self.line.installEventFilter(self)
        self.list = QListView()
        self.list.setProperty("bare", "true")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._take)
        self._model = _Actions()
        self.list.setModel(self._model)
        self._none = Text(self.tr("Nothing is called that."), role="muted")
        self._none.setFixedHeight(TARGET)
        self._none.setIndent(M)
        layout = column(self.line, rule(), self._none, self.list, gap=NONE, into=self)
        layout.setContentsMargins(SHADOW + HAIR, SHADOW + HAIR, SHADOW + HAIR, SHADOW + XS)
        self.hide()

    def open(self, actions: Sequence[QAction]) -> None:
        """Show it with these actions; focus comes back to where it was when it closes."""
        self._actions = actions
        self._back = self._over.focusWidget()
        self.line.clear()
        self._narrow("")
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_palette(self) -> None:
        """Hide it and give the focus back."""
        if self.isHidden():
            return
        self.hide()
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)
        self._back = None

    def renew(self, actions: Sequence[QAction]) -> None:
        """Other actions while it is open; what was typed stays, and what was chosen where it is still there."""
        at = self.list.currentIndex().row()
        chosen = self._model.found[at] if 0 <= at < len(self._model.found) else None
        self._actions = actions
        self._narrow(self.line.text())
        if chosen in self._model.found:
            self.list.setCurrentIndex(self._model.index(self._model.found.index(chosen)))

    def shown_names(self) -> list[str]:
        """The names in the list, as they stand."""
        return [action_name(action) for action in self._model.found]

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_raised(painter, QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW), colours().line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if Qt.Key(event.key()) in _OWN:
                event.accept()  # else a screen's own Esc would act behind the palette
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
            return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._back = None
            self.hide()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self.list.currentIndex())
        elif key in _MOVES:
            last = self._model.rowCount() - 1
            row = min(max(self.list.currentIndex().row() + _MOVES[key], 0), last)
            self.list.setCurrentIndex(self._model.index(row))
        else:
            return False
        return True

    def _narrow(self, typed: str) -> None:
        self._model.show(matching(self._actions, typed))
        found = self._model.rowCount()
        self._none.setVisible(not found)
        self.list.setVisible(bool(found))
        self.list.setFixedHeight(min(found, _SHOWN) * TARGET)
        if found:
            self.list.setCurrentIndex(self._model.index(0))
        self.setFixedWidth(min(PALETTE_WIDTH, self._over.width() - 2 * M) + 2 * SHADOW)
        self.setFixedHeight(SCAN + 2 * HAIR + XS + (min(found, _SHOWN) or 1) * TARGET + 2 * SHADOW)
        self.move((self._over.width() - self.width()) // 2, self._over.height() // 8)

    def _take(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        action = self._model.found[index.row()]
        if action.isEnabled():
            self.close_palette()
            action.trigger()
