"""The connector against the simulated carrier, a process of its own, over real HTTP."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from shipdesk.carriers.ceva import RECORD
from shipdesk.carriers.ceva.client import Ceva
from shipdesk.core.carrier import Account, Service
from shipdesk.core.errors import CarrierError, ConflictError, NetworkError, NotReadyError
from shipdesk.core.exchange import journal
from shipdesk.core.outcomes import Frozen, Outcome, Verdict
from shipdesk.core.statuses import Status
from tests.carriers.accounts import account_at
from tests.carriers.samples import CONTEXT, names, sample
from tests.simulator_process import Simulator

CROSS_BORDER = "POST /orders/crossBorder"


@dataclass
class Station:
    """A connector at a running carrier, and what it has been told."""

    carrier: Simulator
    connect: Callable[[], Ceva]
    secrets: dict[str, str]
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.connector = self.connect()

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = self.carrier.control()["carriers"]["ceva"]
        return found

    def settings(self, **values: object) -> None:
        self.carrier.control("ceva/settings", values)

    def fault(self, **rule: object) -> None:
        self.carrier.control("faults", [{"endpoint": CROSS_BORDER, **rule}])

    def book(self, *requests: Frozen) -> list[Outcome]:
        return self.connector.book(requests, lambda: self.told.append("sending"))

    def restart(self) -> None:
        """A new run of the program: nothing is remembered but the secrets."""
        self.connector.close()
        self.connector = self.connect()


@pytest.fixture
def station(carrier: Simulator) -> Iterator[Station]:
    carrier.control("reset", {})
    secrets = {"password": "right-password"}
    settings = {"email": "clerk@example.com", "client_slug": "clear-day"}
    account = account_at(carrier, "ceva", secrets, settings)
    one = Station(carrier, lambda: Ceva(account, total_s=3), secrets)
    yield one
    one.connector.close()


def frozen(name: str = "ceva-thailand", **values: object) -> Frozen:
    return RECORD.freeze(sample(name, **values), CONTEXT)


def many(count: int) -> list[Frozen]:
    return [frozen(reference=f"R-{number}") for number in range(count)]


def broken(good: Frozen) -> Frozen:
    """The same order with two fields that CEVA refuses."""
    bad = good.payload.replace('"incoterm": "DDP"', '"incoterm": "FOB"').replace('"quantity": 2', '"quantity": 0')
    return Frozen(good.carrier, good.reference, good.operation, bad)


@pytest.mark.parametrize("name", names("ceva"))
@pytest.mark.parametrize("code_field", ["orderCode", "customerOrderCode"])
def test_every_sample_is_booked_found_and_labelled(station: Station, name: str, code_field: str) -> None:
    station.settings(code_field=code_field)
    request = frozen(name)
    (outcome,) = station.book(request)
    assert (outcome.verdict, outcome.problems) == (Verdict.BOOKED, ())
    assert station.told == ["sending"]
    assert station.state()["unknown_keys"] == {}
    form = json.loads(request.payload)
    for found in (station.connector.look(request.reference), station.connector.find(outcome.number)):
        assert found is not None
        assert (found.number, found.reference) == (outcome.number, request.reference)
        assert (found.receiver, found.country) == (form["consigneeName"], form["consigneeCountry"])
        assert found.status is not None
        assert found.status.status is Status.CREATED
    for _ in range(2):
        label = station.connector.label(outcome.number, request.reference)
        assert label.media_type == "application/pdf"
        assert label.content.startswith(b"%PDF")
        station.restart()


def test_ten_orders_are_one_call(station: Station) -> None:
    station.settings(reply="swap")
    outcomes = station.book(*many(10))
    assert station.state()["batches"] == [10]
    numbers = {one["orderCode"]: one["trackingNumber"] for one in station.state()["bookings"]}
    assert {one.reference: one.number for one in outcomes} == numbers
    assert [one.reference for one in outcomes] == [f"R-{number}" for number in range(10)]
    assert {one.verdict for one in outcomes} == {Verdict.BOOKED}
    assert station.told == ["sending"]


def test_an_order_that_the_answer_does_not_name_is_in_doubt_and_found(station: Station) -> None:
    station.settings(reply="omit", reply_nth=3)
    outcomes = station.book(*many(10))
    assert [one.reference for one in outcomes if one.verdict is not Verdict.BOOKED] == ["R-2"]
    assert outcomes[2].verdict is Verdict.UNKNOWN
    found = station.connector.look("R-2")
    assert found is not None
    assert found.number in {one["trackingNumber"] for one in station.state()["bookings"]}


def test_a_code_named_twice_is_a_conflict(station: Station) -> None:
    station.settings(reply="twice", reply_nth=2)
    outcomes = station.book(*many(3))
    assert [one.verdict for one in outcomes] == [Verdict.BOOKED, Verdict.CONFLICT, Verdict.BOOKED]
    assert "R-1 2 times" in outcomes[1].words


def test_a_stranger_in_the_answer_takes_nobodys_place(station: Station) -> None:
    station.settings(reply="stranger", reply_nth=1)
    outcomes = station.book(*many(3))
    numbers = {one["orderCode"]: one["trackingNumber"] for one in station.state()["bookings"]}
    assert {one.reference: one.number for one in outcomes} == numbers
    assert all("STRANGER" in one.words for one in outcomes)


@pytest.mark.parametrize("shape", ["errors", "objects", "message", "error"])
@pytest.mark.parametrize("status", [400, 404, 413, 422])
def test_a_refusal_becomes_problems_at_our_fields(station: Station, shape: str, status: int) -> None:
    station.settings(refusal_shape=shape, refusal_status=status)
    (outcome,) = station.book(broken(frozen()))
    assert outcome.verdict is Verdict.REFUSED
    assert {one.field for one in outcome.problems} == {"customs.incoterm", "products[1].quantity"}
    assert station.state()["references"] == {}
    assert station.book(frozen())[0].verdict is Verdict.BOOKED


def test_a_call_refused_as_a_whole_is_to_be_sent_one_by_one(station: Station) -> None:
    good, bad = frozen(reference="R-0"), broken(frozen(reference="R-1"))
    assert [one.verdict for one in station.book(good, bad)] == [Verdict.SPLIT, Verdict.SPLIT]
    assert station.state()["references"] == {}
    assert station.book(good)[0].verdict is Verdict.BOOKED
    assert station.book(bad)[0].verdict is Verdict.REFUSED


def test_orders_that_are_booked_beside_refused_ones(station: Station) -> None:
    station.settings(refusals="per-order")
    good, bad = frozen(reference="R-0"), broken(frozen(reference="R-1"))
    assert [one.verdict for one in station.book(good, bad)] == [Verdict.BOOKED, Verdict.UNKNOWN]
    assert station.connector.look("R-1") is None


@pytest.mark.parametrize("shape", ["text", "html", "empty"])
def test_a_refusal_without_json_proves_nothing(station: Station, shape: str) -> None:
    station.settings(refusal_shape=shape)
    assert station.book(broken(frozen()))[0].verdict is Verdict.UNKNOWN


def test_a_refusal_of_what_is_there_all_the_same_proves_nothing(station: Station) -> None:
    station.fault(fault="status", code=400, body={"message": "No"}, effect=True)
    assert [one.verdict for one in station.book(*many(2))] == [Verdict.UNKNOWN] * 2
    assert station.state()["references"] == {"R-0": 1, "R-1": 1}


def test_a_refusal_that_cannot_be_looked_into_proves_nothing(station: Station) -> None:
    rules = [
        {"endpoint": "GET /orders", "fault": "status", "code": 500, "skip": 1, "times": None},
        {"endpoint": CROSS_BORDER, "fault": "status", "code": 400, "body": {"message": "No"}},
    ]
    station.carrier.control("faults", rules)
    assert station.book(frozen())[0].verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("fault", ["lose_answer", "reset_after", "truncate", "drip"])
def test_a_lost_answer_is_in_doubt_and_a_look_settles_it(station: Station, fault: str) -> None:
    station.fault(fault=fault, seconds=1)
    (first,) = station.book(frozen())
    assert first.verdict is Verdict.UNKNOWN
    assert first.words.endswith(".")
    found = station.connector.look(first.reference)
    assert found is not None
    (again,) = station.book(frozen())
    assert (again.verdict, again.number) == (Verdict.DUPLICATE, found.number)
    assert station.state()["attempts"] == {first.reference: 1}


@pytest.mark.parametrize(
    "rule",
    [
        {"fault": "html"},
        {"fault": "empty"},
        {"fault": "huge"},
        {"fault": "reset_before"},
        {"fault": "status", "code": 500},
        {"fault": "status", "code": 500, "effect": True},
        {"fault": "status", "code": 409, "body": {"message": "Conflict"}},
        {"fault": "status", "code": 201, "body": {"data": []}},
        {"fault": "status", "code": 200, "body": {"message": "Done"}},
        {"fault": "status", "code": 307, "headers": {"Location": "/ceva/orders/crossBorder"}},
    ],
    ids=lambda rule: str(rule.get("code", rule["fault"])),
)
def test_anything_else_is_in_doubt_too(station: Station, rule: dict[str, object]) -> None:
    station.fault(**rule)
    (outcome,) = station.book(frozen())
    assert outcome.verdict is Verdict.UNKNOWN
    assert outcome.words.endswith(".")
    assert station.carrier.control()["requests"]["ceva"][CROSS_BORDER] == 1


def test_too_many_requests_wait_as_told(station: Station) -> None:
    station.fault(fault="status", code=429, headers={"Retry-After": "3600"}, body={"message": "Slow down"})
    (outcome,) = station.book(frozen())
    assert (outcome.verdict, outcome.retry_after_s) == (Verdict.NOT_SENT, 3600)
    station.fault(fault="status", code=429, headers={"Retry-After": "60"}, effect=True)
    (outcome,) = station.book(frozen())
    assert (outcome.verdict, outcome.retry_after_s) == (Verdict.UNKNOWN, 60)


def test_nothing_leaves_while_it_cannot_be_known_what_is_there(station: Station) -> None:
    station.carrier.control("faults", [{"endpoint": "GET /orders", "fault": "status", "code": 500, "times": None}])
    outcomes = station.book(*many(2))
    assert {one.verdict for one in outcomes} == {Verdict.NOT_SENT}
    assert station.told == []
    assert station.state()["attempts"] == {}


def test_what_is_there_already_is_not_sent_again_and_its_neighbours_are(station: Station) -> None:
    station.book(frozen(reference="R-1"))
    outcomes = station.book(*many(3))
    assert [one.verdict for one in outcomes] == [Verdict.BOOKED, Verdict.DUPLICATE, Verdict.BOOKED]
    assert station.state()["references"] == {"R-0": 1, "R-1": 1, "R-2": 1}


def test_another_consignees_parcel_under_our_code_is_a_conflict(station: Station) -> None:
    station.book(frozen(receiver__name="Somebody Else"))
    (outcome,) = station.book(frozen())
    assert outcome.verdict is Verdict.CONFLICT
    assert "for Somebody Else." in outcome.words
    assert outcome.number in {one["trackingNumber"] for one in station.state()["bookings"]}


@pytest.mark.parametrize("status", [401, 403])
def test_a_token_that_is_no_longer_taken_is_renewed_once(station: Station, status: int) -> None:
    station.settings(token_error_status=status)
    station.connector.test()
    rules = [{"endpoint": CROSS_BORDER, "fault": "expire_token"}]
    station.carrier.control("faults", rules)
    with journal() as exchanges:
        (outcome,) = station.book(frozen())
    assert outcome.verdict is Verdict.BOOKED
    assert station.told == ["sending"]
    asked = [f"{one.method} {one.url.rpartition('/')[2].partition('?')[0]}" for one in exchanges]
    assert asked == ["GET orders", "POST crossBorder", "POST login", "GET orders", "POST crossBorder"]
    station.carrier.control("ceva/expire_tokens", {})
    assert station.connector.find(outcome.number) is not None


def test_a_token_that_is_never_taken_books_nothing(station: Station) -> None:
    station.fault(fault="status", code=401, times=None, body={"message": "Token expired"})
    (outcome,) = station.book(frozen())
    assert outcome.verdict is Verdict.NOT_SENT
    assert outcome.words == "CEVA does not accept the login of this account: Token expired."
    assert station.state()["attempts"] == {}


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_wrong_password_sends_nothing(station: Station, status: int) -> None:
    station.settings(login_error_status=status)
    station.secrets["password"] = "wrong"
    (outcome,) = station.book(frozen())
    assert outcome.verdict is Verdict.NOT_SENT
    assert outcome.words.startswith("CEVA did not accept the login of this account: ")
    assert station.told == []
    with pytest.raises(CarrierError, match="did not accept the login"):
        station.connector.test()


def test_the_token_alone_or_after_the_word_bearer(station: Station) -> None:
    station.settings(accept_bearer=True)
    for way in ("token", "bearer"):
        account = Account(
            "ceva",
            "custom",
            f"{station.carrier.url}/ceva",
            {"email": "a@b.cd", "client_slug": "x", "authorization": way},
            lambda name: "right-password" if name == "password" else "",
            lambda _name, _value: None,
        )
        connector = Ceva(account)
        assert connector.orders(1).orders == ()
        connector.close()
    seen = [one["headers"]["authorization"] for one in station.carrier.control("requests") if "orders" in one["path"]]
    assert [one.startswith("Bearer ") for one in seen] == [False, True]


def test_nothing_reaches_the_carrier_when_the_order_book_says_no(station: Station) -> None:
    def refuse() -> None:
        raise ConflictError("Somebody was quicker.")

    with pytest.raises(ConflictError):
        station.connector.book(many(2), refuse)
    assert station.state()["attempts"] == {}


@pytest.mark.parametrize("odd", [[], ["updated_at", "mapped_status", "sizes", "payment_type", "updates", "total_page"]])
def test_news_by_leg(station: Station, odd: list[str]) -> None:
    (outcome,) = station.book(frozen())
    reference, number = outcome.reference, outcome.number
    station.settings(odd=odd)
    for _ in range(2):
        station.carrier.control("ceva/advance", orderCode=reference)
    station.carrier.control("ceva/advance", orderCode=reference, status="Out for Delivery", comments="Ring twice")
    station.carrier.control(
        "ceva/advance",
        orderCode=reference,
        status="Shipment Delivered",
        podReceiverName="สมหญิง",
        podUri="https://pod.example/1.pdf",
    )
    station.carrier.control("ceva/advance", orderCode=reference, status="Beamed up", serviceType="LAST_MILE")
    station.restart()
    news = station.connector.track([number, "TRN-NOBODY"], {number: reference})
    assert list(news) == [number]
    told = news[number]
    if not odd:  # five hours off, the same news of two calls cannot be told to be the same
        assert [(one.status, one.code, one.leg) for one in told] == [
            (Status.CREATED, "10001", "FIRST_MILE"),
            (Status.CONFIRMED, "10002", "FIRST_MILE"),
            (Status.CONFIRMED, "10003", "FIRST_MILE"),
            (Status.OUT_FOR_DELIVERY, "50002", "LAST_MILE"),
            (Status.DELIVERED, "50003", "LAST_MILE"),
            (Status.UNKNOWN, "90000", "LAST_MILE"),
        ]
        assert "Ring twice" in told[3].text
    delivered = next(one for one in told if one.status is Status.DELIVERED and one.leg)
    assert "Received by สมหญิง" in delivered.text
    assert delivered.link == "https://pod.example/1.pdf"
    assert "Beamed up" in told[-1].text


def test_statuses_by_order_code_where_the_list_has_no_id(station: Station) -> None:
    (outcome,) = station.book(frozen())
    station.restart()
    empty = {"page": 1, "totalPage": 1, "totalCount": 0, "data": []}
    rule = {"endpoint": "GET /orders", "fault": "status", "code": 200, "body": empty, "times": None}
    station.carrier.control("faults", [rule])
    news = station.connector.track([outcome.number])
    assert [(one.status, one.code, one.leg) for one in news[outcome.number]] == [(Status.CREATED, "10001", "")]
    assert station.connector.track([]) == {}


def test_many_numbers_are_searched_for_in_several_calls(station: Station) -> None:
    (outcome,) = station.book(frozen())
    station.restart()
    numbers = [f"TRN{one}" for one in range(60)]
    with journal() as exchanges:
        news = station.connector.track([*numbers, outcome.number])
    assert list(news) == [outcome.number]
    assert sum("/orders?" in one.url for one in exchanges) == 2


def test_a_label_that_is_not_there_yet(station: Station) -> None:
    station.settings(label_ready_after=2)
    (outcome,) = station.book(frozen())
    for _ in range(2):
        with pytest.raises(NotReadyError, match="no label"):
            station.connector.label(outcome.number, outcome.reference)
    assert station.connector.label(outcome.number, outcome.reference).content.startswith(b"%PDF")
    with pytest.raises(NotReadyError):
        station.connector.label("TRN-NOBODY", "NOBODY")


@pytest.mark.parametrize("url", ["lorem.com/bb321.pdf", "file:///etc/passwd", "\\\\host\\x", "ftp://example.com/a.pdf"])
def test_a_label_is_not_fetched_from_anywhere(station: Station, url: str) -> None:
    (outcome,) = station.book(frozen())
    body = {"orderCode": outcome.number, "customerOrderCode": outcome.reference, "labelUrl": url}
    rule = {"endpoint": "GET /orders/{orderID}/label", "fault": "status", "code": 200, "body": body}
    station.carrier.control("faults", [rule])
    with pytest.raises(CarrierError, match="not fetched"):
        station.connector.label(outcome.number)


def test_a_label_of_another_order_is_refused_and_the_token_stays_here(station: Station) -> None:
    (outcome,) = station.book(frozen())
    with journal() as exchanges:
        station.connector.label(outcome.number)
    assert "authorization" not in exchanges[-1].request_headers.lower()
    body = {"orderCode": "ANOTHER", "customerOrderCode": "R-9", "labelUrl": f"{station.carrier.url}/ceva/labels/x"}
    rule = {"endpoint": "GET /orders/{orderID}/label", "fault": "status", "code": 200, "body": body}
    station.carrier.control("faults", [rule])
    with pytest.raises(CarrierError, match="label is of ANOTHER, not of"):
        station.connector.label(outcome.number)


def test_what_the_carrier_does_not_know(station: Station) -> None:
    assert station.connector.find("TRN-NOBODY") is None
    assert station.connector.look("NOBODY") is None
    assert station.connector.order("../login") is None
    assert station.connector.statuses("nobody") is None
    assert station.connector.updates("nobody") is None


def test_two_orders_under_one_code_are_nobodys(station: Station) -> None:
    request = frozen()
    station.book(request)
    empty = {"page": 1, "totalPage": 1, "totalCount": 0, "data": []}
    rule = {"endpoint": "GET /orders", "fault": "status", "code": 200, "body": empty}
    station.carrier.control("faults", [rule])
    station.book(request)
    assert station.state()["references"] == {request.reference: 2}
    found = station.connector.look(request.reference)
    assert found is not None
    assert (found.number, found.receiver) == ("", "")


def test_orders_made_elsewhere_are_read_page_by_page(station: Station) -> None:
    station.settings(code_field="customerOrderCode", odd=["total_page"])
    requests = [frozen(name) for name in names("ceva") if frozen(name).operation == CROSS_BORDER]
    outcomes = station.book(*requests)
    page = station.connector.orders(1)
    assert not page.more
    assert station.connector.orders(2).orders == ()
    read = {order.found.number: order for order in page.orders}
    assert set(read) == {one.number for one in outcomes}
    thai = read[outcomes[[one.reference for one in requests].index("CD-2026-20817")].number]
    wanted = sample("ceva-thailand")
    assert thai.shipment.reference == thai.found.reference == wanted.reference
    assert thai.shipment.receiver.name == wanted.receiver.name
    assert [one.description for one in thai.shipment.products] == [one.description for one in wanted.products]
    assert [one.unit_price for one in thai.shipment.products] == [one.unit_price for one in wanted.products]
    assert thai.shipment.options == wanted.options
    assert thai.shipment.parcel == wanted.parcel
    assert [one.status for one in thai.events] == [Status.CREATED]
    known = station.connector.order(station.state()["bookings"][0]["id"])
    assert known is not None
    assert known.found.number == outcomes[0].number


def test_the_services_of_a_route_under_the_merchants_names(station: Station) -> None:
    assert station.connector.services("SG", "TH") == [
        Service("CROSSBORDER/ECONOMY", "Basic"),
        Service("CROSSBORDER/EXPRESS", "Premium"),
    ]
    assert station.connector.services("VN", "VN") == [
        Service("DOMESTIC/REGULAR", "Standard"),
        Service("DOMESTIC/EXPRESS", "Same Day"),
    ]


def test_event_subscriptions(station: Station) -> None:
    first = station.connector.create_webhook("https://example.com/hook")
    assert station.secrets["webhook_key"] == first.secret != ""
    assert station.connector.create_webhook("https://example.com/hook") == first
    station.settings(odd=["subscription"])
    assert station.connector.webhooks() == [first]
    station.connector.change_webhook(first.id, "https://example.com/other")
    (changed,) = station.connector.webhooks()
    assert (changed.url, changed.secret) == ("https://example.com/other", station.secrets["webhook_key"])
    assert station.connector.webhook(changed.id) == changed
    station.connector.delete_webhook(changed.id)
    assert station.connector.webhooks() == []
    for call in (station.connector.webhook, station.connector.delete_webhook):
        with pytest.raises(CarrierError):
            call("../orders")


def test_a_question_is_asked_again_and_a_change_is_not(station: Station) -> None:
    (outcome,) = station.book(frozen())
    station.carrier.control("faults", [{"fault": "status", "code": 503, "headers": {"Retry-After": "0"}}])
    assert station.connector.find(outcome.number) is not None
    rule = {"fault": "lose_answer", "endpoint": "POST /event-subscriptions", "times": 5}
    station.carrier.control("faults", [rule])
    with pytest.raises(NetworkError):
        station.connector.create_webhook("https://example.com/hook")
    assert len(station.state()["subscriptions"]) == 1


def test_numbers_keep_their_digits_on_the_wire(station: Station) -> None:
    request = frozen(parcel__gross_weight_kg="0.1", **{"products[0]__unit_price": "19.90"}, cod__amount="0.30")
    for text in ('"weight": 0.1,', '"price": 19.9,', '"codValue": 0.3,'):
        assert text in request.payload
    assert station.book(request)[0].verdict is Verdict.BOOKED
