"""One request, once; and what is proved about it when something goes wrong."""

import socket
import threading
import time
from pathlib import Path

import pytest

from shipdesk.core.errors import ConflictError
from shipdesk.core.exchange import journal
from shipdesk.transport.sending import MOST_ANSWER, Answer, NoAnswer, NotSent, Once, ask_once, send_once
from tests.transport.peers import OK, Peer, answering, booking, client_of, http, peer, read_request, reset, self_signed


def never() -> None:
    pytest.fail("sending was told though nothing could be sent")


def quiet() -> None:
    """Nothing to do before the bytes leave."""


def test_sending_is_told_after_the_connection_stands_and_before_the_first_byte() -> None:
    with peer(answering(OK)) as server, client_of(server.url) as client:
        seen: list[tuple[bool, bool]] = []

        def sending() -> None:
            assert server.connected.wait(5)
            seen.append((server.connected.is_set(), server.first_byte.is_set()))

        ending = send_once(client, booking(client), sending)
        assert isinstance(ending, Answer)
        assert (ending.status, ending.body) == (200, b'{"status": true}')
        assert seen == [(True, False)]
        assert server.received[0].startswith(b"POST /booking HTTP/1.1\r\n")
        assert server.received[0].endswith(b'{"a": 1}')


def test_nothing_leaves_when_sending_raises() -> None:
    def hold(_: Peer, one: socket.socket) -> None:
        read_request(one)

    with peer(hold) as server, client_of(server.url) as client:

        def sending() -> None:
            raise ConflictError("Somebody was quicker.")

        with journal() as exchanges, pytest.raises(ConflictError, match="quicker"):
            send_once(client, booking(client), sending)
        client.close()
        server.close()
        assert [bytes(data) for data in server.received] == [b""]
        assert exchanges[0].error == "Not sent: Somebody was quicker."


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    with client_of(url) as client:
        ending = send_once(client, booking(client), never)
    assert isinstance(ending, NotSent)
    assert ending.error.startswith("No connection to 127.0.0.1")
    assert ending.error.endswith(".")


def test_a_name_that_is_not_known() -> None:
    with client_of("http://carrier.invalid") as client:
        assert isinstance(send_once(client, booking(client), never), NotSent)


def test_a_certificate_that_nobody_trusts(tmp_path: Path) -> None:
    with peer(answering(OK), self_signed(tmp_path)) as server, client_of(server.url) as client:
        ending = send_once(client, booking(client), never)
        assert isinstance(ending, NotSent)
        assert "certificate" in ending.error
        server.close()
        assert not any(server.received)


def test_reset_when_the_connection_stands() -> None:
    """Bytes may have left, so it is in doubt, whatever the exception was."""

    def talk(_: Peer, one: socket.socket) -> None:
        one.recv(1)
        reset(one)

    with peer(talk) as server, client_of(server.url) as client:
        ending = send_once(client, booking(client), quiet)
    assert isinstance(ending, NoAnswer)


@pytest.mark.parametrize(
    "answer",
    [b"", b"HTTP/1.1 200 OK\r\nContent-Le", OK[:-5], b"nonsense\r\n\r\n"],
    ids=["nothing", "half a head", "half a body", "no HTTP"],
)
def test_hung_up_after_the_request(answer: bytes) -> None:
    def talk(_: Peer, one: socket.socket) -> None:
        read_request(one)
        one.sendall(answer)

    with peer(talk) as server, client_of(server.url) as client:
        ending = send_once(client, booking(client), quiet)
        assert isinstance(ending, NoAnswer)
        assert len(server.received) == 1


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"], ids=["head", "body"])
@pytest.mark.parametrize("send", [send_once, lambda client, request, _: ask_once(client, request)], ids=["book", "ask"])
def test_a_dripping_server_is_cut_at_the_deadline(head: bytes, send: object) -> None:
    stop = threading.Event()

    def drip(_: Peer, one: socket.socket) -> None:
        read_request(one)
        one.sendall(head)
        for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 500:
            if stop.wait(0.05):
                return
            one.sendall(bytes([byte]))

    with peer(drip) as server, client_of(server.url, total_s=0.5) as client:
        begin = time.monotonic()
        ending = send(client, booking(client), quiet)  # type: ignore[operator]
        took = time.monotonic() - begin
        stop.set()
    assert isinstance(ending, NoAnswer)
    assert "within 0.5 seconds" in ending.error
    assert took < 5


