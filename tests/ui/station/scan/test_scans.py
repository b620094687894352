"""Scans at the whole table, whatever has the keyboard: what they open, count and close, and that they book nothing."""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from shipdesk.core.cards import CardKind
from shipdesk.core.states import Label, State
from shipdesk.ui.commands import command_parts
from shipdesk.ui.settings_screen.scanner_section import ScannerSection
from shipdesk.ui.settings_screen.screen import SettingsScreen
from shipdesk.ui.station.scan.scans import ECHO_MS
from shipdesk.ui.widgets.layouts import column
from tests.documents.sheets import codes_on
from tests.ui.hands import Hands
from tests.ui.station.test_flow import BATTERY
from tests.ui.table import Table

F10 = Qt.Key.Key_F10
CTRL = Qt.KeyboardModifier.ControlModifier
HANDS = Hands()


def scan(table: Table, text: str) -> None:
    """A scanner at the table; comes back when it was looked up."""
    HANDS.scan(text)
    settle(table)


def settle(table: Table) -> None:
    table.until(lambda: table.session.lanes.idle)
    QTest.qWait(0)


def told(table: Table, words: str) -> None:
    table.until(lambda: any(words in text for text in table.notices()))


def set_up(table: Table, **settings: str | bool) -> None:
    assert table.session.workplace is not None
    table.session.workplace.settings.set(settings)
    table.window.bridge.settings_changed.emit()


def test_a_scan_while_a_field_has_the_keyboard_opens_its_order_and_leaves_the_field_alone(table: Table) -> None:
    table.add("REF1")
    table.add("REF2")
    table.open("REF1")
    table.work.view.form.reveal("receiver.name")
    field = table.window.focusWidget()
    assert isinstance(field, QLineEdit)
    before = field.text()
    scan(table, "REF2")
    table.until(lambda: table.opened == "REF2")
    settle(table)
    entry = table.desk.book.entry("REF1")
    assert entry is not None
    assert entry.shipment.receiver.name == before
    assert table.station.field.text() == ""


def test_f10_before_the_scanned_order_is_open_books_it_and_not_the_one_that_is_open(table: Table) -> None:
    for reference in ("REF1", "REF2", "REF3"):
        table.add(reference)
    HANDS.scan("REF1")
    table.press(F10)  # nothing is open yet
    table.wait_for("REF1", State.BOOKED)
    scan(table, "REF2")
    assert table.opened == "REF2"
    HANDS.scan("REF3")
    table.press(F10)
    table.press(F10)
    table.wait_for("REF3", State.BOOKED)
    settle(table)
    assert table.state("REF2") is State.TO_SHIP
    assert table.bookings() == ["REF1", "REF3"]


def test_f10_after_each_of_many_scans_books_each(table: Table) -> None:
    references = [f"REF{at}" for at in range(6)]
    for reference in references:
        table.add(reference)
    for reference in references:
        HANDS.scan(reference)
        table.press(F10)
    for reference in references:
        table.wait_for(reference, State.BOOKED)
    assert sorted(table.bookings()) == references


@pytest.mark.parametrize("text", ["4006381333931", "SD:BOX:nothing", "SD:WEIGH"])
def test_f10_after_a_scan_that_opens_nothing_books_nothing(table: Table, text: str) -> None:
    table.add("REF1")
    scan(table, "REF1")
    HANDS.scan(text)
    table.press(F10)
    settle(table)
    assert table.opened == "REF1"
    table.press(F10)
    table.wait_for("REF1", State.BOOKED)


def test_the_barcode_for_booking_books_what_is_open_though_the_next_is_scanned_already(table: Table) -> None:
    table.add("REF1")
    table.add("REF2")
    scan(table, "REF1")
    HANDS.scan("SD:BOOK")
    HANDS.scan("REF2")
    table.wait_for("REF1", State.BOOKED)
    table.until(lambda: table.opened == "REF2")
    settle(table)
    assert table.bookings() == ["REF1"]


def test_a_scan_in_orders_goes_to_the_station(table: Table) -> None:
    table.add("REF1")
    table.press(Qt.Key.Key_2, CTRL)
    assert table.window.screen_named("Orders").isVisible()
    scan(table, "REF1")
    table.until(lambda: table.opened == "REF1")
    assert table.station.isVisible()


def test_a_scan_while_the_palette_is_open_closes_it(table: Table) -> None:
    table.add("REF1")
    table.press(Qt.Key.Key_K, CTRL)
    scan(table, "REF1")
    table.until(lambda: table.opened == "REF1")
    assert not table.window.palette_of_commands.isVisible()
    assert table.window.palette_of_commands.line.text() == ""


