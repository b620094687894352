"""How the window reads to whoever does not see it: what every control is called, and where Tab goes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QTableView, QWidget
from pytestqt.qtbot import QtBot

from shipdesk.ui.first_run.screen import FirstRun
from shipdesk.ui.focus import stops
from shipdesk.ui.screen import Screen
from shipdesk.ui.screens import SCREENS
from shipdesk.ui.station.order.view import OrderView
from shipdesk.ui.station.screen import StationScreen
from shipdesk.ui.widgets.field import FieldRow
from shipdesk.ui.window import MainWindow
from tests.ui.orders.world import World
from tests.ui.pictures import station_of

#: What is inside of these is told by them.
WHOLE = {QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.ComboBox}
NAME = QAccessible.Text.Name
S = TypeVar("S", bound=Screen)
#: A ring of 2 px around the smallest button, or the bar at the left of a row.
RING_PIXELS = 100
MOST_STOPS = 120
#: The edge of a frame lies this far out of its widget, px.
ROUND = 3
#: It stands under the title at the left of the fields that it adds to, and comes after them.
MORE = "More"
NEW, DOUBT = "REF00001011", "SO-2026-000902"


class Desk:
    """The window over a morning's work."""

    def __init__(self, qtbot: QtBot, one: World, window: MainWindow) -> None:
        self.qtbot, self.one, self.window = qtbot, one, window

    @property
    def page(self) -> QWidget:
        page = self.window.centralWidget()
        assert page is not None
        return page

    @property
    def station(self) -> StationScreen:
        return station_of(self.window)

    def show(self, name: str, kind: type[S]) -> S:
        """Show a screen."""
        self.window.show_screen(name)
        self.settle()
        screen = self.window.screen_named(name)
        assert isinstance(screen, kind)
        return screen

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.one.workplace.lanes.idle, timeout=20_000)
        self.activate()

    def activate(self) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def open(self, reference: str) -> None:
        station = station_of(self.window)
        station.open_order(reference)
        self.qtbot.waitUntil(
            lambda: station.work is not None and station.work.order is not None
            and station.work.order.reference == reference, timeout=20_000,
        )  # fmt: skip
        self.settle()

    def scenes(self) -> Iterator[str]:
        """Every screen, one after the other; the station with an order to ship and with one in doubt."""
        for line in SCREENS:
            self.window.show_screen(line.name)
            self.settle()
            if line.name == "Station":
                self.open(NEW)
            yield line.name
        self.window.show_screen("Station")
        self.open(DOUBT)
        yield "Station, in doubt"

    def pages(self) -> Iterator[tuple[FirstRun, str]]:
        """The pages of the set-up."""
        self.window.set_up()
        self.settle()
        wizard = self.window.findChild(FirstRun)
        assert isinstance(wizard, FirstRun)
        for page in wizard.pages:
            while wizard.page is not page:
                wizard.skip()
                self.settle()
            yield wizard, page.accessibleName()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)


def name_of(part: QAccessibleInterface) -> str:
    """As it is read out: a label beside it goes before its own name, which for a list may be its value."""
    labels = [label.text(NAME) for label, _relation in part.relations(QAccessible.RelationFlag.Label)]
    return " ".join(labels) or part.text(NAME)


def spoken(part: QAccessibleInterface, groups: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str, QWidget]]:
    """The controls below `part` as they are read out: the named groups around them, the name, the widget."""
    widget, state, name = part.object(), part.state(), name_of(part)
    if isinstance(widget, QWidget) and state.focusable and not state.disabled:
        yield groups, name, widget
    if part.role() in WHOLE:
        return
    for at in range(part.childCount()):
        child = part.child(at)
        if child is not None and child.isValid() and not child.state().invisible:
            yield from spoken(child, (*groups, name) if name else groups)


def faults_of_names(root: QWidget) -> list[str]:
    part = QAccessible.queryAccessibleInterface(root)
    assert part is not None
    found, said = [], set()
    for groups, name, widget in spoken(part):
        kind, role = type(widget).__name__, QAccessible.queryAccessibleInterface(widget).role()
        if not name.strip() or name in (kind, widget.metaObject().className()):
            found.append(f"nameless: {kind} in {type(widget.parentWidget()).__name__}")
        if role == QAccessible.Role.CheckBox and not isinstance(widget, QCheckBox):
            found.append(f"no box to tick: {name}")
        framed = widget.parentWidget()
        if isinstance(framed, FieldRow) and not name.startswith(framed.label or name):
            found.append(f"{framed.label} is called {name}")
        key = (groups, role, name)
        if key in said:
            found.append(f"twice: {name} in {', '.join(groups)}")
        said.add(key)
        if isinstance(widget, QAbstractItemView):
            found.extend(faults_of_rows(name, widget))
    return found


