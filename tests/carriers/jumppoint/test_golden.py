"""Every operation against the request and answer of the carrier's document."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from shipdesk.carriers import jumppoint
from shipdesk.carriers.jumppoint.client import Jumppoint
from shipdesk.core.errors import CarrierError, NetworkError
from shipdesk.core.outcomes import Outcome, Verdict
from shipdesk.core.statuses import Status
from tests.carriers.samples import on, sample
from tests.transport.peers import Peer, account, http, peer, read_request

GOLDEN = Path(__file__).parent / "golden"
LOGIN = json.loads((GOLDEN / "login.json").read_text("utf-8"))
TOKEN = LOGIN["answer"]["body"]["accessToken"]
#: The sample's pickup is on Friday, 14 April 2023.
BOOKED_ON = on(date(2023, 4, 12))


def pair(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    return found


class Replay:
    """A carrier that logs one in and gives one golden answer to everything else."""

    def __init__(self, name: str) -> None:
        self.golden = pair(name)
        self.secrets = {"password": "string"}
        self.asked: list[bytes] = []

    def talk(self, _: Peer, one: Any) -> None:
        while request := read_request(one):
            answer = LOGIN["answer"]
            if not request.startswith(b"POST /login ") or self.golden["request"]["path"] == "/login":
                self.asked.append(request)
                answer = self.golden["answer"]
            one.sendall(http(f"{answer['status']} x", json.dumps(answer["body"]).encode()))

    @contextmanager
    def connector(self) -> Iterator[Jumppoint]:
        with peer(self.talk) as server:
            found = Jumppoint(account(server.url, self.secrets, username="string"), total_s=10)
            try:
                yield found
            finally:
                found.close()

    def assert_asked_as_documented(self) -> None:
        wanted = self.golden["request"]
        head, _, body = self.asked[0].partition(b"\r\n\r\n")
        method, target, _ = head.decode().split("\r\n")[0].split(" ")
        url = urlsplit(target)
        assert (method, url.path) == (wanted["method"], wanted["path"])
        assert dict(parse_qsl(url.query)) == wanted.get("query", {})
        assert (json.loads(body) if body else None) == wanted.get("body")
        if wanted["path"] != "/login":
            assert f"authorization: bearer {TOKEN}".lower() in head.decode().lower()
        if body:
            assert b"content-type: application/json" in head.lower()


def book(connector: Jumppoint) -> Outcome:
    # The document's sample books a date of its own.
    shipment = sample("jumppoint-sample", pickup__date="2023-04-14")
    assert not [one for one in jumppoint.RECORD.check(shipment, BOOKED_ON) if one.severity == "error"]
    told: list[bool] = []
    (outcome,) = connector.book([jumppoint.RECORD.freeze(shipment, BOOKED_ON)], lambda: told.append(True))
    assert told == [True]
    return outcome


def test_login() -> None:
    replay = Replay("login")
    with replay.connector() as connector:
        assert connector.test() == "Jumppoint accepts the login of string."
    replay.assert_asked_as_documented()
    assert TOKEN in replay.secrets["token"]


def test_login_refused() -> None:
    replay = Replay("login-refused")
    with replay.connector() as connector, pytest.raises(CarrierError, match="Incorrect login email or password"):
        connector.test()
    assert len(replay.asked) == 1


def test_booking() -> None:
    replay = Replay("booking")
    with replay.connector() as connector:
        assert book(connector) == Outcome("REF00001008", Verdict.ACCEPTED)
    replay.assert_asked_as_documented()


@pytest.mark.parametrize(
    ("name", "verdict", "field"),
    [
        ("booking-taken", Verdict.DUPLICATE, "reference"),
        ("booking-currency", Verdict.REFUSED, "declared_value.currency"),
    ],
)
def test_booking_refused(name: str, verdict: Verdict, field: str) -> None:
    replay = Replay(name)
    with replay.connector() as connector:
        outcome = book(connector)
    replay.assert_asked_as_documented()
    assert outcome.verdict is verdict
    (problem,) = outcome.problems
    assert problem.field == field
    assert problem.message in replay.golden["answer"]["body"]["message"]


def test_shipment() -> None:
    replay = Replay("shipment")
    with replay.connector() as connector:
        found = connector.find("JPUS6759785254")
    replay.assert_asked_as_documented()
    assert found is not None
    assert (found.number, found.reference) == ("JPUS6759785254", "VM0003")
    assert (found.receiver, found.country) == ("Jerry Lee", "US")
    assert found.created_at == datetime(2023, 3, 28, 8, 50, 28, 889000, tzinfo=UTC)
    assert found.status is not None
    assert (found.status.status, found.status.text) == (Status.CREATED, "Order Created")
    assert found.status.time == datetime(2023, 3, 28, 8, 50, 28, 926000, tzinfo=UTC)


def test_shipment_not_found() -> None:
    replay = Replay("shipment-not-found")
    with replay.connector() as connector:
        assert connector.find("JPTH1931219700") is None
    replay.assert_asked_as_documented()


NUMBERS = ["JPTH7894446466", "JPTH1868202815"]


def test_batch() -> None:
    replay = Replay("batch")
    with replay.connector() as connector:
        first, second = connector.shipments(NUMBERS)
    replay.assert_asked_as_documented()
    assert (first.number, first.reference, first.country) == ("JPTH7894446466", "REFF201326156", "TH")
    assert second.status is not None
    assert second.status.status is Status.PICKED_UP


def test_latest_has_a_status_where_the_time_should_be() -> None:
    replay = Replay("latest")
    with replay.connector() as connector:
        latest = connector.latest(NUMBERS)
    replay.assert_asked_as_documented()
    assert [(one.status, one.time) for one in latest.values()] == [(Status.EXCEPTION, None), (Status.PICKED_UP, None)]


def test_logs_are_sorted_and_each_is_there_once() -> None:
    replay = Replay("logs")
    with replay.connector() as connector:
        news = connector.track(NUMBERS)
    replay.assert_asked_as_documented()
    assert list(news) == NUMBERS
    times = [one.time for one in news["JPTH7894446466"] if one.time]
    assert times == sorted(times)
    assert len(times) == 8
    assert [one.status for one in news["JPTH1868202815"]] == [Status.CREATED, Status.CONFIRMED, Status.PICKED_UP]


def test_label() -> None:
    """The document's URL is of another host, so only the question is compared here."""
    replay = Replay("label")
    replay.golden["answer"]["body"]["data"]["url"] = "http://127.0.0.1.example.invalid/label.pdf"
    with replay.connector() as connector, pytest.raises(NetworkError, match="No connection"):
        connector.label("JPTH1931219700")
    replay.assert_asked_as_documented()


