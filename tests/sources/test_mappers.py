"""What the four senders say, in our words; and whatever else they may send."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shipdesk.carriers.ceva.news import read as read_ceva
from shipdesk.carriers.jumppoint.news import read as read_jumppoint
from shipdesk.core.inbound import News, NotUnderstoodError, OrderToShip, ParcelNews, ShipmentElsewhere, read_object
from shipdesk.core.shipment import write_shipment
from shipdesk.core.statuses import Status, TrackingEvent
from shipdesk.sources.deeple.mapper import read as read_deeple
from shipdesk.sources.winkelstraat.mapper import read as read_winkelstraat
from tests.sources.json_values import OBJECTS, spoilt
from tests.sources.samples import CEVA, DEEPLE, DEEPLE_ITEMS, JUMPPOINT, WINKELSTRAAT

Read = Callable[[Mapping[str, Any]], News]
READERS: list[tuple[Read, dict[str, Any]]] = [
    (read_jumppoint, JUMPPOINT),
    (read_ceva, CEVA),
    (read_deeple, DEEPLE),
    (read_winkelstraat, WINKELSTRAAT),
]


def deeple(**changes: object) -> OrderToShip:
    return read_deeple(read_object(json.dumps(DEEPLE | changes).encode()))


def flags(**changes: object) -> str:
    return " ".join(deeple(**changes).flags)


def test_jumppoints_sample() -> None:
    event = TrackingEvent(Status.CREATED, "Order Created", datetime(2023, 5, 25, 0, 20, 3, 820000, UTC), "jumppoint")
    assert read_jumppoint(JUMPPOINT) == ParcelNews("JPUS6759785254", (event,))


def test_a_status_that_jumppoint_does_not_document_is_kept_in_its_words_without_a_time() -> None:
    news = read_jumppoint(JUMPPOINT | {"status": "Eaten by a dog", "triggeredAt": "yesterday"})
    assert news.events == (TrackingEvent(Status.UNKNOWN, "Eaten by a dog", None, "jumppoint"),)


def test_cevas_sample_has_its_leg_and_its_place() -> None:
    news = read_ceva(CEVA)
    (event,) = news.events
    assert (news.number, news.reference) == ("ABC123", "ABC123")
    assert (event.status, event.code, event.leg) == (Status.CONFIRMED, "10003", "LAST_MILE")
    assert event.text == "Pickup Scheduled · Warehouse X"
    assert event.time == datetime(2020, 12, 9, 16, 9, 53, tzinfo=UTC)


def test_an_order_of_deeples_is_laid_out_as_a_shipment() -> None:
    order = deeple()
    assert json.loads(write_shipment(order.shipment)) == {
        "reference": "DP2611220001",
        "receiver": {
            "name": "สมชาย ใจดี",
            "address": "99/1 ถนนนิมมานเหมินท์\nชั้น 3\nสุเทพ",
            "district": "เมืองเชียงใหม่",
            "city": "เชียงใหม่",
            "province": "เชียงใหม่",
            "country": "TH",
            "postcode": "50200",
            "phone": "+66812345678",
            "email": "somchai@example.com",
        },
        "products": [
            {
                "description": "Cotton T-shirt",
                "sku": "TS-BLK-M",
                "unit_price": "250.5",
                "currency": "THB",
                "quantity": 2,
            },
            {
                "description_destination": "เสื้อแจ็กเกต",
                "sku": "JK-1",
                "unit_price": "749",
                "currency": "THB",
                "quantity": 1,
            },
        ],
        "declared_value": {"amount": "1250", "currency": "THB"},
        "note": "leave at the door",
    }
    assert (order.ready, order.cancelled, order.platform) == (True, False, "SHOPEE")
    assert order.changed_at == datetime(2026, 11, 22, 1, 30, tzinfo=UTC), "a time without a zone is Thailand's"
    assert order.rest["items"] == [{"colour": "black"}, {}]
    assert order.rest["vatOptions"] == "INCLUDE"


@pytest.mark.parametrize(
    ("phone", "sent"),
    [("0812345678", "+66812345678"), (812345678, "+66812345678"), ("+66 81 234 5678", "+66812345678")],
)
def test_thai_phones_become_international(phone: object, sent: str) -> None:
    assert deeple(phoneNumber=phone).shipment.receiver.phone == sent


def test_a_phone_that_is_none_stays_and_is_flagged() -> None:
    assert deeple(phoneNumber="12").shipment.receiver.phone == "12"
    assert "The phone number '12' is not one of Thailand" in flags(phoneNumber="12")


def test_text_longer_than_promised_is_kept_whole_and_flagged() -> None:
    street = "ถนน " * 20 + "99"
    order = deeple(streetAddress=street)
    assert order.shipment.receiver.address.splitlines()[0] == street
    assert "The street address has 82 characters, Deeple promises at most 50" in " ".join(order.flags)


def test_nothing_is_said_of_a_document_that_keeps_its_promises_but_for_the_payment() -> None:
    (only,) = deeple().flags
    assert only.startswith("Whether it is paid is not in Deeple's document: enter the amount 1250 THB")


def test_a_payment_that_the_document_does_not_know_is_shown_and_not_guessed() -> None:
    order = deeple(paymentMethod="COD")
    assert order.shipment.cod.is_empty
    assert "Deeple says paymentMethod 'COD', which is not in Deeple's document" in " ".join(order.flags)


def test_the_name_falls_back_on_its_parts() -> None:
    assert deeple(receiverName=None).shipment.receiver.name == "สมชาย ใจดี"
    assert "Deeple left out the receiver's name." in flags(receiverName=None)
    assert "Deeple left out the receiver's name and the products." in flags(receiverName="", items=[])


def test_what_is_odd_of_a_product_is_told_in_the_clerks_words() -> None:
    told = flags(items=[DEEPLE_ITEMS[0], DEEPLE_ITEMS[1] | {"quantity": 0}, "a shirt"])
    assert "Of product 2 the quantity is '0'; it was left out. Product 3 is text instead of an object" in told


@pytest.mark.parametrize("state", ["CANCELLED", "cancel_by_buyer"])
def test_a_cancellation_is_known_by_its_word(state: str) -> None:
    order = deeple(state=state)
    assert (order.ready, order.cancelled, order.state) == (False, True, state)


@pytest.mark.parametrize("total", [-1, "NaN", "12,50", "1_000", [1], 10**20])
def test_a_total_that_is_no_amount_is_not_understood(total: object) -> None:
    with pytest.raises(NotUnderstoodError, match="grandTotal is"):
        deeple(grandTotal=total)


@pytest.mark.parametrize("changes", [{"orderNumber": None}, {"orderNumber": "9" * 65}, {"state": {}}])
def test_an_order_without_a_number_or_a_state_is_not_understood(changes: dict[str, object]) -> None:
    with pytest.raises(NotUnderstoodError):
        deeple(**changes)


def test_winkelstraats_sample() -> None:
    shipment = read_winkelstraat(read_object(json.dumps(WINKELSTRAAT).encode()))
    assert isinstance(shipment, ShipmentElsewhere)
    assert (shipment.id, shipment.references) == ("000000288", ("YOUR_ORDER_REFERENCE", "000000549"))
    assert (shipment.carrier, shipment.number) == ("ups", "1Z7E3V556825150AAP")
    assert shipment.link.startswith("https://wwwapps.ups.com/")
    assert shipment.shipment.receiver.name == "Jan Jansen"
    assert shipment.shipment.receiver.address == "Edsger Dijkstraat 12"
    assert shipment.shipment.sender.company == "Winkelstraat.nl"
    (product,) = shipment.shipment.products
    assert (product.quantity, product.unit_price, product.currency) == (2, Decimal(270), "EUR")
    assert product.description == "Emporio Armani 3G1MXE1MXVZF982 size L"
    (moved,), (picked_up,) = shipment.events, shipment.times
    assert (moved.status, moved.time) == (Status.IN_TRANSIT, datetime(2024, 2, 20, 14, 31, 54, tzinfo=UTC))
    assert (picked_up.status, picked_up.time) == (Status.PICKED_UP, datetime(2024, 2, 23, 20, 20, 39, tzinfo=UTC))


def test_winkelstraats_summer_is_two_hours_off() -> None:
    shipment = read_winkelstraat(WINKELSTRAAT | {"updated_at": "2024-07-01 12:00:00"})
    assert shipment.changed_at == datetime(2024, 7, 1, 10, tzinfo=UTC)


def test_an_object_without_keys_may_come_as_an_empty_list() -> None:
    made = read_winkelstraat(WINKELSTRAAT | {"track": [], "origin_address": [], "status": "READY_FOR_PICKUP"})
    assert (made.carrier, made.number, made.link, made.shipment.sender.name) == ("", "", "", "")
    assert [event.status for event in made.events] == [Status.CONFIRMED]
    with pytest.raises(NotUnderstoodError, match="track is a list"):
        read_winkelstraat(WINKELSTRAAT | {"track": ["ups"]})


def test_winkelstraats_nulls_are_nothing() -> None:
    bare = dict.fromkeys(WINKELSTRAAT) | {"increment_id": "1"}
    shipment = read_winkelstraat(bare)
    assert (shipment.references, shipment.number, shipment.events) == ((), "", ())


@pytest.mark.parametrize("qty", ["-1", -1, 0, "two", Decimal("1.5")])
def test_a_quantity_that_is_none_is_not_understood(qty: object) -> None:
    with pytest.raises(NotUnderstoodError, match=r"items\[0\].qty"):
        read_winkelstraat(WINKELSTRAAT | {"items": [{"qty": qty}]})


@pytest.mark.parametrize(("read", "sample"), READERS, ids=["jumppoint", "ceva", "deeple", "winkelstraat"])
def test_any_json_is_read_or_not_understood(read: Read, sample: dict[str, Any]) -> None:
    @settings(max_examples=300, deadline=None)
    @given(st.one_of(OBJECTS, spoilt(sample)))
    def asked(body: dict[str, Any]) -> None:
        try:
            news = read(body)
        except NotUnderstoodError:
            return
        if isinstance(news, ParcelNews):
            for event in news.events:
                event.text.encode()
        else:
            write_shipment(news.shipment).encode()

    asked()
