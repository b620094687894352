"""What an answer proves, and what it does not."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipdesk.carriers.jumppoint.mapper import events, our_paths, outcome, refusal
from shipdesk.carriers.jumppoint.wire import Log, read_infos, read_reply, read_token, split_errors
from shipdesk.core.errors import CarrierError
from shipdesk.core.outcomes import Outcome, Verdict
from shipdesk.core.statuses import Status
from shipdesk.transport.sending import Answer


def of(status: int, body: object) -> Outcome:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return outcome("R1", read_reply(Answer(status, {}, content)))


@pytest.mark.parametrize(
    ("body", "verdict", "number"),
    [
        ({"status": True, "data": {}}, Verdict.ACCEPTED, ""),
        ({"status": True, "data": []}, Verdict.ACCEPTED, ""),
        ({"status": True, "data": None}, Verdict.ACCEPTED, ""),
        ({"status": True}, Verdict.ACCEPTED, ""),
        ({"status": True, "data": {"orderNo": "JPTH1"}, "more": [1]}, Verdict.BOOKED, "JPTH1"),
    ],
)
def test_a_yes(body: object, verdict: Verdict, number: str) -> None:
    assert of(200, body) == Outcome("R1", verdict, number)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, {"status": "true", "data": {}}),
        (200, {"status": 1, "data": {"orderNo": "JPTH1"}}),
        (200, {"data": {"orderNo": "JPTH1"}}),
        (200, {"status": False, "message": "Errors: referenceNo: Required"}),
        (200, b'{"status": tru'),
        (200, b'{"status": true, "status": false}'),
        (200, b"<html>We will be back soon</html>"),
        (200, b""),
        (200, b"[true]"),
        (201, {"status": True, "data": {}}),
        (302, {"status": True}),
        (400, {"status": False, "message": "Something went wrong"}),
        (400, {"message": "Errors: referenceNo: Reference No is already taken"}),
        (400, {"status": "false", "message": "Errors: phone: no"}),
        (400, b"<html>Errors: phone: no</html>"),
        (401, b"<html>Who are you?</html>"),
        (404, {"status": False, "message": "Errors: referenceNo: Required"}),
        (408, {"status": False}),
        (429, {"status": False, "message": "Slow down"}),
        (500, {"status": False, "message": "Errors: referenceNo: Required"}),
        (502, b""),
    ],
)
def test_in_doubt(status: int, body: object) -> None:
    found = of(status, body)
    assert found.verdict is Verdict.UNKNOWN
    assert found.words.startswith("Jumppoint says: ")
    assert found.words.endswith(".")
    assert found.number == ""


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (401, {"status": False, "message": "Access token is missing or has expired."}),
        (403, {"message": "Forbidden"}),
        (401, {}),
        (400, {"status": False, "message": "Invalid access token"}),
        (422, {"status": False, "message": "Unauthorized"}),
    ],
)
def test_refused_for_who_asks(status: int, body: object) -> None:
    found = of(status, body)
    assert found.verdict is Verdict.NOT_SENT
    assert found.words.startswith("Jumppoint does not accept the login of this account: ")


@pytest.mark.parametrize("joiner", [", ", "; ", "\n", " ", " | ", ". ", ","])
def test_several_errors_are_told_apart_whatever_joins_them(joiner: str) -> None:
    told = [
        ("packageValueCurrency", "Declared Value Currency needs to match with destination currency"),
        ("sender.phone", "Invalid input: must have the format +852-37069876"),
        ("products.1.quantity", "Expected integer"),
        ("receiver.city", "city is not in the province"),
        ("pickUpDate", "Invalid input: Sunday is not available"),
    ]
    message = "Errors: " + joiner.join(f"{field}: {words}" for field, words in told)
    assert [(field, words.rstrip(".")) for field, words in split_errors(message)] == told
    assert [one.field for one in refusal(message)] == [
        "declared_value.currency",
        "sender.phone",
        "products[1].quantity",
        "receiver.city",
        "pickup.date",
    ]


def test_a_used_reference_among_other_errors_is_a_duplicate() -> None:
    for message in (
        "Errors: referenceNo: Reference No is already taken",
        "Errors: weight: too much, referenceNo: Reference No is Already Taken, productType: Required",
    ):
        assert of(400, {"status": False, "message": message}).verdict is Verdict.DUPLICATE
    other = of(400, {"status": False, "message": "Errors: referenceNo: Required"})
    assert (other.verdict, other.problems[0].field) == (Verdict.REFUSED, "reference")


def test_a_refusal_of_an_unknown_field_keeps_its_words() -> None:
    found = of(400, {"status": False, "message": "Errors: colour: must be red"})
    assert found.verdict is Verdict.REFUSED
    assert [(one.field, one.message) for one in found.problems] == [("", "colour: must be red")]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("receiver.countryCode", ["receiver.country"]),
        ("receiver", ["receiver"]),
        ("products[2].hsCode", ["products[2].hs_code"]),
        ("products.0", ["products[0]"]),
        ("products", ["products"]),
        ("package.lenght", ["parcel.length_cm"]),
        ("grossWeight", ["parcel.gross_weight_kg"]),
        ("phone", ["sender.phone", "receiver.phone"]),
        ("unitPrice", ["products[0].unit_price"]),
        ("packageAmount", ["options.package_amount"]),
        ("pickUp", ["pickup.date"]),
        ("paymentMethod", ["cod.amount"]),
        ("url", [""]),
        ("", [""]),
    ],
)
def test_their_fields_are_ours(theirs: str, ours: list[str]) -> None:
    assert our_paths(theirs) == ours


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["status", "data", "message", "orderNo", "Errors:", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.integers(100, 599), _JSON | st.binary(max_size=60))
def test_no_answer_crashes_and_none_but_the_documented_one_is_a_yes(status: int, body: object) -> None:
    found = of(status, body)
    yes = status == 200 and isinstance(body, dict) and body.get("status") is True
    assert (found.verdict in (Verdict.ACCEPTED, Verdict.BOOKED)) == yes


@given(_JSON)
def test_no_query_answer_crashes(data: object) -> None:
    for info in read_infos([data, {"orderNo": "J1", "statusLogs": [data], "destination": data, "createdAt": data}]):
        assert info.number
        events(info.logs)


def test_news_without_a_readable_time_come_last() -> None:
    noon, one = datetime(2026, 1, 1, 12, tzinfo=UTC), datetime(2026, 1, 1, 13, tzinfo=UTC)
    logs = [
        Log("Exception", None),
        Log("Order Confirmed", one),
        Log("Order Created", noon),
        Log("Order Confirmed", one),
    ]
    found = events(logs)
    assert [(event.status, event.time) for event in found] == [
        (Status.CREATED, noon),
        (Status.CONFIRMED, one),
        (Status.EXCEPTION, None),
    ]
    assert found[0].text == "Order Created"


@pytest.mark.parametrize(
    ("life", "seconds"),
    [(86400, 86400), ("86400", 86400), (0, 300), (-1, 300), (None, 300), ("soon", 300), (True, 300)],
)
def test_the_life_of_a_token(life: object, seconds: float) -> None:
    body = json.dumps({"accessToken": "abc", "expiresIn": life}).encode()
    token = read_token(read_reply(Answer(200, {}, body)))
    assert (token.value, token.life_s) == ("abc", seconds)


@pytest.mark.parametrize("value", [None, "", 5, "a\r\nX-Evil: 1", "tökén"])
def test_what_is_no_token(value: object) -> None:
    body = json.dumps({"accessToken": value, "expiresIn": 5}).encode()
    with pytest.raises(CarrierError, match="did not accept the login"):
        read_token(read_reply(Answer(200, {}, body)))
