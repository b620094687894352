"""Pictures of the Tracking screen, to be looked at: full, narrowed, nothing that matches, empty.

QT_QPA_PLATFORM=offscreen python -m tests.ui.pictures_tracking OUT_DIR [light dark contrast]
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from shipdesk.core.statuses import Status, TrackingEvent
from shipdesk.ui.tracking.screen import TrackingScreen
from shipdesk.ui.tracking.stages import STAGES
from tests.ui.camera import in_each_scheme, keep, show, wait
from tests.ui.orders.world import World, world

_NAMES = (
    ("Jerry Lee", "TH"),
    ("陳美玲", "HK"),
    ("สุดารัตน์ แก้วมณีรัตนโชติวงศ์", "TH"),
    ("Siti Nurhaliza binti Tarudin", "MY"),
    ("Koninklijke Nederlandse Maatschappij tot Bevordering der Goede Bezorging", "NL"),
    ("Budi Santoso", "ID"),
)
#: Carrier, status, hours since its last news, days since it was booked, leg.
_WAYS: tuple[tuple[str, Status | None, float, float, str], ...] = (
    ("jumppoint", Status.EXCEPTION, 30, 4, ""),
    ("ceva", Status.DELIVERY_FAILED, 5, 9, "LAST_MILE"),
    ("jne", Status.RETURNING, 20, 6, ""),
    ("ceva", Status.CUSTOMS, 160, 12, "CUSTOMS"),
    ("jne", Status.IN_TRANSIT, 75, 5, ""),
    ("ceva", Status.ARRIVED, 60, 8, "LAST_MILE"),
    ("jumppoint", Status.CUSTOMS, 40, 5, ""),
    ("ceva", Status.DEPARTED, 26, 3, "FREIGHT_FORWARDER"),
    ("jumppoint", Status.IN_TRANSIT, 14, 2, ""),
    ("jne", Status.OUT_FOR_DELIVERY, 3, 3, ""),
    ("jumppoint", Status.PICKED_UP, 9, 1, ""),
    ("ceva", Status.CONFIRMED, 4, 0.3, "FIRST_MILE"),
    ("jumppoint", Status.CREATED, 1, 0.1, ""),
    ("jne", None, 0, 0.2, ""),
)


def fill(one: World, times: int = 3) -> None:
    """Parcels on their way, each kind so many times."""
    for again in range(times):
        for at, (carrier, status, hours, days, leg) in enumerate(_WAYS):
            place = again * len(_WAYS) + at
            name, country = _NAMES[place % len(_NAMES)]
            one.time.ago(days=days + again)
            entry = one.booked(
                f"SO-2026-{place:06}",
                f"JPTH19312{place:05}",
                carrier=carrier,
                service="Air" if carrier == "jumppoint" else "",
                receiver={"name": name, "country": country},
            )
            one.time.ago()
            if status is not None:
                when = datetime.now(UTC) - timedelta(hours=hours + again * 2)
                words = f"Parcel {status.replace('_', ' ')} · สถานะล่าสุด"
                one.book.add_events(entry, [TrackingEvent(status, words, when, carrier, leg=leg)])


def opened(one: World) -> TrackingScreen:
    screen = TrackingScreen(one.opening())
    screen.attach(one.workplace)
    show(screen)
    screen.focus_first()
    wait(lambda: not screen.model.busy())
    wait()
    return screen


def draw(one: World, empty: World, out: Path, scheme: str) -> None:
    keep(opened(one), out / f"{scheme}-tracking.png")
    screen = opened(one)
    screen.filters.carriers.pick("ceva")
    screen.filters.changed.emit()
    screen.filters._show_legs()
    screen.map.setFocus()
    screen.map.pick(STAGES[0])
    wait()
    keep(screen, out / f"{scheme}-tracking-exceptions.png")
    screen = opened(one)
    screen.filters.look.pick("silent")
    screen.map.pick(STAGES[-1])
    wait()
    keep(screen, out / f"{scheme}-tracking-nothing.png")
    keep(opened(empty), out / f"{scheme}-tracking-empty.png")


def shoot(out: Path, scheme: str) -> None:
    with TemporaryDirectory() as folder, world(Path(folder, "one")) as one, world(Path(folder, "two")) as empty:
        fill(one)
        draw(one, empty, out, scheme)


if __name__ == "__main__":
    in_each_scheme(shoot)
