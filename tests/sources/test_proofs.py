"""Proofs as functions: the recipes of Deeple's signature, what names an event, and finding a recipe out."""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shipdesk.catalog import sources
from shipdesk.core.errors import InputError
from shipdesk.core.inbound import Delivery, Proofs
from shipdesk.program import Program
from shipdesk.sources.deeple import DEFAULT_RECIPE
from shipdesk.sources.deeple.recipe import fault, read_recipe
from tests.cli.conftest import Station
from tests.sources.samples import CEVA

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
AT = str(int(NOW.timestamp()))
BODY = b'{"orderNumber": "D1"}'
SOURCES = sources()
DEEPLE = next(source for source in SOURCES if source.id == "deeple").reader()

SIGNED = {
    DEFAULT_RECIPE: hmac.new(b"key", b"P1" + AT.encode() + BODY, "sha256").hexdigest(),
    "hmac-sha512 base64 {TIMESTAMP}.{body}": base64.b64encode(
        hmac.new(b"key", AT.encode() + b"." + BODY, "sha512").digest()
    ).decode(),
    "sha1 hex {PID}|{SECRET}|{TIMESTAMP}|{body}": hashlib.sha1(
        b"|".join([b"P1", b"key", AT.encode(), BODY])
    ).hexdigest(),
    "md5 hex {PID}{TIMESTAMP}{SECRET}": hashlib.md5(b"P1" + AT.encode() + b"key").hexdigest(),
    "hmac-sha256 hex {PID}\\n{TIMESTAMP}\\n{body}": hmac.new(
        b"key", b"P1\n" + AT.encode() + b"\n" + BODY, "sha256"
    ).hexdigest(),
}


def _delivery(signature: str, body: bytes = BODY) -> Delivery:
    return Delivery("deeple", {"pid": "P1", "timestamp": AT, "signature": signature}, body, NOW)


def _proofs(recipe: str, *secrets: str) -> Proofs:
    return Proofs({"project_id": "P1", "recipe": recipe}, lambda _name: secrets)


@pytest.mark.parametrize(("recipe", "signature"), SIGNED.items())
def test_a_signature_is_proved_by_its_own_recipe_and_secret_alone(recipe: str, signature: str) -> None:
    assert DEEPLE.unproved(_delivery(signature), _proofs(recipe, "an older one", "key")) == ""
    assert "SIGNATURE fits no secret" in DEEPLE.unproved(_delivery(signature), _proofs(recipe, "an older one"))
    for other in SIGNED:
        assert (other == recipe) == (DEEPLE.unproved(_delivery(signature), _proofs(other, "key")) == "")


def test_without_a_recipe_set_the_likeliest_holds() -> None:
    assert DEEPLE.unproved(_delivery(SIGNED[DEFAULT_RECIPE]), _proofs("", "key")) == ""


_WHOLE = {"pid": "P1", "timestamp": AT, "signature": SIGNED[DEFAULT_RECIPE]}


@pytest.mark.parametrize(
    ("source", "headers", "says"),
    [
        ("deeple", _WHOLE | {"pid": ""}, "It has no PID."),
        ("deeple", _WHOLE | {"pid": "P2"}, "Its PID is not that of the project set here."),
        ("deeple", {name: value for name, value in _WHOLE.items() if name != "timestamp"}, "It has no TIMESTAMP."),
        ("deeple", _WHOLE | {"timestamp": "noon"}, "Its TIMESTAMP is no time."),
        ("deeple", _WHOLE | {"timestamp": str(int(AT) - 420)}, "Its TIMESTAMP is 7 minutes behind the clock here."),
        (
            "deeple",
            _WHOLE | {"timestamp": f"{int(AT) + 660}000"},
            "Its TIMESTAMP is 11 minutes ahead of the clock here.",
        ),
        ("deeple", _WHOLE | {"signature": ""}, "It has no SIGNATURE."),
        (
            "deeple",
            _WHOLE | {"timestamp": str(int(AT) + 1)},
            "Its SIGNATURE fits no secret that is kept here, by the recipe",
        ),
        ("jumppoint", {}, "It has no X-Jumppoint-Signature."),
        ("jumppoint", {"x-jumppoint-signature": "key"}, "Its X-Jumppoint-Signature is no HMAC-SHA256 in hex."),
        (
            "jumppoint",
            {"x-jumppoint-signature": "0" * 64},
            "Its X-Jumppoint-Signature fits no secret that is kept here.",
        ),
        ("ceva", {}, "It has no clientId."),
        ("ceva", {"clientid": "kex"}, "Its clientId is the key of no subscription known here."),
        ("winkelstraat", {"x-api-key": ""}, "It has no x-api-key."),
        ("winkelstraat", {"x-api-key": "key, key"}, "Its x-api-key is none of those kept here."),
    ],
)
def test_what_is_not_proved_says_which_part_fails_and_no_value(source: str, headers: dict[str, str], says: str) -> None:
    record = next(one for one in SOURCES if one.id == source)
    why = record.reader().unproved(Delivery(source, headers, BODY, NOW), _proofs("", "key"))
    assert why.startswith(says)
    assert why.endswith(".")


