"""Who cannot see the window, and who has no pointer: every control says its name, and Tab comes by all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from shipdesk.core.cards import CardKind
from shipdesk.core.imports import Standing
from shipdesk.ui.crash import CrashDialog
from shipdesk.ui.end_of_day.screen import EndOfDayScreen
from shipdesk.ui.imports.screen import ImportsScreen
from shipdesk.ui.inbox.screen import InboxScreen
from shipdesk.ui.library.screen import LibraryScreen
from shipdesk.ui.orders.screen import OrdersScreen
from shipdesk.ui.widgets.field import FieldRow
from shipdesk.ui.widgets.rail import RailButton
from shipdesk.usecases.batch import Outlook
from tests.ui import pictures, pictures_doubts, pictures_inbox, pictures_library
from tests.ui.imports.orders import default_sender, write_orders
from tests.ui.orders.world import fill, world
from tests.ui.pictures import KANYARAT, good, window_over
from tests.ui.pictures_batch import WARNINGS, batch_of
from tests.ui.spoken import NEW, Desk, called, faults_of_names, faults_of_tab, spoken

NAME = QAccessible.Text.Name


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with world(tmp_path / "home") as one:
        fill(one)
        with window_over(one) as window:
            made = Desk(qtbot, one, window)
            made.activate()
            yield made
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # its clocks tick as long as it is there


# --- in the middle of the work


def _doubt(scene: str) -> Callable[[Desk, Path], None]:
    def play(desk: Desk, _folder: Path) -> None:
        pictures_doubts.SCENES[scene](desk.one, desk.window)

    return play


def _station(scene: str) -> Callable[[Desk, Path], None]:
    def play(desk: Desk, _folder: Path) -> None:
        pictures.SCENES[scene][1](desk.one, desk.window)

    return play


def _booked(desk: Desk, _folder: Path) -> None:
    desk.open("REF00001008")
    desk.qtbot.waitUntil(lambda: not desk.station.label.preview.image().isNull())


def _services(desk: Desk, _folder: Path) -> None:
    desk.open(NEW)
    desk.station.deeds.change_service()


def _asked(desk: Desk, _folder: Path) -> None:
    orders = desk.show("Orders", OrdersScreen)
    orders.list.selectAll()
    orders.side.ask.ask(Outlook((), 438, 50, 12, 3, WARNINGS), prints=True)
    orders.side.show_ask(orders.selection.batching)


def _running(desk: Desk, _folder: Path) -> None:
    desk.one.workplace.dispatcher.batches.shutdown()  # the batch stays in its middle
    batch_of(desk.one)
    orders = desk.show("Orders", OrdersScreen)
    desk.qtbot.waitUntil(lambda: orders.side.work.model.rowCount() == 24, timeout=20_000)
    orders.side.work.take_focus()


def _done(desk: Desk, _folder: Path) -> None:
    orders = desk.show("Orders", OrdersScreen)
    orders.list.selectAll()
    orders.deeds.print_again()
    desk.qtbot.waitUntil(lambda: not orders.selection.many.busy, timeout=20_000)


def _file(desk: Desk, folder: Path) -> ImportsScreen:
    default_sender(desk.one)
    imports = desk.show("Import", ImportsScreen)
    imports.take_file(write_orders(folder / "orders.csv", 60, faulty=9, suspect=7))
    desk.settle()
    return imports


def _columns(desk: Desk, folder: Path) -> None:
    _file(desk, folder).plan.table.selectRow(3)


def _faulty(desk: Desk, folder: Path) -> None:
    imports = _file(desk, folder)
    imports.plan.fixed["carrier"].editor.set_text("jumppoint")
    imports.plan.fixed["service"].editor.set_text("Air")
    imports.plan._on_fixed("")
    imports._begin()
    desk.settle()
    imports.rows.lists.pick(Standing.FAULTY.value)
    imports._list()
    desk.settle()
    imports.rows.focus_fault()


def _inbox(desk: Desk, _folder: Path) -> None:
    pictures_inbox.stock(desk.one)
    inbox = desk.show("Inbox", InboxScreen)
    inbox.lists.pick("all")
    inbox.read()


def _library(kind: CardKind) -> Callable[[Desk, Path], None]:
    def play(desk: Desk, _folder: Path) -> None:
        pictures_library.stock_shelves(desk.one)
        library = desk.show("Library", LibraryScreen)
        library.kinds.pick(kind.value)
        library._on_picked(kind.value)
        desk.settle()
        library.page.focus_list()

    return play


def _scanned_out(desk: Desk, _folder: Path) -> EndOfDayScreen:
    for number in ("JX904471900000", "JX904471900001"):
        desk.one.label(desk.one.booked(f"DAY-{number[-2:]}", number), printed=True)
    day = desk.show("End of day", EndOfDayScreen)
    for number in ("JX904471900000", "NOBODY-KNOWS-IT"):
        day.scan(number)
        desk.settle()
    desk.qtbot.waitUntil(lambda: not day.busy)
    return day


def _day(desk: Desk, folder: Path) -> None:
    _scanned_out(desk, folder)


def _signing(desk: Desk, folder: Path) -> None:
    _scanned_out(desk, folder).close_or_sign()


AT_WORK: dict[str, Callable[[Desk, Path], None]] = {
    "many are asked about": _asked,
    "a batch runs": _running,
    "a batch is done": _done,
    "columns of a file": _columns,
    "faulty rows of a file": _faulty,
    "inbox": _inbox,
    "end of day": _day,
    "the driver signs": _signing,
    "faults": _station("faults"),
    "warnings to be accepted": _station("asked"),
    "services": _services,
    "found": _station("found"),
    "booked": _booked,
    **{f"library, {kind}": _library(kind) for kind in CardKind},
    **{scene: _doubt(scene) for scene in ("doubt_panel", "doubt_asked", "doubt_faulty", "doubt_conflict")},
    **{scene: _doubt(scene) for scene in ("doubt_adopt", "doubt_two_parcels", "doubt_second")},
}


@pytest.mark.parametrize("scene", AT_WORK)
def test_in_the_middle_of_the_work_every_control_has_a_name(desk: Desk, tmp_path: Path, scene: str) -> None:
    AT_WORK[scene](desk, tmp_path)
    desk.settle()
    assert faults_of_names(desk.page) == []


def test_every_control_of_every_screen_has_a_name_of_its_own(desk: Desk) -> None:
    found = {name: faults for name in desk.scenes() if (faults := faults_of_names(desk.page))}
    assert found == {}


def test_what_lies_over_the_screens_has_names(desk: Desk) -> None:
    desk.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = desk.window.palette_of_commands
    assert palette.isVisible()
    controls = list(spoken(QAccessible.queryAccessibleInterface(palette)))
    assert [name for _groups, name, _widget in controls][:1] == ["Command"]
    assert faults_of_names(palette) == []
    desk.press(Qt.Key.Key_Escape)
    desk.press(Qt.Key.Key_F1)
    assert desk.window.help.isVisible()
    assert faults_of_names(desk.window.help) == []
    desk.press(Qt.Key.Key_Escape)


def test_what_broke_is_read_out(desk: Desk) -> None:
    desk.window.bridge.broken.emit(KeyError("nobody reads this"))
    dialog = desk.window.findChild(CrashDialog)
    assert isinstance(dialog, CrashDialog)
    assert faults_of_names(dialog) == []
    interface = QAccessible.queryAccessibleInterface(dialog)
    assert "went wrong" in interface.text(NAME)
    assert "kept as a draft" in interface.text(QAccessible.Text.Description)
    dialog.accept()


def test_a_notice_says_what_its_button_is_about(desk: Desk) -> None:
    for number in (1, 2):
        desk.window.bridge.problem(f"REF{number}: The printer is out of paper.", key=f"REF{number}", verb="Open")
    assert faults_of_names(desk.page) == []


def test_every_page_of_the_set_up_has_names(desk: Desk) -> None:
    found = {name: faults for wizard, name in desk.pages() if (faults := faults_of_names(wizard))}
    assert found == {}


def test_the_place_that_is_shown_is_one_of_several(desk: Desk) -> None:
    shown, *others = (QAccessible.queryAccessibleInterface(one) for one in desk.window.findChildren(RailButton))
    assert {one.role() for one in (shown, *others)} == {QAccessible.Role.RadioButton}
    assert shown.state().checked
    assert not any(one.state().checked for one in others)


# --- by key


def test_tab_comes_by_every_control_and_back_and_is_seen(desk: Desk) -> None:
    found = {name: faults for name in desk.scenes() if (faults := faults_of_tab(desk))}
    assert found == {}


def test_tab_comes_by_every_control_of_the_set_up(desk: Desk) -> None:
    found = {name: faults for _wizard, name in desk.pages() if (faults := faults_of_tab(desk))}
    assert found == {}


def test_who_goes_to_a_field_is_told_its_name(desk: Desk) -> None:
    desk.open(NEW)
    work = desk.station.work
    assert work is not None
    fields = [field for field in work.view.form.findChildren(FieldRow) if field.isVisible()]
    assert len(fields) > 5
    for field in fields:
        field.setFocus()
        here = desk.window.focusWidget()
        assert here is field.editor.widget()
        assert called(here).startswith(field.label)


def test_f6_goes_to_each_fault_which_is_read_out(desk: Desk) -> None:
    broken = KANYARAT.model_copy(update={"postcode": "1024", "phone": "12"})
    good(desk.one, "REF00001020", receiver=broken)
    desk.open("REF00001020")
    told = []
    for _again in range(2):
        desk.press(Qt.Key.Key_F6)
        here = desk.window.focusWidget()
        assert here is not None
        told.append((called(here), here.accessibleDescription()))
    assert {name.removesuffix(", required") for name, _fault in told} == {"Postcode", "Phone"}
    assert all(fault for _name, fault in told)
