"""A workplace for the screens: the real order book over a home of its own, and carriers that only a test knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any, cast

from PySide6.QtCore import QCoreApplication

from shipdesk.carriers.jumppoint import RECORD
from shipdesk.catalog import sources
from shipdesk.core.carrier import AccountKey, CarrierRecord, Service
from shipdesk.core.connector import Connector, LabelFile
from shipdesk.core.errors import ShipDeskError
from shipdesk.core.exchange import Exchange
from shipdesk.core.label_faults import Fault
from shipdesk.core.outcomes import Found, Frozen, Outcome, Verdict
from shipdesk.core.ports import PrinterChoice
from shipdesk.core.prints import JobState, JobWord, Printed
from shipdesk.core.problems import Problem, warning
from shipdesk.core.records import Changes, Entry
from shipdesk.core.shipment import Money, Parcel, Party, Product, Shipment
from shipdesk.core.states import Label, State
from shipdesk.core.statuses import Status, TrackingEvent
from shipdesk.orderbook import open_book
from shipdesk.orderbook.inbox import SqlInbox
from shipdesk.orderbook.repository import SqlOrderBook
from shipdesk.papers import draw_document, draw_handover
from shipdesk.printers import preview
from shipdesk.settings.accounts import CarrierAccounts
from shipdesk.settings.paths import open_home
from shipdesk.settings.secrets import open_secrets
from shipdesk.settings.store import SettingsStore
from shipdesk.simulator import label as drawn
from shipdesk.table_devices import TableDevices
from shipdesk.ui.bridge import Bridge
from shipdesk.ui.screen import Opening
from shipdesk.ui.workplace import Workplace
from shipdesk.usecases.desk import Desk
from shipdesk.workers.dispatcher import Dispatcher
from shipdesk.workers.lanes import Lanes

WHO = "Mei"
RECORDS: dict[str, CarrierRecord] = {
    "jumppoint": RECORD,
    "ceva": replace(RECORD, id="ceva", label="CEVA", services=(Service("CROSSBORDER/EXPRESS", "Express"),)),
    "jne": replace(
        RECORD,
        id="jne",
        label="JNE",
        services=(Service("ONMARKET/REG", "REG"),),
        environments={"production": "http://apiv2.example.co.id:10102", "sandbox": ""},
        account=(
            AccountKey("username", "User name"),
            AccountKey("customer_id", "Customer ID"),
            AccountKey("branch", "Branch", help="As in the contract, for example CGK000."),
            AccountKey("api_key", "API key", secret=True),
        ),
    ),
}


class Time:
    """The clock of the order book, set by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def ago(self, **how_long: float) -> datetime:
        """Set it to so long before the present; gives that time."""
        self.now = datetime.now(UTC) - timedelta(**how_long)
        return self.now


@dataclass
class Said:
    """What the carriers and printers of this world answer, and what they were asked."""

    test: str | ShipDeskError = "Signed in as hk-warehouse; 3 services are open."
    printed: list[str] = field(default_factory=list)
    print_fault: ShipDeskError | None = None
    printers: list[PrinterChoice] = field(
        default_factory=lambda: [
            PrinterChoice("ZD421", "Zebra ZD421 (203 dpi)", "ready"),
            PrinterChoice("Brother_QL", "Brother QL-1110", "paused", ready=False),
        ]
    )
    label_faults: list[Fault] = field(default_factory=list)
    news: dict[str, list[TrackingEvent]] | ShipDeskError = field(default_factory=dict)
    """What the carriers have to tell, by number."""
    found: Found | None = None
    """What the carriers have under any number and any reference."""
    hold: Event = field(default_factory=Event)
    """While it is clear, a carrier that is asked does not answer."""

    def __post_init__(self) -> None:
        self.hold.set()

    def test_print(self, target: str) -> str:
        if self.print_fault:
            raise self.print_fault
        self.printed.append(target)
        return f"Sent to {target}."


class _Connector:
    def __init__(self, said: Said) -> None:
        self._said = said

    def test(self) -> str:
        assert self._said.hold.wait(10), "nobody let the carrier answer"
        return _told(self._said.test)

    def look(self, _reference: str) -> Found | None:
        return self._said.found

    def find(self, _number: str) -> Found | None:
        return self._said.found

    def track(
        self, numbers: Sequence[str], references: Mapping[str, str] | None = None
    ) -> dict[str, list[TrackingEvent]]:
        assert self._said.hold.wait(10), "nobody let the carrier answer"
        if isinstance(self._said.news, ShipDeskError):
            raise self._said.news
        return {number: self._said.news[number] for number in numbers if number in self._said.news}


