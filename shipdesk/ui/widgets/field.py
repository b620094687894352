"""One field of a form: its label above, the editor in its frame, one line for what is wrong with it beneath.

The line is always there, so a problem never moves the field under the cursor. The row paints label, frame, unit,
counter and message itself: two widgets for a field instead of seven, and marking one is one repaint.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSizePolicy, QWidget

from shipdesk.core.problems import Problem, Severity
from shipdesk.ui.theme import Meaning, colours, font, metrics, qcolor, tone
from shipdesk.ui.theme.icons import draw_icon
from shipdesk.ui.theme.shapes import draw_shape
from shipdesk.ui.theme.states import SEVERITY
from shipdesk.ui.theme.tokens import (
    BODY,
    CAPTION,
    HAIR,
    ICON_SMALL,
    LABEL_LINE,
    MARK,
    MESSAGE_LINE,
    NONE,
    RADIUS,
    RING,
    SEMIBOLD,
    XS,
    L,
    S,
)
from shipdesk.ui.widgets.editors import Editor
from shipdesk.ui.widgets.keycap import keycap_size, paint_keycap

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_TAB = "Tab"
_ICON_ROOM = ICON_SMALL + 2 * S
_UNCUT = 1 << 20
_READABLE = 24 * S


def utf8_length(text: str) -> int:
    """How many bytes a carrier counts for `text`."""
    return len(text.encode())


class FieldRow(QWidget):
    """A labelled editor with its states: empty, filled, focused, problem, suggestion, locked.

    `unit` stands behind the value (kg, cm); a `required` field has a mark behind its label. `limit` shows a counter
    `12/30 bytes`: `measure` counts, `counted` is the word for what is counted.
    """

    edited = Signal(str)
    """The clerk changed the value; carries its canonical text."""
    fix_requested = Signal()
    """The button in the message line was taken: put the problem's fix into the field."""

    def __init__(
        self,
        label: str,
        editor: Editor,
        *,
        unit: str = "",
        limit: int = 0,
        counted: str = "",
        measure: Callable[[str], int] = utf8_length,
        required: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.label, self.editor = label, editor
        self._required = required
        self._unit, self._limit, self._measure = unit, limit, measure
        self._counted = counted or self.tr("bytes")
        self._problem: Problem | None = None
        self._fix_button: QPushButton | None = None
        self._fix_key = ""
        self._fix_words: tuple[str, ...] = ()
        self._locked = ""
        self._help = ""
        inner = editor.widget()
        inner.setParent(self)
        self._told = self._make_told(inner)
        self._tell_name()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(LABEL_LINE + editor.field_height() + MESSAGE_LINE)
        editor.edited.connect(self._on_edited)
        editor.focus_moved.connect(self._repaint)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The keyboard to the editor: as a proxy the row would be a second stop of Tab, and Tab go in a circle."""
        self.editor.widget().setFocus(reason)

    def text(self) -> str:
        """The value in its canonical written form."""
        return self.editor.text()

    def set_text(self, text: str) -> None:
        """Show a value; does not emit `edited`."""
        self.editor.set_text(text)
        self._place()
        self.update()

    def set_label(self, label: str) -> None:
        """Call it something else."""
        self.label = label
        self._tell_name()
        self.update()

    def set_suggestion(self, text: str) -> None:
        """Offer `text` in grey while the field is empty; Tab takes it and counts as an edit."""
        self.editor.set_suggestion(text)
        self.update()

    def set_locked(self, why: str) -> None:
        """Make it readable only and say why in the tooltip; an empty `why` opens it again."""
        self._locked = why
        self.editor.set_locked(bool(why))
        self._describe()
        self._place()
        self.update()

    def set_required(self, required: bool) -> None:
        """Mark it as one that the carrier cannot do without, or take the mark away."""
        if required != self._required:
            self._required = required
            self._tell_name()
            self.update()

    def set_help(self, words: str) -> None:
        """Say in the message line what belongs here, while nothing is wrong; whole in the tooltip."""
        self._help = words
        self._describe()
        self.update()

    def problem(self) -> Problem | None:
        return self._problem

    def set_problem(self, problem: Problem | None, key: str = "") -> None:
        """Show what is wrong, or with None that nothing is. `key` is shown on the button of the fix (`Alt+1`)."""
        if (problem, key) == (self._problem, self._fix_key):
            return
        self._problem, self._fix_key = problem, key
        fix = problem.fix if problem else None
        if fix is not None and self._fix_button is None:
            self._fix_button = self._make_fix_button()
        if self._fix_button:
            self._fix_button.setVisible(fix is not None)
            words = self.tr("Clear it") if fix == "" else self.tr("Use {value}").format(value=fix or "")
            self._fix_button.setAccessibleName(words)
            self._fix_words = (f"{words}  {key}".strip(), f"{fix}  {key}".strip(), key or self.tr("Use it"))
        self._describe()
        self._place()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(20 * S, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(8 * S, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        frame = self._frame()
        if self.editor.trailing and not self._locked and event.position().x() > frame.right() - _ICON_ROOM:
            self.editor.open_picker()
        elif frame.contains(event.position().toPoint()):
            self.editor.widget().setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_label(painter)
            if self.editor.framed:
                self._paint_frame(painter)
                self._paint_trailing(painter)
            self._paint_message(painter)

    def _paint_label(self, painter: QPainter) -> None:
        if not self.editor.framed:
            return
        line = QRect(NONE, NONE, self.width(), LABEL_LINE - RING)
        counter = self._counter()
        if counter:
            over = self._measure(self.text()) > self._limit
            painter.setFont(font(CAPTION, SEMIBOLD) if over else font(CAPTION))
            painter.setPen(qcolor(tone(Meaning.STOP).fg if over else colours().faint))
            painter.drawText(line, _RIGHT, counter)
            line.setRight(line.right() - metrics(CAPTION, SEMIBOLD).horizontalAdvance(counter) - S)
        painter.setFont(font(CAPTION))
        painter.setPen(qcolor(colours().muted))
        words = metrics(CAPTION).elidedText(self.label, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, _LEFT, words)
        if self._required:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(tone(Meaning.ACCENT).fg))
            used = metrics(CAPTION).horizontalAdvance(words)
            painter.drawEllipse(QRectF(used + XS, line.height() / 2 - RING, XS, XS))

    def _paint_frame(self, painter: QPainter) -> None:
        shown = colours()
        width: float = HAIR
        if self._locked:
            line, ground = shown.hairline, shown.sunken
        else:
            line, ground = (shown.line_strong if self.underMouse() else shown.line), shown.surface
        if self._problem:
            line, width = tone(_meaning(self._problem)).fg, 1.5
        if self._has_focus():
            line, width = shown.focus, RING
        area = QRectF(self._frame()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(qcolor(line), width))
        painter.setBrush(qcolor(ground))
        painter.drawRoundedRect(area, RADIUS, RADIUS)

    def _paint_trailing(self, painter: QPainter) -> None:
        frame = self._frame()
        right = frame.right() - S
        middle = frame.top() + min(frame.height(), LABEL_LINE * 2) / 2
        name = "lock" if self._locked else self.editor.trailing
        if name:
            right -= ICON_SMALL
            draw_icon(painter, QRectF(right, middle - ICON_SMALL / 2, ICON_SMALL, ICON_SMALL), name, colours().muted)
            right -= XS
        if self._has_room_for_unit():
            painter.setFont(font(BODY))
            painter.setPen(qcolor(colours().faint))
            painter.drawText(QRectF(NONE, frame.top(), right, frame.height()), _RIGHT, self._unit)
        if self._offers():
            paint_keycap(painter, right - keycap_size(_TAB).width(), middle, _TAB)

    def _paint_message(self, painter: QPainter) -> None:
        if self._problem is None:
            self._paint_help(painter)
            return
        spec = SEVERITY[self._problem.severity]
        line = self._message_line()
        draw_shape(
            painter,
            QRectF(NONE, line.top() + (line.height() - MARK) / 2, MARK, MARK),
            spec.shape,
            tone(spec.meaning).fg,
        )
        painter.setFont(font(CAPTION))
        painter.setPen(qcolor(tone(spec.meaning).fg))
        painter.drawText(line, _LEFT, self._cut_message(line.width()))

    def _paint_help(self, painter: QPainter) -> None:
        line = self._message_line()
        line.setLeft(NONE)
        painter.setFont(font(CAPTION))
        painter.setPen(qcolor(colours().faint))
        painter.drawText(
            line, _LEFT, metrics(CAPTION).elidedText(self._help, Qt.TextElideMode.ElideRight, line.width())
        )

    def _cut_message(self, width: int) -> str:
        message = self._problem.message if self._problem else ""
        return metrics(CAPTION).elidedText(message.replace("\n", " "), Qt.TextElideMode.ElideRight, width)

    def _frame(self) -> QRect:
        return QRect(NONE, LABEL_LINE, self.width(), self.editor.field_height())

    def _message_line(self) -> QRect:
        """Where the sentence stands: behind its shape, before the button of the fix."""
        top = LABEL_LINE + self.editor.field_height() + HAIR
        room = self._fix_button.sizeHint().width() + S if self._fix_button and not self._fix_button.isHidden() else NONE
        return QRect(MARK + XS, top, max(self.width() - MARK - XS - room, NONE), MESSAGE_LINE - HAIR)

    def _place(self) -> None:
        frame = self._frame()
        if not self.editor.framed:
            self.editor.widget().setGeometry(frame)
            return
        right = S
        if self.editor.trailing or self._locked:
            right += ICON_SMALL + XS
        if self._has_room_for_unit():
            right += metrics(BODY).horizontalAdvance(self._unit) + XS
        if self._offers():
            right += keycap_size(_TAB).width() + XS
        several = frame.height() > LABEL_LINE * 2
        inset = (LABEL_LINE * 2 - L) // 2 - RING if several else RING
        self.editor.widget().setGeometry(frame.adjusted(S, inset, -right, -inset if not several else -RING))
        if self._fix_button and not self._fix_button.isHidden():
            self._place_fix(self._fix_button)

    def _has_room_for_unit(self) -> bool:
        """A narrow field shows its number whole rather than its unit."""
        measure = metrics(BODY).horizontalAdvance
        trailing = ICON_SMALL + XS if self.editor.trailing or self._locked else NONE
        wanted = measure(self.editor.text()) + measure(self._unit) + 2 * S + 2 * XS + trailing
        return bool(self._unit) and wanted <= self.width()

    def _place_fix(self, fix: QPushButton) -> None:
        """Give the button the longest words that leave the sentence readable, else the shortest."""
        wanted = min(metrics(CAPTION).horizontalAdvance(self._cut_message(_UNCUT)), _READABLE)
        for words in self._fix_words:
            fix.setText(words)
            if self._message_line().width() >= wanted:
                break
        fix.resize(fix.sizeHint().width(), MESSAGE_LINE)
        line = self._message_line()
        used = metrics(CAPTION).horizontalAdvance(self._cut_message(line.width()))
        fix.move(line.left() + used + S, self.height() - MESSAGE_LINE)

    def _make_fix_button(self) -> QPushButton:
        made = QPushButton(self)
        made.setProperty("kind", "fix")
        made.setFont(font(CAPTION, SEMIBOLD))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setCursor(Qt.CursorShape.PointingHandCursor)
        made.clicked.connect(self._on_fix)
        return made

    def _make_told(self, inner: QWidget) -> QLabel | None:
        """Some desktops take a list's value for its name: what it is called is told them by a label, never seen."""
        if not isinstance(inner, QComboBox):
            return None
        made = QLabel(self)
        made.setBuddy(inner)
        made.hide()
        return made

    def _tell_name(self) -> None:
        name = self.tr("{label}, required").format(label=self.label) if self._required else self.label
        self.editor.widget().setAccessibleName(name)
        if self._told is not None:
            self._told.setText(name)

    def _describe(self) -> None:
        words = self._problem.message if self._problem else self._locked or self._help
        self.setToolTip(words)
        self.editor.widget().setAccessibleDescription(words)

    def _counter(self) -> str:
        """How much is written of how much fits; what is counted is said where there is room beside the label."""
        written = self.text() if self._limit else ""
        if not written:
            return ""
        count = f"{self._measure(written)}/{self._limit}"
        whole = f"{count} {self._counted}"
        beside = metrics(CAPTION).horizontalAdvance(self.label) + XS + XS + S
        fits = beside + metrics(CAPTION, SEMIBOLD).horizontalAdvance(whole) <= self.width()
        return whole if fits else count

    def _offers(self) -> bool:
        return self._has_focus() and bool(self.editor.suggestion())

    def _has_focus(self) -> bool:
        return self.editor.widget().hasFocus()

    def _on_edited(self) -> None:
        self._place()
        self.update()
        self.edited.emit(self.text())

    def _on_fix(self) -> None:
        self.fix_requested.emit()

    def _repaint(self) -> None:
        self._place()
        self.update()


def _meaning(problem: Problem) -> Meaning:
    return Meaning.STOP if problem.severity is Severity.ERROR else Meaning.CARE
