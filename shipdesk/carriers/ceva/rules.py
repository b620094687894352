"""What CEVA's document says an order must be (Upload Order Cross Border and Domestic), and what the README settles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from shipdesk.carriers.ceva import vocab
from shipdesk.core.checks import addresses, currencies, forms
from shipdesk.core.checks.options import check_options
from shipdesk.core.checks.order import in_form_order
from shipdesk.core.checks.phones import check_phone
from shipdesk.core.checks.pickup import window
from shipdesk.core.checks.values import closed, missing, number, required, together, value_at, values_at
from shipdesk.core.checks.words import listed, subject
from shipdesk.core.fields import Field
from shipdesk.core.numbers import shown
from shipdesk.core.problems import Problem, Severity, error, warning

if TYPE_CHECKING:
    from shipdesk.core.carrier import CheckContext
    from shipdesk.core.checks.places import Places
    from shipdesk.core.shipment import Party, Shipment

_ANY = 30
_PORT = re.compile(r"[A-Z]{3}")
#: What a spreadsheet makes of a whole number; three values of the document's own samples are such.
_SPREADSHEET = re.compile(r"(\d+)\.0")
_SPREADSHEET_PATHS = ("sender.postcode", "receiver.postcode", "products[].product_code")

#: Most decimals, unit, and whether 0 is a value: "Integer" and "Float" of the tables. `weight` is a float in both.
_NUMBERS: dict[str, tuple[int, str, bool]] = {
    "cod.amount": (_ANY, "", False),
    "parcel.gross_weight_kg": (_ANY, "kg", False),
    "products[].unit_price": (_ANY, "", True),
    "products[].quantity": (0, "", False),
}
_SIDES = ("parcel.length_cm", "parcel.width_cm", "parcel.height_cm")
NUMBERS: dict[str, dict[str, tuple[int, str, bool]]] = {
    vocab.CROSSBORDER: {**_NUMBERS, **dict.fromkeys(_SIDES, (0, "cm", False))},
    vocab.DOMESTIC: {**_NUMBERS, **dict.fromkeys(_SIDES, (_ANY, "cm", False))},
}
CURRENCIES = ("cod.currency", "products[].currency")


def check(shipment: Shipment, context: CheckContext, places: Places, options: Sequence[Field]) -> list[Problem]:
    """Everything that is wrong with a shipment for CEVA, in the order of the form."""
    kind, _ = vocab.split_service(shipment.service)
    found = [
        *_service(shipment, context.services),
        *_values(shipment, kind or vocab.CROSSBORDER, places),
        *_countries(shipment, kind, places),
        *_options(shipment, kind, options),
        *_odd(shipment),
        *_pickup(shipment, context, places),
    ]
    return in_form_order(found, options)


def _found(problem: Problem | None) -> tuple[Problem, ...]:
    return () if problem is None else (problem,)


def _service(shipment: Shipment, named: frozenset[str]) -> Iterator[Problem]:
    """`serviceLevel`, and which of the two uploads: any level may be sent, a merchant may have levels of its own.

    What CEVA itself has `named` to this account is one of those.
    """
    service = shipment.service
    if not service:
        return
    kind, level = vocab.split_service(service)
    if not kind:
        typed, _, level = service.partition("/")
        kind = typed.upper() if typed.upper() in vocab.TABLES else ""
        fix = f"{kind}/{level}" if kind and level else None
        sentence = f"{shown(service)} is not a service of CEVA; write one like CROSSBORDER/ECONOMY or DOMESTIC/REGULAR."
        yield error("service", "service.choice", sentence, fix)
    elif level not in vocab.LEVELS and service not in named:
        same = level.upper() if level.upper() in vocab.LEVELS else ""
        sentence = f"The service level {shown(level)} is not one of {listed(vocab.LEVELS)}; CEVA may not know it."
        yield warning("service", "service.level", sentence, f"{kind}/{same}" if same else None)


def _values(shipment: Shipment, kind: str, places: Places) -> Iterator[Problem]:
    """Both tables and the Item Table: what is mandatory, numbers, pairs, currencies."""
    for problem in required(shipment, vocab.REQUIRED[kind]):
        yield missing(problem.field, _offer(problem.field, shipment, places))
    if not shipment.products:
        yield missing("products")
    yield from together(shipment, ("cod.amount", "cod.currency"))
    for path, (decimals, unit, zero) in NUMBERS[kind].items():
        for at, value in values_at(shipment, path):
            amount = value if isinstance(value, Decimal | int) else None
            yield from _found(number(at, amount, places=decimals, unit=unit, zero=zero))
    for path in CURRENCIES:
        for at, value in values_at(shipment, path):
            yield from _found(currencies.check_currency(at, str(value)))
    if kind == vocab.CROSSBORDER:
        yield from _found(closed("customs.incoterm", shipment.customs.incoterm, vocab.INCOTERMS))


def _offer(path: str, shipment: Shipment, places: Places) -> str | None:
    """What to put into an empty required field by one key: never put there by itself."""
    head, _, name = path.rpartition(".")
    if name == "name":
        return str(value_at(shipment, f"{head}.company")) or None
    if name == "postcode":
        country = addresses.country_meant(places, str(value_at(shipment, f"{head}.country")))
        return "00000" if country and not addresses.has_postcodes(country) else None
    return None


def _countries(shipment: Shipment, kind: str, places: Places) -> Iterator[Problem]:
    """Countries and phones of both parties; whether the service goes between these countries.

    Places and postcodes are not checked: the document's samples break every rule.
    """
    meant = []
    for path, party in (("sender", shipment.sender), ("receiver", shipment.receiver)):
        yield from _found(addresses.check_country(places, f"{path}.country", party.country))
        meant.append(addresses.country_meant(places, party.country))
        yield from _phone(places, path, party, meant[-1])
    sender, receiver = meant
    if not (kind and sender and receiver):
        return
    _, level = vocab.split_service(shipment.service)
    same = sender == receiver
    if same == (kind == vocab.DOMESTIC):
        return
    right = vocab.DOMESTIC if same else vocab.CROSSBORDER
    where = "in one country" if same else "in two countries"
    sentence = f"Sender and receiver are {where}, so the service is {right}/{level}, not {shown(shipment.service)}."
    yield error("service", "service.country", sentence, f"{right}/{level}")


def _phone(places: Places, path: str, party: Party, country: str) -> Iterator[Problem]:
    """The samples have phones in any form, some of them none at all: never more than a warning."""
    if country:
        found = check_phone(f"{path}.phone", party.phone, country, places.countries[country].name)
        yield from (replace(problem, severity=Severity.WARNING) for problem in _found(found))


def _options(shipment: Shipment, kind: str, options: Sequence[Field]) -> Iterator[Problem]:
    """`senderPort` and `destinationPort`, three letters each: `SIN`, `KUL`."""
    faults = check_options(shipment, options)
    yield from faults
    if kind == vocab.DOMESTIC:
        return
    wrong = {problem.field for problem in faults}
    for row in options:
        port = value_at(shipment, row.path)
        if row.path in wrong or not isinstance(port, str) or not port or _PORT.fullmatch(port):
            continue
        upper = port.upper()
        fix = upper if _PORT.fullmatch(upper) else None
        sentence = f"{subject(row.path)} is a port's three letters, such as SIN, not {shown(port)}."
        yield error(row.path, "port.form", sentence, fix)


def _odd(shipment: Shipment) -> Iterator[Problem]:
    """What only looks odd, but would go out as it is."""
    yield from _found(forms.check_email("receiver.email", shipment.receiver.email))
    if "," in shipment.reference:
        sentence = "The reference holds a comma; CEVA lists order codes with commas, so it could not be asked for."
        yield warning("reference", "reference.comma", sentence, shipment.reference.replace(",", "-"))
    for path in _SPREADSHEET_PATHS:
        for at, value in values_at(shipment, path):
            if whole := _SPREADSHEET.fullmatch(str(value)):
                sentence = (
                    f"{shown(str(value))} looks like a number from a spreadsheet; is a zero in front missing too?"
                )
                yield warning(at, f"{at.rpartition('.')[2]}.spreadsheet", sentence, whole[1])


def _pickup(shipment: Shipment, context: CheckContext, places: Places) -> Iterator[Problem]:
    """`pickupDate`: the document sets no window, so only a day that is over is pointed out."""
    country = addresses.country_meant(places, shipment.sender.country)
    day = shipment.pickup.date
    if day is None or not country:
        return
    first, _ = window(places.zones(country, shipment.sender.province), context.now, 0)
    if day < first:
        sentence = f"The pickup date {day} has passed; choose {first} or a later day."
        yield warning("pickup.date", "pickup.past", sentence, first.isoformat())
