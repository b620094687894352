"""The receiver over real HTTP, as a process: what each of the four may send, and what anybody else may try."""

from __future__ import annotations

import hmac
import json
import random
import socket
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from shipdesk.orderbook import FILE
from shipdesk.program import Program
from tests.inbound import senders
from tests.inbound.senders import SENDERS, event, sent
from tests.inbound.serving import Serving, kept, serving, set_up

SOURCES = sorted(SENDERS)
MIB = 1 << 20


@pytest.fixture(scope="module")
def receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    home = tmp_path_factory.mktemp("inbound") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHIPDESK_KEYRING", "file")
        patch.setenv("SHIPDESK_KEYFILE", str(home.parent / "keyfile"))
        set_up(home)
        with serving(home) as found:
            yield found


def _bodies(receiver: Serving, number: str) -> list[bytes]:
    return [body for _source, body, _token in receiver.kept() if number.encode() in body]


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_proved_is_kept_before_its_200(receiver: Serving, source: str) -> None:
    delivery = sent(source, f"RIGHT-{source}")
    assert receiver.send(delivery).status_code == 200
    assert _bodies(receiver, f"RIGHT-{source}") == [delivery.content]


@pytest.mark.parametrize("source", SOURCES)
def test_the_same_event_again_is_kept_once(receiver: Serving, source: str) -> None:
    body = event(source, f"AGAIN-{source}")
    shuffled = dict(random.Random(1).sample(list(body.items()), len(body)))
    answers = [receiver.send(SENDERS[source](one)).status_code for one in (body, body, shuffled, body)]
    assert answers == [200] * 4
    assert len(_bodies(receiver, f"AGAIN-{source}")) == 1


@pytest.mark.parametrize("source", SOURCES)
def test_a_wrong_or_missing_proof_is_refused_and_nothing_is_kept_or_logged_of_it(
    receiver: Serving, source: str
) -> None:
    log = receiver.home / "logs" / "webhooks.log"
    before = log.read_text().count(f"401 {source} ") if log.exists() else 0
    right = sent(source, f"WRONG-{source}")
    wrong = SENDERS[source](event(source, f"WRONG-{source}"), "another secret")
    bare = senders.Sent(source, {}, right.content)
    odd = senders.Sent(source, dict.fromkeys(right.headers, "sëcret\xff".encode("latin-1")), right.content)
    assert [receiver.send(one).status_code for one in (wrong, bare, odd)] == [401] * 3
    assert not _bodies(receiver, f"WRONG-{source}")
    _wait_until(lambda: log.read_text().count(f"401 {source} ") == before + 3)
    assert "WRONG" not in log.read_text()
    assert "another secret" not in log.read_text()
    said = [line.rpartition(" ms: ")[2] for line in log.read_text().splitlines() if f"401 {source} " in line][before:]
    assert (said[1].startswith("It has no "), said[0] != said[1]) == (True, True)
    bare_answer = receiver.send(bare).json()["error"]
    assert bare_answer == receiver.send(wrong).json()["error"], "the sender is not told which part it was"


@pytest.mark.parametrize("source", ["jumppoint", "deeple"])
def test_a_signature_does_not_fit_another_body(receiver: Serving, source: str) -> None:
    delivery = sent(source, f"CHANGED-{source}")
    other = senders.Sent(source, delivery.headers, delivery.content.replace(b"CHANGED", b"CHANGEX"))
    assert receiver.send(other).status_code == 401


def test_jumppoint_may_sign_what_it_writes_again(receiver: Serving) -> None:
    """Its document's own example hashes JSON.stringify of what was read."""
    loose = json.dumps(event("jumppoint", "REWRITTEN-香港") | {"n": 1.0}, indent=2).encode()
    compact = json.dumps(event("jumppoint", "REWRITTEN-香港") | {"n": 1}, separators=(",", ":"), ensure_ascii=False)
    signed = hmac.new(senders.SECRETS["jumppoint"][1].encode(), compact.encode(), "sha256").hexdigest()
    delivery = senders.Sent("jumppoint", {"X-Jumppoint-Signature": signed.upper().encode()}, loose)
    assert receiver.send(delivery).status_code == 200