def faults_of_rows(name: str, view: QAbstractItemView) -> list[str]:
    """What of the first row is shown and not read out."""
    model, part = view.model(), QAccessible.queryAccessibleInterface(view)
    if model is None or not model.rowCount():
        return []
    if not isinstance(view, QTableView):
        cell = part.child(0)
        shown = str(model.index(0, 0).data())
        return [] if cell is not None and shown in cell.text(NAME) else [f"unread: a row of {name}"]
    wrong = []
    first = model.columnCount() + 2  # after the headings, which have a corner, and the head of the row
    for column in range(model.columnCount()):
        if not view.isColumnHidden(column):
            said = part.child(first + column)
            if said is None or said.text(NAME) != str(model.index(0, column).data() or ""):
                wrong.append(f"unread: column {column} of {name}")
    return wrong


def faults_of_tab(desk: Desk) -> list[str]:
    begin = desk.window.focusWidget()
    assert begin is not None
    way, unseen = [begin], []
    while len(way) < MOST_STOPS:
        if not ring_is_seen(desk, way[-1]):
            unseen.append(f"the keyboard is not seen on {called(way[-1])}")
        desk.press(Qt.Key.Key_Tab)
        here = desk.window.focusWidget()
        if here is None or here is begin:
            break
        if here in way:
            return [f"Tab goes in a circle at {called(here)}: {[called(one) for one in way]}"]
        way.append(here)
    if faults := faults_of_the_way_back(desk, way):
        return faults
    due = [stop for stop in stops(desk.page) if stop.isVisible() and stop.isEnabled()]
    missed = [f"Tab never comes to {called(stop)}" for stop in due if stop not in way]
    return unseen + missed + faults_of_order(due, way)


def faults_of_the_way_back(desk: Desk, way: list[QWidget]) -> list[str]:
    """Shift+Tab goes the same way, the other way round."""
    way[0].setFocus()
    for due in (*reversed(way[1:]), way[0]):
        desk.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        here = desk.window.focusWidget()
        if here is not due:
            return [f"Shift+Tab comes to {called(here) if here else 'nothing'}, not to {called(due)}"]
    return []


def faults_of_order(due: list[QWidget], way: list[QWidget]) -> list[str]:
    """Reading order, within the form, within what stands around it, and on every other screen as a whole."""
    inside = [[stop for stop in line if in_work(stop) and called(stop) != MORE] for line in (due, way)]
    around = [[stop for stop in line if not in_work(stop)] for line in (due, way)]
    wrong = []
    for eye, tab in (inside, around):
        at = eye.index(tab[0]) if tab and tab[0] in eye else 0
        turned = eye[at:] + eye[:at]
        wrong += [f"{called(b)} after {called(a)}" for a, b in zip(turned, tab, strict=False) if a is not b][:1]
    return wrong


def in_work(stop: QWidget) -> bool:
    """The order at the station: from the scan field Tab goes into it, and to the lists afterwards."""
    above: QWidget | None = stop
    while above is not None and not isinstance(above, OrderView):
        above = above.parentWidget()
    return above is not None


def called(widget: QWidget) -> str:
    return name_of(QAccessible.queryAccessibleInterface(widget)) or type(widget).__name__


def ring_is_seen(desk: Desk, stop: QWidget) -> bool:
    """Whether it looks otherwise without the keyboard."""
    QCoreApplication.sendPostedEvents()  # what was opened is laid out
    parent = stop.parentWidget()
    framed = parent if isinstance(parent, FieldRow) else stop
    area = QRect(framed.mapTo(desk.window, QPoint(0, 0)), framed.size()).adjusted(-ROUND, -ROUND, ROUND, ROUND)
    area &= desk.window.rect()
    with_it = desk.window.grab(area).toImage()
    stop.clearFocus()
    without = desk.window.grab(area).toImage()
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    pixels = ((x, y) for x in range(with_it.width()) for y in range(with_it.height()))
    count = 0
    for x, y in pixels:
        count += with_it.pixel(x, y) != without.pixel(x, y)
        if count >= RING_PIXELS:
            return True
    return False
