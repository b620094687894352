"""The clerk's flow, key by key, against a carrier on the wire."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from shipdesk.core.states import Label, State
from shipdesk.ui.settings_screen.data_section import DataSection
from shipdesk.ui.settings_screen.screen import SettingsScreen
from shipdesk.ui.station.checks.panel import SOONEST_MS
from shipdesk.ui.widgets.actionbar import ActionButton
from tests.ui.table import Table

F6, F8, F10, F12 = Qt.Key.Key_F6, Qt.Key.Key_F8, Qt.Key.Key_F10, Qt.Key.Key_F12
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
#: A battery among General goods: the carrier's rules warn, and take it.
BATTERY = {
    "products[0].battery_type": "Lithium ion",
    "products[0].battery_count": "1",
    "customs.product_type": "General",
}


def printed(table: Table, reference: str) -> None:
    table.until(lambda: table.row(reference).label is Label.PRINTED)


def test_one_scan_and_one_key_book_and_print(table: Table) -> None:
    table.add("REF1")
    table.open("REF1")
    assert table.station.checks.verdict.word() == "Ready to book"
    table.press(F10)
    assert table.opened == ""  # ready for the next scan at once
    assert table.station.field.line.hasFocus()
    printed(table, "REF1")
    assert table.bookings() == ["REF1"]
    assert len(table.printed()) == 1
    table.until(lambda: table.station.band.words().startswith("REF1"))
    assert table.notices() == []  # the band has said it
    table.until(lambda: [row.label for row in table.station.lists.flying.rows()] == [Label.PRINTED])


def test_a_label_that_comes_while_an_order_is_open_is_told_by_a_notice(table: Table) -> None:
    table.add("REF1")
    table.open("REF1")
    table.press(F10)
    printed(table, "REF1")
    table.open("REF1")
    table.press(Qt.Key.Key_F8)
    table.until(lambda: any("REF1" in text for text in table.notices()))
    assert table.station.band.words() == ""


def test_a_second_press_books_nothing(table: Table) -> None:
    table.add("REF1")
    table.add("REF2")
    table.open("REF1")
    button = next(b for b in table.station.findChildren(ActionButton) if "Book" in b.text())
    # As a mouse makes a double click: each press with its release. The order is gone with the first.
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert table.opened == ""
    table.press(F10)
    table.press(F10)
    printed(table, "REF1")
    assert table.bookings() == ["REF1"]
    assert table.state("REF2") is State.TO_SHIP


def test_a_held_key_books_nothing_more(table: Table) -> None:
    table.add("REF1", BATTERY)
    table.open("REF1")
    line = table.window.focusWidget()
    assert line is not None
    table.press(F10)
    for _ in range(5):
        QTest.keyPress(line, F10)  # a key that is held comes again and again, faster than a word can be given
    assert table.opened == "REF1"
    assert table.state("REF1") is State.TO_SHIP


def test_warnings_are_asked_about_in_place_and_kept(table: Table) -> None:
    table.add("REF1", BATTERY)
    table.open("REF1")
    table.press(F10)
    assert table.opened == "REF1"
    assert table.station.checks.verdict.word() == "F10 again books it"
    QTest.qWait(SOONEST_MS)
    table.press(F10)
    table.wait_for("REF1", State.BOOKED)
    entry = table.desk.book.entry("REF1")
    assert entry is not None
    assert [problem.field for problem in entry.problems] == ["customs.product_type"]


def test_a_change_withdraws_the_question(table: Table) -> None:
    table.add("REF1", BATTERY)
    table.open("REF1")
    table.press(F10)
    table.press(Qt.Key.Key_1, ALT)  # the fix: Sensitive goods
    assert table.station.checks.verdict.word() == "Ready to book"
    table.press(F10)
    table.wait_for("REF1", State.BOOKED)


def test_another_warning_is_asked_about_anew(table: Table) -> None:
    table.add("REF1", BATTERY)
    table.open("REF1")
    table.press(F10)
    QTest.qWait(SOONEST_MS)
    table.work.view.form.reveal("receiver.email")
    table.press(Qt.Key.Key_A, CTRL)
    table.type("nobody at nowhere")
    assert len(table.station.checks.problems()) == 2
    table.press(F10)
    assert table.opened == "REF1"
    assert table.station.checks.verdict.word() == "F10 again books it"


def test_a_fault_takes_the_keyboard_to_its_field(table: Table) -> None:
    table.add("REF1", {"receiver.name": None, "parcel.gross_weight_kg": None})
    table.open("REF1")
    table.press(F10)
    assert table.opened == "REF1"
    assert table.bookings() == []
    table.type("Jerry Lee")
    table.press(F6)
    table.type("1.2")
    assert table.station.checks.verdict.word() == "Ready to book"
    table.press(F10)
    table.wait_for("REF1", State.BOOKED)
    entry = table.desk.book.entry("REF1")
    assert entry is not None
    assert (entry.shipment.receiver.name, str(entry.shipment.parcel.gross_weight_kg)) == ("Jerry Lee", "1.2")


def test_a_booked_order_is_locked_and_only_printed_again(table: Table) -> None:
    table.add("REF1")
    table.open("REF1")
    table.press(F10)
    printed(table, "REF1")
    table.open("REF1")
    assert table.station.checks.verdict.word() == "Booked"
    assert not table.station.actions_by_name["book"].isEnabled()
    table.press(F10)
    table.press(F8)
    table.until(lambda: len(table.printed()) == 2)
    assert table.bookings() == ["REF1"]
    assert table.opened == "REF1"


def test_the_number_on_a_label_opens_its_order(table: Table) -> None:
    table.add("REF1")
    table.open("REF1")
    table.press(F10)
    printed(table, "REF1")
    table.scan(table.row("REF1").tracking_number)
    table.until(lambda: table.opened == "REF1")


def test_hold_puts_it_aside(table: Table) -> None:
    table.add("REF1")
    table.open("REF1")
    table.press(F12)
    table.wait_for("REF1", State.HELD)
    assert table.opened == ""
    table.until(lambda: [row.reference for row in table.station.lists.held.rows()] == ["REF1"])


def test_a_refusal_stands_at_its_field_and_is_mended(table: Table) -> None:
    refusal = {"status": False, "message": "Errors: receiverPostcode: Receiver postcode is not served"}
    rule = {"fault": "status", "carrier": "jumppoint", "endpoint": "POST /booking", "code": 400, "body": refusal}
    table.carriers.control("faults", [rule])
    table.add("REF1")
    table.open("REF1")
    table.press(F10)
    row = table.wait_for("REF1", State.REFUSED)
    table.until(lambda: any("refused" in text for text in table.notices()))
    table.open("REF1")
    assert "not served" in row.note + "".join(problem.message for problem in table.station.checks.problems())
    table.press(F10)
    table.wait_for("REF1", State.BOOKED)


def test_what_was_typed_is_kept_when_another_order_is_opened(table: Table) -> None:
    table.add("REF1")
    table.add("REF2")
    table.open("REF1")
    table.work.view.form.reveal("receiver.name")
    table.press(Qt.Key.Key_A, CTRL)
    table.type("สมชาย")
    table.work.view.form.reveal("parcel.gross_weight_kg")
    table.press(Qt.Key.Key_A, CTRL)
    table.type("abc")  # no number: the order book cannot take it, the station remembers it
    table.open("REF2")
    table.until(lambda: table.row("REF1").receiver == "สมชาย")
    table.open("REF1")
    assert table.work.order is not None
    assert table.work.order.draft.text("parcel.gross_weight_kg") == "abc"


def test_a_shipment_typed_by_hand_without_the_mouse(table: Table) -> None:
    table.add("REF1")
    table.press(Qt.Key.Key_N, CTRL)
    table.until(lambda: table.opened != "")
    reference = table.opened
    assert "to fill" in table.station.checks.verdict.word()
    values = {
        "receiver.name": "Tan Wei Ling", "receiver.company": "Tan Trading", "receiver.address": "10 Anson Road",
        "receiver.district": "Tanjong Pagar", "receiver.country": "SG", "receiver.postcode": "079903",
        "receiver.phone": "+65 6123 4567",
    }  # fmt: skip
    for path, value in values.items():
        assert table.work.view.form.reveal(path)
        table.type(value)
    assert table.work.order is not None
    assert all(table.work.order.draft.text(path) == value for path, value in values.items())
    table.press(Qt.Key.Key_Escape)  # out of the opened receiver
    table.press(Qt.Key.Key_Escape)  # out of the shipment, which is kept
    assert table.opened == ""
    table.until(lambda: table.desk.book.entry(reference) is not None)
    assert table.state(reference) is State.DRAFT
    assert table.row(reference).receiver == "Tan Wei Ling"


def test_enter_in_the_empty_field_opens_the_next_order(table: Table) -> None:
    table.add("REF1")
    table.add("REF2")
    table.press(Qt.Key.Key_F2)
    table.press(Qt.Key.Key_Return)
    table.until(lambda: table.opened == "REF1")


def test_several_matches_are_listed_and_one_is_taken_by_key(table: Table) -> None:
    table.add("REF1")
    table.add("REF2")
    table.press(Qt.Key.Key_F2)
    table.type("REF")
    table.until(lambda: table.station.finder.isVisible() and len(table.station.finder.list.rows()) == 2)
    table.press(Qt.Key.Key_Down)
    chosen = table.station.finder.list.rows()[0].reference
    table.press(Qt.Key.Key_Return)
    table.until(lambda: table.opened == chosen)


def test_without_a_network_it_stays_queued_and_says_so(table: Table) -> None:
    assert table.session.workplace is not None
    table.session.workplace.accounts.set("jumppoint", {"base_url": "http://127.0.0.1:9/jumppoint/"})
    table.add("REF1")
    table.open("REF1")
    table.press(F10)
    table.until(lambda: table.row("REF1").note != "")
    assert table.state("REF1") is State.QUEUED
    table.until(table.station.top.banner.isVisible)
    words = table.station.top.banner.findChild(QLabel)
    assert words is not None
    assert "1 shipment is queued and not booked yet" in words.text()


def test_tab_goes_from_the_scan_field_through_the_shipment_as_it_is_read(table: Table) -> None:
    table.add("REF1")
    table.open("REF1")
    assert table.station.field.line.hasFocus()
    seen = []
    for _ in range(12):
        table.press(Qt.Key.Key_Tab)
        seen.append(table.window.focusWidget().accessibleName())
    names = [name.partition(":")[0] for name in seen]
    assert names[:5] == ["Carrier and service", "Receiver", "Sender", "Length", "Width"]
    assert names.index("Gross weight, required") < names.index("Product 1")


def test_enter_with_an_order_open_opens_no_other(table: Table) -> None:
    table.add("REF1")
    table.add("REF2")
    table.open("REF2")
    table.press(Qt.Key.Key_Return)  # a scanner that ends twice
    table.add("REF3")
    assert table.opened == "REF2"


def test_without_a_printer_it_is_booked_and_not_printed(table: Table) -> None:
    assert table.session.workplace is not None
    table.session.workplace.settings.set({"label_printer": ""})
    table.window.bridge.settings_changed.emit()
    assert table.station.actions_by_name["book"].text() == "Book"
    table.add("REF1")
    table.open("REF1")
    table.press(F10)
    table.until(lambda: table.row("REF1").label is Label.STORED)
    table.press(F8)
    table.until(lambda: any("No printer is set for labels" in text for text in table.notices()))
    assert table.printed() == []


def test_what_keeps_a_queue_is_said_once(table: Table) -> None:
    assert table.session.workplace is not None
    told: list[object] = []
    table.window.bridge.told.connect(told.append)
    table.session.workplace.dispatcher.trouble.emit("jumppoint", "There is no Jumppoint account yet.")
    table.session.workplace.dispatcher.trouble.emit("jumppoint", "There is no Jumppoint account yet.")
    assert len(told) == 1
    table.session.workplace.dispatcher.trouble.emit("jumppoint", "The password is missing.")
    assert len(told) == 2


def test_where_booking_is_shut_the_clerk_is_told_and_led_to_what_opens_it(table: Table) -> None:
    with table.desk.book.database.write() as connection:  # type: ignore[attr-defined]
        connection.execute("INSERT INTO gap (booking_id, since, who, why) VALUES (NULL, 0, '', '')")
    table.add("REF1")
    table.open("REF1")
    table.press(F10)
    table.until(lambda: any("Booking is shut" in text for text in table.notices()))
    (told,) = [text for text in table.notices() if "Booking is shut" in text]
    assert told.startswith("REF1 was not booked. Booking is shut: nothing here tells what was sent")
    assert told.endswith("in Settings, under Data.")
    assert "shipdesk " not in told
    assert table.bookings() == []
    (notice,) = [one for one in table.window.notices.shown() if one.text == told]
    (verb,) = [one for one in notice.findChildren(QAbstractButton) if one.text() == "Settings"]
    QTest.mouseClick(verb, Qt.MouseButton.LeftButton)
    screen = table.window.screen_named("Settings")
    assert isinstance(screen, SettingsScreen)
    (data,) = [section for section in screen.sections.made() if isinstance(section, DataSection)]
    table.until(data.shut.isVisible)
    data.shut.how.set_text("Mei, on the portal")
    QTest.mouseClick(data.shut.compared, Qt.MouseButton.LeftButton)
    table.until(lambda: not data.shut.isVisible())
    table.press(Qt.Key.Key_1, CTRL)
    table.press(Qt.Key.Key_Escape)
    table.open("REF1")
    table.press(F10)
    table.wait_for("REF1", State.BOOKED)