@pytest.mark.parametrize("off", [0, -290, 290])
@pytest.mark.parametrize("form", ["seconds", "milliseconds", "iso", "iso with a zone"])
def test_deeples_timestamp_is_read_in_every_form(receiver: Serving, form: str, off: int) -> None:
    body = event("deeple", f"TIME-{form}-{off}")
    assert receiver.send(senders.deeple(body, at=_timestamp(form, off))).status_code == 200


@pytest.mark.parametrize("off", [-310, 310, 90_000])
@pytest.mark.parametrize("form", ["seconds", "milliseconds", "iso", "iso with a zone"])
def test_a_stale_delivery_of_deeple_is_refused(receiver: Serving, form: str, off: int) -> None:
    body = event("deeple", f"STALE-{form}-{off}")
    assert receiver.send(senders.deeple(body, at=_timestamp(form, off))).status_code == 401


@pytest.mark.parametrize("at", ["", "now", "9" * 400, "nan", "-1", "١٧٦", "2026-13-45T00:00:00"])
def test_a_timestamp_that_is_none_is_refused(receiver: Serving, at: str) -> None:
    delivery = senders.deeple(event("deeple", "NO-TIME"), at="0")
    headers = delivery.headers | {"TIMESTAMP": at.encode()}
    assert receiver.send(senders.Sent("deeple", headers, delivery.content)).status_code == 401


def test_a_project_that_is_not_ours_is_refused(receiver: Serving) -> None:
    assert receiver.send(senders.deeple(event("deeple", "PROJECT"), project="P-101")).status_code == 401


def _timestamp(form: str, off: int) -> str:
    moment = time.time() + off
    if form == "seconds":
        return str(int(moment))
    if form == "milliseconds":
        return str(int(moment * 1000))
    if form == "iso":
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment))
    return time.strftime("%Y-%m-%dT%H:%M:%S+07:00", time.gmtime(moment + 7 * 3600))


def test_the_checks_come_in_their_order(receiver: Serving) -> None:
    """Path, method, size, proof, form: what fails earlier is what is answered."""
    client, large = receiver.client, b"x" * (MIB + 1)
    assert client.get("/hooks/nobody").status_code == 404
    assert client.post("/hooks/jumppoint/", content=large).status_code == 404
    assert client.post("/hooks/ceva/token", content=large).status_code == 404
    assert client.post("/hooks/jumppoint/no.token", content=large).status_code == 404
    wrong = client.request("PUT", "/hooks/ceva", content=large)
    assert (wrong.status_code, wrong.headers["Allow"]) == (405, "POST")
    assert client.post("/hooks/ceva", content=large).status_code == 413
    assert client.post("/hooks/ceva", content=b"no json").status_code == 401


def test_a_slip_in_an_address_is_found_in_the_log_and_a_token_is_not(receiver: Serving) -> None:
    log, token = receiver.home / "logs" / "webhooks.log", "tOkEn" * 8
    receiver.client.post("/hook/jumppoint?key=5ecret", content=b"{}")
    receiver.client.post(f"/hoks/jumppoint/{token}", content=b"{}")
    receiver.client.get(f"/%0A%1B{'/long' * 100}")
    assert b"400" in _raw(receiver, b"\x16\x03\x01\x00\xa5 hello, is this https?\r\n\r\n")
    _wait_until(lambda: "this is no HTTP" in log.read_text())
    said = [line.partition(" ")[2] for line in log.read_text(encoding="utf-8").splitlines()]
    assert "404 from 127.0.0.1: there is nothing at '/hook/jumppoint'" in said
    assert "404 from 127.0.0.1: there is nothing at '/hoks/jumppoint/...'" in said
    assert f"404 from 127.0.0.1: there is nothing at '/\\n\\x1b{'/long' * 19}/l'" in said
    assert "5ecret" not in log.read_text()


def test_an_unconfigured_source_is_not_there_until_it_is_set_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHIPDESK_KEYFILE", str(tmp_path / "keyfile"))
    home, accounts = tmp_path / "home", Program().accounts(tmp_path / "home")
    with serving(home) as receiver:
        assert receiver.send(sent("deeple", "EARLY")).status_code == 404
        assert receiver.client.get("/hooks/deeple").status_code == 405
        accounts.set_secret("deeple", *senders.SECRETS["deeple"])
        _wait_until(lambda: receiver.send(sent("winkelstraat", "EARLY")).status_code == 404)
        assert receiver.send(sent("deeple", "EARLY")).status_code == 404
        accounts.set("deeple", {"project_id": senders.PROJECT})
        _wait_until(lambda: receiver.send(sent("deeple", "EARLY")).status_code == 200)


