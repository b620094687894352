"""The shipment that a clerk fills in, a file imports, the order book keeps and a connector is given.

The names, units and meanings are public: files and commands speak them. Everything may be missing while a shipment
is being filled in; `core.checks` says what still is. Text is never None but empty; a number that is not there is
None.
"""

from __future__ import annotations

import json
import unicodedata
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from shipdesk.core.numbers import JsonNumber, read_decimal, shown, write_decimal

_LINE_BREAKS = ("\r\n", "\r")


def _problem(code: str, sentence: str) -> PydanticCustomError:
    # The sentence goes in as a value: pydantic would read braces in it as a template.
    return PydanticCustomError(code, "{sentence}", {"sentence": sentence})


def _text(value: object, *, lines: bool = False) -> str:
    if value is None:
        return ""
    if isinstance(value, JsonNumber) or not isinstance(value, str):
        raise _problem("form.type", f"This must be text in quotes, not {kind_of(value)}.")
    for mark in _LINE_BREAKS:
        value = value.replace(mark, "\n")
    text = value.strip()
    if text.isprintable():  # nearly every text: one look at all of it instead of one at each character
        return text
    bad = next((c for c in text if unicodedata.category(c) in ("Cc", "Cs") and not (lines and c == "\n")), None)
    if bad is not None:
        name = "a line break" if bad == "\n" else f"the control character U+{ord(bad):04X}"
        raise _problem("form.control", f"This holds {name}; only printable text can be shipped.")
    return text


def _lines(value: object) -> str:
    return "\n".join(line.strip() for line in _text(value, lines=True).split("\n")) if value is not None else ""


def _decimal(value: object) -> Decimal | None:
    if value is None or value == "":
        return None
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise _problem("form.number", "This must be a number.")
        return value
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise _problem("form.type", f"This must be a number, not {kind_of(value)}.")
    try:
        return read_decimal(str(value))
    except ValueError as error:
        raise _problem("form.number", str(error)) from error


def _whole(value: object) -> int | None:
    number = _decimal(value)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise _problem("form.whole", f"{shown(write_decimal(number))} must be a whole number.")
    return int(number)


def _date(value: object) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(_text(value))
    except ValueError as error:
        raise _problem("form.date", f"{shown(str(value))} is not a date; write it like 2026-11-30.") from error


def _time(value: object) -> time | None:
    if value is None or value == "":
        return None
    if isinstance(value, time):
        return value
    text = _text(value)
    try:
        return time.fromisoformat(text) if len(text) == len("HH:MM") else _no_time(text)
    except ValueError as error:
        raise _problem("form.time", f"{shown(text)} is not a time of day; write it like 14:30.") from error


def _no_time(text: str) -> time:
    raise ValueError(text)


def kind_of(value: object) -> str:
    """What a JSON value is, in a clerk's words."""
    kinds: list[tuple[type | tuple[type, ...], str]] = [
        (type(None), "nothing"),
        (bool, "true or false"),
        ((JsonNumber, int, float, Decimal), "a number"),
        (str, "text"),
        (dict, "an object"),
        (list, "a list"),
    ]
    return next((name for kind, name in kinds if isinstance(value, kind)), type(value).__name__)


def _option(value: object, *, depth: int = 0) -> object:
    """An option's value: text, yes/no, a number, or an object or list of them; its connector checks the rest."""
    if isinstance(value, JsonNumber) or (isinstance(value, int) and not isinstance(value, bool)):
        return _decimal(value)
    if isinstance(value, str):
        return _lines(value)
    if isinstance(value, dict) and depth < 4:
        return {str(key): _option(item, depth=depth + 1) for key, item in value.items()}
    if isinstance(value, list) and depth < 4:
        return [_option(item, depth=depth + 1) for item in value]
    if value is None or isinstance(value, bool | Decimal):
        return value
    raise _problem("form.type", f"This must be text, a number or an object, not {kind_of(value)}.")


def _options(value: object) -> dict[str, object]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _problem("form.type", f"This must be an object, not {kind_of(value)}.")
    return {str(key): _option(item) for key, item in value.items()}


def _part(value: object) -> object:
    return {} if value is None else value


