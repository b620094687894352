"""What Jumppoint's document says a booking must be (Create Booking and its tables), and what the README settles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from shipdesk.carriers.jumppoint import vocab
from shipdesk.core.checks import addresses, currencies, forms
from shipdesk.core.checks.options import check_options, option
from shipdesk.core.checks.order import in_form_order
from shipdesk.core.checks.phones import check_phone
from shipdesk.core.checks.pickup import check_pickup_day
from shipdesk.core.checks.values import closed, is_empty, missing, number, required, together, value_at, values_at
from shipdesk.core.fields import Field
from shipdesk.core.problems import Problem, error, warning

if TYPE_CHECKING:
    from shipdesk.core.carrier import CheckContext
    from shipdesk.core.checks.places import Places
    from shipdesk.core.shipment import Party, Shipment

_CITIES = ("sender.city", "receiver.city")

#: Values that only go together: "must input in pair with", "must input together with". (The declared value's pair
#: is required anyway.)
TOGETHER: tuple[tuple[str, ...], ...] = (
    ("cod.amount", "cod.currency"),
    ("insurance.amount", "insurance.currency", "insurance.type"),
    ("customs.ioss_number", "customs.ioss_country"),
    ("sender.tax_number", "sender.tax_type"),
    ("sender.id_number", "sender.id_type"),
    ("receiver.tax_number", "receiver.tax_type"),
    ("receiver.id_number", "receiver.id_type"),
)
#: Most decimals, unit, and whether 0 is a value. "Precision up to 2 d.p.", "up to 3 d.p.", "Must be integer".
NUMBERS: dict[str, tuple[int, str, bool]] = {
    "declared_value.amount": (2, "", True),
    "cod.amount": (2, "", True),
    "insurance.amount": (2, "", True),
    "parcel.height_cm": (0, "cm", False),
    "parcel.length_cm": (0, "cm", False),
    "parcel.width_cm": (0, "cm", False),
    "parcel.volume_weight_kg": (3, "kg", False),
    "parcel.gross_weight_kg": (3, "kg", False),
    "products[].unit_price": (2, "", True),
    "products[].quantity": (0, "", False),
    "products[].battery_count": (0, "", True),
}
OPTION_NUMBERS: dict[str, tuple[int, str, bool]] = {
    "options.package_amount": (0, "", False),
    "options.cargo_value": (2, "", True),
    "options.freight_fee": (2, "", True),
}
#: "in ISO 4217 format".
CURRENCIES = ("declared_value.currency", "cod.currency", "insurance.currency", "products[].currency")
#: What only looks odd.
FORMS: dict[str, Callable[[str, str], Problem | None]] = {
    "sender.email": forms.check_email,
    "receiver.email": forms.check_email,
    "products[].hs_code": forms.check_hs_code,
    "products[].ean": forms.check_ean,
    "options.webhook_url": forms.check_https,
    "customs.ioss_number": forms.check_ioss_number,
}


def check(shipment: Shipment, context: CheckContext, places: Places, options: Sequence[Field]) -> list[Problem]:
    """Everything that is wrong with a shipment for Jumppoint, in the order of the form."""
    advise = context.settings.get("places") == "advise"
    found = [
        *_values(shipment, places, options),
        *_party(places, "sender", shipment.sender, advise=advise),
        *_party(places, "receiver", shipment.receiver, advise=advise),
        *_destination(shipment, places),
        *_contents(shipment),
        *_pickup(shipment, context, places),
    ]
    return in_form_order(found, options)


def _values(shipment: Shipment, places: Places, options: Sequence[Field]) -> Iterator[Problem]:
    """Tables of Create Booking: what is required, closed lists, pairs, decimals, forms."""
    for problem in required(shipment, [path for path in vocab.REQUIRED if path not in _CITIES]):
        yield missing(problem.field, _offer(problem.field, shipment, places))
    if not shipment.products:
        yield missing("products")
    for group in TOGETHER:
        yield from together(shipment, group)
    for path, allowed in vocab.CLOSED.items():
        yield from _found(closed(path, str(value_at(shipment, path)), allowed))
    for path, (decimals, unit, zero) in NUMBERS.items():
        for at, value in values_at(shipment, path):
            yield from _found(number(at, _number(value), places=decimals, unit=unit, zero=zero))
    for path in CURRENCIES:
        for at, value in values_at(shipment, path):
            yield from _found(currencies.check_currency(at, str(value)))
    yield from _options(shipment, options)
    for path, look in FORMS.items():
        for at, value in values_at(shipment, path):
            yield from _found(look(at, value) if isinstance(value, str) else None)


def _found(problem: Problem | None) -> tuple[Problem, ...]:
    return () if problem is None else (problem,)


def _number(value: object) -> Decimal | int | None:
    return value if isinstance(value, Decimal | int) else None


def _options(shipment: Shipment, options: Sequence[Field]) -> Iterator[Problem]:
    faults = check_options(shipment, options)
    yield from faults
    wrong = {problem.field for problem in faults}
    for row in options:
        if row.path in OPTION_NUMBERS and row.path not in wrong:
            places, unit, zero = OPTION_NUMBERS[row.path]
            yield from _found(number(row.path, _number(option(shipment, row)), places=places, unit=unit, zero=zero))


def _offer(path: str, shipment: Shipment, places: Places) -> str | None:
    """What to put into an empty required field by one key: never put there by itself."""
    head, _, name = path.rpartition(".")
    if name == "company":
        return str(value_at(shipment, f"{head}.name")) or None
    if name == "description_origin":
        return shipment.products[int(head[len("products[") : -1])].description or None
    if name == "postcode":
        # Required also where a country has no postcodes: the document's own sample has 00000 for Hong Kong.
        country = addresses.country_meant(places, str(value_at(shipment, f"{head}.country")))
        return "00000" if country and not addresses.has_postcodes(country) else None
    return None


def _party(places: Places, path: str, party: Party, *, advise: bool) -> Iterator[Problem]:
    """Tables Sender and Receiver."""
    yield from _found(addresses.check_country(places, f"{path}.country", party.country))
    country = addresses.country_meant(places, party.country)
    meant = party if country == party.country else party.model_copy(update={"country": country})
    if _city_missing(places, meant):
        yield missing(f"{path}.city")
    if not country:
        return
    name = places.countries[country].name
    yield from _found(check_phone(f"{path}.phone", party.phone, country, name))
    yield from _found(addresses.check_postcode(places, f"{path}.postcode", party.postcode, country))
    yield from addresses.check_place(places, path, meant, advise=advise)


def _city_missing(places: Places, party: Party) -> bool:
    """ "if there is no City in the province, please leave the field empty"."""
    if party.city:
        return False
    if not party.country:
        return True
    if not party.province:
        return bool(places.atlas(party.country).provinces)
    return any(province.cities for province in places.match(party.country, party.province).provinces)


def _destination(shipment: Shipment, places: Places) -> Iterator[Problem]:
    """What depends on the receiver's country: value currency, incoterm, IOSS."""
    country = addresses.country_meant(places, shipment.receiver.country)
    customs = shipment.customs
    if country:
        path = "declared_value.currency"
        found = currencies.check_currency_of(places, path, shipment.declared_value.currency, country)
        yield from _found(found)
    if country == "CN" and not customs.incoterm:
        sentence = "The incoterm is missing; a shipment to China needs one, such as DDU."
        yield error("customs.incoterm", "incoterm.missing", sentence)
    if country in vocab.EUROPEAN_UNION:
        yield from _ioss_required(shipment)
    yield from _found(addresses.check_country(places, "customs.ioss_country", customs.ioss_country))
    if customs.ioss_country in places.countries and customs.ioss_country not in vocab.EUROPEAN_UNION:
        sentence = "The country of an IOSS number is a member state of the European Union, such as DE."
        yield warning("customs.ioss_country", "ioss_country.member", sentence)


