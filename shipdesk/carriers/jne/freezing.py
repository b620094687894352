"""Pure: a shipment frozen into the bytes of its booking, and what a person is to know of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from shipdesk.carriers.jne import vocab
from shipdesk.carriers.jne.mapper import booking, contact_of, given, goods, is_batam, rounded_up
from shipdesk.core.checks.values import is_empty, values_at
from shipdesk.core.checks.words import listed, subject
from shipdesk.core.fields import BY_PATH
from shipdesk.core.numbers import shown, write_decimal
from shipdesk.core.outcomes import Frozen

if TYPE_CHECKING:
    from shipdesk.carriers.jne.vocab import Flow
    from shipdesk.core.shipment import Shipment


def freeze(shipment: Shipment, settings: Mapping[str, str]) -> Frozen:
    """The request of a shipment that passed the rules: a form, without user name and API key."""
    body = booking(shipment, settings)
    return Frozen(
        carrier="jne",
        reference=shipment.reference,
        operation=vocab.flow_of(shipment.service).operation,
        payload=urlencode(body),
        notes=tuple(_notes(shipment, body)),
    )


def _notes(shipment: Shipment, body: Mapping[str, str]) -> Iterator[str]:
    """What goes out otherwise than it was typed, by itself, or not at all."""
    flow = vocab.flow_of(shipment.service)
    weight, sent = shipment.parcel.gross_weight_kg, rounded_up(shipment)
    if flow is vocab.ONMARKET and weight is not None and weight != sent:
        whole = f"goes out as {write_decimal(sent)} kg: OnMarket takes whole kilograms."
        yield f"The weight of {write_decimal(weight)} kg {whole}"
    if not given(shipment, "options.goods_description") and body.get(_name(flow, "goods"), "") != goods(shipment):
        yield f"The goods go out as {shown(body[_name(flow, 'goods')], 80)}."
    if shipment.declared_value.amount is None and (value := body.get(_name(flow, "value"))):
        yield f"The value of the goods goes out as {value} IDR, the sum of the prices."
    if shipment.insurance.amount:
        yield "The insured amount is not sent: JNE takes a yes or no."
    yield from _contact_notes(shipment, flow, body)
    if flow is vocab.ONDELIVERY:
        yield from _pickup_notes(shipment, body)
    yield from _not_sent(shipment, flow)


def _name(flow: Flow, made: str) -> str:
    return next(row.name for row in flow.rows if row.made == made)


def _contact_notes(shipment: Shipment, flow: Flow, body: Mapping[str, str]) -> Iterator[str]:
    for row in flow.rows:
        if row.made.endswith(".contact") and row.made != "pickup.contact":
            path = row.made.removesuffix(".contact")
            if (sent := body.get(row.name, "")) != contact_of(shipment, path):
                contact = f"goes out as {shown(sent)} for the contact, which has {row.most} bytes."
                yield f"{subject(f'{path}.name')} {contact}"
    if flow is vocab.ONMARKET and shipment.sender.company and shipment.sender.name:
        yield "The sender's name is not sent: OnMarket has one name, and the company goes there."


def _pickup_notes(shipment: Shipment, body: Mapping[str, str]) -> Iterator[str]:
    """What was not filled in and goes out by itself."""
    asked = ("name", "contact", "phone", "address", "district", "city")
    own = [name for name in asked if not given(shipment, f"options.pickup_{name}")]
    if own:
        names = {"PICKUP_NAME": "at", "PICKUP_PIC": "contact", "PICKUP_PIC_PHONE": "phone"}
        told = ", ".join(f"{label} {body[name]}" for name, label in names.items() if name in body)
        yield f"For the pickup the sender's own {listed(own, 'and')} {'go' if len(own) > 1 else 'goes'} out: {told}."
    rows = {row.name: row for row in vocab.ONDELIVERY.rows}
    names = {
        "PICKUP_SERVICE": "pickup service",
        "PICKUP_VEHICLE": "vehicle",
        "TYPE": "handover",
        "MERCHANT_ID": "merchant",
        "SPECIAL_INS": "instruction",
    }
    by_itself = [
        f"{label} {body[name]}"
        for name, label in names.items()
        if name in body and not given(shipment, rows[name].path) and not given(shipment, rows[name].instead)
    ]
    if by_itself:
        yield f"What was not filled in goes out as: {', '.join(by_itself)}."


def _not_sent(shipment: Shipment, flow: Flow) -> Iterator[str]:
    sent = flow.paths | {"carrier"}
    for path in BY_PATH:
        if path not in sent and any(not is_empty(value) for _, value in values_at(shipment, path)):
            reason = vocab.NOT_SENT.get(path, f"{flow.name} has no field for it.")
            yield f"{subject(path.replace('[]', '[0]'))} is not sent: {reason}"
    if flow is vocab.ONDELIVERY and not is_batam(shipment) and any(one.hs_code for one in shipment.products):
        yield "The HS codes are not sent: they go out with the option batam alone."
    heads = {path.split(".")[1] for path in sent if path.startswith("options.")}
    for name in shipment.options:
        if name not in heads:
            yield f"{subject(f'options.{name}')} is not sent: {flow.name} has no field for it."
