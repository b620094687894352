"""Every operation against the request and answer of the carrier's document."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from shipdesk.carriers.ceva import RECORD
from shipdesk.core.carrier import Service
from shipdesk.core.connector import Webhook
from shipdesk.core.errors import CarrierError, NetworkError, NotReadyError
from shipdesk.core.outcomes import Outcome, Verdict
from shipdesk.core.problems import Severity
from shipdesk.core.shipment import Parcel
from shipdesk.core.statuses import Status, TrackingEvent
from tests.carriers.ceva.replay import GOLDEN, Replay, pair
from tests.carriers.samples import CONTEXT, sample


def test_login() -> None:
    replay = Replay()
    with replay.connector() as connector:
        assert connector.test() == "CEVA accepts the login of dummy_email@example.com."
    replay.assert_asked_as_documented("login")
    assert pair("login")["answer"]["body"]["token"] in replay.secrets["token"]


@pytest.mark.parametrize(
    ("name", "file", "number"),
    [
        ("cross-border", "ceva-sample", "RED001SIN1116202300000003KUL"),
        ("domestic", "ceva-sample-domestic", "ASDKRIID0914202300000002ID"),
    ],
)
def test_upload(name: str, file: str, number: str) -> None:
    shipment = sample(file)
    assert not [one for one in RECORD.check(shipment, CONTEXT) if one.severity is Severity.ERROR]
    replay = Replay(name)
    told: list[bool] = []
    with replay.connector() as connector:
        outcomes = connector.book([RECORD.freeze(shipment, CONTEXT)], lambda: told.append(True))
    assert outcomes == [Outcome(shipment.reference, Verdict.BOOKED, number)]
    assert told == [True]
    replay.assert_asked_as_documented(name)


def test_orders() -> None:
    replay = Replay("orders")
    with replay.connector() as connector:
        page = connector.orders(1)
    assert not page.more
    first, second = page.orders
    assert first.found.created_at == datetime(2024, 8, 14, 3, 2, 11, 45697, tzinfo=UTC)
    assert (first.found.number, first.found.reference, first.shipment.reference) == (
        "",
        "ordercode0821",
        "ordercode0821",
    )
    assert (first.found.receiver, first.found.country) == ("Don", "ID")
    assert first.shipment.options == {"origin_port": "SIN", "destination_port": "CGK"}
    assert first.shipment.parcel == Parcel(gross_weight_kg=Decimal(1))  # sides of 0 are not known ones
    assert [len(one.shipment.products) for one in (first, second)] == [1, 4]
    assert [one.status for one in second.events] == [Status.CREATED]


def test_the_search_of_the_document() -> None:
    replay = Replay(
        "orders", ("GET /orders/11ebac3c-ff23-4a58-ba05-72cadefbde31/label", label_of("RED1", "ordercode0821"))
    )
    with replay.connector() as connector:
        found = connector.look("ordercode0821")
        assert connector.look("ORDERCODE0821") is None
        connector.track(["ordercode0821"], {"ordercode0821": "ordercode0819"})
    assert found is not None
    assert (found.number, found.reference) == ("RED1", "ordercode0821")
    assert found.status == TrackingEvent(
        Status.CREATED,
        "Order Information Received",
        datetime(2024, 8, 14, 3, 2, 11, 45697, tzinfo=UTC),
        "ceva",
    )
    replay.assert_asked_as_documented("orders")


def label_of(code: str, customer_code: str) -> dict[str, Any]:
    return {**pair("label")["answer"]["body"], "orderCode": code, "customerOrderCode": customer_code}


@pytest.mark.parametrize(
    "label", [label_of("RED1", "ANOTHER"), label_of("ordercode0821", "ordercode0821"), label_of("ordercode0821", "")]
)
def test_a_number_is_only_taken_from_the_label_of_our_code(label: dict[str, Any]) -> None:
    replay = Replay("orders", ("GET /orders/11ebac3c-ff23-4a58-ba05-72cadefbde31/label", label))
    with replay.connector() as connector:
        found = connector.look("ordercode0821")
    assert found is not None
    assert (found.number, found.receiver) == ("", "Don")


def test_order() -> None:
    replay = Replay("order")
    with replay.connector() as connector:
        order = connector.order("5c2b0136-2f72-11ee-be56-0242ac120002")
    replay.assert_asked_as_documented("order")
    assert order is not None
    assert (order.found.number, order.found.reference) == ("NEWORDER1234567890", "ORDER9876543210")
    assert order.shipment.sender.name == "Jane Smith"
    assert order.shipment.receiver.province == "California"
    assert order.events == ()


def test_label() -> None:
    """The document's URL leads nowhere, so only the questions are compared: https first, then http as shown."""
    answer = pair("orders")["answer"]["body"]
    listed = {**answer["data"][0], "id": "0cb5edb2-9f82-4b83-84b2-b34b48f03047", "orderCode": "ABC123"}
    label = {**pair("label")["answer"]["body"], "labelUrl": "http://label.example.invalid/label.pdf"}
    replay = Replay(
        ("GET /orders", {**answer, "data": [listed]}),
        ("GET /orders/0cb5edb2-9f82-4b83-84b2-b34b48f03047/label", label),
    )
    with (
        replay.connector() as connector,
        pytest.raises(NetworkError, match=r"No connection to label\.example\.invalid"),
    ):
        connector.label("RED001SIN1116202300000003KUL", "ABC123")
    replay.assert_asked_as_documented("label")


