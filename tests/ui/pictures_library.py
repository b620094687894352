"""Pictures of the Library screen, to be looked at: every kind, long names, a search, a fault, nothing yet.

QT_QPA_PLATFORM=offscreen python -m tests.ui.pictures_library OUT_DIR [light dark contrast]
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from shipdesk.core.cards import CardKind
from shipdesk.ui.library.screen import LibraryScreen
from shipdesk.usecases.learn import learn_from_before
from tests.ui.camera import close_screen, in_each_scheme, open_screen, snap, wait
from tests.ui.orders.world import World, fill, world


def stock(one: World) -> None:
    """A library as it looks after some weeks."""
    fill(one)
    stock_shelves(one)


def stock_shelves(one: World) -> None:
    """The library of an order book that is filled."""
    learn_from_before(one.workplace.desk)
    library = one.book.library
    library.save(
        CardKind.SENDER,
        {"name": "HK warehouse", "company": "倉庫有限公司", "address": "Unit 5, 3/F\n12 Tai Lin Pai Road",
         "city": "Kwai Tsing", "country": "HK", "phone": "+852 2123 4567", "default": "true"},
    )  # fmt: skip
    for name, *sides, weight in (("S", "20", "15", "10", "0.08"), ("M", "30", "20", "20", "0.2"), ("L", "60", "40", "40", "0.65")):  # fmt: skip  # noqa: E501
        length, width, height = sides
        library.save(
            CardKind.BOX,
            {"name": name, "length_cm": length, "width_cm": width, "height_cm": height, "weight_kg": weight},
        )
    for sku, text, origin in (("PB-10K", "Power bank 10,000 mAh", "行動電源"), ("TH-9", "Herbal balm", "ยาหม่องสมุนไพร")):
        library.save(CardKind.PRODUCT, {"sku": sku, "description": text, "description_origin": origin,
                                        "hs_code": "850760", "unit_weight_kg": "0.235"})  # fmt: skip
    library.save(CardKind.PRESET, {"name": "Thailand, light", "country": "TH", "weight_to_kg": "2",
                                   "carrier": "jumppoint", "service": "Air", "box": "S"})  # fmt: skip
    library.put_all(
        CardKind.PLACE_CODE,
        [
            {"code": f"BDO{at:05}", "city": "Kota Bandung", "district": f"Kecamatan {at}", "province": "Jawa Barat",
             "postcode": f"{40000 + at}"}
            for at in range(3000)
        ],
    )  # fmt: skip


def draw(one: World, out: Path, scheme: str) -> None:
    screen = LibraryScreen(one.opening())
    open_screen(screen, one)
    for kind in CardKind:
        screen.kinds.pick(kind.value)
        screen._on_picked(kind.value)
        wait()
        screen.page.focus_list()
        wait()
        snap(screen, out / f"{scheme}-library-{kind.value}.png")
    screen.kinds.pick("box")
    screen._on_picked("box")
    wait()
    screen.add()
    screen.page.editor._on_edited("length_cm", "abc")
    screen.save()
    wait()
    snap(screen, out / f"{scheme}-library-fault.png")
    screen.back()
    screen.kinds.pick("receiver")
    screen._on_picked("receiver")
    screen.field.line.setText("สมชาย")
    screen._find()
    wait()
    snap(screen, out / f"{scheme}-library-search.png")
    screen.field.line.setText("nobody")
    screen._find()
    wait()
    snap(screen, out / f"{scheme}-library-none.png")
    close_screen(screen)


def shoot(out: Path, scheme: str) -> None:
    with TemporaryDirectory() as root, world(Path(root)) as one:
        screen = LibraryScreen(one.opening())
        open_screen(screen, one)
        snap(screen, out / f"{scheme}-library-empty.png")
        close_screen(screen)
    with TemporaryDirectory() as root, world(Path(root)) as one:
        stock(one)
        draw(one, out, scheme)


if __name__ == "__main__":
    in_each_scheme(shoot)