Text = Annotated[str, BeforeValidator(_text)]
Lines = Annotated[str, BeforeValidator(_lines)]
Number = Annotated[Decimal | None, BeforeValidator(_decimal)]
Whole = Annotated[int | None, BeforeValidator(_whole)]
Day = Annotated[date | None, BeforeValidator(_date)]
Clock = Annotated[time | None, BeforeValidator(_time)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @property
    def is_empty(self) -> bool:
        """True when nothing was filled in."""
        return not canonical(self)


class Party(_Part):
    """A sender, a receiver, or the one a parcel returns to."""

    name: Text = ""
    company: Text = ""
    address: Lines = ""
    district: Text = ""
    city: Text = ""
    province: Text = ""
    country: Text = ""
    """ISO 3166 alpha-2."""
    postcode: Text = ""
    phone: Text = ""
    email: Text = ""
    tax_number: Text = ""
    tax_type: Text = ""
    id_number: Text = ""
    id_type: Text = ""


class Parcel(_Part):
    """What stands on the scale: centimetres and kilograms."""

    length_cm: Number = None
    width_cm: Number = None
    height_cm: Number = None
    gross_weight_kg: Number = None
    volume_weight_kg: Number = None


class Product(_Part):
    """One line of the packing list."""

    description: Text = ""
    description_origin: Text = ""
    description_destination: Text = ""
    category: Text = ""
    sku: Text = ""
    ean: Text = ""
    hs_code: Text = ""
    brand: Text = ""
    product_code: Text = ""
    sale_url: Text = ""
    unit_price: Number = None
    currency: Text = ""
    quantity: Whole = None
    battery_type: Text = ""
    battery_count: Whole = None


class Money(_Part):
    """An amount and its ISO 4217 currency."""

    amount: Number = None
    currency: Text = ""


class Insurance(_Part):
    """What the parcel is insured for; empty means uninsured."""

    amount: Number = None
    currency: Text = ""
    type: Text = ""


class Pickup(_Part):
    """When the carrier is to fetch the parcel; empty means no pickup is asked for."""

    date: Day = None
    slot: Text = ""
    time: Clock = None
    bag: Text = ""


class Customs(_Part):
    """What customs asks: incoterm, IOSS, and whether the goods are General or Sensitive."""

    incoterm: Text = ""
    ioss_number: Text = ""
    ioss_country: Text = ""
    product_type: Text = ""


class Shipment(_Part):
    """One shipment, carrier-neutral; the order of the keys is the canonical one."""

    reference: Text = ""
    carrier: Text = ""
    service: Text = ""
    sender: Annotated[Party, BeforeValidator(_part)] = Party()
    receiver: Annotated[Party, BeforeValidator(_part)] = Party()
    parcel: Annotated[Parcel, BeforeValidator(_part)] = Parcel()
    products: tuple[Product, ...] = ()
    declared_value: Annotated[Money, BeforeValidator(_part)] = Money()
    cod: Annotated[Money, BeforeValidator(_part)] = Money()
    insurance: Annotated[Insurance, BeforeValidator(_part)] = Insurance()
    pickup: Annotated[Pickup, BeforeValidator(_part)] = Pickup()
    customs: Annotated[Customs, BeforeValidator(_part)] = Customs()
    note: Lines = ""
    options: Annotated[dict[str, Any], BeforeValidator(_options)] = {}


_EMPTY: tuple[object, ...] = ("", None, {}, [])


def canonical(value: object) -> Any:
    """The canonical JSON value: keys in the form's order, empty values left out, decimals as text."""
    if value is None or isinstance(value, str):  # most values are, and every save comes through here
        return value
    if isinstance(value, BaseModel):
        value = value.__dict__  # the fields, in the form's order
    if isinstance(value, dict):
        written = {key: item if type(item) is str else canonical(item) for key, item in value.items() if item != ""}
        return {key: item for key, item in written.items() if item not in _EMPTY}
    if isinstance(value, list | tuple):
        return [canonical(item) for item in value]
    if isinstance(value, Decimal):
        return write_decimal(value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, date) else value


def write_shipment(shipment: Shipment) -> str:
    """The shipment as canonical JSON text."""
    return json.dumps(canonical(shipment), ensure_ascii=False)
