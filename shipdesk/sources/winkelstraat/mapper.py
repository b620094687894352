"""Pure: Winkelstraat's shipment to ours ("stock hub/v1/shipment")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from shipdesk.core.inbound import NotUnderstoodError, ShipmentElsewhere
from shipdesk.core.inbound_values import amount, count, kind, moment, words
from shipdesk.core.numbers import shown
from shipdesk.core.shipment import Party, Product, Shipment
from shipdesk.core.statuses import Status, TrackingEvent

#: "Values are UNKNOWN, READY_FOR_PICKUP, IN_TRANSIT, DELIVERED, or EXCEPTION."
STATUSES: dict[str, Status] = {
    "UNKNOWN": Status.UNKNOWN,
    "READY_FOR_PICKUP": Status.CONFIRMED,
    "IN_TRANSIT": Status.IN_TRANSIT,
    "DELIVERED": Status.DELIVERED,
    "EXCEPTION": Status.EXCEPTION,
}
#: Times of the shipment's own, beside its status: what each tells, in our word and in theirs.
_TIMES: tuple[tuple[str, Status, str], ...] = (
    ("collected_at", Status.PICKED_UP, "Collected"),
    ("delivered_at", Status.DELIVERED, "Delivered"),
)
SOURCE = "winkelstraat"
#: Its times name no zone; it is a Dutch house.
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MOST_ITEMS = 1000
_LONGEST_NUMBER = 64


def read(body: Mapping[str, Any]) -> ShipmentElsewhere:
    """The shipment, its carrier and number, and what has become of it.

    Raises:
        NotUnderstoodError: it does not say which shipment it is, or its items are none.
    """
    number = _number(body, "increment_id")
    if not number:
        raise NotUnderstoodError(f"increment_id is {_said(body, 'increment_id')}; a shipment must say its number.")
    references = tuple(filter(None, (_number(body, "po_number"), _number(body, "order_increment_id"))))
    track = _part(body, "track")
    changed_at = moment(body.get("updated_at"), _AMSTERDAM)
    status, times = _status(body), _times(body)
    shipment = Shipment(
        sender=_party(_part(body, "origin_address")),
        receiver=_party(_part(body, "shipping_address")),
        products=_products(body.get("items"), words(body.get("currency"))),
    )
    return ShipmentElsewhere(
        id=number,
        references=references,
        carrier=words(track.get("carrier")),
        number=words(track.get("tracking_number")),
        link=words(track.get("tracking_url")),
        shipment=shipment,
        # In the document's own sample it is IN_TRANSIT, and collected three days after `updated_at`.
        events=tuple(status or times),
        changed_at=changed_at,
        times=tuple(times if status else ()),
    )


def _number(body: Mapping[str, Any], name: str) -> str:
    found = words(body.get(name))
    if len(found) > _LONGEST_NUMBER:
        raise NotUnderstoodError(f"{name} has {len(found)} characters; a number has at most {_LONGEST_NUMBER}.")
    return found


def _said(body: Mapping[str, Any], name: str) -> str:
    return kind(body[name]) if name in body else "missing"


def _part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """An object; empty where it is null, or an empty list, which is how some write an object without keys."""
    value = body.get(name)
    if value not in (None, []) and not isinstance(value, dict):
        raise NotUnderstoodError(f"{name} is {kind(value)}; it must be an object.")
    return value or {}


def _party(address: Mapping[str, Any]) -> Party:
    """The house number stands after the street, as the Dutch write it."""
    return Party(
        name=f"{words(address.get('first_name'))} {words(address.get('last_name'))}".strip(),
        company=words(address.get("company_name")),
        address=f"{words(address.get('street'))} {words(address.get('house_number'))}".strip(),
        city=words(address.get("city")),
        province=words(address.get("region_code")),
        country=words(address.get("country_id")),
        postcode=words(address.get("postcode")),
        phone=words(address.get("telephone")),
        email=words(address.get("email")),
    )


def _products(items: Any, currency: str) -> tuple[Product, ...]:
    """Raises `NotUnderstoodError` when they are no list of objects, too many, or a quantity is none."""
    if items is None:
        return ()
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise NotUnderstoodError("items is not a list of objects.")
    if len(items) > MOST_ITEMS:
        raise NotUnderstoodError(f"items has {len(items)} entries; a shipment has at most {MOST_ITEMS}.")
    return tuple(_product(place, item, currency) for place, item in enumerate(items))


def _product(place: int, item: Mapping[str, Any], currency: str) -> Product:
    """There is no name of the thing: its maker and size say what it is, its part number which."""
    quantity = count(item.get("qty"))
    if quantity is None and item.get("qty") is not None:
        said = shown(words(item["qty"])) if words(item["qty"]) else kind(item["qty"])
        raise NotUnderstoodError(f"items[{place}].qty is {said}; it must be a whole number of at least 1.")
    price = amount(item.get("item_price_inc_tax"))
    maker, size, mpn = (words(item.get(name)) for name in ("manufacturer", "size", "mpn"))
    return Product(
        description=" ".join(filter(None, (maker, mpn, f"size {size}" if size else ""))),
        sku=words(item.get("sku")),
        product_code=mpn,
        brand=maker,
        unit_price=price,
        currency=currency if price is not None else "",
        quantity=quantity,
    )


def _status(body: Mapping[str, Any]) -> list[TrackingEvent]:
    """The status as of `updated_at`."""
    said = words(body.get("status"))
    at = moment(body.get("updated_at"), _AMSTERDAM)
    return [TrackingEvent(STATUSES.get(said.upper(), Status.UNKNOWN), said, at, SOURCE, code=said)] if said else []


def _times(body: Mapping[str, Any]) -> list[TrackingEvent]:
    """When it was collected and delivered, oldest first."""
    times = [(moment(body.get(name), _AMSTERDAM), status, told) for name, status, told in _TIMES]
    return [TrackingEvent(status, told, at, SOURCE) for at, status, told in times if at]