class _Printer:
    def __init__(self, said: Said) -> None:
        self._said = said

    def print_label(self, label: LabelFile, *, title: str, carrier: str = "") -> Printed:
        if self._said.print_fault:
            raise self._said.print_fault
        self._said.printed.append(title)
        return Printed("Sent to Zebra ZD421.", "Zebra ZD421", "1", JobWord.DONE)

    def job_state(self, target: str, job: str) -> JobState:
        return JobState(JobWord.DONE)

    def print_document(self, _pdf: bytes, *, title: str) -> str:
        if self._said.print_fault:
            raise self._said.print_fault
        self._said.printed.append(title)
        return "Sent to Office."


def _told(answer: str | ShipDeskError) -> str:
    if isinstance(answer, ShipDeskError):
        raise answer
    return answer


@dataclass
class World:
    """All of it, and short ways to put bookings into it."""

    workplace: Workplace
    book: SqlOrderBook
    time: Time
    said: Said
    bridge: Bridge = field(default_factory=Bridge)

    def opening(self) -> Opening:
        return Opening(RECORDS, {}, (), training=False, bridge=self.bridge)

    def order(self, reference: str, state: State = State.TO_SHIP, **changed: Any) -> Entry:
        """A new order at the time that `time` shows."""
        return self.book.add(shipment(reference, **changed), state, who=WHO, why="Typed at the table.", source="table")

    def booked(self, reference: str, number: str, **changed: Any) -> Entry:
        """An order that was sent and booked under `number`."""
        return self.sent(reference, Outcome(reference, Verdict.BOOKED, number), State.BOOKED, **changed)

    def sent(self, reference: str, outcome: Outcome, to: State, why: str = "", **changed: Any) -> Entry:
        """An order that was sent once, with what came of it."""
        made = shipment(reference, **changed)
        entry = self.book.add(made, State.TO_SHIP, who=WHO, why="Typed at the table.", source="table")
        frozen = Frozen(made.carrier, reference, "POST /shipments", PAYLOAD.replace("REF", reference), NOTES)
        accepted = [
            warning("customs.product_type", "goods.battery", "A product has a battery, but the goods are General.")
        ]
        entry = self.book.queue(entry, made, frozen, accepted=accepted if "battery" in reference else [], who=WHO)
        (attempt,) = self.book.begin([entry], "book", who=WHO)
        why = why or f"Booked under {outcome.number}."
        changes = Changes(
            tracking_number=outcome.number or None,
            note="" if to is State.BOOKED else why,
            problems=outcome.problems or None,
        )
        status = 200 if outcome.verdict in (Verdict.BOOKED, Verdict.ACCEPTED) else 422 if outcome.problems else 0
        exchange = exchange_of(self.time(), reference, outcome, status)
        return self.book.end(entry.id, attempt, to, outcome, [exchange], who=WHO, why=why, changes=changes)

    def label(self, entry: Entry, *, printed: bool = False) -> Entry:
        """Store a label that can be looked at."""
        to = entry.shipment.receiver
        pdf = drawn.draw(
            drawn.Label(
                carrier=RECORDS[entry.row.carrier].label,
                service=entry.row.service,
                number=entry.row.tracking_number,
                sender=("HK warehouse", "Unit 5, 12 Tai Lin Pai Road", "Kwai Chung, Hong Kong"),
                receiver=(to.name, *to.address.split("\n"), f"{to.city} {to.postcode}", to.country),
                facts=("1.24 kg", entry.row.reference),
            )
        )
        entry = self.book.store_label(entry, LabelFile(pdf), who="ShipDesk", why="The carrier's label.")
        if printed:
            entry = self.book.move_label(entry, Label.PRINTED, who=WHO, why="Booked and printed. Sent to Zebra ZD421.")
        return entry


PAYLOAD = (
    '{"referenceNo":"REF","transportMode":"Air","sender":{"name":"HK warehouse","phone":"+852-21234567"},'
    '"receiver":{"name":"Jerry Lee","phone":"+66-812345678","city":"Bangkok"},"package":{"weight":"1.24","length":30}}'
)
NOTES = ("The length 29.5 cm is sent as 30 cm: Jumppoint takes whole centimetres.",)


