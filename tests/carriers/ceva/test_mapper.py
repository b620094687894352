"""What an answer proves, and what it does not; where a refusal belongs; news of two calls told once."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipdesk.carriers.ceva import orders
from shipdesk.carriers.ceva.client import _secure
from shipdesk.carriers.ceva.mapper import refused, uploaded
from shipdesk.carriers.ceva.refusals import our_path, refusal
from shipdesk.carriers.ceva.wire import (
    Reply,
    Update,
    Uploaded,
    read_label,
    read_legs,
    read_listed,
    read_page,
    read_reply,
    read_status,
    read_subscription,
    read_token,
    read_uploaded,
    rows,
)
from shipdesk.core.errors import CarrierError
from shipdesk.core.outcomes import Outcome, Verdict
from shipdesk.core.statuses import Status
from shipdesk.transport.sending import Answer
from tests.carriers.ceva.document import ANSWERS

B, U, C = Verdict.BOOKED, Verdict.UNKNOWN, Verdict.CONFLICT
A1, B2, C3 = Uploaded("A", "N1", "1"), Uploaded("B", "N2", "2"), Uploaded("C", "N3", "3")


@pytest.mark.parametrize(
    ("entries", "verdicts"),
    [
        ([A1, B2, C3], [B, B, B]),
        ([C3, A1, B2], [B, B, B]),
        ([A1, C3], [B, U, B]),
        ([], [U, U, U]),
        ([A1, B2, Uploaded("X", "N9", "9")], [B, B, C]),
        ([A1, B2, C3, Uploaded("X", "N9", "9")], [B, B, B]),
        ([A1, B2, C3, A1], [C, B, B]),
        ([A1, B2, C3, Uploaded("A", "N4", "4")], [C, B, B]),
        ([A1, B2, Uploaded("C", "N2", "3")], [B, C, C]),
        ([A1, B2, Uploaded("C", "", "3")], [B, B, U]),
        ([A1, B2, Uploaded("c", "N3", "3")], [B, B, C]),
        ([A1, B2, Uploaded("C ", "N3", "3")], [B, B, C]),
        ([A1, B2, Uploaded("", "N3", "3")], [B, B, C]),
    ],
)
def test_an_answer_is_matched_by_code(entries: list[Uploaded], verdicts: list[Verdict]) -> None:
    found = uploaded(["A", "B", "C"], entries)
    assert [one.reference for one in found] == ["A", "B", "C"]
    assert [one.verdict for one in found] == verdicts
    for one in found:
        assert bool(one.number) == (one.verdict is B)
        assert one.verdict is B or one.words.endswith(".")
    assert {one.number for one in found if one.number} <= {"N1", "N2", "N3"}


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b'{"data": [{"customerOrderCode": "A", "trackingNumber": "N1"'),
        (200, b"<html>Soon</html>"),
        (200, b""),
        (200, b'{"data": {"customerOrderCode": "A"}}'),
        (200, b'{"data": ["A"]}'),
        (200, b'[{"customerOrderCode": "A", "trackingNumber": "N1"}]'),
        (200, b'{"data": [], "data": [{"customerOrderCode": "A", "trackingNumber": "N1"}]}'),
        (201, b'{"data": [{"customerOrderCode": "A", "trackingNumber": "N1"}]}'),
        (500, b'{"data": [{"customerOrderCode": "A", "trackingNumber": "N1"}]}'),
    ],
)
def test_what_is_no_answer_to_an_upload(status: int, body: bytes) -> None:
    assert read_uploaded(read_reply(Answer(status, {}, body))) is None


def test_a_number_as_a_number_is_a_number() -> None:
    body = b'{"data": [{"customerOrderCode": "A", "trackingNumber": 4711}]}'
    entries = read_uploaded(read_reply(Answer(200, {}, body)))
    assert entries is not None
    assert uploaded(["A"], entries) == [Outcome("A", B, "4711")]


@pytest.mark.parametrize(
    ("status", "body", "counts"),
    [
        *((status, b'{"message": "No"}', True) for status in (400, 404, 413, 422)),
        (400, b"[]", True),
        *((status, b'{"message": "No"}', False) for status in (401, 402, 405, 408, 409, 429, 500, 200)),
        (400, b"<html>No</html>", False),
        (400, b"", False),
        (400, b'"No"', False),
        (400, b"null", False),
    ],
)
def test_what_counts_as_a_refusal(status: int, body: bytes, counts: bool) -> None:
    assert read_reply(Answer(status, {}, body)).is_refusal == counts


def test_several_refused_together_are_split_and_one_is_refused() -> None:
    reply = Reply(400, {"message": "Validation failed", "errors": ["0.consigneeEmail: Required"]})
    assert [(one.verdict, one.problems) for one in refused(["A", "B"], reply)] == [(Verdict.SPLIT, ())] * 2
    (alone,) = refused(["A"], reply)
    assert (alone.verdict, alone.words) == (Verdict.REFUSED, "Validation failed; 0.consigneeEmail: Required.")
    assert [(one.field, one.message) for one in alone.problems] == [("receiver.email", "Required")]


ITEM = "0.items.1.price"
_HEAVY_AND_LONG = [("parcel.gross_weight_kg", "too heavy"), ("parcel.length_cm", "too long")]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"errors": ["0.consigneeName: Required"]}, [("receiver.name", "Required")]),
        (
            {"message": "No; 0.consigneeName: Required; 0.items.1.price: Expected number"},
            [("receiver.name", "Required"), ("products[1].unit_price", "Expected number")],
        ),
        ({"errors": [{"field": ITEM, "message": "Too low"}]}, [("products[1].unit_price", "Too low")]),
        (
            {"errors": {"consigneePostal": ["is bad", "is short"]}},
            [("receiver.postcode", "is bad"), ("receiver.postcode", "is short")],
        ),
        ({"error": "consigneeNumber is wrong"}, [("receiver.phone", "consigneeNumber is wrong")]),
        (
            {"error": "consigneeCountry: must differ from senderCountry"},
            [("receiver.country", "must differ from senderCountry")],
        ),
        ([{"items": [{}, {"price": "must be a number"}]}], [("products[1].unit_price", "must be a number")]),
        ({"message": "weight: too heavy, length: too long"}, _HEAVY_AND_LONG),
        ({"message": '"weight": too heavy; "length": too long'}, _HEAVY_AND_LONG),
        ({"data": {"0": {"weight": "too heavy"}}}, [("parcel.gross_weight_kg", "too heavy")]),
        ({"message": "Please note: we are closed"}, [("", "Please note: we are closed")]),
        ({"message": "Size limit is 10 orders"}, [("", "Size limit is 10 orders")]),
        ({}, [("", "CEVA refused it without a word.")]),
        ({"code": 7}, [("", "CEVA refused it without a word.")]),
    ],
)
def test_where_a_refusal_belongs(body: object, found: list[tuple[str, str]]) -> None:
    assert [(one.field, one.message) for one in refusal(body)] == found


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("consigneeName", "receiver.name"),
        ("[0].senderContactNumber", "sender.phone"),
        ("orders.3.destinationPort", "options.destination_port"),
        ("paymentType", "cod.amount"),
        ("items", "products"),
        ("items[2].sku", "products[2].sku"),
        ("0.items.2", "products"),
        ("price", "products[0].unit_price"),
        ("items.colour", "products"),
        ("0", ""),
        ("", ""),
        ("colour", ""),
        ("Invalid: 0.items.1.price", ""),
    ],
)
def test_their_fields_are_ours(theirs: str, ours: str) -> None:
    assert our_path(theirs) == ours


NOON = datetime(2026, 1, 1, 12, 0, 0, 250_000, tzinfo=UTC)


def test_the_same_news_of_two_calls_is_told_once() -> None:
    statuses = [
        Update("Shipment Delivered", "Done", NOON, code="50003"),
        Update("In Transit", at=NOON - timedelta(hours=1), code="30002"),
    ]
    legs = [
        Update(
            "Shipment Delivered",
            "Done",
            NOON.replace(microsecond=0),
            leg="LAST_MILE",
            receiver="Ann",
            proof="https://x",
        ),
        Update("Sorted", at=NOON - timedelta(hours=2), leg="LAST_MILE"),
    ]
    told = orders.events(orders.merged(statuses, legs))
    assert [(one.status, one.code, one.leg, one.link) for one in told] == [
        (Status.IN_TRANSIT, "", "LAST_MILE", ""),
        (Status.IN_TRANSIT, "30002", "", ""),
        (Status.DELIVERED, "50003", "LAST_MILE", "https://x"),
    ]
    assert told[-1].text == "Shipment Delivered (Done) · Received by Ann"
    assert told[-1].time == NOON


def test_news_of_other_words_or_another_second_are_two() -> None:
    leg = Update("Sorted", at=NOON, leg="LAST_MILE")
    for status in (Update("Lost", at=NOON), Update("Sorted", at=NOON + timedelta(seconds=1)), Update("Sorted")):
        assert len(orders.merged([status], [leg])) == 2
    assert len(orders.merged([Update("", "", NOON)], [Update("", "", NOON)])) == 2


def test_news_without_words_are_none_and_without_a_time_come_last() -> None:
    told = orders.events([Update("Lost"), Update(""), Update("Sorted", at=NOON), Update("Sorted", at=NOON)])
    assert [(one.text, one.time) for one in told] == [("Sorted", NOON), ("Lost", None)]


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ({"data": [{}], "totalPage": 1}, False),
        ({"data": [{}], "totalPage": "2"}, True),
        ({"data": [{}]}, False),
        ({"data": [{}, {}, {}], "totalPage": 1}, True),
        ({"data": [], "totalPage": 9}, False),
    ],
)
def test_whether_a_page_follows(body: object, more: bool) -> None:
    assert read_page(body, 1, per_page=3).more == more


@pytest.mark.parametrize("value", [None, "", 5, "a\r\nX-Evil: 1", "tökén"])
def test_what_is_no_token(value: object) -> None:
    with pytest.raises(CarrierError, match="did not accept the login"):
        read_token(Reply(200, {"token": value}))


@pytest.mark.parametrize(
    ("url", "secure"),
    [
        ("http://example.io/label.pdf?a=b", "https://example.io/label.pdf?a=b"),
        ("http://127.0.0.1:8080/label.pdf", ""),
        ("https://example.io/label.pdf", ""),
        ("lorem.com/bb321.pdf", ""),
        ("http://a\0b/", ""),
    ],
)
def test_https_is_tried_where_the_address_names_no_port(url: str, secure: str) -> None:
    assert _secure(url) == secure


#: Every name of the answers' tables, and a few that refusals may have.
_KEYS = sorted(
    {"message", "errors", "field", "code"}.union(*({*one.read.split(), *one.left} for one in ANSWERS.values()))
)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from(["1e999", "0.items.0.price: x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(_KEYS),
            inner,
            max_size=5,
        )
    ),
    max_leaves=15,
)


@given(st.integers(100, 599), _JSON | st.binary(max_size=60))
def test_no_answer_crashes_and_none_but_the_documented_one_is_a_yes(status: int, body: object) -> None:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    reply = read_reply(Answer(status, {}, content))
    entries = read_uploaded(reply)
    assert entries is None or status == 200
    for one in uploaded(["A", "B"], entries or []):
        assert one.verdict is not B or one.number
    assert all(one.message for one in refusal(reply.body))
    assert reply.words.endswith((".", "!", "?", "…"))


@given(_JSON)
def test_no_query_answer_crashes(body: object) -> None:
    try:
        found = rows(body)
    except CarrierError:
        found = []
    for row in found:
        order = orders.order(read_listed(row))
        assert order.shipment.carrier == "ceva"
        orders.events([read_status(row), *read_legs(row)])
        read_subscription(row)
    read_label(body)