def test_a_scan_while_the_help_is_open_takes_it_away(table: Table) -> None:
    table.add("REF1")
    table.press(Qt.Key.Key_F1)
    assert table.window.help.isVisible()
    scan(table, "REF1")
    table.until(lambda: table.opened == "REF1")
    assert not table.window.help.isVisible()
    scan(table, "SD:HELP")
    table.until(table.window.help.isVisible)


def test_a_command_at_the_end_of_day_is_done_and_stands_on_no_list(table: Table) -> None:
    table.window.show_screen("End of day")
    scan(table, "SD:LIBRARY")
    table.until(table.window.screen_named("Library").isVisible)
    assert table.desk.handovers.open_one("jumppoint") is None


def test_a_scan_in_a_dialog_is_no_text_and_opens_nothing_behind_it(table: Table) -> None:
    table.add("REF1")
    dialog, name = QDialog(table.window), QLineEdit()
    column(name, into=dialog)
    dialog.setModal(True)
    dialog.open()
    table.until(lambda: QGuiApplication.focusWindow() is dialog.windowHandle())
    scan(table, "REF1")
    assert (name.text(), table.opened) == ("", "")
    assert any("Finish in the window that is open" in text for text in table.notices())
    dialog.close()
    dialog.deleteLater()


def test_settings_take_scans_to_try_the_scanner(table: Table) -> None:
    table.add("REF1")
    table.window.show_screen("Settings")
    settings = table.window.screen_named("Settings")
    assert isinstance(settings, SettingsScreen)
    place = next(at for at, one in settings.sections.items() if isinstance(one, ScannerSection))
    settings.turn_to(place)
    section = settings.sections[place]
    assert isinstance(section, ScannerSection)
    scan(table, "]C1REF1")
    assert section.heard.accessibleName() == "Understood: REF1"
    assert table.opened == ""
    settings.turn_to(0)
    scan(table, "REF1")
    table.until(lambda: table.opened == "REF1")


def test_a_booked_order_is_only_printed_again(table: Table) -> None:
    table.add("REF1")
    scan(table, "REF1")
    table.press(F10)
    table.until(lambda: table.row("REF1").label is Label.PRINTED)
    for _ in range(3):
        scan(table, "REF1")
    told(table, "REF1 is booked. F8 prints its label again")
    table.press(F10)
    scan(table, "SD:BOOK")
    settle(table)
    assert table.bookings() == ["REF1"]
    HANDS.scan("SD:REPRINT")
    HANDS.scan("SD:REPRINT")  # the trigger has bounced
    table.until(lambda: len(table.printed()) == 2)
    settle(table)
    assert len(table.printed()) == 2


def test_what_nobody_knows_is_said(table: Table) -> None:
    scan(table, "4006381333931")
    told(table, "Nothing here is called 4006381333931")
    scan(table, "SD:NONSENSE")
    told(table, "Nothing here is called SD:NONSENSE")


def test_caps_lock_is_seen_through(table: Table) -> None:
    table.add("Ref-1a")
    scan(table, "rEF-1A")
    table.until(lambda: table.opened == "Ref-1a")


def test_a_barcode_twice_is_never_a_yes_and_the_yes_barcode_is(table: Table) -> None:
    table.add("REF1", BATTERY)
    scan(table, "REF1")
    scan(table, "SD:BOOK")
    assert table.station.checks.verdict.word() == "F10 again books it"
    scan(table, "SD:BOOK")
    QTest.qWait(ECHO_MS)
    scan(table, "SD:BOOK")
    told(table, "Scan Yes to book it all the same")
    assert table.state("REF1") is State.TO_SHIP
    scan(table, "SD:NO")
    assert table.station.checks.verdict.word() == "1 warning"
    scan(table, "SD:YES")
    told(table, "No question is open")
    QTest.qWait(ECHO_MS)
    scan(table, "SD:BOOK")
    QTest.qWait(ECHO_MS)
    scan(table, "SD:YES")
    table.wait_for("REF1", State.BOOKED)
    assert table.bookings() == ["REF1"]


def test_a_command_of_the_station_scanned_elsewhere_acts_only_in_sight(table: Table) -> None:
    table.add("REF1")
    scan(table, "REF1")
    table.press(Qt.Key.Key_2, CTRL)
    scan(table, "SD:BOOK")
    told(table, "The station is in front now")
    assert table.state("REF1") is State.TO_SHIP
    scan(table, "SD:ORDERS")
    assert table.window.screen_named("Orders").isVisible()