def _ioss_required(shipment: Shipment) -> Iterator[Problem]:
    """ "Required if receiver in European Countries"."""
    customs = shipment.customs
    if not customs.ioss_number and not customs.ioss_country:
        for path, what in (("customs.ioss_number", "number"), ("customs.ioss_country", "country")):
            sentence = f"The IOSS {what} is missing; a receiver in the European Union needs it."
            yield error(path, f"ioss_{what}.missing", sentence)


def _contents(shipment: Shipment) -> Iterator[Problem]:
    """`productType` against the batteries of table Products, and a COD that collects nothing."""
    battery = any(product.battery_type or product.battery_count for product in shipment.products)
    if battery and shipment.customs.product_type == "General":
        sentence = "There is a battery in the parcel, yet the goods are General; batteries are Sensitive."
        yield warning("customs.product_type", "product_type.battery", sentence, "Sensitive")
    if shipment.cod.amount == 0:
        sentence = "Cash on delivery of 0 collects nothing; leave it empty for a prepaid parcel."
        yield warning("cod.amount", "amount.zero", sentence)


def _pickup(shipment: Shipment, context: CheckContext, places: Places) -> Iterator[Problem]:
    """`pickUpDate` and `pickUpSlot`: "current date or a future date within 2 weeks (Sunday and Public Holidays …)"."""
    pickup = shipment.pickup
    if pickup.is_empty:
        return
    for path in ("pickup.date", "pickup.slot"):
        if is_empty(value_at(shipment, path)):
            yield missing(path)
    sender = shipment.sender
    country = places.countries.get(addresses.country_meant(places, sender.country))
    if pickup.date is not None and country is not None:
        zones = places.zones(country.code, sender.province)
        day = check_pickup_day(
            "pickup.date", pickup.date, country, zones=zones, now=context.now, days=vocab.PICKUP_DAYS
        )
        yield from _found(day)
