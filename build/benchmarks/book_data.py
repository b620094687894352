"""A big order book of made-up shipments in many scripts, the same ones every time; built once and kept."""

import random
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from shipdesk.core.shipment import Parcel, Party, Product, Shipment, write_shipment
from shipdesk.orderbook import FILE, open_book
from shipdesk.orderbook.migrate import newest
from shipdesk.orderbook.search import COLUMNS, document


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST = _words(
    "Anna Ben Carla David Eva Felix Greta Hugo José Karl Léa Nora Pia Quentin Søren Tina Viktor Zoë Jürgen Łukasz"
)
LAST = _words(
    "Müller Smith García Rossi Nowak Dubois Jensen Öztürk O'Brien Håkansson Nguyễn Costa Dvořák Walker Patel Löfgren"
)
STREETS = _words(
    "Maple Oak Harbour Station Church Mill Hill Park Garden River Bridge Market King Queen Castle Abbey Linden"
)
CITIES = _words(
    "Rotterdam Utrecht Berlin Lyon Madrid Gdańsk Malmö Porto Brno Leeds Zürich Antwerp Turin Graz Oslo Cork"
)
SYLLABLES = _words(
    "ba be bo da de di do fa fi ga go ha he ka ki ko la le li lo ma me mi mo na ne no pa pe ra re ri ro sa ta va"
)
HAN_LAST = "王李張劉陳楊趙黃周吳徐孫胡朱高林何郭馬羅"
HAN_GIVEN = "偉芳娜敏靜麗強磊軍洋勇豔傑娟濤明超秀霞平剛桂英華玉蘭"
HAN_CITIES = _words("上海市浦东新区 北京市朝阳区 臺北市信義區 深圳市南山区科技园 香港九龍觀塘區 香港新界葵青區")
HAN_ROADS = _words("世纪大道 人民路 建国门外大街 忠孝東路 解放路 彌敦道")
HANGUL_LAST = "김이박최정강조윤장임한오서신권황안송류홍"
HANGUL_GIVEN = "민준서연도윤하은지우시예수아호"
THAI_FIRST = _words("สมชาย สมหญิง ประเสริฐ กมลวรรณ ณัฐพล วิไลวรรณ ธนากร ศิริพร")
THAI_LAST = _words("ใจดี แสงทอง ศรีสุวรรณ วงศ์ไทย รัตนโกสินทร์ บุญมา")
THAI_PLACES = _words("ถนนสุขุมวิทแขวงคลองเตย ถนนพระรามสี่เขตปทุมวัน ถนนเจริญกรุงแขวงบางรัก ตำบลช้างเผือกอำเภอเมือง")
GOODS = _words("T-Shirt Phonecase Mug Earphones Shoes Tea Picturebook Lamp")
SENDER = Party(
    name="HK warehouse",
    company="Pearl Trading Ltd",
    address="Unit 5, 18 Kwai Cheong Road",
    city="Kwai Chung",
    country="HK",
    phone="+852 6435 2654",
)
_CHUNK = 5_000
_START = datetime(2025, 11, 1, tzinfo=UTC).timestamp()
_SECONDS_BETWEEN = 31


def big_book(work: Path, size: int) -> Path:
    """The home with an order book of `size` bookings; built below `work` the first time (minutes for a million)."""
    home = work / f"book-{size}-{newest()}"
    if not (home / "whole").exists():
        print(f"Building an order book of {size:,} bookings in {home}, once …", file=sys.stderr)
        (home / FILE).unlink(missing_ok=True)
        open_book(home, clock=lambda: datetime.now(UTC), owner=False).close()
        with closing(sqlite3.connect(home / FILE, isolation_level=None)) as connection:
            _fill(connection, size)
        (home / "whole").touch()
    return home


def reference(number: int) -> str:
    """The reference of the booking with this id."""
    return f"SO-{2020 + number % 7}-{number * 7919 % 1_000_000:06d}"