def test_every_command_of_the_sheet_is_read_back_and_does_what_its_words_say(table: Table) -> None:
    assert table.session.workplace is not None
    parts = command_parts()
    pdf = table.session.workplace.devices.command_sheet("สแกนคำสั่ง", parts)
    codes = codes_on(pdf)
    assert sorted(codes) == sorted(command.code for _, commands in parts for command in commands)
    actions = [*table.station.actions_by_name.values(), *table.window.actions()]
    done: list[str] = []
    for action in actions:
        action.triggered.connect(lambda _on=False, one=action: done.append(one.text()))
    table.add("REF1")
    for number, code in enumerate(codes):
        table.window.show_screen("Station")
        scan(table, "REF1")
        done.clear()
        for notice in table.window.notices.shown():
            notice.leave()
        table.until(lambda: not table.window.notices.shown())
        scan(table, code)
        words = table.notices()
        assert done or words or code.startswith("SD:FIX"), (number, code)
        assert not any("Nothing here is called" in text for text in words), code
        table.window.palette_of_commands.close_palette()
        if popup := QGuiApplication.focusWindow():
            QTest.keyClick(popup, Qt.Key.Key_Escape)


def test_a_product_opens_the_order_that_waits_for_it_and_is_counted_into_it(table: Table) -> None:
    table.add("REF1", {"products[0].sku": "TS-1", "products[0].quantity": "2"})
    table.desk.library.save(CardKind.PRODUCT, {"sku": "TS-1", "ean": "4006381333931", "description": "T-shirt"})
    scan(table, "4006381333931")
    table.until(lambda: table.opened == "REF1")
    scan(table, "TS-1")
    told(table, "TS-1: 1 of 2")
    scan(table, "4006381333931")
    told(table, "TS-1: 2 of 2")
    scan(table, "TS-1")
    told(table, "TS-1 is scanned 3 times and only 2 belong in REF1")
    table.desk.library.save(CardKind.PRODUCT, {"sku": "MUG-7"})
    scan(table, "MUG-7")
    told(table, "MUG-7 does not belong in REF1")


def test_a_sku_is_known_among_many_that_begin_so(table: Table) -> None:
    table.desk.library.put_all(CardKind.PRODUCT, [{"sku": "TS-1", "description": "Shirt"}])
    table.desk.library.put_all(
        CardKind.PRODUCT, [{"sku": f"TS-1-{at:03}", "description": "Another"} for at in range(500)]
    )
    table.press(Qt.Key.Key_N, CTRL)
    table.until(lambda: table.work.order is not None)
    scan(table, "ts-1")
    told(table, "TS-1 is in, 1 now")
    assert table.work.order is not None
    assert table.work.order.draft.text("products[0].description") == "Shirt"


def test_the_address_of_a_tracking_page_means_its_number(table: Table) -> None:
    table.add("REF1")
    scan(table, "REF1")
    table.press(F10)
    number = table.wait_for("REF1", State.BOOKED).tracking_number
    table.add("REF2")
    scan(table, "REF2")
    scan(table, f"https://track.example.com/parcels?awb={number}&lang=th")
    table.until(lambda: table.opened == "REF1")
    scan(table, "https://track.example.com/parcels?awb=JPTH0000000000")
    told(table, "Nothing here is called https://")


def test_the_sheet_is_saved_with_the_boxes_of_the_library(table: Table, tmp_path: Path) -> None:
    table.desk.library.save(CardKind.BOX, {"name": "M", "length_cm": "30", "width_cm": "20", "height_cm": "15"})
    for name in ("大", "Carton 30x20x15, double wall", "A name that is longer than any box of anybody on any table"):
        table.desk.library.save(CardKind.BOX, {"name": name, "length_cm": "60", "width_cm": "40", "height_cm": "40"})
    table.window.command_sheet.save_to(str(tmp_path / "sheet"))
    told(table, "Written to sheet.pdf")
    codes = codes_on((tmp_path / "sheet.pdf").read_bytes())
    assert "SD:BOX:M" in codes
    assert "SD:BOOK" in codes
    assert "SD:BOX:Carton 30x20x15, double wall" in codes
    assert sum(code.startswith("SD:BOX:") for code in codes) == 2


def test_a_product_goes_into_a_shipment_made_by_hand(table: Table) -> None:
    table.desk.library.save(CardKind.PRODUCT, {"sku": "MUG-7", "description": "Mug", "hs_code": "691200"})
    table.press(Qt.Key.Key_N, CTRL)
    table.until(lambda: table.opened != "")
    scan(table, "MUG-7")
    scan(table, "MUG-7")
    order = table.work.order
    assert order is not None
    (line,) = order.reading().shipment.products
    assert (line.sku, line.description, line.hs_code, line.quantity) == ("MUG-7", "Mug", "691200", 2)


def test_a_box_is_a_barcode(table: Table) -> None:
    table.desk.library.save(CardKind.BOX, {"name": "M", "length_cm": "30", "width_cm": "20", "height_cm": "15"})
    scan(table, "SD:BOX:M")
    told(table, "Open an order first")
    table.add("REF1")
    scan(table, "REF1")
    scan(table, "SD:BOX:m")
    order = table.work.order
    assert order is not None
    parcel = order.reading().shipment.parcel
    assert [str(side) for side in (parcel.length_cm, parcel.width_cm, parcel.height_cm)] == ["30", "20", "15"]
    scan(table, "SD:BOX:XXL")
    told(table, "There is no box called XXL in the library")


