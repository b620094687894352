"""Pure: Deeple's order to ours ("Request body"). What it does not say is left empty or flagged, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta, timezone
from decimal import Decimal
from typing import Any

from shipdesk.core.checks.phones import Fit, read_phone
from shipdesk.core.checks.words import listed
from shipdesk.core.inbound import NotUnderstoodError, OrderToShip
from shipdesk.core.inbound_values import amount, count, kind, lines, moment, words
from shipdesk.core.numbers import shown, write_decimal
from shipdesk.core.shipment import Money, Party, Product, Shipment
from shipdesk.sources.deeple import vocab

#: Thailand, which has one zone and no summer time; used where a time names none.
_BANGKOK = timezone(timedelta(hours=7))


def read(body: Mapping[str, Any]) -> OrderToShip:
    """The order as far as it goes: without sender, carrier and service.

    Raises:
        NotUnderstoodError: it does not say which order it is or its state, or its total is no amount.
    """
    number, state = _named(body, "orderNumber"), _named(body, "state")
    if len(number) > vocab.LONGEST_NUMBER:
        raise NotUnderstoodError(f"orderNumber has {len(number)} characters; Deeple's have at most 12.")
    total = _total(body)
    flags = [*_odd_texts(body), *_missing(body)]
    products, item_flags, item_rest = _products(body.get("items"))
    receiver, phone_flags = _receiver(body)
    changed_at = moment(body.get("updatedAt"), _BANGKOK)
    if changed_at is None:
        flags.append("Deeple does not say when this order was changed; it counts as changed when that came in.")
    ready = state.upper() == vocab.READY
    shipment = Shipment(
        reference=number,
        receiver=receiver,
        products=products,
        declared_value=Money(amount=total, currency=vocab.CURRENCY) if total else Money(),
        note=lines(body.get("note")),
    )
    rest = {key: value for key, value in body.items() if key not in vocab.TAKEN}
    if item_rest:
        rest["items"] = item_rest
    return OrderToShip(
        shipment=shipment,
        ready=ready,
        state=state,
        changed_at=changed_at,
        cancelled=vocab.CANCEL in state.upper(),
        platform=words(body.get("platform")),
        flags=(*flags, *phone_flags, *item_flags, _payment(rest, total)),
        rest=rest,
    )


def _named(body: Mapping[str, Any], name: str) -> str:
    """A text without which it is no order."""
    value = body.get(name)
    found = words(value)
    if not found:
        raise NotUnderstoodError(f"{name} is {kind(value) if name in body else 'missing'}; an order must say it.")
    return found


def _total(body: Mapping[str, Any]) -> Decimal | None:
    value = body.get("grandTotal")
    found = amount(value)
    if found is None and value not in (None, ""):
        said = shown(words(value)) if words(value) else kind(value)
        raise NotUnderstoodError(f"grandTotal is {said}; it must be an amount such as 1250.00.")
    return found


def _odd_texts(body: Mapping[str, Any]) -> list[str]:
    """What is longer than promised, which is kept whole, and what is no text."""
    flags = []
    for name, most in vocab.PROMISED.items():
        value = body.get(name)
        found = lines(value)
        if len(found) > most:
            flags.append(
                f"{_said(name)} has {len(found)} characters, Deeple promises at most {most}; it is kept whole."
            )
        elif not found and value not in (None, "") and name in body and not isinstance(value, str):
            flags.append(f"{_said(name)} is {kind(value)} instead of text; it was left out.")
    return flags


def _said(name: str) -> str:
    """A field at the head of a sentence for a clerk."""
    words_of_it = vocab.WORDS[name]
    return words_of_it[:1].upper() + words_of_it[1:]


def _missing(body: Mapping[str, Any]) -> list[str]:
    gone = [vocab.WORDS[name] for name in vocab.REQUIRED if body.get(name) in (None, "", [])]
    return [f"Deeple left out {listed(gone, 'and')}."] if gone else []


def _receiver(body: Mapping[str, Any]) -> tuple[Party, list[str]]:
    """The address keeps the sub-district as its last line; the city is the province's, as on Jumppoint's Thai sample
    (district Bueng Kum, city Bangkok, province Bangkok).
    """
    texts = {ours: words(body.get(theirs)) for theirs, ours, _ in vocab.RECEIVER}
    if not texts["name"]:
        texts["name"] = f"{words(body.get('firstName'))} {words(body.get('lastName'))}".strip()
    address = "\n".join(filter(None, (lines(body.get(name)) for name, _ in vocab.ADDRESS)))
    phone, flags = _phone(words(body.get(vocab.PHONE)))
    party = Party(**texts, address=address, city=texts["province"], country=vocab.COUNTRY, phone=phone)
    return party, flags


def _phone(text: str) -> tuple[str, list[str]]:
    """E.164; a number that is none in Thailand stays as it came."""
    if not text:
        return "", []
    phone = read_phone(text, vocab.COUNTRY)
    if phone.fit is Fit.INVALID:
        return text, [f"{_said(vocab.PHONE)} {shown(text)} is not one of Thailand; it is kept as it came."]
    return phone.e164, []


def _products(items: Any) -> tuple[tuple[Product, ...], list[str], list[Any]]:
    """The products, what is odd about them, and what was not taken of each (`[{}, {"colour": "red"}]`).

    Raises:
        NotUnderstoodError: there are more than anybody packs.
    """
    if items is None:
        return (), [], []
    if not isinstance(items, list):
        return (), [f"What was bought is {kind(items)} instead of a list; it was left out."], [items]
    if len(items) > vocab.MOST_ITEMS:
        raise NotUnderstoodError(f"items has {len(items)} entries; an order has at most {vocab.MOST_ITEMS}.")
    products, flags, rest = [], [], []
    for place, item in enumerate(items):
        if not isinstance(item, dict):
            flags.append(f"Product {place + 1} is {kind(item)} instead of an object; it was left out.")
            rest.append(item)
            continue
        product, odd = _product(item)
        products.append(product)
        flags += [f"Of product {place + 1} the {name} is {said}; it was left out." for name, said in odd]
        rest.append({key: value for key, value in item.items() if key not in vocab.ITEM})
    return tuple(products), flags, rest if any(rest) else []


def _product(item: Mapping[str, Any]) -> tuple[Product, list[tuple[str, str]]]:
    name, price, quantity = words(item.get("name")), amount(item.get("price")), count(item.get("quantity"))
    product = Product(
        # A description is in English; a name in Thai is what the receiver reads, and the library knows the English.
        description=name if name.isascii() else "",
        description_destination="" if name.isascii() else name,
        sku=words(item.get("sku")),
        unit_price=price,
        currency=vocab.CURRENCY if price is not None else "",
        quantity=quantity,
    )
    read_as = {"name": name, "sku": product.sku, "price": price, "quantity": quantity}
    odd = [
        (key, shown(words(item[key])) if words(item[key]) else kind(item[key]))
        for key, value in read_as.items()
        if value in (None, "") and item.get(key) not in (None, "")
    ]
    return product, odd


def _payment(rest: Mapping[str, Any], total: Decimal | None) -> str:
    """The document says nothing of how an order is paid, so that it goes out as prepaid unless a person says else."""
    sums = f" {write_decimal(total)} {vocab.CURRENCY}" if total else ""
    told = [
        f"{words(key)} {shown(words(value))}"
        for key, value in rest.items()
        if words(value) and any(hint in key.casefold() for hint in ("payment", "cod", "paid"))
    ]
    said = f"Deeple says {', '.join(told[:3])}, which" if told else "Whether it is paid"
    return f"{said} is not in Deeple's document: enter the amount{sums} if the courier is to collect it."