def test_several_secrets_prove_and_one_that_was_forgotten_no_longer_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHIPDESK_KEYFILE", str(tmp_path / "keyfile"))
    set_up(tmp_path / "home")
    accounts = Program().accounts(tmp_path / "home")
    with serving(tmp_path / "home") as receiver:
        assert receiver.send(sent("jumppoint", "OLD")).status_code == 200
        accounts.set_secret("jumppoint", "webhook_secret", "the new one")
        new = senders.jumppoint(event("jumppoint", "NEW"), "the new one")
        _wait_until(lambda: receiver.send(new).status_code == 200)
        assert receiver.send(sent("jumppoint", "OLD")).status_code == 200
        accounts.forget_secret("jumppoint", "webhook_secret")
        _wait_until(lambda: receiver.send(sent("jumppoint", "OLD")).status_code == 401)
        assert receiver.send(new).status_code == 200


def _wait_until(holds: object, most_s: float = 20) -> None:
    assert callable(holds)
    end = time.monotonic() + most_s
    while not holds():
        assert time.monotonic() < end, "it never came to hold"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b'{"a": "\x01"}', "column 8: Invalid control character."),
        (b"{", "not JSON"),
        (b'{"a": NaN}', "NaN is no number"),
        (b"\xff{}", "byte 1 is not UTF-8"),
        (b"[]", "not an object"),
        (b'"text"', "not an object"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": 1e99999999999999999999}', "too long"),
    ],
)
def test_what_is_no_json_object_is_told_so(receiver: Serving, content: bytes, says: str) -> None:
    answer = receiver.send(senders.Sent("ceva", sent("ceva", "").headers, content))
    assert answer.status_code == 400
    assert says in answer.json()["error"]


def test_a_compressed_body_is_told_so(receiver: Serving) -> None:
    answer = receiver.send(sent("ceva", "ZIPPED"), **{"Content-Encoding": "gzip"})
    assert (answer.status_code, "gzip" in answer.json()["error"]) == (400, True)


@pytest.mark.parametrize(
    "content",
    [b"{}", b'{"orderNumber": null}', b'{"a": "\\ud800", "b": "\\u0000"}', b'{"n": ' + b"9" * 6000 + b"}"],
)
def test_what_is_genuine_but_odd_is_kept_and_set_aside(receiver: Serving, content: bytes) -> None:
    assert receiver.send(senders.Sent("ceva", sent("ceva", "").headers, content)).status_code == 200
    with closing(sqlite3.connect(receiver.home / FILE)) as connection:
        _wait_until(
            lambda: (
                connection.execute("SELECT working FROM inbound WHERE body = ?", (content,)).fetchone()
                == ("not_understood",)
            )
        )


def test_the_token_of_a_parcels_own_address_is_kept(receiver: Serving) -> None:
    delivery = sent("jumppoint", "TOKEN")
    answer = receiver.client.post("/hooks/jumppoint/ab-12_X", content=delivery.content, headers=delivery.raw_headers)
    assert answer.status_code == 200
    assert [token for _source, body, token in receiver.kept() if b"TOKEN" in body] == ["ab-12_X"]
    assert "ab-12_X" not in (receiver.home / "logs" / "webhooks.log").read_text()


# --- sizes


def _padded(size: int) -> senders.Sent:
    empty = senders.winkelstraat(event("winkelstraat", "LARGE") | {"pad": ""})
    pad = "x" * (size - len(empty.content))
    return senders.winkelstraat(event("winkelstraat", f"L{size}") | {"pad": pad})


def test_one_mebibyte_is_taken_and_more_is_not(receiver: Serving) -> None:
    exact = senders.Sent("winkelstraat", sent("winkelstraat", "").headers, b'{"pad": "' + b"x" * (MIB - 11) + b'"}')
    assert len(exact.content) == MIB
    assert receiver.send(exact).status_code == 200
    larger = senders.Sent("winkelstraat", exact.headers, exact.content.replace(b"}", b" }"))
    assert receiver.send(larger).status_code == 413
    assert (
        receiver.client.post(larger.path, content=iter([larger.content]), headers=larger.raw_headers).status_code == 413
    )


