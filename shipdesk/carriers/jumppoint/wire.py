"""Jumppoint's answers, read into values: leniently in what is there, strictly in what proves something."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shipdesk.carriers.jumppoint import vocab
from shipdesk.core.connector import Webhook
from shipdesk.core.errors import CarrierError
from shipdesk.transport.reading import NotJsonError, plain, read_json, read_number, read_time, text
from shipdesk.transport.sending import Answer
from shipdesk.transport.token import Token

#: Assumed where `expiresIn` is missing or makes no sense.
SHORT_LIFE_S = 300.0
NOT_FOUND = "Shipment Order not found"
_ERRORS = "Errors:"
_TOKEN_WORDS = re.compile(r"(?i)token|unauthori[sz]ed|authori[sz]ation|authenticat|log ?in|credential|password")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as far as it is Jumppoint's: `ok` None where `status` is neither true nor false."""

    status: int
    ok: bool | None = None
    message: str = ""
    data: Any = None
    body: Mapping[str, Any] | None = None

    @property
    def words(self) -> str:
        """What a person is told of it: one sentence."""
        if not self.message:
            return f"something that its document does not know (status {self.status})."
        words = plain(self.message)
        return words if words.endswith((".", "!", "?", "…")) else f"{words}."

    @property
    def is_validation(self) -> bool:
        """The documented refusal: 400, `status: false`, `Errors: <field>: <text>`."""
        return self.status == 400 and self.ok is False and self.message.startswith(_ERRORS)

    @property
    def is_no_token(self) -> bool:
        """A refusal of who asks, before anything is done. Its status is not documented."""
        if self.body is None or self.ok is True or self.status not in range(400, 500) or self.is_validation:
            return False
        return self.status in (401, 403) or (self.ok is False and bool(_TOKEN_WORDS.search(self.message)))


def read_reply(answer: Answer) -> Reply:
    """What an answer says; one that is no JSON object has neither `ok` nor `body`."""
    try:
        body = read_json(answer.body)
    except NotJsonError:
        body = None
    if not isinstance(body, dict):
        return Reply(answer.status)
    ok = body.get("status")
    return Reply(
        status=answer.status,
        ok=ok if isinstance(ok, bool) else None,
        message=plain(body.get("message"), most=2000),
        data=body.get("data"),
        body=body,
    )


def told(reply: Reply) -> Any:
    """The `data` of a question that was answered.

    Raises:
        CarrierError: it was not; the text has the carrier's words.
    """
    if reply.status == 200 and reply.ok is True:
        return reply.data
    raise CarrierError(f"Jumppoint says: {reply.words}")


def read_token(reply: Reply) -> Token:
    """`accessToken` and `expiresIn` of POST /login.

    Raises:
        CarrierError: the login was refused.
    """
    body = reply.body or {}
    value = body.get("accessToken")
    if reply.status != 200 or not isinstance(value, str) or not value.isascii() or not value.isprintable() or not value:
        raise CarrierError(f"Jumppoint did not accept the login of this account: {reply.words}")
    life = read_number(body.get("expiresIn"))
    return Token(value, float(life) if life is not None and life > 0 else SHORT_LIFE_S)


@dataclass(frozen=True, slots=True)
class Log:
    """One line of a shipment's way: their words, and when, where that is a time."""

    status: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Info:
    """A shipment as GET /shipments and the three batch queries give it; what they leave out is empty."""

    number: str
    reference: str = ""
    status: str = ""
    receiver: str = ""
    country: str = ""
    created_at: datetime | None = None
    at: datetime | None = None
    """When the latest status came, where the answer says it beside the status."""
    logs: tuple[Log, ...] = ()


def read_info(data: Any) -> Info | None:
    """One shipment; None where there is none in it. The sample has `receiverCountry`, the table another name."""
    if not isinstance(data, dict) or not text(data.get("orderNo")):
        return None
    there = data.get("destination")
    destination = there if isinstance(there, dict) else {}
    lines = data.get("statusLogs")
    return Info(
        number=text(data.get("orderNo")),
        reference=text(data.get("referenceNo")),
        status=text(data.get("status")),
        receiver=text(destination.get("receiver")),
        country=text(destination.get("receiverCountryIso")) or text(destination.get("receiverCountry")),
        created_at=read_time(data.get("createdAt")),
        at=read_time(data.get("triggeredAt")),
        logs=tuple(_log(line) for line in lines if isinstance(line, dict)) if isinstance(lines, list) else (),
    )


def _log(line: Mapping[str, Any]) -> Log:
    """GET /shipments calls the status `name`, the log query `status`."""
    return Log(text(line.get("name")) or text(line.get("status")), read_time(line.get("triggeredAt")))


def read_infos(data: Any) -> list[Info]:
    """The shipments of a batch query."""
    return [info for one in data if (info := read_info(one))] if isinstance(data, list) else []


def read_webhook(data: Any) -> Webhook:
    """Raises `CarrierError` when it is none."""
    if not isinstance(data, dict) or not text(data.get("id")):
        raise CarrierError("Jumppoint's answer about the webhook does not say its id.")
    secret = data.get("secret")
    return Webhook(
        id=text(data.get("id")),
        url=text(data.get("url")),
        created_at=read_time(data.get("createdAt")),
        secret=secret if isinstance(secret, str) else "",
    )


def split_errors(message: str) -> list[tuple[str, str]]:
    """(their field, their text) of each error in a refusal; the field is empty where none can be told.

    How several are joined is not documented: a new one begins where a known field name and a colon stand.
    """
    rest = message.removeprefix(_ERRORS).strip()
    starts = list(_FIELD.finditer(rest))
    ends = [*(start.start() for start in starts[1:]), len(rest)]
    told = [(start["field"], rest[start.end() : end]) for start, end in zip(starts, ends, strict=False)]
    before = rest[: starts[0].start()] if starts else rest
    return [(field, words.strip(" ,;|\n")) for field, words in [("", before), *told] if words.strip(" ,;|\n")]


_TABLES = (*vocab.BOOKING, *vocab.PARTY, *vocab.PACKAGE, *vocab.PRODUCT)
_NAMES = "|".join(sorted({*(name for name, _ in _TABLES), "url", "username", "lenght"}, key=len, reverse=True))
_FIELD = re.compile(rf"(?<![\w.\]])(?P<field>(?:{_NAMES})(?:\[\d+\]|\.\d+|\.(?:{_NAMES}))*)\s*:")