def test_a_label_that_is_null_is_not_ready() -> None:
    label = {**pair("label")["answer"]["body"], "labelUrl": None}
    listed = {**pair("orders")["answer"]["body"]["data"][0], "id": "1", "orderCode": "ABC123"}
    replay = Replay(("GET /orders", {"data": [listed]}), ("GET /orders/1/label", label))
    with replay.connector() as connector, pytest.raises(NotReadyError):
        connector.label("RED001SIN1116202300000003KUL", "ABC123")


_SAMPLE_ZONE = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("name", "key"), [("status", "b44b0178-c544-4cd5-805f-26946dcc5864"), ("status-by-code", "ABC123")]
)
def test_statuses(name: str, key: str) -> None:
    replay = Replay(name)
    with replay.connector() as connector:
        found = connector.statuses(key) if name == "status" else connector.statuses_by_code(key)
    replay.assert_asked_as_documented(name)
    assert found is not None
    assert [(one.code, one.words, one.mapped) for one in found] == [
        ("10002", "Pickup Requested", "Pickup Requested"),
        ("10001", "Order Information Received", "Test Client Mapping"),
    ]
    assert (found[1].receiver, found[1].proof) == ("John Doe", "http://luwjistik.io/pod.pdf")
    assert found[0].at == datetime(2023, 11, 20, 8, 24, 16, 731187, tzinfo=_SAMPLE_ZONE)


def test_news_by_code() -> None:
    replay = Replay("status-by-code")
    with replay.connector() as connector:
        news = connector.track(["ABC123"])
    first, last = news["ABC123"]
    assert (first.status, first.text, first.code, first.link) == (Status.CONFIRMED, "Pickup Requested", "10002", "")
    assert last == TrackingEvent(
        Status.CREATED,
        "Order Information Received (Test Client Mapping) · Received by John Doe",
        datetime(2023, 11, 20, 13, 24, 16, 731186, tzinfo=_SAMPLE_ZONE),
        "ceva",
        code="10001",
        link="http://luwjistik.io/pod.pdf",
    )


def test_updates() -> None:
    replay = Replay("updates")
    with replay.connector() as connector:
        found = connector.updates("c157238e-af74-48c3-8f2b-3642c93ab7c9")
    replay.assert_asked_as_documented("updates")
    assert found is not None
    assert [one.leg for one in found] == ["LAST_MILE"] * 3 + ["FREIGHT_FORWARDER"] * 3 + ["FIRST_MILE"] * 3
    first = found[0]
    assert (first.words, first.mapped) == ("Shipment Delivered", "Successfully Delivered :checkered_flag:")
    assert (first.receiver, first.contact, first.proof) == ("John Doe", "+123456789", "https://example.com/pod/123")
    assert found[1].comments == "Please deliver to front door."


def test_subscription_create() -> None:
    listed = {**pair("subscription-list")["answer"]["body"]}
    none = {**listed, "data": listed["data"][:1]}
    replay = Replay("subscription-create", ("GET /event-subscriptions", none), "subscription-list")
    with replay.connector() as connector:
        webhook = connector.create_webhook("https://google.com")
    replay.assert_asked_as_documented("subscription-create")
    assert webhook == Webhook(
        "67125d4c-d5b1-4c3e-bd9a-018ca0ad4dc5",
        "https://google.com",
        datetime(2024, 8, 14, 9, 21, 57, 661728, tzinfo=UTC),
        "62398fc6-7682-49b7-aefc-3c6eb84503c7",
    )
    assert replay.secrets["webhook_key"] == webhook.secret
    assert webhook.secret not in repr(webhook)


def test_a_subscription_that_is_not_listed_is_not_taken_for_made() -> None:
    replay = Replay("subscription-create", ("GET /event-subscriptions", {"data": []}))
    with replay.connector() as connector, pytest.raises(CarrierError, match="does not list it yet"):
        connector.create_webhook("https://google.com")


def test_subscription_list() -> None:
    replay = Replay("subscription-list")
    with replay.connector() as connector:
        found = connector.webhooks()
    replay.assert_asked_as_documented("subscription-list")
    assert [one.id for one in found] == ["67125d4c-d5b1-4c3e-bd9a-018ca0ad4dc5", "1c0b0e7b-361f-4c6c-aab6-978bbb28f43f"]


def test_subscription_delete() -> None:
    replay = Replay("subscription-delete")
    with replay.connector() as connector:
        connector.delete_webhook("477cb4bb-3cca-4e7b-8d5a-5fcdb34f6c5d")
    replay.assert_asked_as_documented("subscription-delete")


def test_service_levels() -> None:
    replay = Replay("service-levels")
    with replay.connector() as connector:
        found = connector.services("SG", "AZ")
    replay.assert_asked_as_documented("service-levels")
    assert found == [Service("CROSSBORDER/ECONOMY", "Basic"), Service("CROSSBORDER/EXPRESS", "Premium")]


def test_every_golden_pair_is_tried() -> None:
    source = Path(__file__).read_text("utf-8")
    assert all(f'"{file.stem}"' in source for file in GOLDEN.glob("*.json"))