def test_the_wrong_label_is_caught_at_the_table(table: Table) -> None:
    set_up(table, scan_to_close=True)
    for reference in ("REF1", "REF2"):
        table.add(reference)
        scan(table, reference)
        table.press(F10)
        table.until(lambda one=reference: table.row(one).label is Label.PRINTED)  # type: ignore[misc]
    scan(table, table.row("REF1").tracking_number)
    told(table, "This is the label of REF1, and REF2 is at hand")
    assert table.row("REF1").label is Label.PRINTED
    scan(table, table.row("REF2").tracking_number)
    table.until(lambda: table.row("REF2").label is Label.SEEN)
    scan(table, table.row("REF1").tracking_number)
    table.until(lambda: table.row("REF1").label is Label.SEEN)


def two_printed(table: Table) -> None:
    """REF1 and REF2 lie on the table with a label each; REF2 is at hand."""
    set_up(table, scan_to_close=True)
    for reference in ("REF1", "REF2"):
        table.add(reference)
        scan(table, reference)
        if not table.station.auto.on:
            table.press(F10)
        table.until(lambda one=reference: table.row(one).label is Label.PRINTED)  # type: ignore[misc]


def alarms(table: Table) -> list[str]:
    return [notice.text for notice in table.window.notices.shown() if notice.alarm]


@pytest.mark.parametrize("auto_book", [False, True])
def test_the_wrong_label_sounds_and_stands_until_a_key_takes_it(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, auto_book: bool
) -> None:
    player, heard = tmp_path / "pw-play", tmp_path / "heard"
    player.write_text(f'#!/bin/sh\necho "$1" >> {heard}\n')
    player.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    set_up(table, auto_book=auto_book, sound="quiet")
    two_printed(table)
    heard.unlink(missing_ok=True)
    scan(table, table.row("REF1").tracking_number)
    told(table, "This is the label of REF1, and REF2 is at hand")
    table.until(lambda: heard.exists() and "tone-bad" in heard.read_text())
    table.add("REF3", BATTERY)
    for text in (table.row("REF2").tracking_number, "REF3", "SD:YES", "SD:NO", "SD:TAKE-NOTE", "SD:", "NOBODY"):
        scan(table, text)
        settle(table)
    assert table.row("REF2").label is Label.SEEN
    assert [text for text in alarms(table) if "the label of REF1" in text], "no scan takes it away"
    table.press(Qt.Key.Key_F11)
    table.until(lambda: not any("the label of REF1" in text for text in alarms(table)))
    assert table.row("REF1").label is Label.PRINTED


def test_of_two_alarms_a_key_takes_one(table: Table) -> None:
    two_printed(table)
    table.add("REF3")
    scan(table, "REF3")
    for reference in ("REF1", "REF2"):
        scan(table, table.row(reference).tracking_number)
        told(table, f"This is the label of {reference}, and REF3 is at hand")
    assert len(alarms(table)) == 2
    table.press(Qt.Key.Key_F11)
    table.until(lambda: len(alarms(table)) == 1)
    assert "This is the label of REF1" in alarms(table)[0], "the newest goes first"
    table.press(Qt.Key.Key_F11)
    table.until(lambda: alarms(table) == [])


def bursts(table: Table, rounds: int, seed: int) -> None:
    """Double and triple scans of orders and of Book, at random, and never two bookings for one order."""
    chance = random.Random(seed)
    references = [f"REF{number}" for number in range(1, 9)]
    for reference in references:
        table.add(reference)
    for _ in range(rounds):
        reference = chance.choice(references)
        for _ in range(chance.randint(2, 3)):
            HANDS.scan(reference, pace=chance.randint(1, 12))
            if chance.random() < 0.5:
                settle(table)
        settle(table)
        for _ in range(chance.randint(1, 3)):
            HANDS.scan("SD:BOOK", pace=chance.randint(1, 12))
        if chance.random() < 0.3:
            HANDS.scan("SD:YES")
        settle(table)
    table.until(lambda: all(table.state(one) in (State.TO_SHIP, State.BOOKED) for one in references))
    counted = Counter(table.bookings())
    assert counted
    assert set(counted.values()) == {1}
    assert len(table.printed()) == sum(table.state(one) is State.BOOKED for one in references)


@pytest.mark.timeout(3600)
def test_double_and_triple_scans_book_nothing_more(table: Table) -> None:
    """25 bursts; `SHIPDESK_BURSTS=1000` makes it a campaign of some minutes."""
    bursts(table, int(os.environ.get("SHIPDESK_BURSTS", "25")), 7)
