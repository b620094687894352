"""The connector against the simulated carrier, a process of its own, over real HTTP."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from shipdesk.carriers.jumppoint import RECORD
from shipdesk.carriers.jumppoint.client import Jumppoint
from shipdesk.core.carrier import CheckContext
from shipdesk.core.checks.pickup import closed_because, window
from shipdesk.core.errors import CarrierError, ConflictError, NetworkError
from shipdesk.core.exchange import journal
from shipdesk.core.outcomes import Frozen, Outcome, Verdict
from shipdesk.core.statuses import Status
from tests.carriers.accounts import account_at
from tests.carriers.samples import changed, names, record_of
from tests.simulator_process import Simulator


@dataclass
class Station:
    """A connector at a running carrier, and what it has been told."""

    carrier: Simulator
    connector: Jumppoint
    secrets: dict[str, str]
    told: list[str] = field(default_factory=list)

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = self.carrier.control()["carriers"]["jumppoint"]
        return found

    def fault(self, **rule: object) -> None:
        self.carrier.control("faults", [{"endpoint": "POST /booking", **rule}])

    def book(self, frozen: Frozen) -> Outcome:
        (outcome,) = self.connector.book([frozen], lambda: self.told.append(frozen.reference))
        return outcome


@pytest.fixture
def station(carrier: Simulator) -> Iterator[Station]:
    carrier.control("reset", {})
    secrets = {"password": "right-password"}
    connector = Jumppoint(account_at(carrier, "jumppoint", secrets, {"username": "clerk"}), total_s=3)
    yield Station(carrier, connector, secrets)
    connector.close()


def frozen(name: str = "jumppoint-sample", **values: object) -> Frozen:
    """The request of a sample whose pickup is moved to the next possible day, as the rules see it."""
    now = datetime.now(UTC)
    record = record_of(name)
    if "pickup" in record:
        first, last = window(("Asia/Bangkok",), now, 14)
        days = [datetime.fromordinal(one).date() for one in range(first.toordinal() + 1, last.toordinal())]
        country = record["sender"]["country"]
        record["pickup"]["date"] = next(day.isoformat() for day in days if not closed_because(day, country))
    shipment = changed(record, {path.replace("__", "."): value for path, value in values.items()})
    context = CheckContext(now)
    assert [one for one in RECORD.check(shipment, context) if one.severity == "error"] == []
    return RECORD.freeze(shipment, context)


@pytest.mark.parametrize("name", names("jumppoint"))
def test_every_sample_is_booked_and_labelled(station: Station, name: str) -> None:
    request = frozen(name)
    outcome = station.book(request)
    assert (outcome.verdict, outcome.problems) == (Verdict.BOOKED, ())
    assert station.told == [request.reference]
    assert station.state()["unknown_keys"] == {}
    found = station.connector.find(outcome.number)
    assert found is not None
    assert (found.number, found.reference) == (outcome.number, request.reference)
    assert found.status is not None
    assert found.status.status is Status.CREATED
    label = station.connector.label(outcome.number)
    assert label.media_type == "application/pdf"
    assert label.content.startswith(b"%PDF")


def test_a_number_that_comes_later(station: Station) -> None:
    station.carrier.control("jumppoint/settings", numbers="later")
    outcome = station.book(frozen())
    assert (outcome.verdict, outcome.number) == (Verdict.ACCEPTED, "")


def test_a_used_reference(station: Station) -> None:
    station.book(frozen())
    again = station.book(frozen())
    assert again.verdict is Verdict.DUPLICATE
    assert again.problems[0].field == "reference"
    assert station.state()["references"] == {"REF00001008": 1}


@pytest.mark.parametrize("fault", ["lose_answer", "reset_after", "truncate", "drip"])
def test_a_lost_answer_is_in_doubt_and_the_same_bytes_settle_it(station: Station, fault: str) -> None:
    station.fault(fault=fault, seconds=1)
    first = station.book(frozen())
    assert first.verdict is Verdict.UNKNOWN
    assert first.words.endswith(".")
    assert station.book(frozen()).verdict is Verdict.DUPLICATE
    assert station.state()["references"] == {"REF00001008": 1}


@pytest.mark.parametrize(
    "rule",
    [
        {"fault": "html"},
        {"fault": "empty"},
        {"fault": "huge"},
        {"fault": "reset_before"},
        {"fault": "status", "code": 500},
        {"fault": "status", "code": 429, "headers": {"Retry-After": "3600"}},
        {"fault": "status", "code": 307, "headers": {"Location": "/jumppoint/booking"}},
        {"fault": "status", "code": 401, "body": "<html>Who are you?</html>"},
    ],
    ids=lambda rule: str(rule.get("code", rule["fault"])),
)
def test_anything_else_is_in_doubt_too(station: Station, rule: dict[str, object]) -> None:
    station.fault(**rule)
    outcome = station.book(frozen())
    assert outcome.verdict is Verdict.UNKNOWN
    assert station.state()["references"] == {}
    assert outcome.retry_after_s == (3600 if rule.get("code") == 429 else None)


@pytest.mark.parametrize("joiner", [", ", "; ", "\n", " "])
def test_a_refusal_becomes_problems_at_our_fields(station: Station, joiner: str) -> None:
    station.carrier.control("jumppoint/settings", joiner=joiner)
    good = frozen()
    bad = good.payload.replace('"+66-892405092"', '"0892405092"').replace('"quantity": 20', '"quantity": 1.5')
    outcome = station.book(Frozen(good.carrier, good.reference, good.operation, bad))
    assert outcome.verdict is Verdict.REFUSED
    assert {one.field for one in outcome.problems} == {"receiver.phone", "products[0].quantity"}
    assert station.state()["references"] == {}
    assert station.book(good).verdict is Verdict.BOOKED


@pytest.mark.parametrize("status", [400, 401, 403, 422])
def test_a_token_that_is_no_longer_taken_is_renewed_once(station: Station, status: int) -> None:
    station.carrier.control("jumppoint/settings", token_error_status=status)
    station.connector.test()
    station.carrier.control("jumppoint/expire_tokens", {})
    with journal() as exchanges:
        outcome = station.book(frozen())
    assert outcome.verdict is Verdict.BOOKED
    assert station.told == ["REF00001008"]
    assert [one.url.rpartition("/")[2] for one in exchanges] == ["booking", "login", "booking"]
    station.carrier.control("jumppoint/expire_tokens", {})
    assert station.connector.find(outcome.number) is not None


def test_a_token_that_is_never_taken_books_nothing(station: Station) -> None:
    station.fault(fault="status", code=401, times=None, body={"status": False, "message": "Token expired"})
    outcome = station.book(frozen())
    assert outcome.verdict is Verdict.NOT_SENT
    assert outcome.words == "Jumppoint does not accept the login of this account: Token expired."
    assert station.state()["attempts"] == {}


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_wrong_password_sends_nothing(station: Station, status: int) -> None:
    station.carrier.control("jumppoint/settings", login_error_status=status)
    station.secrets["password"] = "wrong"
    outcome = station.book(frozen())
    assert outcome.verdict is Verdict.NOT_SENT
    assert "Incorrect login email or password" in outcome.words
    assert station.told == []
    with pytest.raises(CarrierError, match="Incorrect login"):
        station.connector.test()


def test_nothing_reaches_the_carrier_when_the_order_book_says_no(station: Station) -> None:
    station.connector.test()

    def refuse() -> None:
        raise ConflictError("Somebody was quicker.")

    with pytest.raises(ConflictError):
        station.connector.book([frozen()], refuse)
    assert station.state()["attempts"] == {}


def test_news(station: Station) -> None:
    numbers = [station.book(frozen(name)).number for name in ("jumppoint-sample", "jumppoint-malaysia")]
    station.carrier.control("jumppoint/advance", orderNo=numbers[0], status="Successful Pickup")
    station.carrier.control("jumppoint/advance", orderNo=numbers[0], status="Beamed Up")
    news = station.connector.track([*numbers, "JPTH0000000000"])
    assert set(news) == set(numbers)
    assert [one.status for one in news[numbers[0]]] == [Status.CREATED, Status.PICKED_UP, Status.UNKNOWN]
    assert news[numbers[0]][-1].text == "Beamed Up"
    latest = station.connector.latest(numbers)
    assert [latest[one].status for one in numbers] == [Status.UNKNOWN, Status.CREATED]
    assert [one.number for one in station.connector.shipments(numbers)] == numbers
    assert station.connector.track([]) == {}


def test_many_numbers_are_asked_for_in_several_calls(station: Station) -> None:
    number = station.book(frozen()).number
    with journal() as exchanges:
        news = station.connector.track([*(f"JP{one}" for one in range(120)), number])
    assert list(news) == [number]
    assert len(exchanges) == 3


def test_a_label_whose_address_has_expired_is_asked_for_anew(station: Station) -> None:
    number = station.book(frozen()).number
    station.carrier.control("jumppoint/settings", label_seconds=0)
    with journal() as exchanges, pytest.raises(CarrierError, match="had expired 3 times"):
        station.connector.label(number)
    assert len(exchanges) == 6
    assert all("X-Amz-Signature=[struck out]" in one.url for one in exchanges[1::2])
    assert not any("authorization" in one.request_headers.lower() for one in exchanges[1::2])


def test_what_the_carrier_does_not_know(station: Station) -> None:
    assert station.connector.find("JPTH0000000000") is None
    assert station.connector.look("REF00001008") is None
    with pytest.raises(CarrierError, match="Shipment Order not found"):
        station.connector.label("JPTH0000000000")


def test_webhooks(station: Station) -> None:
    made = station.connector.create_webhook("https://example.com/hook")
    assert station.secrets["webhook_secret"] == made.secret != ""
    assert [(one.id, one.secret) for one in station.connector.webhooks()] == [(made.id, "")]
    station.connector.change_webhook(made.id, "https://example.com/other")
    assert station.connector.webhook(made.id).url == "https://example.com/other"
    station.connector.delete_webhook(made.id)
    assert station.connector.webhooks() == []
    with pytest.raises(CarrierError, match="Webhook not found"):
        station.connector.webhook(made.id)
    with pytest.raises(CarrierError, match="404"):
        station.connector.webhook("../shipments")


def test_a_question_is_asked_again_and_a_change_is_not(station: Station) -> None:
    number = station.book(frozen()).number
    station.carrier.control("faults", [{"fault": "status", "code": 503, "headers": {"Retry-After": "0"}}])
    assert station.connector.find(number) is not None
    station.carrier.control("faults", [{"fault": "lose_answer", "endpoint": "POST /webhooks", "times": 5}])
    with pytest.raises(NetworkError):
        station.connector.create_webhook("https://example.com/hook")
    assert len(station.state()["webhooks"]) == 1


def test_numbers_keep_their_digits_on_the_wire(station: Station) -> None:
    request = frozen(parcel__gross_weight_kg="0.1", declared_value__amount="19.90", cod__amount="0.30")
    for text in ('"grossWeight": 0.1,', '"packageValue": 19.9,', '"codValue": 0.3,'):
        assert text in request.payload.replace("}", ",")
    assert station.book(request).verdict is Verdict.BOOKED