def test_label_not_found() -> None:
    replay = Replay("label-not-found")
    with replay.connector() as connector, pytest.raises(CarrierError, match="Shipment Order not found"):
        connector.label("JPTH1931219700")
    replay.assert_asked_as_documented()


def test_webhook_create_keeps_the_secret_that_appears_once() -> None:
    replay = Replay("webhook-create")
    with replay.connector() as connector:
        webhook = connector.create_webhook("https://example.com/webhook-receiver")
    replay.assert_asked_as_documented()
    secret = replay.golden["answer"]["body"]["data"]["secret"]
    assert (webhook.id, webhook.secret) == ("643ee08ec3cb926799da73f4", secret)
    assert replay.secrets["webhook_secret"] == secret
    assert secret not in repr(webhook)


ID = "643ee08ec3cb926799da73f4"
NEW = "https://example.com/new-webhook-receiver"


@pytest.mark.parametrize(
    ("name", "call", "result"),
    [
        ("webhook-list", lambda c: [one.id for one in c.webhooks()], [ID]),
        ("webhook-get", lambda c: c.webhook(ID).url, "https://example.com/webhook-receiver"),
        ("webhook-change", lambda c: c.change_webhook(ID, NEW), None),
        ("webhook-delete", lambda c: c.delete_webhook(ID), None),
    ],
)
def test_webhooks(name: str, call: Callable[[Jumppoint], object], result: object) -> None:
    replay = Replay(name)
    with replay.connector() as connector:
        assert call(connector) == result
    replay.assert_asked_as_documented()


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("webhook-create-refused", lambda c: c.create_webhook("http://example.com/webhook-receiver")),
        ("webhook-change-refused", lambda c: c.change_webhook(ID, "http://example.com/x")),
    ],
)
def test_webhooks_refused(name: str, call: Callable[[Jumppoint], object]) -> None:
    replay = Replay(name)
    with replay.connector() as connector, pytest.raises(CarrierError, match='must start with "https://"'):
        call(connector)
    replay.assert_asked_as_documented()
    assert len(replay.asked) == 1


def test_every_golden_pair_is_tried() -> None:
    source = Path(__file__).read_text("utf-8")
    assert all(f'"{file.stem}"' in source for file in GOLDEN.glob("*.json"))
