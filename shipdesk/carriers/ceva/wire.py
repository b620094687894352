"""CEVA's answers, read into values: leniently in what is there, strictly in what proves something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shipdesk.core.connector import Webhook
from shipdesk.core.errors import CarrierError
from shipdesk.transport.reading import NotJsonError, plain, read_json, read_label_number, read_number, read_time, text
from shipdesk.transport.sending import Answer
from shipdesk.transport.token import Token

Json = Mapping[str, Any]
_NOTHING = object()


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its status, and its body where that is JSON."""

    status: int
    body: Any = _NOTHING

    @property
    def is_json(self) -> bool:
        return self.body is not _NOTHING

    @property
    def is_no_token(self) -> bool:
        """A refusal of who asks, before anything is done. Which status a stale token gets is not documented."""
        return self.status in (401, 403)

    @property
    def is_refusal(self) -> bool:
        """No error shape is documented: one of these statuses, with JSON of whatever shape."""
        return self.status in (400, 404, 413, 422) and isinstance(self.body, dict | list)

    @property
    def words(self) -> str:
        """What a person is told of it: one sentence."""
        said = plain("; ".join(leaves(self.body))) if self.status != 200 else ""
        if not said:
            return f"something that its document does not know (status {self.status})."
        return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def leaves(body: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(body, str):
        if body.strip():
            yield body.strip()
    elif isinstance(body, dict | list):
        for part in body.values() if isinstance(body, dict) else body:
            yield from leaves(part)


def read_reply(answer: Answer) -> Reply:
    """What an answer says."""
    try:
        return Reply(answer.status, read_json(answer.body))
    except NotJsonError:
        return Reply(answer.status)


def told(reply: Reply) -> Any:
    """The body of a question that was answered.

    Raises:
        CarrierError: it was not; the text has the carrier's words.
    """
    if reply.status == 200 and reply.is_json:
        return reply.body
    raise CarrierError(f"CEVA says: {reply.words}")


def rows(body: Any) -> list[Json]:
    """The objects in `data` of an answer.

    Raises:
        CarrierError: there is no such list.
    """
    data = body.get("data") if isinstance(body, dict) else None
    if not isinstance(data, list):
        raise CarrierError("CEVA's answer has no list of data, as its document says it must.")
    return [row for row in data if isinstance(row, dict)]


def part(row: Json, name: str) -> Json:
    """An object inside another; empty where there is none."""
    value = row.get(name)
    return value if isinstance(value, dict) else {}


def parts(row: Json, name: str) -> list[Json]:
    """The objects of a list inside an object; none where it is null, as in the samples."""
    value = row.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def read_token(reply: Reply) -> Token:
    """`token` of Merchant Login; no lifetime is given.

    Raises:
        CarrierError: the login was refused.
    """
    value = reply.body.get("token") if isinstance(reply.body, dict) else None
    if reply.status != 200 or not isinstance(value, str) or not value.isascii() or not value.isprintable() or not value:
        raise CarrierError(f"CEVA did not accept the login of this account: {reply.words}")
    return Token(value)


@dataclass(frozen=True, slots=True)
class Uploaded:
    """One entry of the answer to an upload: our code, their number, and the id that later calls ask for."""

    code: str
    number: str
    id: str


def read_uploaded(reply: Reply) -> list[Uploaded] | None:
    """The entries of the documented answer to an upload; None where it is not that."""
    data = reply.body.get("data") if isinstance(reply.body, dict) else None
    if reply.status != 200 or not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
        return None
    return [
        Uploaded(
            _exact(row.get("customerOrderCode")), read_label_number(row.get("trackingNumber")), text(row.get("id"))
        )
        for row in data
    ]


def _exact(value: Any) -> str:
    """A code as it came: what is compared is not tidied."""
    return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class Listed:
    """An order of the list or the detail: what tells it from others, and the row itself."""

    id: str
    code: str
    customer_code: str
    row: Json = field(repr=False)

    def has(self, code: str) -> bool:
        """Our code may come back as either of the two: the samples differ."""
        return bool(code) and code in (self.code, self.customer_code)


def read_listed(row: Json) -> Listed:
    return Listed(text(row.get("id")), _exact(row.get("orderCode")), _exact(row.get("customerOrderCode")), row)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list; `more` where another may follow."""

    orders: tuple[Listed, ...]
    more: bool


def read_page(body: Any, page: int, per_page: int) -> Page:
    """The totals are not to be trusted: a full page may be followed by another whatever they say."""
    found = tuple(read_listed(row) for row in rows(body))
    total = read_number(body.get("totalPage"))
    return Page(found, bool(found) and (len(found) >= per_page or (total is not None and total > page)))


@dataclass(frozen=True, slots=True)
class Label:
    """Get Order Label: here `code` is CEVA's number and `customer_code` ours; `url` is empty while there is none."""

    code: str
    customer_code: str
    url: str


def read_label(body: Any) -> Label:
    row = body if isinstance(body, dict) else {}
    url = row.get("labelUrl")
    return Label(
        _exact(row.get("orderCode")), _exact(row.get("customerOrderCode")), url if isinstance(url, str) else ""
    )


@dataclass(frozen=True, slots=True)
class Update:
    """One piece of news: the carrier's own words, the client's mapping of them, and the proof of delivery."""

    words: str
    mapped: str = ""
    at: datetime | None = None
    code: str = ""
    leg: str = ""
    comments: str = ""
    receiver: str = ""
    contact: str = ""
    proof: str = ""


def read_status(row: Json) -> Update:
    """One entry of Get Order Statuses. In the samples `updatedAt` may be before `createdAt`: it is the time."""
    return Update(
        words=text(row.get("internalStatus")),
        mapped=text(row.get("status")),
        at=read_time(row.get("updatedAt")) or read_time(row.get("createdAt")),
        code=text(row.get("statusCode")),
        receiver=text(row.get("podReceiverName")),
        proof=text(row.get("podUri")),
    )


def read_legs(row: Json) -> list[Update]:
    """One entry of Get Order Updates: the news of a partner, whose `serviceType` is the leg."""
    tracking = part(row, "externalTracking")
    own, mapped = parts(tracking, "partnerUpdates"), parts(tracking, "mappedPartnerUpdates")
    return read_updates(own, mapped, leg=text(row.get("serviceType")))


def read_updates(own: list[Json], mapped: list[Json], leg: str = "") -> list[Update]:
    """A partner's updates, each with the client's mapping that bears the same time."""
    by_time: dict[datetime, list[str]] = {}
    for row in mapped:
        if at := read_time(row.get("updateTimestamp")):
            by_time.setdefault(at, []).append(text(row.get("status")))
    found = []
    for row in own:
        at = read_time(row.get("updateTimestamp"))
        names = by_time.get(at, []) if at else []
        found.append(
            Update(
                words=text(row.get("status")),
                mapped=names.pop(0) if names else "",
                at=at,
                leg=leg,
                comments=text(row.get("comments")),
                receiver=text(row.get("podReceiverName")),
                contact=text(row.get("podReceiverContact")),
                proof=text(row.get("podURI")),
            )
        )
    return found


def read_subscription(row: Json) -> Webhook | None:
    """One entry of Get List of Event Subscription; a sample has one without type and endpoint, which is none."""
    url = text(row.get("endpoint"))
    if not url:
        return None
    key = row.get("appKey")
    return Webhook(text(row.get("id")), url, read_time(row.get("createdAt")), key if isinstance(key, str) else "")
