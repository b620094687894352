"""What an answer proves, and what it does not."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipdesk.carriers.jne.answers import events, found, outcome
from shipdesk.carriers.jne.vocab import status_of
from shipdesk.carriers.jne.wire import WIB, is_number, read_local_time, read_prices, read_reply, read_way
from shipdesk.core.errors import CarrierError
from shipdesk.core.outcomes import Frozen, Outcome, Verdict
from shipdesk.core.statuses import Status
from shipdesk.transport.sending import Answer

MARKET = Frozen("jne", "R1", "POST /tracing/api/generatecnote", "OLSHOP_ORDERID=R1")
DELIVERY = Frozen("jne", "R1", "POST /pickupcashless", "ORDER_ID=R1")
WITH_AWB = replace(DELIVERY, payload="ORDER_ID=R1&AWB=1234567890")
AWB = "010116240120789"


def of(body: object, *, frozen: Frozen = MARKET, status: int = 200, private: bool = False) -> Outcome:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return outcome(frozen, read_reply(Answer(status, {}, content)), private=private)


def detail(**entry: object) -> dict[str, object]:
    return {"detail": [entry]}


@pytest.mark.parametrize("word", ["sukses", "success"])
@pytest.mark.parametrize("number", [AWB, "0109401600067399", "JNAP1234567890"])
def test_both_words_are_a_yes(word: str, number: str) -> None:
    assert of(detail(status=word, cnote_no=number, more=[1])) == Outcome("R1", Verdict.BOOKED, number)


@pytest.mark.parametrize(
    "body",
    [
        detail(status="SUKSES", cnote_no=AWB),
        detail(status="sukses ", cnote_no=AWB),
        detail(status="ok", cnote_no=AWB),
        detail(status=True, cnote_no=AWB),
        detail(cnote_no=AWB),
        detail(status="sukses", cnote_no=None),
        detail(status="sukses"),
        detail(status="sukses", cnote_no=""),
        detail(status="sukses", cnote_no="1" * 40),
        detail(status="sukses", cnote_no="ABCDEFGHIJ"),
        detail(status="sukses", cnote_no="0101 1624"),
        detail(status="sukses", cnote_no="010116240120789\n"),
        detail(status="sukses", cnote_no="٠١٠١١٦٢٤٠١٢٠٧٨٩"),
        detail(status="sukses", cnote_no=10116240120789),
        detail(status="sukses", cnote_no=AWB, cnote="0109401600067399"),
        {"detail": []},
        {"detail": {"status": "sukses", "cnote_no": AWB}},
        {"detail": [{"status": "sukses", "cnote_no": AWB}] * 2},
        {"detail": [[]]},
        {"detail": None},
        {"status": "sukses", "cnote_no": AWB},
        {**detail(status="sukses", cnote_no=AWB), "error": "Username Or API KEY Not Found.", "status": False},
        detail(status="Error", reason="Database is busy", cnote_no=None),
        detail(status="Error", reason="Airwaybill already exist, please try another one", cnote=None),
        detail(status="Error", reason="Origin Code CGK10100 Not Exists", cnote_no=AWB),
        detail(status="Error", reason="", cnote_no=AWB),
        detail(status="error", reason="Order id already exist, please try another one"),
        {"error": "Something went wrong", "status": False},
        {"error": "Content not confirm our security Policy."},
        {"error": "Content not confirm our security Policy.", "status": True},
        {"error": "Price Not Found.", "status": False},
        {},
        [],
        b"",
        b"null",
        b"<html>We will be back soon</html>",
        b'{"detail": [{"status": "sukses", "cnote_no": "0101162',
        b'{"detail": [], "detail": [{"status": "sukses", "cnote_no": "010116240120789"}]}',
    ],
)
def test_in_doubt(body: object) -> None:
    told = of(body)
    assert (told.verdict, told.number, told.problems) == (Verdict.UNKNOWN, "", ())
    assert told.words.startswith("JNE says: ")
    assert told.words.endswith(".")


@pytest.mark.parametrize("status", [201, 302, 400, 401, 404, 429, 500, 502])
def test_any_other_status_is_in_doubt_whatever_it_says(status: int) -> None:
    for body in (detail(status="sukses", cnote_no=AWB), {"error": "Content not confirm our security Policy."}):
        assert of(body, status=status).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("frozen", "entry", "number"),
    [
        (MARKET, {"reason": "Transaction no. already exists, please try with another", "cnote_no": AWB}, AWB),
        (MARKET, {"reason": "Transaction no. already exists, please try with another", "cnote_no": None}, ""),
        (DELIVERY, {"reason": "Order id already exist, please try another one", "cnote": AWB}, AWB),
        (DELIVERY, {"reason": "Order id already exist, please try another one", "cnote": None}, ""),
        (WITH_AWB, {"reason": "Order id already exist, please try another one", "cnote": "1234567890"}, ""),
        (WITH_AWB, {"reason": "Order id already exist, please try another one", "cnote": AWB}, AWB),
    ],
)
def test_a_used_order_id(frozen: Frozen, entry: dict[str, object], number: str) -> None:
    told = of(detail(status="Error", **entry), frozen=frozen)
    assert (told.verdict, told.number) == (Verdict.DUPLICATE, number)
    assert [one.field for one in told.problems] == ["reference"]


@pytest.mark.parametrize("end", ["Origin", "Destination"])
def test_a_code_that_does_not_exist(end: str) -> None:
    told = of(detail(status="Error", reason=f"{end} Code XXX10100 Not Exists", cnote_no=None))
    assert told.verdict is Verdict.REFUSED
    assert [one.field for one in told.problems] == [f"options.{end.lower()}_code"]


@pytest.mark.parametrize("status", [False, "false"])
def test_the_security_policy(status: object) -> None:
    told = of({"error": "Content not confirm our security Policy.", "status": status})
    assert told.verdict is Verdict.REFUSED
    assert told.problems[0].message.startswith("JNE says: Content not confirm our security Policy.")


@pytest.mark.parametrize("status", [False, "false"])
def test_a_wrong_key_proves_something_only_where_nobody_could_have_written_it(status: object) -> None:
    body = {"error": "Username Or API KEY Not Found.", "status": status}
    told = of(body, private=True)
    assert told.verdict is Verdict.NOT_SENT
    assert told.words == "JNE does not accept the user name and API key of this account: Username Or API KEY Not Found."
    assert of(body, private=False).verdict is Verdict.UNKNOWN


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from(["sukses", AWB, "Error"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["detail", "status", "cnote_no", "cnote", "reason", "error", "history", "price"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.sampled_from([200, 200, 200, 500]), _JSON | st.binary(max_size=60))
def test_no_answer_crashes_and_none_but_the_documented_one_is_a_yes(status: int, body: Any) -> None:
    told = of(body, status=status)
    entry = (
        body["detail"][0] if isinstance(body, dict) and isinstance(body.get("detail"), list) and body["detail"] else {}
    )
    yes = isinstance(entry, dict) and entry.get("status") in ("sukses", "success")
    assert told.verdict is not Verdict.BOOKED or (status == 200 and yes and told.number in (AWB,))


@given(_JSON)
def test_no_question_answer_crashes(body: object) -> None:
    way = read_way({"cnote": body, "history": [body, {"date": body, "desc": body, "code": body}]})
    events(way)
    found(way)
    reply = read_reply(Answer(200, {}, json.dumps({"price": [body]}).encode()))
    assert all(price.currency == "" for price in read_prices(reply))


def way(*lines: tuple[str, str, str], **cnote: object) -> Any:
    history = [{"date": at, "desc": words, "code": code} for at, words, code in lines]
    return read_way({"cnote": {"cnote_no": AWB, **cnote}, "history": history})


def test_a_delivery_tells_who_took_it_where_and_shows_the_photo() -> None:
    told = events(
        way(
            ("11-01-2022 10:32", "DELIVERED TO [A YANI]", "D01"),
            ("11-01-2022 08:19", "WITH DELIVERY COURIER [MATARAM]", "IP3"),
            ("11-01-2022 10:32", "DELIVERED TO [A YANI]", "D01"),
            pod_code="D01",
            cnote_pod_receiver="A YANI",
            keterangan="YANG BERSANGKUTAN",
            photo="https://pod.example/1.jpg",
            lat="-8.58",
            long="116.1",
        )
    )
    assert [one.status for one in told] == [Status.OUT_FOR_DELIVERY, Status.DELIVERED]
    assert told[-1].text == "DELIVERED TO [A YANI] · A YANI · YANG BERSANGKUTAN · at -8.58, 116.1"
    assert told[-1].link == "https://pod.example/1.jpg"
    assert told[-1].time == datetime(2022, 1, 11, 10, 32, tzinfo=WIB)


def test_a_delivery_that_the_history_lacks() -> None:
    told = events(
        way(
            ("11-01-2022 08:19", "WITH DELIVERY COURIER [MATARAM]", "IP3"),
            pod_code="D01",
            cnote_pod_date="2022-01-11T10:32:00.000+07:00",
            last_status="DELIVERED TO [A YANI]",
        )
    )
    assert [(one.status, one.text) for one in told[1:]] == [(Status.DELIVERED, "DELIVERED TO [A YANI]")]
    assert told[-1].time == datetime(2022, 1, 11, 10, 32, tzinfo=WIB)


def test_no_proof_is_no_news() -> None:
    assert events(way(cnote_pod_date="2022-01-11T10:32:00.000+07:00")) == []
    assert events(way(photo="javascript:alert(1)")) == []
    assert found(way()).status is None


@pytest.mark.parametrize(
    ("code", "words", "status"),
    [
        ("RC1", "", Status.PICKED_UP),
        ("OP1", "", Status.AT_ORIGIN),
        ("OP2", "", Status.IN_TRANSIT),
        ("TP4", "", Status.IN_TRANSIT),
        ("IP1", "", Status.ARRIVED),
        ("IP3", "", Status.OUT_FOR_DELIVERY),
        ("D01", "", Status.DELIVERED),
        ("D12", "", Status.DELIVERED),
        ("DB1", "", Status.UNKNOWN),
        ("D", "", Status.UNKNOWN),
        ("X1", "With delivery courier [x]", Status.OUT_FOR_DELIVERY),
        ("U02", "UNDELIVERED, DELIVERED TO nobody", Status.DELIVERY_FAILED),
        ("R1", "RETURN TO SHIPPER", Status.RETURNING),
        ("", "BEAMED UP", Status.UNKNOWN),
    ],
)
def test_statuses(code: str, words: str, status: Status) -> None:
    assert status_of(code, words) is status


@pytest.mark.parametrize("value", ["2022-01-09T01:26:16.000+07:00", "31-02-2022 10:00", "09-01-2022", "", None, 5])
def test_what_is_no_local_time(value: object) -> None:
    assert read_local_time(value) is None


@pytest.mark.parametrize(
    ("number", "good"), [(AWB, True), ("../x", False), ("", False), ("1%2f2", False), ("٠", False)]
)
def test_numbers_that_may_stand_in_an_address(number: str, good: bool) -> None:
    assert is_number(number) is good


def prices(**row: object) -> Any:
    return read_prices(read_reply(Answer(200, {}, json.dumps({"price": [row]}).encode())))[0]


def test_prices_are_read_leniently() -> None:
    assert (prices(price="12000").amount, prices(price=12000).amount, prices(price=" Days").amount) == (
        12000,
        12000,
        None,
    )
    assert (prices(etd_from="1", etd_thru=" Days", times="D").days_min, prices(etd_from="1", times="H").days_min) == (
        1,
        None,
    )
    with pytest.raises(CarrierError, match="Down for maintenance"):
        read_prices(read_reply(Answer(200, {}, b'{"error": "Down for maintenance", "status": "false"}')))
    with pytest.raises(CarrierError, match="document does not know"):
        read_prices(read_reply(Answer(500, {}, b"")))