def test_a_body_without_end_is_cut_off(receiver: Serving) -> None:
    answer = _raw(
        receiver,
        b"POST /hooks/ceva HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"10000\r\n"
        + b"x" * 65536
        + b"\r\n",
        *[b"10000\r\n" + b"x" * 65536 + b"\r\n"] * 20,
    )
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_a_length_that_is_a_lie_is_answered_at_once_or_not_believed(receiver: Serving) -> None:
    head = b"POST /hooks/ceva HTTP/1.1\r\nHost: x\r\nContent-Length: "
    assert _raw(receiver, head + b"99999999999999999999\r\n\r\n{}").startswith(b"HTTP/1.1 413 ")
    assert _raw(receiver, head + b"-5\r\n\r\n{}").startswith(b"HTTP/1.1 400 ")
    assert _raw(receiver, head + b"2\r\nContent-Length: 3\r\n\r\n{}").startswith(b"HTTP/1.1 400 ")
    assert _raw(receiver, head + b"500\r\n\r\n{}", hang_up=True) == b""
    assert receiver.send(sent("ceva", "AFTER-LIES")).status_code == 200


def _raw(receiver: Serving, *pieces: bytes, hang_up: bool = False) -> bytes:
    parts = urlsplit(receiver.url)
    assert parts.hostname
    with socket.create_connection((parts.hostname, parts.port or 0), timeout=30) as connection:
        for piece in pieces:
            connection.sendall(piece)
        if hang_up:
            connection.shutdown(socket.SHUT_WR)
        try:
            return connection.recv(65536)
        except ConnectionResetError:
            return b""


def test_whoever_asks_nothing_is_closed_and_keeps_nobody_waiting(receiver: Serving) -> None:
    parts = urlsplit(receiver.url)
    idle = [socket.create_connection((parts.hostname or "", parts.port or 0), timeout=60) for _ in range(100)]
    try:
        idle[0].sendall(b"POST /hooks/ceva HTTP/1.1\r\nX-Slow: ")
        assert receiver.send(sent("ceva", "BESIDE-IDLE")).status_code == 200
        for one in idle:
            try:
                assert one.recv(1) == b""
            except ConnectionResetError:
                continue
    finally:
        for one in idle:
            one.close()


# --- its life


def test_a_port_that_is_taken_is_told_in_one_sentence(receiver: Serving, tmp_path: Path) -> None:
    from tests.cli.conftest import Station  # noqa: PLC0415 - only here

    done = Station(tmp_path).run("serve", "--host", "127.0.0.1", "--port", str(urlsplit(receiver.url).port))
    assert done.status == 1
    assert "is taken by another program" in done.err
    assert done.out == ""


def test_what_was_kept_when_it_was_killed_is_there_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each 200 is in the order book after `kill -9`, whatever was going on, and nothing is there twice."""
    monkeypatch.setenv("SHIPDESK_KEYFILE", str(tmp_path / "keyfile"))
    home, dice = tmp_path / "home", random.Random(7)
    set_up(home)
    answered: set[str] = set()
    todo = {f"{source}-{number:04d}": source for source in SOURCES for number in range(150)}
    for life in range(4):
        waiting = [number for number in todo if number not in answered]
        with serving(home) as receiver, ThreadPoolExecutor(6) as pool:
            results = pool.map(lambda number: (number, _try(receiver, sent(todo[number], number))), waiting)
            strikes_at = dice.randint(40, 120) if life < 3 else len(todo)
            for count, (number, status) in enumerate(results):
                if status == 200:
                    answered.add(number)
                if count == strikes_at:
                    receiver.process.kill()
    assert len(answered) == len(todo)
    bodies = [body for _source, body, _token in kept(home)]
    assert sorted(bodies) == sorted(sent(source, number).content for number, source in todo.items())


def _try(receiver: Serving, delivery: senders.Sent) -> int:
    try:
        return receiver.send(delivery).status_code
    except httpx.TransportError:
        return 0
