"""The connector against the simulated carrier, a process of its own, over real HTTP."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shipdesk.carriers.jne import RECORD
from shipdesk.carriers.jne.client import Jne
from shipdesk.core.carrier import CheckContext
from shipdesk.core.errors import CarrierError, ConflictError, InputError
from shipdesk.core.exchange import journal
from shipdesk.core.outcomes import Frozen, Outcome, Verdict
from shipdesk.core.statuses import Status
from tests.carriers.accounts import account_at
from tests.carriers.samples import changed, names, record_of
from tests.simulator_process import Simulator

SETTINGS = {"username": "TESTAPI", "branch": "CGK000", "customer_id": "10950700"}
FLOWS = ["jne-onmarket", "jne-batam"]


@dataclass
class Station:
    """A connector at a running carrier, and what it has been told."""

    carrier: Simulator
    connector: Jne
    secrets: dict[str, str]
    told: list[str] = field(default_factory=list)

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = self.carrier.control()["carriers"]["jne"]
        return found

    def fault(self, **rule: object) -> None:
        self.carrier.control("faults", [{"carrier": "jne", **rule}])

    def book(self, frozen: Frozen) -> Outcome:
        (outcome,) = self.connector.book([frozen], lambda: self.told.append(frozen.reference))
        return outcome


@pytest.fixture
def station(carrier: Simulator) -> Iterator[Station]:
    carrier.control("reset", {})
    carrier.control("jne/settings", samples=False)
    secrets = {"api_key": "right-key"}
    connector = Jne(account_at(carrier, "jne", secrets, SETTINGS), total_s=3)
    yield Station(carrier, connector, secrets)
    connector.close()


def frozen(name: str, settings: Mapping[str, str] | None = None, /, **values: object) -> Frozen:
    """The request of a sample whose pickup is tomorrow."""
    now = datetime.now(UTC)
    record = record_of(name)
    if "pickup" in record:
        record["pickup"]["date"] = (now + timedelta(days=1)).date().isoformat()
    shipment = changed(record, {path.replace("__", "."): value for path, value in values.items()})
    context = CheckContext(now, SETTINGS if settings is None else settings)
    assert [one for one in RECORD.check(shipment, context) if one.severity == "error"] == []
    return RECORD.freeze(shipment, context)


@pytest.mark.parametrize("name", names("jne"))
def test_every_sample_is_booked_as_the_tables_want_it(station: Station, name: str) -> None:
    request = frozen(name)
    outcome = station.book(request)
    assert (outcome.verdict, outcome.problems, outcome.words) == (Verdict.BOOKED, (), "")
    assert station.told == [request.reference]
    state = station.state()
    assert (state["unknown_keys"], state["refusals"]) == ({}, [])
    assert [one["awb"] for one in state["bookings"]] == [outcome.number]


@pytest.mark.parametrize("name", FLOWS)
def test_text_of_any_kind_comes_through_the_form_whole(station: Station, name: str) -> None:
    text = "a&b=c+%0d%0a 香é"
    request = frozen(name, note=text)
    assert station.book(request).verdict is Verdict.BOOKED
    sent = station.carrier.control("requests")
    assert any("%26b%3Dc%2B%250d%250a" in str(one) or text in str(one) for one in sent)


@pytest.mark.parametrize("name", FLOWS)
def test_a_used_reference_gives_the_number_there_is(station: Station, name: str) -> None:
    first, again = station.book(frozen(name)), station.book(frozen(name))
    assert (again.verdict, again.number) == (Verdict.DUPLICATE, first.number)
    assert again.problems[0].field == "reference"
    assert list(station.state()["references"].values()) == [1]


def test_a_number_that_only_repeats_ours_is_none(station: Station) -> None:
    station.carrier.control("jne/settings", duplicate_cnote="sent", samples=False)
    request = frozen("jne-ondelivery")
    assert station.book(request).number == "1234567890"
    again = station.book(request)
    assert (again.verdict, again.number) == (Verdict.DUPLICATE, "")


@pytest.mark.parametrize("fault", ["lose_answer", "reset_after", "truncate", "drip"])
@pytest.mark.parametrize("name", FLOWS)
def test_a_lost_answer_is_in_doubt_and_the_same_bytes_settle_it(station: Station, name: str, fault: str) -> None:
    station.fault(fault=fault, seconds=1)
    request = frozen(name)
    first = station.book(request)
    assert first.verdict is Verdict.UNKNOWN
    assert first.words.endswith(".")
    again = station.book(request)
    assert again.verdict is Verdict.DUPLICATE
    assert [one["awb"] for one in station.state()["bookings"]] == [again.number]


@pytest.mark.parametrize(
    "rule",
    [
        {"fault": "html"},
        {"fault": "empty"},
        {"fault": "huge"},
        {"fault": "reset_before"},
        {"fault": "status", "code": 500},
        {"fault": "status", "code": 429, "headers": {"Retry-After": "3600"}},
        {"fault": "status", "code": 307, "headers": {"Location": "/jne/pickupcashless"}},
        {"fault": "status", "code": 200, "body": {"error": "Busy", "status": False}},
    ],
    ids=lambda rule: str(rule.get("code", rule["fault"])),
)
def test_anything_else_is_in_doubt_too(station: Station, rule: dict[str, object]) -> None:
    station.fault(**rule)
    outcome = station.book(frozen("jne-batam"))
    assert outcome.verdict is Verdict.UNKNOWN
    assert station.state()["bookings"] == []
    assert outcome.retry_after_s == (3600 if rule.get("code") == 429 else None)


@pytest.mark.parametrize("end", ["origin", "destination"])
@pytest.mark.parametrize("name", FLOWS)
def test_a_code_that_there_is_not(station: Station, name: str, end: str) -> None:
    outcome = station.book(frozen(name, None, **{f"options__{end}_code": "XXX10000"}))
    assert outcome.verdict is Verdict.REFUSED
    assert [one.field for one in outcome.problems] == [f"options.{end}_code"]
    assert station.state()["bookings"] == []


def test_the_security_policy(station: Station) -> None:
    station.carrier.control("jne/settings", refused_characters="'", samples=False)
    outcome = station.book(frozen("jne-batam", receiver__name="Rudi O'Neil"))
    assert outcome.verdict is Verdict.REFUSED
    assert "security Policy" in outcome.problems[0].message
    assert station.book(frozen("jne-batam")).verdict is Verdict.BOOKED


@pytest.mark.parametrize("name", FLOWS)
def test_a_wrong_key(station: Station, name: str) -> None:
    station.secrets["api_key"] = "wrong"
    outcome = station.book(frozen(name))
    assert outcome.verdict is Verdict.UNKNOWN  # over plain http
    assert "Username Or API KEY Not Found." in outcome.words
    with pytest.raises(CarrierError, match="does not accept the user name and API key"):
        station.connector.test()
    station.secrets["api_key"] = "right-key"
    assert station.connector.test() == "JNE answers TESTAPI."


def test_what_was_queued_before_the_account_had_its_branch_gets_it_as_it_leaves(station: Station) -> None:
    for name in FLOWS:
        request = frozen(name, {})
        assert "10950700" not in request.payload
        assert station.book(request).verdict is Verdict.BOOKED


def test_nothing_reaches_the_carrier_when_the_order_book_says_no(station: Station) -> None:
    def refuse() -> None:
        raise ConflictError("Somebody was quicker.")

    with pytest.raises(ConflictError):
        station.connector.book([frozen("jne-batam")], refuse)
    assert station.state()["attempts"] == {}


def test_no_key_and_no_user_name_is_kept_of_any_call(station: Station) -> None:
    with journal() as exchanges:
        station.book(frozen("jne-batam"))
        station.connector.test()
        station.connector.track(["0101"])
    assert len(exchanges) == 3
    assert "right-key" not in repr(exchanges)
    assert "TESTAPI" not in repr(exchanges)
    assert "Rudi" in exchanges[0].request_body


def test_news(station: Station) -> None:
    numbers = [station.book(frozen(name)).number for name in FLOWS]
    assert station.connector.track(numbers) == {}
    assert station.connector.find(numbers[0]) is None
    for _ in range(6):
        station.carrier.control("jne/advance", awb=numbers[0])
    station.carrier.control(
        "jne/advance",
        awb=numbers[0],
        code="D01",
        receiver="SATPAM",
        lat="-6.9",
        long="107.6",
        photo="https://p.example/1",
    )
    station.carrier.control("jne/advance", awb=numbers[1], code="ZZ9", desc="BEAMED UP")
    news = station.connector.track([*numbers, "0000000000", "../x"])
    assert set(news) == set(numbers)
    assert [one.status for one in news[numbers[0]]] == [
        Status.PICKED_UP, Status.AT_ORIGIN, Status.IN_TRANSIT, Status.IN_TRANSIT, Status.ARRIVED,
        Status.OUT_FOR_DELIVERY, Status.DELIVERED,
    ]  # fmt: skip
    last = news[numbers[0]][-1]
    assert last.text.endswith("SATPAM · YANG BERSANGKUTAN · at -6.9, 107.6")
    assert (last.link, last.code) == ("https://p.example/1", "D01")
    assert [(one.status, one.text) for one in news[numbers[1]]] == [(Status.UNKNOWN, "BEAMED UP")]
    found = station.connector.find(numbers[0])
    assert found is not None
    assert (found.number, found.receiver, found.country) == (numbers[0], "ANA", "ID")


def test_rates(station: Station) -> None:
    def shipment(**values: object) -> Any:
        return changed(record_of("jne-yes-cod"), {path.replace("__", "."): value for path, value in values.items()})

    rates = {one.service: one for one in station.connector.rates(shipment())}
    assert rates["ONMARKET/REG"].amount == 12000 * 2 * 2  # two zones, and 1.25 kg goes out as 2
    assert (rates["ONMARKET/REG"].days_min, rates["ONMARKET/SPS15"].days_min) == (3, None)
    both = {one.service.partition("/")[0] for one in station.connector.rates(shipment(service=""))}
    assert both == {"ONMARKET", "ONDELIVERY"}
    assert station.connector.rates(shipment(options__destination_code="XXX10000")) == []
    with pytest.raises(InputError, match="destination_code is missing") as caught:
        station.connector.rates(shipment(options__destination_code="", parcel__gross_weight_kg=""))
    assert [one.field for one in caught.value.problems] == ["options.destination_code", "parcel.gross_weight_kg"]


def test_what_jne_cannot_be_asked(station: Station) -> None:
    assert station.connector.look("20240705002") is None
    with pytest.raises(CarrierError, match="ShipDesk draws it"):
        station.connector.label("0101")
