"""Pure: what CEVA's list, statuses and updates say of orders, in our words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from shipdesk.carriers.ceva import vocab
from shipdesk.carriers.ceva.wire import Json, Listed, Update, part, parts, read_updates
from shipdesk.core.connector import Order
from shipdesk.core.outcomes import Found
from shipdesk.core.shipment import Parcel, Party, Product, Shipment
from shipdesk.core.statuses import TrackingEvent
from shipdesk.transport.reading import read_number, read_time, text


def event(update: Update) -> TrackingEvent:
    """One piece of news: the carrier's words with the client's beside them, the proof of delivery as text and link."""
    words = update.words or update.mapped
    said = [f"{words} ({update.mapped})" if update.mapped not in ("", words) else words]
    said += [update.comments] if update.comments else []
    if update.receiver:
        said.append(f"Received by {', '.join(filter(None, (update.receiver, update.contact)))}")
    status = vocab.status_of(update.words, update.mapped, code=update.code)
    return TrackingEvent(status, " · ".join(said), update.at, "ceva", update.code, update.leg, update.proof)


def events(updates: Iterable[Update]) -> list[TrackingEvent]:
    """Each once, oldest first, those without a readable time last; the samples list the newest of a second first."""
    once = dict.fromkeys(event(update) for update in reversed(list(updates)) if update.words or update.mapped)
    return sorted(once, key=lambda one: one.time or datetime.max.replace(tzinfo=UTC))


def merged(statuses: Sequence[Update], legs: Sequence[Update]) -> list[Update]:
    """The statuses (which have codes) and the partners' updates (which have legs): what both tell, told once."""
    found = list(legs)
    for status in statuses:
        twin = next((at for at, leg in enumerate(found) if not leg.code and _is_same(leg, status)), None)
        if twin is None:
            found.append(status)
        else:
            found[twin] = _joined(found[twin], status)
    return found


def _is_same(leg: Update, status: Update) -> bool:
    if leg.at is None or status.at is None or leg.at.replace(microsecond=0) != status.at.replace(microsecond=0):
        return False
    return bool({leg.words, leg.mapped} & {status.words, status.mapped} - {""})


def _joined(leg: Update, status: Update) -> Update:
    return Update(
        words=status.words or leg.words,
        mapped=status.mapped or leg.mapped,
        at=status.at,
        code=status.code,
        leg=leg.leg,
        comments=leg.comments,
        receiver=leg.receiver or status.receiver,
        contact=leg.contact,
        proof=leg.proof or status.proof,
    )


def found(listed: Listed, number: str, reference: str) -> Found:
    """An order of the list, with where the parcel is now."""
    row = listed.row
    news = _news(row)
    return Found(
        number=number,
        reference=reference,
        status=news[-1] if news else None,
        receiver=text(row.get("consigneeName")),
        country=text(row.get("consigneeCountry")),
        created_at=read_time(row.get("createdAt")),
    )


def order(listed: Listed) -> Order:
    """An order of the list as far as it can be read into a shipment. Its service is not told.

    Where the list has both codes, `orderCode` is CEVA's number; where it has one, that is ours.
    """
    number = listed.code if listed.customer_code else ""
    reference = listed.customer_code or listed.code
    return Order(found(listed, number, reference), shipment(listed.row, reference), tuple(_news(listed.row)), listed.id)


def _news(row: Json) -> list[TrackingEvent]:
    """The news in a row that say when: only they can tell which is the latest."""
    updates = read_updates(parts(row, "updates"), parts(row, "mappedPartnerUpdates"))
    return [one for one in events(updates) if one.time]


def shipment(row: Json, reference: str) -> Shipment:
    """The shipment that a row of the list or the detail describes; sides and weights of 0 are not known ones."""
    return Shipment(
        reference=reference,
        carrier="ceva",
        sender=_party(row, "sender"),
        receiver=_party(row, "consignee"),
        parcel=Parcel(
            length_cm=_size(row.get("length")),
            width_cm=_size(row.get("width")),
            height_cm=_size(row.get("height")),
            gross_weight_kg=_size(row.get("weight")),
        ),
        products=tuple(_product(item) for item in parts(row, "items")),
        options={
            name: code
            for name, place in (("origin_port", "senderPort"), ("destination_port", "destPort"))
            if (code := text(part(row, place).get("code")))
        },
    )


def _party(row: Json, who: str) -> Party:
    return Party(
        name=text(row.get(f"{who}Name")),
        phone=text(row.get(f"{who}Number")),
        address=text(row.get(f"{who}Address")),
        postcode=text(row.get(f"{who}Postal")),
        country=text(row.get(f"{who}Country")),
        city=text(row.get(f"{who}City")),
        province=text(row.get(f"{who}Province")) or text(row.get(f"{who}State")),
        email=text(row.get(f"{who}Email")),
    )


def _product(item: Json) -> Product:
    quantity = _amount(item.get("quantity"))
    return Product(
        description=text(item.get("description")),
        quantity=int(quantity) if quantity is not None and quantity == int(quantity) else None,
        product_code=text(item.get("productCode")),
        sku=text(item.get("sku")),
        category=text(item.get("category")),
        unit_price=_amount(item.get("price")),
        currency=text(item.get("currency")),
    )


def _size(value: Any) -> Decimal | None:
    return _amount(value) or None


def _amount(value: Any) -> Decimal | None:
    """A number of a size that things have: an exponent of a thousand would be written out digit by digit."""
    number = read_number(value)
    return number if number is not None and abs(number.adjusted()) < 15 else None
