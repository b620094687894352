"""Pure: a shipment to the bytes of its booking; Jumppoint's answers to outcomes, finds and news."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from shipdesk.carriers.jumppoint import vocab
from shipdesk.carriers.jumppoint.wire import Info, Log, Reply, split_errors
from shipdesk.core.checks.options import option
from shipdesk.core.checks.phones import read_phone
from shipdesk.core.checks.values import is_empty, value_at, values_at
from shipdesk.core.checks.words import subject
from shipdesk.core.numbers import write_json
from shipdesk.core.outcomes import Found, Frozen, Outcome, Verdict
from shipdesk.core.problems import Problem, error
from shipdesk.core.statuses import TrackingEvent
from shipdesk.transport.reading import read_label_number

if TYPE_CHECKING:
    from shipdesk.core.checks.places import Places
    from shipdesk.core.fields import Field
    from shipdesk.core.shipment import Party, Shipment

BOOK = "POST /booking"
Json = dict[str, object]


def freeze(shipment: Shipment, places: Places, options: Sequence[Field]) -> Frozen:
    """The request of Create Booking for a shipment that passed the rules."""
    return Frozen(
        carrier="jumppoint",
        reference=shipment.reference,
        operation=BOOK,
        payload=write_json(booking(shipment, places, options)),
        notes=tuple(_notes(shipment, places)),
    )


def booking(shipment: Shipment, places: Places, options: Sequence[Field]) -> Json:
    """The body of Create Booking. Empty values are left out, but for a city, which is sent empty."""
    rows = {row.path: row for row in options}
    made: Json = {
        "pickUp": not shipment.pickup.is_empty,
        "sender": _party(shipment.sender, places),
        "receiver": _party(shipment.receiver, places),
        "iossCountry": _country_name(shipment.customs.ioss_country, places),
        "paymentMethod": "PP" if shipment.cod.is_empty else "COD",
        "package": _table(vocab.PACKAGE, shipment.parcel),
        "products": [_table(vocab.PRODUCT, product) for product in shipment.products],
    }
    body: Json = {}
    for name, path in vocab.BOOKING:
        value = (
            made[name] if name in made else option(shipment, rows[path]) if path in rows else value_at(shipment, path)
        )
        if not is_empty(value):
            body[name] = _plain(value)
    return body


def _country_name(code: str, places: Places) -> str:
    """`Germany` for `DE`: the sample spells the IOSS country out."""
    return places.countries[code].name if code else ""


def _table(rows: Sequence[tuple[str, str]], part: object) -> Json:
    return {name: _plain(value) for name, path in rows if not is_empty(value := getattr(part, path))}


def _party(party: Party, places: Places) -> Json:
    province, city = places.english(party.country, party.province, party.city)
    body = _table(vocab.PARTY, party)
    return body | {"province": province, "city": city, "phone": read_phone(party.phone, party.country).hyphenated}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _notes(shipment: Shipment, places: Places) -> list[str]:
    """What goes out otherwise than it was typed, and what does not go out at all."""
    notes = []
    for path, party in (("sender", shipment.sender), ("receiver", shipment.receiver)):
        names = places.english(party.country, party.province, party.city)
        for name, typed, sent in zip(("province", "city"), (party.province, party.city), names, strict=True):
            if typed != sent:
                notes.append(f"{subject(f'{path}.{name}')} goes out as {sent}.")
    for path, reason in vocab.NOT_SENT.items():
        if path != "carrier" and any(not is_empty(value) for _, value in values_at(shipment, path)):
            notes.append(f"{subject(path.replace('[]', '[0]'))} is not sent: {reason}")
    return notes


def probe_until(frozen: Frozen, places: Places) -> datetime | None:
    """The end of the pickup day where the sender is: from then on `pickUpDate` is refused ("current date or a future
    date", Create Booking), and whether the reference is taken stays untold. None where there is no pickup.
    """
    body = json.loads(frozen.payload)
    if "pickUpDate" not in body:
        return None
    sender = body["sender"]
    over = datetime.combine(date.fromisoformat(body["pickUpDate"]) + timedelta(days=1), time())
    zones = places.zones(sender["countryCode"], sender.get("province", "")) or ("UTC",)
    return min(over.replace(tzinfo=ZoneInfo(zone)) for zone in zones)


def outcome(reference: str, reply: Reply, retry_after_s: float | None = None) -> Outcome:
    """What the answer to a booking proves (Create Booking, Example Response and Example Error Messages).

    Only `status: true` with 200 is a yes, only `Errors: …` with 400 a no; all else may or may not be booked.
    """
    if reply.status == 200 and reply.ok is True:
        number = read_label_number(reply.data.get("orderNo")) if isinstance(reply.data, dict) else ""
        return Outcome(reference, Verdict.BOOKED if number else Verdict.ACCEPTED, number)
    if reply.is_validation:
        problems = refusal(reply.message)
        taken = any(one.field == "reference" and "already taken" in one.message.casefold() for one in problems)
        verdict = Verdict.DUPLICATE if taken else Verdict.REFUSED
        return Outcome(reference, verdict, problems=tuple(problems), words=reply.words)
    if reply.is_no_token:
        words = f"Jumppoint does not accept the login of this account: {reply.words}"
        return Outcome(reference, Verdict.NOT_SENT, words=words, retry_after_s=retry_after_s)
    return Outcome(reference, Verdict.UNKNOWN, words=f"Jumppoint says: {reply.words}", retry_after_s=retry_after_s)


def refusal(message: str) -> list[Problem]:
    """The errors of a refusal as problems on our fields, with the carrier's words."""
    return [
        error(path, "carrier.refused", words or message)
        for field, words in split_errors(message)
        for path in our_paths(field)
    ]


_PACKAGE = {**dict(vocab.PACKAGE), "lenght": "length_cm"}
_GROUPS: dict[str, tuple[str, dict[str, str]]] = {
    "sender": ("sender", dict(vocab.PARTY)),
    "receiver": ("receiver", dict(vocab.PARTY)),
    "package": ("parcel", _PACKAGE),
    "products": ("products", dict(vocab.PRODUCT)),
}
#: A field that is told without its table: a party's belongs to both parties.
_ALONE: dict[str, list[str]] = {
    **{name: [f"products[0].{path}"] for name, path in vocab.PRODUCT},
    **{name: [f"parcel.{path}"] for name, path in _PACKAGE.items()},
    **{name: [f"sender.{path}", f"receiver.{path}"] for name, path in vocab.PARTY},
    **{name: [path] for name, path in vocab.BOOKING},
}


def our_paths(field: str) -> list[str]:
    """Our paths for theirs (`sender.phone`, `products.0.quantity`); an empty one where it cannot be told."""
    head, *rest = re.split(r"[.\[\]]+", field.rstrip("]"))
    if head not in _GROUPS:
        return _ALONE.get(head, [""])
    base, table = _GROUPS[head]
    if rest and rest[0].isdigit():
        base = f"{base}[{rest.pop(0)}]"
    return [f"{base}.{table[rest[0]]}" if rest and rest[0] in table else base]


def event(log: Log) -> TrackingEvent:
    """One line of a shipment's way as news, in their words."""
    return TrackingEvent(vocab.status_of(log.status), log.status, log.at, "jumppoint")


def events(logs: Iterable[Log]) -> list[TrackingEvent]:
    """Each line once, oldest first, those without a time last: the logs are neither sorted nor free of repeats."""
    once = dict.fromkeys(log for log in logs if log.status)
    return [event(log) for log in sorted(once, key=_when)]


def _when(log: Log) -> datetime:
    return log.at or datetime.max.replace(tzinfo=UTC)


def found(info: Info) -> Found:
    """What Jumppoint has under its number, with where the parcel is now."""
    at = info.at or next((log.at for log in info.logs if log.status == info.status), None)
    status = event(Log(info.status, at)) if info.status else None
    return Found(info.number, info.reference, status, info.receiver, info.country, info.created_at)
