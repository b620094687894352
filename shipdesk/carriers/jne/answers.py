"""Pure: JNE's answers to outcomes, finds, news and rates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from shipdesk.carriers.jne import vocab
from shipdesk.carriers.jne.wire import NO_LOGIN, SECURITY, Booked, Price, Reply, Way
from shipdesk.core.connector import Rate
from shipdesk.core.outcomes import Found, Frozen, Outcome, Verdict
from shipdesk.core.problems import Problem, error
from shipdesk.core.statuses import Status, TrackingEvent

if TYPE_CHECKING:
    from shipdesk.carriers.jne.vocab import Flow

_USED = re.compile(r"(?i)\A(Transaction no\.|Order id) already exists?\b")
_NO_CODE = re.compile(r"(?i)\A(Origin|Destination) Code \S+ Not Exists?\b")


def outcome(frozen: Frozen, reply: Reply, *, private: bool, retry_after_s: float | None = None) -> Outcome:
    """What JNE's answer proves; `private` says that nobody between could have written it (https).

    Yes is `sukses` or `success` with an AWB; no is one of the documented reasons; all else may or may not be booked.
    """
    booked = reply.booked
    if booked and booked.is_yes and booked.number:
        return Outcome(frozen.reference, Verdict.BOOKED, booked.number)
    if booked and booked.is_no and _USED.search(booked.reason):
        return _used(frozen, booked)
    if problems := refusal(reply):
        return Outcome(frozen.reference, Verdict.REFUSED, problems=tuple(problems), words=f"JNE says: {reply.words}")
    if reply.error == NO_LOGIN and private:
        words = f"JNE does not accept the user name and API key of this account: {reply.words}"
        return Outcome(frozen.reference, Verdict.NOT_SENT, words=words, retry_after_s=retry_after_s)
    return Outcome(frozen.reference, Verdict.UNKNOWN, words=f"JNE says: {reply.words}", retry_after_s=retry_after_s)


def _used(frozen: Frozen, booked: Booked) -> Outcome:
    """The reference is used. OnDelivery's `cnote` may be no more than the AWB that we sent, which tells nothing."""
    (ours,) = parse_qs(frozen.payload).get("AWB", [""])
    number = booked.number if booked.number != ours else ""
    problem = error("reference", "carrier.refused", booked.reason)
    words = f"JNE says: {booked.reason}."
    return Outcome(frozen.reference, Verdict.DUPLICATE, number, (problem,), words)


def refusal(reply: Reply) -> list[Problem]:
    """A documented refusal as problems on our fields, with JNE's words; empty where it is none."""
    if reply.error == SECURITY:
        sentence = f"JNE says: {SECURITY} Its document says this where a mandatory field is empty."
        return [error("", "carrier.refused", sentence)]
    booked = reply.booked
    code = _NO_CODE.match(booked.reason) if booked and booked.is_no and not booked.numbers else None
    if booked and code:
        return [error(f"options.{code[1].lower()}_code", "carrier.refused", f"JNE says: {booked.reason}.")]
    return []


def events(way: Way) -> list[TrackingEvent]:
    """The history as news, oldest first; the delivery with who took it, where, and the photo."""
    lines = sorted(dict.fromkeys(way.lines), key=lambda line: (line.at is None, line.at))
    found = [TrackingEvent(vocab.status_of(one.code, one.words), one.words, one.at, "jne", one.code) for one in lines]
    if not (way.pod_code or way.photo):
        return found
    delivered = next((one for one in reversed(found) if one.status is Status.DELIVERED), None)
    if delivered is None and way.delivered_at is None:
        return found
    status, words = vocab.status_of(way.pod_code, way.delivered), delivered.text if delivered else way.delivered
    proved = TrackingEvent(
        status=delivered.status if delivered else status,
        text=" · ".join([words, *way.proof]),
        time=delivered.time if delivered else way.delivered_at,
        source="jne",
        code=delivered.code if delivered else way.pod_code,
        link=way.photo,
    )
    return [proved if one is delivered else one for one in found] if delivered else [*found, proved]


def found(way: Way) -> Found:
    """What JNE has under its number, with where the parcel is now."""
    news = events(way)
    return Found(
        number=way.number,
        reference=way.reference,
        status=news[-1] if news else None,
        receiver=way.receiver,
        country=vocab.COUNTRY,
        created_at=way.booked_at,
    )


def rate(flow: Flow, price: Price) -> Rate:
    """A price as a rate of this flow: one of the three services by its name, any other by its own code."""
    code = price.display if price.display in vocab.SERVICES else price.code
    parts = dict.fromkeys(part for part in (price.code, price.goods) if part and part != price.display)
    name = f"{flow.name} {price.display}"
    return Rate(
        service=f"{flow.code}/{code}",
        name=f"{name} ({', '.join(parts)})" if parts else name,
        amount=price.amount,
        currency=price.currency,
        days_min=price.days_min,
        days_max=price.days_max,
    )
