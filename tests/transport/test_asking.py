"""Questions are asked again: a few times, not for long, and as the carrier wishes."""

import socket
import time

import pytest

from shipdesk.core.errors import CarrierError, NetworkError
from shipdesk.core.exchange import journal
from shipdesk.transport.asking import ask, retry_after
from shipdesk.transport.sending import Answer
from tests.transport.peers import OK, Peer, answering, client_of, http, peer, read_request

BUSY = http("503 Service Unavailable", headers="Retry-After: 0\r\n")


def test_asked_again_while_the_carrier_is_busy() -> None:
    with (
        peer(answering(BUSY, http("429 Too Many Requests", headers="Retry-After: 0.1\r\n"), OK)) as server,
        client_of(server.url) as client,
        journal() as exchanges,
    ):
        answer = ask(client, lambda: client.request("GET", "shipments"))
    assert answer.body == b'{"status": true}'
    assert [one.status for one in exchanges] == [503, 429, 200]


def test_the_carrier_may_say_how_long_to_wait() -> None:
    with (
        peer(answering(http("503 Service Unavailable", headers="Retry-After: 1.2\r\n"), OK)) as server,
        client_of(server.url) as client,
    ):
        begin = time.monotonic()
        ask(client, lambda: client.request("GET", "shipments"))
    assert time.monotonic() - begin >= 1.2


def test_given_up_after_a_few_times() -> None:
    with (
        peer(answering(BUSY)) as server,
        client_of(server.url) as client,
        journal() as exchanges,
        pytest.raises(CarrierError, match=r"too busy to answer \(status 503\); ask again later\."),
    ):
        ask(client, lambda: client.request("GET", "shipments"))
    assert len(exchanges) == 3


def test_a_long_pause_is_told_and_not_waited_for() -> None:
    patient = http("429 Too Many Requests", headers="Retry-After: 3600\r\n")
    with (
        peer(answering(patient)) as server,
        client_of(server.url) as client,
        journal() as exchanges,
        pytest.raises(CarrierError, match="in 3600 seconds"),
    ):
        ask(client, lambda: client.request("GET", "shipments"))
    assert len(exchanges) == 1


def test_a_connection_that_breaks_once() -> None:
    calls: list[bytes] = []

    def talk(_: Peer, one: socket.socket) -> None:
        calls.append(read_request(one))
        if len(calls) > 1:
            one.sendall(OK)

    with peer(talk) as server, client_of(server.url) as client:
        assert ask(client, lambda: client.request("GET", "shipments")).status == 200
    assert len(calls) == 2


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    with client_of(url) as client, journal() as exchanges, pytest.raises(NetworkError, match="No connection"):
        ask(client, lambda: client.request("GET", "shipments"))
    assert len(exchanges) == 3


def test_what_changes_something_is_tried_once() -> None:
    with (
        peer(answering(BUSY)) as server,
        client_of(server.url) as client,
        journal() as exchanges,
        pytest.raises(CarrierError),
    ):
        ask(client, lambda: client.request("POST", "webhooks"), attempts=1)
    assert len(exchanges) == 1


@pytest.mark.parametrize("status", ["400 Bad Request", "404 Not Found", "500 Internal Server Error"])
def test_any_other_answer_is_given_back(status: str) -> None:
    with peer(answering(http(status))) as server, client_of(server.url) as client, journal() as exchanges:
        assert ask(client, lambda: client.request("GET", "shipments")).status == int(status[:3])
    assert len(exchanges) == 1


@pytest.mark.parametrize(
    ("text", "seconds"), [("5", 5.0), ("0.5", 0.5), ("Wed, 21 Oct 2026 07:28:00 GMT", None), ("-1", None), ("", None)]
)
def test_retry_after(text: str, seconds: float | None) -> None:
    assert retry_after(Answer(429, {"retry-after": text}, b"")) == seconds
