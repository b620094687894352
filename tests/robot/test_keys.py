"""What work at the table costs in keys, done by a robot with a keyboard and a scanner, and no mouse."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from shipdesk.core.cards import CardKind
from shipdesk.core.shipment import canonical
from shipdesk.core.states import Label, State
from shipdesk.ui.end_of_day.screen import EndOfDayScreen
from shipdesk.ui.screens import SCREENS
from shipdesk.usecases.check import check_reading
from tests.robot.clerk import Clerk
from tests.ui.station.doubt.test_panel import LOST, number_of, set_account
from tests.ui.station.scan.test_scans import set_up, settle
from tests.ui.station.scan.test_weighing import Scale
from tests.ui.table import Table, shipment

#: What a hand-typed order may cost beyond its text, and what a fault may.
MOST_KEYS, MOST_KEYS_A_FAULT = 12, 2
_MOUSE = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
}


class NoMouse(QObject):
    """Nothing that a mouse does comes through."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOUSE:
            self.seen += 1
            return True
        return super().eventFilter(watched, event)


@pytest.fixture
def clerk(table: Table, capsys: pytest.CaptureFixture[str]) -> Iterator[Clerk]:
    """`SHIPDESK_STROKES=1` writes down every key with its time."""
    mouse = NoMouse()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(mouse)
    made = Clerk(table)
    yield made
    app.removeEventFilter(mouse)
    assert mouse.seen == 0
    if os.environ.get("SHIPDESK_STROKES"):
        show(capsys, *made.written())


@pytest.fixture
def scale(table: Table) -> Iterator[Scale]:
    made = Scale(table)
    yield made
    set_up(table, scale="none")
    table.until(lambda: not table.station.top.scale.isVisible())
    made.pull()


def printed(table: Table, *references: str) -> None:
    table.until(lambda: all(table.row(one).label is Label.PRINTED for one in references))


def show(capsys: pytest.CaptureFixture[str], *lines: str) -> None:
    """The figures, for whoever runs it to look at."""
    with capsys.disabled():
        os.write(1, ("\n" + "\n".join(lines) + "\n").encode())


# --- a: an order of which all is known


def test_a_known_order_costs_one_scan_and_no_key(
    clerk: Clerk, scale: Scale, capsys: pytest.CaptureFixture[str]
) -> None:
    table = clerk.table
    set_up(table, auto_book=True)
    table.add("REF1", {"parcel.gross_weight_kg": None})
    scale.put("1.24")
    clerk.begin()
    clerk.scan("REF1")
    printed(table, "REF1")
    show(capsys, clerk.told("known order, auto-book on"))
    assert (clerk.scans, clerk.keys, clerk.letters) == (1, 0, 0)
    assert len(table.printed()) == 1
    entry = table.desk.book.entry("REF1")
    assert entry is not None
    assert str(entry.shipment.parcel.gross_weight_kg) == "1.24"


def test_a_known_order_costs_one_scan_and_one_key_without_auto_book(
    clerk: Clerk, scale: Scale, capsys: pytest.CaptureFixture[str]
) -> None:
    table = clerk.table
    table.add("REF1", {"parcel.gross_weight_kg": None})
    scale.put("1.24")
    clerk.begin()
    clerk.scan("REF1")
    table.until(lambda: table.opened == "REF1" and table.station.checks.verdict.word() == "Ready to book")
    clerk.press("F10")
    printed(table, "REF1")
    show(capsys, clerk.told("known order, F10"))
    assert (clerk.scans, clerk.keys, clerk.letters) == (1, 1, 0)


# --- b: an order typed by hand

_NUMBERED = ("sku", "ean", "description", "description_origin", "description_destination", "category", "hs_code")


def fill_library(table: Table) -> None:
    """What a table has in its library after a week."""
    known: dict[str, Any] = canonical(shipment("X"))
    library = table.desk.library
    library.save(CardKind.SENDER, {**known["sender"], "default": "true"})
    library.save(CardKind.RECEIVER, {**known["receiver"], "name": "Lim Mei Ling"})
    product = {name: known["products"][0][name] for name in (*_NUMBERED, "unit_price", "currency")}
    library.save(CardKind.PRODUCT, product)
    library.save(CardKind.BOX, {"name": "M", "length_cm": "22", "width_cm": "16", "height_cm": "9"})
    library.save(CardKind.PRESET, {"name": "All", "carrier": "jumppoint", "service": "Sea", "product_type": "General"})


#: What nobody can know but the clerk, by the field that asks for it.
TEXT = {
    "products[0].quantity": "1",
    "declared_value.amount": "129",
    "declared_value.currency": "SGD",
    "customs.product_type": "General",
}


def test_an_order_typed_by_hand_costs_few_keys_beyond_its_text(
    clerk: Clerk, scale: Scale, capsys: pytest.CaptureFixture[str]
) -> None:
    table = clerk.table
    fill_library(table)
    clerk.begin()
    clerk.press("Ctrl+N")
    clerk.until(lambda: clerk.place == "receiver.name")
    scale.put("0.86")
    clerk.type("Lim")
    offered(clerk)
    clerk.press("Tab")
    clerk.until(lambda: clerk.place.startswith("products[0]."))
    clerk.type("Wire")
    offered(clerk)
    clerk.press("Tab")
    boxed = False
    text = dict(TEXT)
    while table.station.checks.verdict.word() != "Ready to book":
        place = clerk.place
        if place in text:
            clerk.type(text.pop(place))
            clerk.press("Return")
        elif place.startswith("parcel.") and not boxed:
            boxed = True
            clerk.press("Ctrl+B")
            clerk.until(lambda: clerk.place == "Box")
            clerk.press("Return")
        else:
            break
    reference = table.opened
    assert table.station.checks.verdict.word() == "Ready to book", (clerk.place, left(table))
    clerk.press("F10")
    printed(table, reference)
    show(capsys, clerk.told("order typed by hand"), *clerk.by_field())
    assert clerk.keys <= MOST_KEYS


