"""Every operation against the request and answer of the carrier's document."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from shipdesk.carriers import jne
from shipdesk.carriers.jne.client import Jne
from shipdesk.core.carrier import CheckContext
from shipdesk.core.connector import Rate
from shipdesk.core.errors import CarrierError
from shipdesk.core.outcomes import Outcome, Verdict
from shipdesk.core.statuses import Status
from tests.carriers.samples import NOW, sample
from tests.transport.peers import Peer, account, http, peer, read_request

GOLDEN = Path(__file__).parent / "golden"
KEY = "25c898a9faea1a100859ecd9ef674548"
WIB = timezone(timedelta(hours=7))
ACCOUNTS = {
    "generate": {"branch": "CGK000", "customer_id": "TESTAKUN"},
    "pickup": {"branch": "CGK000", "customer_id": "10950700"},
}
SAMPLES = {"generate": "jne-onmarket", "pickup": "jne-ondelivery"}


def pair(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    return found


class Replay:
    """A carrier that gives one golden answer."""

    def __init__(self, name: str) -> None:
        self.golden = pair(name)
        self.settings = ACCOUNTS.get(name.partition("-")[0], {})
        self.asked: list[bytes] = []

    def talk(self, _: Peer, one: Any) -> None:
        while request := read_request(one):
            self.asked.append(request)
            one.sendall(http("200 OK", json.dumps(self.golden["answer"]["body"]).encode()))

    @contextmanager
    def connector(self) -> Iterator[Jne]:
        with peer(self.talk) as server:
            found = Jne(account(server.url, {"api_key": KEY}, username="TESTAPI", **self.settings), total_s=10)
            try:
                yield found
            finally:
                found.close()

    def assert_asked_as_documented(self) -> None:
        (asked,) = self.asked
        wanted = self.golden["request"]
        head, _, body = asked.decode().partition("\r\n\r\n")
        method, path, _ = head.split("\r\n")[0].split(" ")
        assert (method, path) == (wanted["method"], wanted["path"])
        assert dict(parse_qsl(body, keep_blank_values=True, strict_parsing=True)) == wanted["body"]
        assert "content-type: application/x-www-form-urlencoded" in head.lower()
        assert "accept: application/json" in head.lower()


def book(replay: Replay, flow: str, **changes: object) -> Outcome:
    shipment = sample(SAMPLES[flow], **changes)
    context = CheckContext(NOW, replay.settings)
    assert not [one for one in jne.RECORD.check(shipment, context) if one.severity == "error"]
    frozen = jne.RECORD.freeze(shipment, context)
    assert KEY not in frozen.payload
    assert "TESTAPI" not in frozen.payload
    told: list[bool] = []
    with replay.connector() as connector:
        (outcome,) = connector.book([frozen], lambda: told.append(True))
    assert told == [True]
    replay.assert_asked_as_documented()
    return outcome


def test_generate() -> None:
    assert book(Replay("generate"), "generate") == Outcome("20240705002", Verdict.BOOKED, "010116240120789")


def test_generate_used() -> None:
    outcome = book(Replay("generate-used"), "generate")
    assert (outcome.verdict, outcome.number) == (Verdict.DUPLICATE, "010116240120789")
    assert outcome.problems[0].field == "reference"


def test_generate_origin() -> None:
    outcome = book(Replay("generate-origin"), "generate", options__origin_code="CGK10100")
    assert outcome.verdict is Verdict.REFUSED
    assert [(one.field, one.message) for one in outcome.problems] == [
        ("options.origin_code", "JNE says: Origin Code CGK10100 Not Exists.")
    ]


def test_pickup() -> None:
    assert book(Replay("pickup"), "pickup") == Outcome("8810102030983216", Verdict.BOOKED, "0109401600067399")


def test_pickup_used_tells_no_more_than_the_number_that_was_sent() -> None:
    outcome = book(Replay("pickup-used"), "pickup")
    assert (outcome.verdict, outcome.number) == (Verdict.DUPLICATE, "")


def test_pickup_policy() -> None:
    outcome = book(Replay("pickup-policy"), "pickup")
    assert outcome.verdict is Verdict.REFUSED
    assert "Content not confirm our security Policy." in outcome.problems[0].message


@pytest.mark.parametrize("name", ["generate-key", "pickup-key"])
def test_a_wrong_key_over_plain_http_is_in_doubt(name: str) -> None:
    outcome = book(Replay(name), name.partition("-")[0])
    assert outcome.verdict is Verdict.UNKNOWN
    assert "Username Or API KEY Not Found." in outcome.words


def test_tariff() -> None:
    replay = Replay("tariff")
    with replay.connector() as connector:
        rates = connector.rates(sample("jne-onmarket"))
    replay.assert_asked_as_documented()
    assert rates[0] == Rate("ONMARKET/REG", "OnMarket REG (REG19, Document/Paket)", Decimal(12000), "IDR", 1, 2)
    assert [one.service.partition("/")[2] for one in rates] == [
        "REG", "JTR5", "YES", "JTR18", "JTR<130", "JTR<150", "JTR250", "SPS15",
    ]  # fmt: skip
    assert [(one.amount, one.days_min, one.days_max) for one in rates[-1:]] == [(Decimal(403000), None, None)]
    assert rates[4].name == "OnMarket JTR<130 (Paket)"


def test_the_account_is_tried_out_on_the_tariff() -> None:
    replay = Replay("tariff")
    with replay.connector() as connector:
        assert connector.test() == "JNE answers TESTAPI."
    replay.assert_asked_as_documented()


def test_tariff_not_found() -> None:
    replay = Replay("tariff-not-found")
    with replay.connector() as connector:
        assert connector.rates(sample("jne-onmarket", options__destination_code="XXX10000")) == []
    replay.assert_asked_as_documented()


def test_tracking() -> None:
    replay = Replay("tracking")
    with replay.connector() as connector:
        news = connector.track(["5403212200022724"])["5403212200022724"]
    replay.assert_asked_as_documented()
    assert [one.status for one in news] == [
        Status.AT_ORIGIN, Status.PICKED_UP, Status.IN_TRANSIT, Status.IN_TRANSIT, Status.ARRIVED,
        Status.OUT_FOR_DELIVERY, Status.DELIVERED,
    ]  # fmt: skip
    assert [one.code for one in news] == ["OP1", "RC1", "OP2", "TP4", "IP1", "IP3", "D01"]
    assert news[0].time == datetime(2022, 1, 9, 1, 18, tzinfo=WIB)
    assert news[0].text == "RECEIVED AT SORTING CENTER [TANGERANG]"
    assert news[-1].text == ("DELIVERED TO [A YANI | 11-01-2022 10:32 | SUMBAWA BESAR ] · A YANI · YANG BERSANGKUTAN")


def test_find() -> None:
    replay = Replay("tracking")
    with replay.connector() as connector:
        found = connector.find("5403212200022724")
    assert found is not None
    assert (found.number, found.reference) == ("5403212200022724", "")
    assert (found.receiver, found.country) == ("AHMAD YANI YANI", "ID")
    assert found.created_at == datetime(2022, 1, 8, 18, 26, 16, tzinfo=UTC)
    assert found.status is not None
    assert found.status.status is Status.DELIVERED


def test_tracking_not_found() -> None:
    replay = Replay("tracking-not-found")
    with replay.connector() as connector:
        assert connector.track(["5403212200022724"]) == {}
        assert connector.find("5403212200022724") is None


@pytest.mark.parametrize("name", ["generate-key", "pickup-key"])
def test_a_question_with_a_wrong_key(name: str) -> None:
    replay = Replay(name)
    with replay.connector() as connector:
        for ask in (connector.test, lambda: connector.track(["1"]), lambda: connector.rates(sample("jne-onmarket"))):
            with pytest.raises(CarrierError, match="does not accept the user name and API key"):
                ask()


def test_every_golden_pair_is_tried() -> None:
    source = Path(__file__).read_text("utf-8")
    assert all(f'"{file.stem}"' in source for file in GOLDEN.glob("*.json"))
