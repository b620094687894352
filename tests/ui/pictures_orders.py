"""Pictures of the Orders screen, to be looked at: every state, every tab.

    QT_QPA_PLATFORM=offscreen python -m tests.ui.pictures_orders OUT_DIR [light dark contrast]

`QT_SCALE_FACTOR=1.5` shows it as a 150 % desktop does.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from shipdesk.core.errors import ShipDeskError
from shipdesk.ui.orders.screen import OrdersScreen
from shipdesk.usecases.work_off import pulse
from tests.ui.camera import in_each_scheme, keep, show, wait
from tests.ui.orders.world import World, fill, world

TABS = ("shipment", "timeline", "attempts", "label", "documents")


def draw(one: World, empty: World, out: Path, scheme: str) -> None:
    shots: list[tuple[str, Callable[[OrdersScreen], None]]] = [
        ("full", lambda screen: None),
        ("chinese", lambda screen: type_in(screen, "美玲")),
        ("thai", lambda screen: type_in(screen, "พหลโยธิน")),
        ("nothing", lambda screen: type_in(screen, "Zebra crossing")),
    ]
    for name, prepare in shots:
        screen = opened(one)
        prepare(screen)
        wait()
        keep(screen, out / f"{scheme}-orders-{name}.png")
    for place, tab in enumerate(TABS):
        screen = opened(one)
        screen.list.choose(one.book.entry("REF00001008").id)  # type: ignore[union-attr]
        screen.open_detail()
        wait(lambda screen=screen: screen.detail.dossier() is not None)  # type: ignore[misc]
        screen.detail.turn_to(place)
        wait()
        keep(screen, out / f"{scheme}-orders-{tab}.png")
    for name, reference in (("refused", "SO-2026-000901"), ("doubt", "SO-2026-000902")):
        screen = opened(one)
        screen.list.choose(one.book.entry(reference).id)  # type: ignore[union-attr]
        screen.open_detail()
        wait()
        screen.detail.turn_to(2)
        wait()
        keep(screen, out / f"{scheme}-orders-{name}.png")
    screen = opened(one)
    screen.model.failed.emit(ShipDeskError("The order book is on a disk that has gone; plug it in again."))
    wait()
    keep(screen, out / f"{scheme}-orders-error.png")
    keep(opened(empty), out / f"{scheme}-orders-empty.png")


def opened(one: World) -> OrdersScreen:
    screen = OrdersScreen(one.opening())
    screen.attach(one.workplace)
    show(screen)
    screen.focus_first()
    one.workplace.dispatcher.changed.emit(pulse(one.workplace.desk))
    wait()
    return screen


def type_in(screen: OrdersScreen, text: str) -> None:
    screen.filters.field.line.setText(text)
    screen.filters.field.edited.emit(text)


def shoot(out: Path, scheme: str) -> None:
    with TemporaryDirectory() as folder, world(Path(folder, "one")) as one, world(Path(folder, "two")) as empty:
        fill(one)
        draw(one, empty, out, scheme)


if __name__ == "__main__":
    in_each_scheme(shoot)