def exchange_of(started: datetime, reference: str, outcome: Outcome, status: int) -> Exchange:
    """What went over the wire for one booking."""
    answer = f'{{"code":200,"message":"Success","data":{{"orderNo":"{outcome.number}","referenceNo":"{reference}"}}}}'
    refused = '{"code":422,"message":"Errors: receiverPostcode: must have 5 digits"}'
    return Exchange(
        started_at=started,
        duration_ms=312,
        method="POST",
        url="https://open-api.intl.jumppoint.io/shipments",
        request_headers="Content-Type: application/json\nAuthorization: Bearer •••",
        request_body=PAYLOAD.replace("REF", reference),
        status=status,
        response_headers="Content-Type: application/json" if status else "",
        response_body=answer if status == 200 else refused if status else "",
        error="" if status else "No answer within 30 s; the connection was open and the request had left.",
    )


def shipment(reference: str, **changed: object) -> Shipment:
    """A filled-in shipment; `changed` replaces its parts."""
    whole: dict[str, object] = {
        "reference": reference,
        "carrier": "jumppoint",
        "service": "Air",
        "sender": Party(
            name="Chan Siu Ming", company="HK warehouse Ltd", address="Unit 5, 3/F\n12 Tai Lin Pai Road",
            district="Kwai Chung", city="Kwai Tsing", province="Kwai Tsing", country="HK", phone="+852 2123 4567",
        ),
        "receiver": Party(
            name="Jerry Lee", address="88 Sukhumvit Road", district="Khlong Toei", city="Bangkok", province="Bangkok",
            country="TH", postcode="10110", phone="+66 81 234 5678", email="jerry@example.com",
        ),
        "parcel": Parcel(length_cm=Decimal(30), width_cm=Decimal(20), height_cm=Decimal(20),
                         gross_weight_kg=Decimal("1.24")),
        "products": (
            Product(description="Cotton T-shirt", description_origin="棉質T恤", category="Apparel", sku="TS-001-M",
                    hs_code="610910", unit_price=Decimal(254), currency="THB", quantity=2),
        ),
        "declared_value": Money(amount=Decimal(508), currency="THB"),
    }  # fmt: skip
    return Shipment(**{**whole, **changed})  # type: ignore[arg-type]


@contextmanager
def world(root: Path, **threads: int) -> Iterator[World]:
    """A workplace over the empty home `root`; everything is closed at the end."""
    home = open_home(root)
    time = Time(datetime.now(UTC))
    book = open_book(home.root, clock=time)
    settings = SettingsStore(home.settings)
    accounts = CarrierAccounts(settings, open_secrets(home, sealed=True), RECORDS)
    said = Said()
    desk = Desk(
        records=RECORDS,
        sources={source.id: source for source in sources()},
        book=book,
        inbox=SqlInbox(book.database),
        handovers=book,
        under_way=book,
        accounts=accounts,
        connector=lambda _carrier: cast(Connector, _Connector(said)),
        clock=lambda: datetime.now(UTC),
        who=WHO,
        printer=_Printer(said),
        draw_label=lambda _record, _entry: LabelFile(b"%PDF-1.4 drawn"),
        draw_document=partial(draw_document, RECORDS),
        draw_handover=partial(draw_handover, RECORDS),
        label_faults=lambda _label, _number: said.label_faults,
        preview=preview,
        printers=lambda: [replace(one, chosen=one.target == settings.text("label_printer")) for one in said.printers],
        test_print=said.test_print,
    )
    lanes = Lanes(dict.fromkeys(RECORDS, 2) | threads)
    dispatcher = Dispatcher(desk, lanes)
    devices = TableDevices(settings, training=False)
    try:
        yield World(Workplace(desk, lanes, dispatcher, settings, accounts, home, devices), book, time, said)
    finally:
        devices.close()
        dispatcher.shutdown()
        lanes.shutdown()
        QCoreApplication.sendPostedEvents()
        book.close()


