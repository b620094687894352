"""How a screen is divided: groups with a title, forms of twelve columns, what folds away, what an empty place says."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from shipdesk.ui.theme import Meaning, colours, font, qcolor, tone
from shipdesk.ui.theme.icons import draw_icon, pixmap
from shipdesk.ui.theme.tokens import (
    BODY,
    CAPTION,
    FIELD,
    HAIR,
    ICON_LARGE,
    ICON_SMALL,
    NONE,
    RING,
    SEMIBOLD,
    TARGET,
    XS,
    M,
    S,
)
from shipdesk.ui.widgets.button import Kind, button
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.text import Text

_GRID = 12
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class SectionHeader(QWidget):
    """The title of a part, with a count beside it and what can be done there at its right."""

    def __init__(self, title: str, *actions: QWidget, count: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text(title, BODY, SEMIBOLD)
        self._count = Text("", BODY, role="faint")
        row(self._title, self._count, None, *actions, gap=S, into=self)
        self.setFixedHeight(FIELD)
        self.set_count(count)

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_count(self, count: int | None) -> None:
        """Show how many there are; None shows nothing."""
        self._count.setText("" if count is None else f"{count}")


class Form(QWidget):
    """Fields on a grid of twelve equal columns; a field takes six of them unless told otherwise.

    It places them itself: hidden fields leave no gap, and columns stay equal whatever is in them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: list[tuple[QWidget, int]] = []
        self._height = NONE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def add(self, field: QWidget, span: int = _GRID // 2) -> None:
        """Put `field` in the next free place; one that does not fit begins a new line. `span` is 1 to 12 columns."""
        self._cells.append((field, span))
        field.setParent(self)
        if self.isVisible():
            field.show()
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(48 * S, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(16 * S, self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        step = (self.width() + M) / _GRID
        top = used = tallest = NONE
        for field, span in self._cells:
            if field.isHidden() and field.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                continue  # what was never shown is hidden too, but comes with the form
            if used + span > _GRID:
                top, used, tallest = top + tallest + XS, NONE, NONE
            left, right = round(used * step), round((used + span) * step) - M
            height = field.sizeHint().height()
            if field.hasHeightForWidth():
                height = field.heightForWidth(right - left)
            field.setGeometry(left, top, right - left, height)
            used, tallest = used + span, max(tallest, height)
        if top + tallest != self._height:
            self._height = top + tallest
            self.updateGeometry()


class Group(QWidget):
    """A title and what belongs under it. Not a box: the title and the space hold it together."""

    def __init__(self, title: str, *actions: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.header = SectionHeader(title, *actions)
        self._body = column(self.header, gap=XS, into=self)

    def add(self, widget: QWidget) -> None:
        self._body.addWidget(widget)


class FoldButton(QAbstractButton):
    """`More (3 filled)` with the sign that it unfolds. Read out as a button, with how it stands."""

    turned = Signal(bool)
    """It was unfolded, or folded again."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(words)
        self.unfolded = False
        self.clicked.connect(self._turn)
        self._describe()
        self.setFont(font(BODY, SEMIBOLD))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def unfold(self, unfolded: bool) -> None:
        """Unfold it, or fold it again."""
        if unfolded != self.unfolded:
            self.unfolded = unfolded
            self._describe()
            self.update()
            self.turned.emit(unfolded)

    def _turn(self) -> None:
        self.unfold(not self.unfolded)

    def _describe(self) -> None:
        self.setAccessibleDescription(self.tr("unfolded") if self.unfolded else self.tr("folded"))

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + XS + ICON_SMALL + S, TARGET)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ink = colours().accent_hover if self.underMouse() else tone(Meaning.ACCENT).fg
            if self.hasFocus():
                painter.fillRect(QRectF(0, self.height() - S, self.width() - S, RING), qcolor(colours().focus))
            painter.setPen(qcolor(ink))
            painter.drawText(self.rect(), _LEFT, self.text())
            left = self.fontMetrics().horizontalAdvance(self.text()) + XS
            sign = QRectF(left, (self.height() - ICON_SMALL) / 2 + HAIR, ICON_SMALL, ICON_SMALL)
            draw_icon(painter, sign, "chevron-up" if self.unfolded else "chevron-down", ink)


class More(QWidget):
    """What is rarely used: folded away under "More", with how much of it is filled."""

    def __init__(self, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = body
        self.fold = FoldButton("")
        self.fold.turned.connect(self._toggle)
        column(self.fold, body, gap=NONE, into=self)
        body.hide()
        self.set_filled(0)

    def set_filled(self, count: int) -> None:
        """Say how many fields below hold something."""
        words = self.tr("More ({count} filled)").format(count=count) if count else self.tr("More")
        self.fold.setText(words)
        self.fold.updateGeometry()
        self.fold.update()

    def open(self) -> None:
        """Unfold it, for example because a problem is in there."""
        self.fold.unfold(True)  # noqa: FBT003 - its name says it

    def _toggle(self, unfolded: bool) -> None:
        self._body.setVisible(unfolded)


class EmptyState(QWidget):
    """An empty place: one sentence that says what will be here, and the one thing to do."""

    taken = Signal()
    """The button was taken."""

    def __init__(self, icon: str, sentence: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._words = Text(sentence, BODY, role="muted", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button: QPushButton | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(S, S, S, S)
        layout.setSpacing(S)
        layout.addStretch(1)
        layout.addSpacing(ICON_LARGE)
        layout.addWidget(self._words, 0, Qt.AlignmentFlag.AlignHCenter)
        if action:
            self._button = button(action, Kind.PLAIN)
            self._button.clicked.connect(self._on_taken)
            layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def set_sentence(self, sentence: str) -> None:
        self._words.setText(sentence)
        self._fit_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            top = self._words.geometry().top() - S - ICON_LARGE
            painter.drawPixmap((self.width() - ICON_LARGE) // 2, top, pixmap(self._icon, "faint", ICON_LARGE))

    def _fit_words(self) -> None:
        width = max(min(40 * S, self.width() - 2 * S), 8 * S)
        self._words.setFixedSize(width, max(self._words.heightForWidth(width), 0))  # without words it is -1

    def _on_taken(self) -> None:
        self.taken.emit()


class Caption(Text):
    """A small heading over values that are only read."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, CAPTION, role="muted", parent=parent)


class Fact(QWidget):
    """A value that is only read, under its caption; `RING` px apart, as in a field."""

    def __init__(self, caption: str, value: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.value = value
        column(Caption(caption), value, gap=RING, into=self)