@pytest.mark.parametrize("recipe", SIGNED)
def test_a_recipe_reads_as_it_is_written(recipe: str) -> None:
    assert str(read_recipe(recipe)) == recipe
    assert fault(recipe) is None


@pytest.mark.parametrize(
    ("recipe", "says"),
    [
        ("hmac-sha256", "has an algorithm, hex or base64, and what is signed"),
        ("hmac-sha3 hex {body}", "algorithm is one of"),
        ("sha256 octal {SECRET}{body}", "written as hex or base64"),
        ("hmac-sha256 hex {BODY}", "parts are {PID}"),
        ("hmac-sha256 hex {body", "without its other half"),
        ("sha256 hex {PID}{body}", "needs {SECRET}"),
        ("hmac-sha256 hex {PID}", "would fit for ever"),
    ],
)
def test_what_is_no_recipe_is_told_in_one_sentence(tmp_path: Path, recipe: str, says: str) -> None:
    with pytest.raises(InputError) as refused:
        Program().accounts(tmp_path / "home").set("deeple", {"recipe": recipe})
    assert says in str(refused.value)


@pytest.mark.parametrize(("recipe", "signature"), SIGNED.items())
def test_the_recipe_is_found_from_genuine_requests(tmp_path: Path, recipe: str, signature: str) -> None:
    station = Station(tmp_path)
    assert station.run("account", "set", "deeple", "--secret", "secret", stdin=b"key\n").status == 0
    file = tmp_path / "request.txt"
    file.write_bytes(f"Host: x\r\nPID: P1\r\nTIMESTAMP: {AT}\r\nSIGNATURE: {signature}\r\n\r\n".encode() + BODY)
    done = station.run("account", "fit", "deeple", file)
    assert (done.status, done.err) == (0, "")
    assert f"The recipe is kept: {recipe};" in done.out
    assert Program().accounts(station.home).settings("deeple")["recipe"] == recipe
    file.write_bytes(file.read_bytes() + b" ")
    if "{body}" in recipe:
        assert "No recipe makes these signatures" in station.run("account", "fit", "deeple", file).err


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_an_event_that_does_not_say_what_it_is_has_no_name(source: object) -> None:
    record = next(one for one in SOURCES if one is source)
    assert record.reader().identity({}) == ""
    assert (
        record.reader().identity({"orderNumber": None, "eventPayload": [], "increment_id": {}, "customerOrderNo": ""})
        == ""
    )


def test_another_type_of_cevas_events_is_never_the_same_as_a_status() -> None:
    ceva = next(source for source in SOURCES if source.id == "ceva")
    assert ceva.reader().identity(CEVA)
    assert ceva.reader().identity(CEVA | {"eventType": "ORDER_CREATED"}) == ""


def test_the_oldest_secret_is_forgotten_by_command(tmp_path: Path) -> None:
    station = Station(tmp_path)
    for secret in (b"first", b"second"):
        assert station.run("account", "set", "ceva", "--secret", "webhook_key", stdin=secret).status == 0
    assert station.run("account", "set", "ceva", "--forget", "webhook_key").status == 0
    assert Program().accounts(station.home).secrets("ceva", "webhook_key") == ("second",)
    assert station.run("account", "set", "ceva", "--forget", "webhook_key").status == 0
    done = station.run("account", "set", "ceva", "--forget", "webhook_key")
    assert (done.status, "there is none to forget" in done.err) == (1, True)
    assert "has no secret 'email'" in station.run("account", "set", "ceva", "--forget", "email").err