def left(table: Table) -> list[str]:
    """What is still wrong, due or not."""
    order = table.work.order
    assert order is not None
    return [f"{problem.field}: {problem.message}" for problem in check_reading(table.desk, order.reading())]


def offered(clerk: Clerk) -> None:
    clerk.until(lambda: clerk.table.station.shelf.suggestions is not None)
    clerk.until(lambda: bool(clerk.table.station.shelf.suggestions and clerk.table.station.shelf.suggestions.showing))


# --- c: faults

#: What is wrong, the keys that mend it, and the text that only the clerk knows.
FAULTS: tuple[tuple[str, Mapping[str, object], tuple[str, ...], str], ...] = (
    ("a battery among General goods", {"customs.product_type": "General"}, ("Alt+1",), ""),
    ("a city misspelt", {"receiver.city": "Ang Mo Kyo"}, ("Alt+1",), ""),
    ("no telephone number", {"receiver.phone": None}, ("F6",), "+65 91234567"),
    ("an HS code of three digits", {"products[0].hs_code": "851"}, ("F6",), "85183000"),
    ("a postcode too short", {"receiver.postcode": "5601"}, ("F6",), "560123"),
)


@pytest.mark.parametrize(("name", "wrong", "keys", "text"), FAULTS, ids=[row[0] for row in FAULTS])
def test_a_fault_costs_two_keys_at_most(
    clerk: Clerk, capsys: pytest.CaptureFixture[str], name: str, wrong: Mapping[str, object],
    keys: tuple[str, ...], text: str,
) -> None:  # fmt: skip
    table = clerk.table
    table.add("REF1", wrong)
    clerk.scan("REF1")
    clerk.until(lambda: table.opened == "REF1")
    assert table.station.checks.verdict.word() != "Ready to book"
    clerk.begin()
    for key in keys:
        clerk.press(key)
    if text:
        clerk.type(text)
    problems = [(one.field, one.message) for one in table.station.checks.problems()]
    show(capsys, clerk.told(name))
    assert problems == []
    assert table.station.checks.verdict.word() == "Ready to book"
    assert clerk.keys <= MOST_KEYS_A_FAULT


# --- d: a day


def key_of(name: str) -> str:
    return next(line.key for line in SCREENS if line.name == name)


def turn_to(clerk: Clerk, name: str) -> None:
    clerk.press(key_of(name))
    clerk.until(lambda: clerk.table.window.screen_named(name).isVisible())
    settle(clerk.table)


def test_a_whole_day_without_a_mouse(clerk: Clerk, capsys: pytest.CaptureFixture[str]) -> None:
    table, parts = clerk.table, []

    def told(part: str) -> None:
        parts.append(clerk.told(part))
        clerk.begin()

    clerk.begin()
    for reference in ("REF1", "REF2", "REF3"):
        table.add(reference)
    clerk.press("Ctrl+Down")
    clerk.until(lambda: table.opened != "")
    clerk.press("Esc")
    clerk.scan("REF1")
    clerk.until(lambda: table.opened == "REF1")
    clerk.press("F10")
    printed(table, "REF1")
    told("opened and booked")

    set_account(table, probe="never")
    table.carriers.control("faults", [LOST])
    clerk.scan("REF2")
    clerk.until(lambda: table.opened == "REF2")
    clerk.press("F10")
    table.wait_for("REF2", State.NEEDS_PERSON)
    clerk.scan("REF2")
    clerk.until(lambda: table.work.order is not None and table.work.order.state is State.NEEDS_PERSON)
    settle(table)
    clerk.press("F3")
    clerk.press("Alt+1")
    clerk.type(number_of(table, "REF2"))
    clerk.press("Return")
    table.wait_for("REF2", State.BOOKED)
    printed(table, "REF2")
    told("a doubt resolved")

    set_account(table, probe="")
    clerk.scan("REF1")
    clerk.until(lambda: table.opened == "REF1")
    before = len(table.printed())
    clerk.press("F8")
    clerk.until(lambda: len(table.printed()) == before + 1)
    told("a label printed again")

    turn_to(clerk, "Orders")
    clerk.press("F2")
    clerk.type("REF2")
    settle(table)
    clerk.press("Return")
    settle(table)
    told("an order found")
    turn_to(clerk, "Tracking")
    clerk.press("F5")
    settle(table)
    told("news of what is under way")

    turn_to(clerk, "End of day")
    day = table.window.screen_named("End of day")
    assert isinstance(day, EndOfDayScreen)
    for reference in ("REF1", "REF2"):
        taken = len(day.sheet.taken) if day.sheet else 0
        clerk.scan(table.row(reference).tracking_number)
        clerk.until(lambda taken=taken: day.sheet is not None and len(day.sheet.taken) == taken + 1)
    settle(table)
    clerk.press("F10")
    clerk.type("Somchai")
    clerk.press("F10")
    clerk.until(lambda: not day.closing)
    settle(table)
    told("the day handed over")

    turn_to(clerk, "Settings")
    clerk.press("Down")
    told("settings looked at")
    clerk.press("Ctrl+Q")
    clerk.until(lambda: not table.window.isVisible())
    told("closed")
    show(capsys, *parts)
    assert all(table.row(one).label is Label.HANDED_OVER for one in ("REF1", "REF2"))
