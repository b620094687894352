"""Pictures of the end of day, to be looked at: empty, half scanned, each verdict, signing, closed.

    QT_QPA_PLATFORM=offscreen python -m tests.ui.pictures_end_of_day OUT_DIR [light dark contrast]

`QT_SCALE_FACTOR=1.5` shows it as a 150 % desktop does.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from shipdesk.core.outcomes import Outcome, Verdict
from shipdesk.core.shipment import Party
from shipdesk.core.states import State
from shipdesk.ui.end_of_day.screen import EndOfDayScreen
from tests.ui.camera import in_each_scheme, keep, show, wait
from tests.ui.orders.world import World, world

PEOPLE = (
    Party(name="陳大文", city="Hong Kong", country="HK"),
    Party(name="สมชาย ใจดี", city="Bangkok", country="TH"),
    Party(name="Somchai Rattanakosin-Phanthasirikul Na Ayutthaya International", city="Bangkok", country="TH"),
    Party(name="Budi Santoso", city="Jakarta", country="ID"),
)


def fill(one: World) -> None:
    for place in range(12):
        carrier, service = (("jumppoint", "Air"), ("ceva", "CROSSBORDER/EXPRESS"))[place % 4 == 3]
        entry = one.booked(
            f"SO-2026-0009{place:02}", f"JX90447190{place:04}", receiver=PEOPLE[place % 4], carrier=carrier,
            service=service,
        )  # fmt: skip
        one.label(entry, printed=place % 3 != 0)
    lost = Outcome("SO-2026-000990", Verdict.UNKNOWN, words="No answer.")
    one.sent("SO-2026-000990", lost, State.IN_DOUBT, "Jumppoint has not answered; the parcel may or may not be booked.")


def opened(one: World) -> EndOfDayScreen:
    screen = EndOfDayScreen(one.opening())
    screen.attach(one.workplace)
    show(screen)
    screen.focus_first()
    wait()
    return screen


def scan(screen: EndOfDayScreen, *texts: str) -> None:
    for text in texts:
        screen.scan(text)
    wait()


def draw(one: World, empty: World, out: Path, scheme: str) -> None:
    keep(opened(one), out / f"{scheme}-day-begin.png")
    screen = opened(one)
    scan(screen, "JX904471900000", "JX904471900001", "JX904471900002")
    keep(screen, out / f"{scheme}-day-taken.png")
    screen = opened(one)
    scan(screen, "JX904471900003")
    keep(screen, out / f"{scheme}-day-other.png")
    screen = opened(one)
    scan(screen, "A-BARCODE-OF-SOMEBODY-ELSE", "SO-2026-000990")
    keep(screen, out / f"{scheme}-day-doubt.png")
    screen = opened(one)
    screen.close_or_sign()
    wait()
    keep(screen, out / f"{scheme}-day-sign.png")
    screen = opened(one)
    screen.close_or_sign()
    screen.signing.name.set_text("Budi Santoso")
    for place in range(20):
        where = QPoint(30 + place * 12, 70 + 30 * (place % 3))
        if place == 0:
            QTest.mousePress(screen.signing.pad, Qt.MouseButton.LeftButton, pos=where)
        QTest.mouseMove(screen.signing.pad, where)
    wait()
    screen.grab().save(str(out / f"{scheme}-day-signed.png"))
    screen.signing.sign()
    wait(lambda: screen.parcels.shown == "closed")
    wait()
    keep(screen, out / f"{scheme}-day-closed.png")
    keep(opened(empty), out / f"{scheme}-day-empty.png")


def shoot(out: Path, scheme: str) -> None:
    with TemporaryDirectory() as folder, world(Path(folder, "one")) as one, world(Path(folder, "two")) as empty:
        fill(one)
        draw(one, empty, out, scheme)


if __name__ == "__main__":
    in_each_scheme(shoot)
