"""Pictures of the packing station in each of its states, to be looked at.

    python -m tests.ui.pictures OUT_DIR [SCENE …] [--dark] [--contrast] [--size 1920x1080]

`QT_SCALE_FACTOR=1.5` shows it as a 150 % desktop does. Names are long and in every script we ship to, on purpose.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shipdesk.core.outcomes import Outcome, Verdict
from shipdesk.core.problems import error
from shipdesk.core.records import Changes, Query
from shipdesk.core.shipment import Customs, Money, Parcel, Party, Product
from shipdesk.core.states import State
from shipdesk.ui import theme
from shipdesk.ui.station.screen import StationScreen
from shipdesk.ui.window import MainWindow
from tests.ui.orders.world import RECORDS, World, world
from tests.ui.orders.world import shipment as plain

WAIT_MS = 5000
KANYARAT = Party(
    name="นางสาวกัญญารัตน์ วงศ์สุวรรณ", company="บริษัท ไทยเทรดดิ้ง จำกัด", address="88/12 หมู่บ้านสุขสันต์ ซอยรามคำแหง 24\nแขวงหัวหมาก",
    district="Bang Kapi", city="Bang Kapi", province="Bangkok", country="TH", postcode="10240",
    phone="+66 81 234 5678", email="kanyarat.w@example.com",
)  # fmt: skip
CHAN = Party(
    name="陳大文", company="遠東國際貿易(香港)有限公司",
    address="九龍旺角彌敦道 688 號旺角中心一座 12 樓 1205-1210 室", district="Mong Kok", city="Kowloon",
    province="Yau Tsim Mong", country="HK", postcode="00000", phone="+852 9123 4567",
    email="chan.tai.man@example.com",
)  # fmt: skip
LONG = Party(
    name="Maximiliane-Friederike von Hohenstein-Oberwiesenthal zu Rabenau", company="Hohenstein Handelsgesellschaft",
    address="Prinzregentenstraße 1218, Hinterhaus, 3. Stock links\nbei Schmidt-Kaltenbrunner", district="Bogenhausen",
    city="München", province="Bayern", country="DE", postcode="81675", phone="+49 89 12345678",
    email="maximiliane.von.hohenstein-oberwiesenthal@example.com",
)  # fmt: skip
SHIRT = Product(
    description="Cotton T-shirt, men, printed", description_origin="棉質T恤", category="Apparel", sku="TS-001-M",
    hs_code="61091000", unit_price=Decimal(254), currency="THB", quantity=20,
)  # fmt: skip
CASE = Product(
    description="Phone case with battery, magnetic, transparent, for models of 2025 and 2026",
    description_origin="手機殼", category="Electronics", sku="PC-2026-XL-BLK", hs_code="85076000",
    unit_price=Decimal("1290.50"), currency="THB", quantity=2, battery_type="Lithium ion", battery_count=2,
)  # fmt: skip
BOX = Parcel(
    length_cm=Decimal(30), width_cm=Decimal(20), height_cm=Decimal(20), gross_weight_kg=Decimal("25.2"),
    volume_weight_kg=Decimal("2.4"),
)  # fmt: skip
GENERAL, SENSITIVE = Customs(product_type="General"), Customs(product_type="Sensitive")
SENDER = plain("X").sender.model_copy(update={"postcode": "00000", "city": ""})


def good(one: World, reference: str, **changed: Any) -> None:
    whole: dict[str, Any] = {
        "sender": SENDER, "receiver": KANYARAT, "parcel": BOX, "products": (SHIRT,), "customs": SENSITIVE,
        "declared_value": Money(amount=Decimal(5080), currency="THB"), **changed,
    }  # fmt: skip
    one.order(reference, **whole)


def morning(one: World) -> None:
    """What waits, what is under way, and some that were booked."""
    one.time.ago(hours=3)
    for number, receiver in enumerate((KANYARAT, LONG, CHAN, KANYARAT, CHAN, LONG, KANYARAT, CHAN), start=1008):
        one.time.ago(hours=3, minutes=-number % 100)
        good(one, f"REF0000{number}", receiver=receiver)
    for number in (1001, 1002, 1003):
        one.time.ago(minutes=1010 - number)
        entry = one.booked(f"REF0000{number}", f"JP26112200{number}", receiver=CHAN, sender=SENDER)
        one.label(entry, printed=number != 1003)
    one.time.ago(minutes=2)
    held = one.order("DP-3312", receiver=CHAN)
    one.book.move(held, State.HELD, who="Mei", why="Out of stock.", changes=Changes(note="Out of stock."))


def flying(one: World) -> None:
    for number, begun in ((1004, False), (1005, True), (1006, False)):
        one.time.ago(seconds=1010 - number)
        made = plain(f"REF0000{number}", sender=SENDER, receiver=LONG)
        entry = one.book.add(made, State.TO_SHIP, who="Mei", why="", source="table")
        frozen = RECORDS["jumppoint"].freeze(made, one.workplace.desk.context("jumppoint"))
        entry = one.book.queue(entry, made, frozen, accepted=[], who="Mei")
        if begun:
            one.book.begin([entry], "book", who="Mei")
        elif number == 1006:
            one.book.postpone(entry, one.time.ago(hours=-1), "No network. It goes out by itself.")


def doubt(one: World) -> None:
    one.time.ago(minutes=5)
    reference = "CE-2026-771"
    outcome = Outcome(reference, Verdict.UNKNOWN, words="No answer within 30 s.")
    why = "CEVA has not answered clearly. It may or may not be booked."
    one.sent(reference, outcome, State.IN_DOUBT, why, carrier="ceva", service="CROSSBORDER/EXPRESS", receiver=CHAN)
    outcome = Outcome("REF00000999", Verdict.DUPLICATE, words="referenceNo: already taken")
    one.sent("REF00000999", outcome, State.CONFLICT, "The carrier already has a booking under this reference.")


Play = Callable[[StationScreen], None]


def show(screen: StationScreen, reference: str) -> None:
    screen.open_order(reference)
    until(
        lambda: screen.work is not None and screen.work.order is not None and screen.work.order.reference == reference
    )
    QTest.qWait(150)


def until(fact: Callable[[], bool]) -> None:
    waited = QElapsedTimer()
    waited.start()
    while not fact():
        if waited.elapsed() > WAIT_MS:
            raise TimeoutError
        QTest.qWait(10)


def act(screen: StationScreen, name: str) -> None:
    action: QAction = screen.actions_by_name[name]
    action.trigger()


@contextmanager
def window_over(one: World, *, training: bool = False) -> Iterator[MainWindow]:
    settings = {"station": "Station 3", "label_printer": "Zebra ZD421"}
    one.workplace.settings.set({"station": "Station 3", "label_printer": "Zebra ZD421"})
    window = MainWindow(RECORDS, settings, one.book.rows(Query(), 100), training)
    window.show()
    window.activateWindow()
    window.attach(one.workplace)
    screen = window.screen_named("Station")
    assert isinstance(screen, StationScreen)
    until(lambda: screen.work is not None)
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()


def station_of(window: MainWindow) -> StationScreen:
    screen = window.screen_named("Station")
    assert isinstance(screen, StationScreen)
    return screen


def _empty(one: World, window: MainWindow) -> None:
    """Nothing there yet."""


def _waiting(one: World, window: MainWindow) -> None:
    QTest.qWait(50)


def _ready(one: World, window: MainWindow) -> None:
    show(station_of(window), "REF00001008")


def _long(one: World, window: MainWindow) -> None:
    show(station_of(window), "REF00001009")


def _edit(one: World, window: MainWindow) -> None:
    show(station_of(window), "REF00001010")
    work = station_of(window).work
    assert work is not None
    work.view.form.focus_first()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)


def _product(one: World, window: MainWindow) -> None:
    show(station_of(window), "REF00001008")
    work = station_of(window).work
    assert work is not None
    work.view.form.reveal("products[0].description")
    section = next(s for s in work.view.form._sections.values() if s.group == "Products")
    next(section.folds()).unfold()


def _faults(one: World, window: MainWindow) -> None:
    broken = KANYARAT.model_copy(update={"postcode": "1024", "phone": "12", "province": "Bangkock", "company": ""})
    good(one, "REF00001020", receiver=broken, customs=GENERAL, products=(SHIRT, CASE))
    show(station_of(window), "REF00001020")
    act(station_of(window), "next_fault")


def _warnings(one: World, window: MainWindow) -> None:
    good(one, "REF00001021", customs=GENERAL, products=(SHIRT, CASE))
    show(station_of(window), "REF00001021")


def _asked(one: World, window: MainWindow) -> None:
    _warnings(one, window)
    act(station_of(window), "book")


def _refused(one: World, window: MainWindow) -> None:
    problems = (error("receiver.postcode", "carrier.refused", "receiverPostcode: must have 5 digits."),)
    outcome = Outcome("REF00001030", Verdict.REFUSED, problems=problems, words="receiverPostcode: must have 5 digits")
    why = "The carrier refused it; nothing was booked. The carrier said: receiverPostcode: must have 5 digits"
    changed = {"sender": SENDER, "receiver": KANYARAT, "customs": SENSITIVE, "parcel": BOX}
    one.sent("REF00001030", outcome, State.REFUSED, why, **changed)
    show(station_of(window), "REF00001030")


def _booked(one: World, window: MainWindow) -> None:
    show(station_of(window), "REF00001002")
    until(lambda: not station_of(window).label.preview.image().isNull())


def _in_flight(one: World, window: MainWindow) -> None:
    flying(one)
    doubt(one)
    station = station_of(window)
    station.keeper.read_again()
    until(lambda: bool(station.keeper.board.doubtful))
    show(station, "CE-2026-771")


def _new(one: World, window: MainWindow) -> None:
    act(station_of(window), "new")
    until(lambda: station_of(window).work is not None and station_of(window).work.order is not None)  # type: ignore[union-attr]
    QTest.qWait(150)


def _services(one: World, window: MainWindow) -> None:
    _ready(one, window)
    act(station_of(window), "change_service")


def _help(one: World, window: MainWindow) -> None:
    _ready(one, window)
    next(action for action in window.actions() if action.text() == "Help").trigger()


def _found(one: World, window: MainWindow) -> None:
    field = station_of(window).field.line
    field.setFocus()
    QTest.keyClicks(field, "REF00001")
    until(station_of(window).finder.isVisible)


def _notices(one: World, window: MainWindow) -> None:
    _ready(one, window)
    window.bridge.success("REF00001002: Sent to Zebra ZD421.")
    window.bridge.problem(
        "REF00001003: The printer Zebra ZD421 is out of paper. Mend it, then print again with F8.", key="x", verb="Open"
    )


def _crash(one: World, window: MainWindow) -> None:
    try:
        raise KeyError("nobody reads this")
    except KeyError as fault:
        window.bridge.broken.emit(fault)


SCENES: dict[str, tuple[bool, Callable[[World, MainWindow], None]]] = {
    "empty": (False, _empty),
    "waiting": (True, _waiting),
    "ready": (True, _ready),
    "long": (True, _long),
    "edit": (True, _edit),
    "product": (True, _product),
    "faults": (True, _faults),
    "warnings": (True, _warnings),
    "asked": (True, _asked),
    "refused": (True, _refused),
    "booked": (True, _booked),
    "in_flight": (True, _in_flight),
    "new": (True, _new),
    "services": (True, _services),
    "help": (True, _help),
    "found": (True, _found),
    "notices": (True, _notices),
    "crash": (True, _crash),
}


def take(folder: Path, names: list[str], size: tuple[int, int]) -> None:
    """Draw the scenes into `folder`, a PNG each."""
    for name in names:
        filled, play = SCENES[name]
        with tempfile.TemporaryDirectory() as home, world(Path(home) / "home") as one:
            if filled:
                morning(one)
            with window_over(one, training=name == "empty") as window:
                window.resize(*size)
                QTest.qWait(100)
                play(one, window)
                QTest.qWait(250)
                target = QApplication.activeWindow() if name == "crash" else window
                (target or window).grab().save(str(folder / f"{name}.png"))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("scenes", nargs="*")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--contrast", action="store_true")
    parser.add_argument("--size", default="1280x800")
    given = parser.parse_args()
    app = QApplication([])
    scheme = theme.Scheme.DARK if given.dark else theme.Scheme.CONTRAST if given.contrast else theme.Scheme.LIGHT
    theme.apply(app, scheme)
    theme.load_remaining_fonts()
    given.folder.mkdir(parents=True, exist_ok=True)
    width, height = (int(part) for part in given.size.split("x"))
    take(given.folder, given.scenes or list(SCENES), (width, height))


if __name__ == "__main__":
    main()
