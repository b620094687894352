"""Pure: a shipment to the bytes of its order, and what the answer to an upload proves of each order of the call."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from shipdesk.carriers.ceva import vocab
from shipdesk.carriers.ceva.refusals import refusal
from shipdesk.carriers.ceva.wire import Reply, Uploaded
from shipdesk.core.checks.options import option
from shipdesk.core.checks.phones import Fit, read_phone
from shipdesk.core.checks.values import is_empty, value_at, values_at
from shipdesk.core.checks.words import listed, subject
from shipdesk.core.numbers import write_json
from shipdesk.core.outcomes import Found, Frozen, Outcome, Verdict

if TYPE_CHECKING:
    from shipdesk.core.fields import Field
    from shipdesk.core.shipment import Party, Product, Shipment

Json = dict[str, object]


def freeze(shipment: Shipment, options: Sequence[Field]) -> Frozen:
    """The order of an upload for a shipment that passed the rules; a call sends up to ten of them in a list."""
    kind, _ = vocab.split_service(shipment.service)
    return Frozen(
        carrier="ceva",
        reference=shipment.reference,
        operation=vocab.OPERATIONS[kind],
        payload=write_json(order(shipment, options)),
        notes=tuple(_notes(shipment, kind)),
    )


def order(shipment: Shipment, options: Sequence[Field]) -> Json:
    """One order of Upload Order Cross Border or Domestic. Empty values are left out, or null as in the samples."""
    kind, level = vocab.split_service(shipment.service)
    ports = {row.path: row for row in options}
    day = shipment.pickup.date
    made: Json = {
        "consigneeNumber": _phone(shipment.receiver),
        "senderContactNumber": _phone(shipment.sender),
        "paymentType": vocab.PREPAID if shipment.cod.is_empty else vocab.COD,
        "items": [_item(product) for product in shipment.products],
        "pickupDate": day.strftime("%d/%m/%Y") if day else None,
        "serviceLevel": level,
        **dict.fromkeys(vocab.ALWAYS_NULL[kind]),
    }
    body: Json = {}
    for theirs, ours, _ in vocab.TABLES[kind]:
        if theirs in made:
            value = made[theirs]
        else:
            value = option(shipment, ports[ours]) if ours in ports else value_at(shipment, ours)
        if not is_empty(value):
            body[theirs] = value
        elif theirs in vocab.NULLS[kind]:
            body[theirs] = None
    return body


def _item(product: Product) -> Json:
    values = {theirs: getattr(product, ours) for theirs, ours, _ in vocab.ITEM}
    return {name: value for name, value in values.items() if not is_empty(value)}


def _phone(party: Party) -> str:
    """E.164. A number that is no good goes out so only where it names its calling code; else as it was typed."""
    phone = read_phone(party.phone, party.country)
    international = party.phone.startswith(("+", "00")) and phone.calling_code
    return phone.e164 if phone.fit is not Fit.INVALID or international else party.phone


def _notes(shipment: Shipment, kind: str) -> list[str]:
    """What does not go out."""
    return [
        f"{subject(path.replace('[]', '[0]'))} is not sent: {reason}"
        for path, reason in vocab.left_out(kind).items()
        if path != "carrier" and any(not is_empty(value) for _, value in values_at(shipment, path))
    ]


def uploaded(references: Sequence[str], entries: Sequence[Uploaded]) -> list[Outcome]:
    """What the documented answer proves of each: found by its code, never by its place.

    One that it does not name is in doubt, unless there is another's code in its stead; one named twice, or whose
    number is another's as well, is not what was sent.
    """
    strangers = [entry.code or "an order without a code" for entry in entries if entry.code not in references]
    shared = {number for number, count in Counter(entry.number for entry in entries).items() if count > 1}
    return [
        _uploaded(reference, [one for one in entries if one.code == reference], strangers, shared)
        for reference in references
    ]


def _uploaded(reference: str, own: Sequence[Uploaded], strangers: list[str], shared: set[str]) -> Outcome:
    if not own and strangers:
        words = f"CEVA's answer names {listed(strangers[:3], 'and')} instead of {reference}."
        return Outcome(reference, Verdict.CONFLICT, words=words)
    if not own:
        return Outcome(reference, Verdict.UNKNOWN, words=f"CEVA's answer does not name {reference}.")
    numbers = [one.number for one in own]
    if len(own) > 1:
        words = f"CEVA's answer names {reference} {len(own)} times: {listed(numbers, 'and')}."
        return Outcome(reference, Verdict.CONFLICT, words=words)
    if not numbers[0]:
        return Outcome(reference, Verdict.UNKNOWN, words=f"CEVA's answer has no tracking number for {reference}.")
    if numbers[0] in shared:
        words = f"CEVA's answer has the tracking number {numbers[0]} for two orders."
        return Outcome(reference, Verdict.CONFLICT, words=words)
    also = f"CEVA's answer also names {listed(strangers[:3], 'and')}, not sent." if strangers else ""
    return Outcome(reference, Verdict.BOOKED, numbers[0], words=also)


def refused(references: Sequence[str], reply: Reply) -> list[Outcome]:
    """A refusal that is proved to have booked nothing: final for one order; several are sent again one by one."""
    if len(references) > 1:
        return [Outcome(reference, Verdict.SPLIT, words=reply.words) for reference in references]
    problems = tuple(refusal(reply.body))
    return [Outcome(references[0], Verdict.REFUSED, problems=problems, words=reply.words)]


def is_for(request: Frozen, there: Found) -> bool:
    """Whether an order at CEVA is for the consignee and the country of a request."""
    sent = json.loads(request.payload)
    ours = (sent["consigneeName"], sent["consigneeCountry"])
    return [one.casefold() for one in ours] == [one.casefold() for one in (there.receiver, there.country)]


def alike(references: Sequence[str], verdict: Verdict, words: str, retry_after_s: float | None = None) -> list[Outcome]:
    """The same for every order of a call."""
    return [Outcome(one, verdict, words=words, retry_after_s=retry_after_s) for one in references]