def test_a_kept_connection_that_drips_is_cut_as_well() -> None:
    stop = threading.Event()

    def talk(_: Peer, one: socket.socket) -> None:
        read_request(one)
        one.sendall(OK)
        read_request(one)
        while not stop.wait(0.05):
            one.sendall(b"H")

    with peer(talk) as server, client_of(server.url, total_s=0.5) as client:
        assert isinstance(ask_once(client, client.request("GET", "one")), Answer)
        ending = ask_once(client, client.request("GET", "two"))
        stop.set()
        assert isinstance(ending, NoAnswer)
        assert len(server.received) == 1


def test_a_redirect_is_not_followed() -> None:
    with peer(answering(OK)) as elsewhere:
        moved = http("307 Temporary Redirect", headers=f"Location: {elsewhere.url}/booking\r\n")
        with peer(answering(moved)) as server, client_of(server.url) as client:
            ending = send_once(client, booking(client), quiet)
            assert isinstance(ending, Answer)
            assert ending.status == 307
        assert elsewhere.received == []


def test_an_endless_answer_is_capped() -> None:
    def flood(_: Peer, one: socket.socket) -> None:
        read_request(one)
        one.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n")
        while True:
            one.sendall(b"x" * 65536)

    with peer(flood) as server, client_of(server.url) as client:
        ending = send_once(client, booking(client), quiet)
    assert ending == NoAnswer(f"The answer is longer than {MOST_ANSWER // 1024} KiB.")


def test_each_booking_has_a_connection_of_its_own_and_questions_share_one() -> None:
    with peer(answering(OK)) as server, client_of(server.url) as client:
        for _ in range(2):
            assert isinstance(send_once(client, booking(client), quiet), Answer)
        assert len(server.received) == 2
        for _ in range(3):
            assert isinstance(ask_once(client, client.request("GET", "shipments")), Answer)
        assert len(server.received) == 3


def test_no_proxy_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    with peer(answering(OK)) as proxy, peer(answering(OK)) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        with client_of(server.url) as client:
            assert isinstance(send_once(client, booking(client), quiet), Answer)
        assert proxy.received == []


def test_the_exchange_is_kept_without_secrets() -> None:
    said = http("200 OK", b'{"accessToken": "tok-9876543", "echo": "hunter2-secret", "expiresIn": 5}')
    with peer(answering(said)) as server, client_of(server.url, secrets=("hunter2-secret",)) as client:
        request = client.request(
            "POST",
            "booking?api_key=k-123456",
            json={"password": "hunter2-secret", "name": "Ann"},
            headers={"Authorization": "Bearer abcdef123456"},
        )
        with journal() as exchanges:
            send_once(client, request, quiet)
    (kept,) = exchanges
    assert (kept.method, kept.status, kept.error) == ("POST", 200, "")
    assert '"name":"Ann"' in kept.request_body
    everything = repr(kept)
    for secret in ("hunter2-secret", "abcdef123456", "k-123456", "tok-9876543"):
        assert secret not in everything
    assert b"hunter2-secret" in server.received[0]


def test_an_attempt_of_two_requests_begins_once() -> None:
    told: list[bool] = []
    once = Once(lambda: told.append(True))
    with peer(answering(OK)) as server, client_of(server.url) as client:
        for _ in range(2):
            assert isinstance(send_once(client, booking(client), once), Answer)
    assert told == [True]
