"""A day, written or picked."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from shipdesk.ui.theme import colours, font, qcolor, set_icon
from shipdesk.ui.theme.tokens import CALENDAR_HEIGHT, CALENDAR_WIDTH, HAIR, NONE, S
from shipdesk.ui.widgets.editors.line import TextEditor

_UP, _DOWN = Qt.Key.Key_Up, Qt.Key.Key_Down


def _calendar(parent: QWidget) -> QCalendarWidget:
    made = QCalendarWidget(parent)
    made.setWindowFlag(Qt.WindowType.Popup)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setContentsMargins(HAIR, HAIR, HAIR, HAIR)
    made.setFont(font())
    made.setFixedSize(CALENDAR_WIDTH, CALENDAR_HEIGHT)
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for name, icon in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
        arrow = made.findChild(QToolButton, name)
        if isinstance(arrow, QToolButton):
            set_icon(arrow, icon, "muted")
    return made


def _dress(calendar: QCalendarWidget) -> None:
    """Give the days the colours of the scheme: Qt writes weekends in a red of its own."""
    plain, heading = QTextCharFormat(), QTextCharFormat()
    plain.setForeground(qcolor(colours().text))
    heading.setForeground(qcolor(colours().muted))
    heading.setBackground(qcolor(colours().raised))
    calendar.setHeaderTextFormat(heading)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)


class DateEditor(TextEditor):
    """A day as `2026-11-23`. The arrow keys go a day on and back; Alt+Down unfolds a calendar."""

    trailing = "calendar"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._calendar: QCalendarWidget | None = None
        self.setMaxLength(10)

    def day(self) -> date | None:
        """The day written here, or None while it is no day."""
        try:
            return date.fromisoformat(self.text().strip())
        except ValueError:
            return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in {_UP, _DOWN} or self.isReadOnly():
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_picker()
        else:
            start = self.day()
            step = timedelta(days=1 if event.key() == _UP else -1)
            self._take(start + step if start else date.today())  # noqa: DTZ011 - the clerk's own calendar

    def open_picker(self) -> None:
        if self.isReadOnly():
            return
        if self._calendar is None:
            self._calendar = _calendar(self)
            self._calendar.activated.connect(self._picked)
            self._calendar.clicked.connect(self._picked)
        _dress(self._calendar)
        start = self.day()
        self._calendar.setSelectedDate(QDate(start.year, start.month, start.day) if start else QDate.currentDate())
        self._calendar.move(self.mapToGlobal(QPoint(NONE, self.height() + S)))
        self._calendar.show()
        self._calendar.setFocus()

    def _picked(self, day: QDate) -> None:
        if self._calendar:
            self._calendar.close()
        self._take(date(day.year(), day.month(), day.day()))

    def _take(self, day: date) -> None:
        self.setText(day.isoformat())
        self.edited.emit()
