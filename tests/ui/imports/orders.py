"""Files of orders as a platform exports them."""

from __future__ import annotations

import csv
from pathlib import Path

from shipdesk.core.cards import CardKind
from tests.ui.orders.world import World

HEADINGS = (
    "Order No", "Recipient Name", "Company", "Address 1", "Address 2", "District", "City", "State", "Zip", "Country",
    "Phone", "Email", "Item", "Item origin", "Qty", "Price", "Currency", "SKU", "Weight", "Total", "Order currency",
    "Category", "HS code", "Goods",
)  # fmt: skip
#: "Item origin" says nothing by its name.
FIXED = {"carrier": "jumppoint", "service": "Air", "products.description_origin": "棉質T恤"}
_NAMES = ("Jerry Lee", "นางสาวกัญญารัตน์ วงศ์สุวรรณ", "陳大文", "Maximiliane-Friederike von Hohenstein-Oberwiesenthal")


def order(number: int, *, phone: str = "+66 81 234 5678", postcode: str = "10110") -> list[str]:
    """The cells of one order; a phone or a postcode of another form makes it faulty or suspect."""
    return [
        f"SO-{number:07}", _NAMES[number % 4], "ACME", "88 Sukhumvit Road", "Floor 3", "Khlong Toei", "Bangkok",
        "Bangkok", postcode, "TH", phone, "jerry@example.com", "Cotton T-shirt", "棉質T恤", "2", "254", "THB", "TS-1",
        "1.24", "508", "THB", "Apparel", "610910", "General",
    ]  # fmt: skip


def write_orders(path: Path, count: int, *, faulty: int = 40, suspect: int = 50) -> Path:
    """A CSV of `count` orders; each `faulty`-th has a phone that is none, each `suspect`-th an odd postcode."""
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(HEADINGS)
        for number in range(count):
            phone = "12" if number % faulty == faulty - 1 else "+66 81 234 5678"
            postcode = "10110x" if number % suspect == suspect - 1 else "10110"
            table.writerow(order(number, phone=phone, postcode=postcode))
    return path


def default_sender(one: World) -> None:
    """The sender of orders that name none."""
    one.book.library.save(
        CardKind.SENDER,
        {"name": "HK warehouse", "company": "HK warehouse Ltd", "address": "Unit 5, 3/F", "district": "Kwai Chung",
         "province": "Kwai Tsing", "country": "HK", "phone": "+852 2123 4567", "postcode": "00000", "default": "true"},
    )  # fmt: skip