def shipment(number: int, dice: random.Random) -> Shipment:
    """The made-up shipment of the booking with this id. Not validated: that would take most of the time."""
    name, address, city, country = _person(dice)
    receiver = Party.model_construct(
        name=name,
        company=f"{_word(dice)} {dice.choice(('Ltd', 'GmbH', 'BV'))}" if dice.random() < 0.3 else "",
        address=address,
        city=city,
        country=country,
        postcode=f"{dice.randint(10000, 99999)}",
        phone=f"+{dice.randint(10**10, 10**11 - 1)}",
    )
    product = Product.model_construct(
        description=dice.choice(GOODS), sku=f"SKU-{dice.randint(1, 5000):05d}", quantity=dice.randint(1, 5)
    )
    return Shipment.model_construct(
        reference=reference(number),
        carrier=dice.choice(("jumppoint", "ceva", "jne")),
        service="standard",
        sender=SENDER,
        receiver=receiver,
        parcel=Parcel.model_construct(),
        products=(product,),
    )


def booking_columns(number: int, one: Shipment, dice: random.Random, tracking_number: str) -> dict[str, object]:
    """The columns of its row in `booking`, but for the id."""
    created = int((_START + number * _SECONDS_BETWEEN) * 1_000_000)
    state = dice.choice(("booked",) * 17 + ("accepted", "refused", "void"))
    return {
        "reference": one.reference,
        "generation": 1,
        "carrier": one.carrier,
        "service": one.service,
        "state": state,
        "label": "printed",
        "tracking_number": tracking_number,
        "number_reversed": tracking_number[::-1],
        "status": "in_transit",
        "carrier_status": "",
        "receiver": one.receiver.name,
        "country": one.receiver.country,
        "pieces": one.products[0].quantity,
        "source": "file",
        "note": "",
        "created_at": created,
        "updated_at": created,
        "version": 5,
        "tries": 1,
        "owner": "",
    }


def insert_statement(table: str, columns: list[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _fill(connection: sqlite3.Connection, size: int) -> None:
    dice = random.Random(7)
    for pragma in ("synchronous = OFF", "cache_size = -262144"):
        connection.execute(f"PRAGMA {pragma}")
    for begin in range(1, size + 1, _CHUNK):
        bookings: list[tuple[object, ...]] = []
        forms, texts, columns = [], [], {}
        for number in range(begin, min(begin + _CHUNK, size + 1)):
            one = shipment(number, dice)
            tracking_number = f"{dice.randint(10**7, 10**8 - 1)}{number:08d}"
            columns = booking_columns(number, one, dice, tracking_number)
            bookings.append((number, *columns.values()))
            forms.append((number, write_shipment(one), "[]"))
            texts.append((number, *document(one, one.reference, tracking_number)))
        connection.execute("BEGIN")
        connection.executemany(insert_statement("booking", ["id", *columns]), bookings)
        connection.executemany(insert_statement("form", ["booking_id", "shipment", "problems"]), forms)
        connection.executemany(insert_statement("search", ["rowid", *COLUMNS.split(", ")]), texts)
        connection.execute("COMMIT")
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _word(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(2, 4))).capitalize()


def _person(dice: random.Random) -> tuple[str, str, str, str]:
    """Name, address, city and country."""
    kind = dice.random()
    if kind < 0.72:
        last = dice.choice(LAST) if dice.random() < 0.6 else _word(dice)
        street = dice.choice(STREETS) if dice.random() < 0.5 else _word(dice)
        city = dice.choice(CITIES) if dice.random() < 0.6 else f"{_word(dice)}dam"
        return f"{dice.choice(FIRST)} {last}", f"{dice.randint(1, 999)} {street} Street", city, "NL"
    if kind < 0.86:
        given = "".join(dice.choice(HAN_GIVEN) for _ in range(dice.randint(1, 2)))
        address = f"{dice.choice(HAN_CITIES)}{dice.choice(HAN_ROADS)}{dice.randint(1, 999)}号"
        return dice.choice(HAN_LAST) + given, address, "", "CN"
    if kind < 0.90:
        given = "".join(dice.choice(HANGUL_GIVEN) for _ in range(2))
        return dice.choice(HANGUL_LAST) + given, f"테헤란로 {dice.randint(1, 600)}", "서울특별시 강남구", "KR"
    name = f"{dice.choice(THAI_FIRST)} {dice.choice(THAI_LAST)}"
    return name, f"{dice.randint(1, 999)} {dice.choice(THAI_PLACES)}", "กรุงเทพมหานคร", "TH"
