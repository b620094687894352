"""The library at the table: offered while one types, taken with Tab or the arrows, and learned from what is queued."""

from PySide6.QtCore import Qt

from shipdesk.core.cards import CardKind
from shipdesk.core.states import State
from tests.ui.table import Table

JERRY = {"name": "Jerry Lee", "address": "88 Sukhumvit Road", "city": "Bangkok", "country": "TH", "phone": "0812345678"}


def draft(table: Table, path: str) -> str:
    assert table.work.order is not None
    return table.work.order.draft.text(path)


def begin(table: Table, path: str) -> None:
    table.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    table.until(lambda: table.work.order is not None)
    table.work.view.form.reveal(path)


def offered(table: Table) -> list[str]:
    shelf = table.station.shelf
    assert shelf.suggestions is not None
    return [card.title for card in shelf.suggestions.list.cards] if shelf.suggestions.showing else []


def test_a_receiver_is_taken_whole_with_tab(table: Table) -> None:
    table.desk.library.save(CardKind.RECEIVER, JERRY)
    begin(table, "receiver.name")
    table.type("jer")
    table.until(lambda: offered(table) == ["Jerry Lee"])
    table.press(Qt.Key.Key_Tab)
    assert offered(table) == []
    assert [draft(table, f"receiver.{name}") for name in JERRY] == list(JERRY.values())


def test_tab_goes_on_where_what_is_typed_is_no_beginning(table: Table) -> None:
    table.desk.library.save(CardKind.RECEIVER, JERRY)
    begin(table, "receiver.name")
    table.type("Lee")
    table.until(lambda: offered(table) == ["Jerry Lee"])
    table.press(Qt.Key.Key_Tab)
    assert draft(table, "receiver.name") == "Lee"
    assert draft(table, "receiver.address") == ""
    table.until(lambda: offered(table) == [])


def test_the_arrows_choose_and_escape_leaves_what_is_typed(table: Table) -> None:
    table.desk.library.save(CardKind.RECEIVER, JERRY)
    table.desk.library.save(CardKind.RECEIVER, {"name": "李小姐 Lee", "city": "Hong Kong", "country": "HK"})
    begin(table, "receiver.name")
    table.type("lee")
    table.until(lambda: len(offered(table)) == 2)
    table.press(Qt.Key.Key_Escape)
    assert offered(table) == []
    assert draft(table, "receiver.name") == "lee"
    table.press(Qt.Key.Key_Backspace)
    table.until(lambda: len(offered(table)) == 2)
    table.press(Qt.Key.Key_Down)
    chosen = offered(table)[0]
    table.press(Qt.Key.Key_Return)
    assert draft(table, "receiver.name") == chosen


def test_a_product_by_its_description_keeps_what_was_typed_before(table: Table) -> None:
    table.desk.library.save(
        CardKind.PRODUCT, {"sku": "PB-1", "description": "Power bank", "hs_code": "850760", "brand": "Acme"}
    )
    begin(table, "products[0].hs_code")
    table.type("111111")
    table.work.view.form.reveal("products[0].description")
    table.type("pow")
    table.until(lambda: offered(table) == ["PB-1"])
    table.press(Qt.Key.Key_Tab)
    assert draft(table, "products[0].description") == "Power bank"
    assert draft(table, "products[0].sku") == "PB-1"
    assert draft(table, "products[0].brand") == "Acme"
    assert draft(table, "products[0].hs_code") == "111111"


def test_a_box_is_picked_by_key(table: Table) -> None:
    sides = {"length_cm": "30", "width_cm": "20", "height_cm": "15"}
    table.desk.library.save(CardKind.BOX, {"name": "M", **sides})
    begin(table, "receiver.name")
    table.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    table.until(table.station.shelf.boxes.isVisible)
    table.press(Qt.Key.Key_Return)
    assert {name: draft(table, f"parcel.{name}") for name in sides} == sides


def test_what_is_queued_is_known_for_the_next_one(table: Table) -> None:
    table.add("REF1")
    table.open("REF1")
    table.press(Qt.Key.Key_F10)
    table.wait_for("REF1", State.BOOKED)
    library = table.desk.library
    table.until(lambda: bool(library.ids(CardKind.RECEIVER)))
    (card,) = library.suggest(CardKind.RECEIVER, "", 5)
    assert (card.uses, card.by_hand) == (1, False)


def test_what_is_in_the_form_is_remembered_by_key(table: Table) -> None:
    table.add("REF1")
    table.open("REF1")
    table.press(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    table.until(lambda: any(notice.startswith("Remembered: ") for notice in table.notices()))
    (card,) = table.desk.library.suggest(CardKind.RECEIVER, "", 5)
    assert card.by_hand


def test_a_missing_code_of_a_place_has_its_fix(table: Table) -> None:
    table.desk.library.save(CardKind.PLACE_CODE, {"code": "BDO10000", "city": "BANDUNG"})
    place = {"receiver.country": "ID", "receiver.city": "Kota Bandung", "receiver.province": "Jawa Barat"}
    table.add("REF1", {**place, "carrier": "jne", "service": "ONMARKET/REG", "receiver.postcode": "40135"})
    table.open("REF1")
    path = "options.destination_code"
    table.until(lambda: any(p.field == path and p.fix == "BDO10000" for p in table.station.checks.problems()))