def fill(one: World) -> dict[str, Entry]:
    """A morning's work in every state, in every script we ship to; the ones to look at, by name."""
    long_name = "Somchai Rattanakosin-Phanthasirikul Na Ayutthaya International Trading"
    people: Sequence[tuple[str, Party]] = (
        ("SO-2026-000812", Party(name="陳大文", address="九龍旺角彌敦道 688 號", city="Hong Kong", country="HK")),
        ("SO-2026-000813", Party(name="สมชาย ใจดี", address="99/1 ถนนพหลโยธิน แขวงจตุจักร", city="Bangkok", country="TH")),
        ("DP-3312", Party(name="Budi Santoso", address="Jl. Sudirman 12", city="Jakarta", country="ID")),
        ("DP-3313", Party(name="Tan Wei Ling", address="10 Anson Road #05-17", city="Singapore", country="SG")),
        ("WS-88120", Party(name="Annelies van der Meer", address="Keizersgracht 12", city="Amsterdam", country="NL")),
        ("SO-2026-000814", Party(name=long_name, address="1 Wireless Road", city="Bangkok", country="TH")),
        ("SO-2026-000815", Party(name="王小明", address="深圳市宝安区西乡街道", city="Shenzhen", country="CN")),
        ("SO-2026-000816", Party(name="นภัสวรรณ ศรีสุข", address="12 ถนนนิมมานเหมินท์", city="Chiang Mai", country="TH")),
    )
    services: Sequence[tuple[str, str]] = (
        ("jumppoint", "Air"),
        ("ceva", "CROSSBORDER/EXPRESS"),
        ("jne", "ONMARKET/REG"),
    )
    statuses = (Status.DELIVERED, Status.IN_TRANSIT, Status.OUT_FOR_DELIVERY, Status.DELIVERY_FAILED, Status.CUSTOMS)
    for day in range(9, 0, -1):
        for place, (reference, receiver) in enumerate(people):
            carrier, service = services[(day + place) % 3]
            one.time.ago(days=day, hours=place)
            name = f"{reference}-{day}"
            entry = one.booked(
                name, f"{carrier[:2].upper()}{day}{place:02}4471908{place}", receiver=receiver, carrier=carrier,
                service=service,
            )  # fmt: skip
            one.label(entry, printed=True) if place == 0 else None
            status = statuses[(day + place) % 5]
            news = TrackingEvent(status, "Shipment update", one.time() + timedelta(hours=2), carrier, leg="LAST_MILE")
            one.book.add_events(one.book.entry_by_id(entry.id) or entry, [news])
    return _today(one)


def _today(one: World) -> dict[str, Entry]:
    shown: dict[str, Entry] = {}
    one.time.ago(hours=5)
    refused = Problem.from_dict(
        {"field": "receiver.postcode", "code": "carrier.refused", "severity": "error",
         "message": "Thailand uses postcodes of 5 digits."}
    )  # fmt: skip
    words = "receiverPostcode: must have 5 digits"
    shown["refused"] = one.sent(
        "SO-2026-000901",
        Outcome("SO-2026-000901", Verdict.REFUSED, problems=(refused,), words=words),
        State.REFUSED,
        f"The carrier refused it; nothing was booked. The carrier said: {words}",
    )
    one.time.ago(hours=2)
    shown["doubt"] = one.sent(
        "SO-2026-000902", Outcome("SO-2026-000902", Verdict.UNKNOWN, words="No answer within 30 s."), State.IN_DOUBT,
        "The carrier has not answered clearly. It may or may not be booked.",
        receiver=Party(name="สมหญิง รักไทย", address="99/1 ถนนพหลโยธิน แขวงจตุจักร", city="Bangkok", country="TH"),
    )  # fmt: skip
    one.time.ago(minutes=95)
    entry = one.booked("REF00001008", "JX1028447190", receiver=shipment("x").receiver)
    one.time.ago(minutes=94)
    entry = one.label(entry, printed=True)
    one.book.add_events(entry, _way(one.time()))
    shown["booked"] = one.book.entry_by_id(entry.id) or entry
    one.time.ago(minutes=31)
    shown["pending"] = one.booked(
        "REF00001009", "JX1028447206", receiver=Party(name="黃美玲", city="Kaohsiung", country="TW")
    )
    one.time.ago(minutes=20)
    one.order("REF00001010", State.HELD)
    for place, minutes in enumerate((12, 9, 3, 0)):
        one.time.ago(minutes=minutes)
        shown["new"] = one.order(f"REF0000101{place + 1}", receiver=Party(name="Nguyễn Thị Hồng Nhung", country="VN"))
    return shown


def _way(start: datetime) -> list[TrackingEvent]:
    hour = timedelta(minutes=8)
    return [
        TrackingEvent(Status.CONFIRMED, "訂單已確認 Order Confirmed", start + hour, "Jumppoint"),
        TrackingEvent(Status.PICKED_UP, "Successful Pickup", start + 3 * hour, "Jumppoint", leg="FIRST_MILE"),
        TrackingEvent(Status.DEPARTED, "Departure from Origin Airport or Hub", start + 7 * hour, "Jumppoint",
                      leg="LINE_HAUL"),
        TrackingEvent(Status.DELIVERY_FAILED, "First Delivery Attempt: ผู้รับไม่อยู่", start + 10 * hour, "Jumppoint",
                      leg="LAST_MILE"),
        TrackingEvent(Status.UNKNOWN, "Parcel weighed again", None, "Jumppoint"),
    ]  # fmt: skip
