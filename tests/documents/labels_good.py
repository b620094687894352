"""Good labels, each with the number that it must carry: those of the simulated carriers, and those that ShipDesk draws.

Seeded: the same numbers give the same labels. Each is shown on one of the kinds of page that a printer takes.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from shipdesk.documents.carrier_label import Address, CarrierLabel, draw_carrier_label
from shipdesk.simulator.label import Label, draw
from tests.documents.repaging import Place, put_on_page

STOCK, A6, INCHES, A4 = (100.0, 150.0), (105.0, 148.0), (101.6, 152.4), (210.0, 297.0)

#: Who lives where, in every script that the carriers' countries write.
PEOPLE = (
    ("Budi Santoso", "PT Maju Bersama Sejahtera", "Jl. Kenanga III No. 5, RT 02/RW 07", "Malang, Jawa Timur 65141"),
    ("คุณสมศักดิ์ ปั้นน้ำ", "บริษัท ที่อยู่ดี จำกัด", "322/16 ซอยนวลจันทร์ 36 เขตบึงกุ่ม", "กรุงเทพมหานคร 10230"),
    ("陳大文", "金星工業大廈有限公司", "香港葵涌大連排道十二號地下A室", "葵涌"),
    ("张伟", "深圳市进出口贸易有限公司", "广东省深圳市宝安区西乡街道", "深圳市 518126"),
    ("أحمد بن عبد الله", "شركة النور", "شارع الشيخ زايد، مبنى رقم 12", "سومباوا 84371"),
    ("Nguyễn Thị Thu Hằng", "Công ty TNHH Một Thành Viên", "Số 12 Đường Lê Lợi, Phường Bến Nghé", "Hồ Chí Minh 700000"),
    ("Wolfeschlegelsteinhausen " * 3, "Perusahaan " * 9, "Jalan Jenderal Sudirman Kav. 52-53, " * 6, "DKI Jakarta"),
    ("Li", "", "口 1, 回 2, Main Street 5", "Kwai Tsing ? 0O0 D"),
)
#: Carrier, the shape of its numbers (# a figure, @ a letter), its services.
CARRIERS = (
    ("JUMPPOINT", "JPTH##########", ("Air", "Sea", "Land")),
    ("CEVA LOGISTICS", "CEVA@@########", ("EXPRESS", "STANDARD", "Domestic")),
    ("CEVA LOGISTICS", "ordercode####", ("ECONOMY", "crossborder")),
)
JNE = "01############"
JNE_SERVICES = ("REG", "YES", "OKE", "JTR<130", "SPS")


@dataclass(frozen=True)
class GoodLabel:
    """A label that must be printed: its PDF, its number, the labels in the printer, and a name for a report."""

    name: str
    pdf: bytes
    number: str
    stock: tuple[float, float] = STOCK


def number_of(shape: str, chance: random.Random) -> str:
    """A number of a shape."""
    letters = {"#": "0123456789", "@": "ABCDEFGHJKLMNPQRSTUVWXYZ"}
    return "".join(chance.choice(letters[mark]) if mark in letters else mark for mark in shape)


def carriers_label(chance: random.Random) -> GoodLabel:
    """One of the simulated carriers' own."""
    carrier, shape, services = chance.choice(CARRIERS)
    number, service = number_of(shape, chance), chance.choice(services)
    sender, receiver = chance.choice(PEOPLE[:6]), chance.choice(PEOPLE)
    facts = (f"Ref {number_of('SO-####', chance)}", f"Weight {chance.randint(1, 300) / 10} kg", "HKG - BKK DDP")
    collect = chance.choice(("", f"COD {chance.randint(10, 9999)} THB"))
    phone = f"+66 {chance.randint(10**8, 10**9)}"
    label = Label(carrier, service, number, (*sender, phone), (*receiver, phone), facts, collect)
    return GoodLabel(f"{carrier} {service}", draw(label), number)


def drawn_label(chance: random.Random) -> GoodLabel:
    """One that ShipDesk draws for JNE, in training or not."""
    number, service = number_of(JNE, chance), chance.choice(JNE_SERVICES)
    (name, company, street, place), other = chance.choice(PEOPLE), chance.choice(PEOPLE)
    label = CarrierLabel(
        carrier="JNE",
        service=service,
        product=chance.choice(("", "OnDelivery", "OnMarket")),
        number=number,
        origin="CGK10000",
        destination=number_of("@@@#####", chance),
        receiver=Address(name, company, street, place, "+62 81334567890"),
        sender=Address(*other, "+62 2162301234"),
        weight=f"{chance.randint(1, 9000) / 100} kg",
        pieces=chance.randint(1, 20),
        collect=chance.choice(("", "IDR 378.000")),
        goods=chance.choice(("Batik shirt", "เสื้อผ้า", "衣服", "goods " * 40)),
        reference=number_of("JNE-####", chance),
        note=chance.choice(("", "Titip di satpam???", "請於下午送貨")),
    )
    training = chance.random() < 0.2
    return GoodLabel(f"JNE {service}", draw_carrier_label(label, training=training), number)


def _as_it_is(label: GoodLabel) -> GoodLabel:
    return label


def _on(size: tuple[float, float], **place: float) -> Callable[[GoodLabel], GoodLabel]:
    def shown(label: GoodLabel) -> GoodLabel:
        middle = {"x": (size[0] - STOCK[0]) / 2, "y": (size[1] - STOCK[1]) / 2}
        pdf = put_on_page(label.pdf, size, Place(**{**middle, **place}))
        return GoodLabel(label.name, pdf, label.number, A4 if size == A4 else STOCK)

    return shown


def _turned_page(degrees: int) -> Callable[[GoodLabel], GoodLabel]:
    """A page that lies on its side, with a note in the PDF that it is to be turned: upright to whoever looks at it."""

    def shown(label: GoodLabel) -> GoodLabel:
        size = STOCK if degrees == 180 else (STOCK[1], STOCK[0])
        pdf = put_on_page(label.pdf, size, Place(turn=degrees), rotate=degrees)
        return GoodLabel(label.name, pdf, label.number)

    return shown


#: Kind of page -> how a label comes to stand on it.
PAGES: dict[str, Callable[[GoodLabel], GoodLabel]] = {
    "100 x 150 mm": _as_it_is,
    "A6": _on(A6, scale=0.985),
    "4 x 6 inches": _on(INCHES),
    "A4 in the corner": _on(A4, x=10.0, y=137.0),
    "A4 in the middle": _on(A4),
    "landscape, /Rotate 90": _turned_page(90),
    "landscape, /Rotate 270": _turned_page(270),
    "portrait, /Rotate 180": _turned_page(180),
}


def good_labels(count: int, seed: int = 1) -> Iterator[tuple[str, GoodLabel]]:
    """So many of them, each with its kind: every kind of page in turn."""
    chance = random.Random(seed)
    pages = list(PAGES.items())
    for at in range(count):
        page, show = pages[at % len(pages)]
        label = (carriers_label if chance.random() < 0.6 else drawn_label)(chance)
        yield page, show(label)
