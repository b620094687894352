"""Pure: a shipment to the values of its booking, by JNE's names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from shipdesk.carriers.jne import vocab
from shipdesk.carriers.jne.lines import address_lines, leading_words, one_line, shortened
from shipdesk.core.checks.phones import read_phone
from shipdesk.core.checks.values import value_at
from shipdesk.core.numbers import read_decimal, write_decimal
from shipdesk.core.reading import get_path

if TYPE_CHECKING:
    from shipdesk.carriers.jne.vocab import Flow, Row
    from shipdesk.core.shipment import Shipment

_PARTIES = ("sender", "receiver", vocab.RETURN_TO)
_NUMBERS = ("options.latitude", "options.longitude", "options.batam.tax_value")
_GOODS = 60


def booking(shipment: Shipment, settings: Mapping[str, str]) -> dict[str, str]:
    """The form of Generate Airwaybill or Pickup Or Cashless, in the order of its table; empty values are left out."""
    flow = vocab.flow_of(shipment.service)
    made = _made(shipment, flow)
    return {row.name: value for row in flow.rows if (value := _value(row, shipment, settings, made))}


def _value(row: Row, shipment: Shipment, settings: Mapping[str, str], made: Mapping[str, str]) -> str:
    if row.made:
        return made.get(row.made, "")
    text = given(shipment, row.path) or given(shipment, row.instead)
    return one_line(text) or settings.get(row.account, "") or row.default


def given(shipment: Shipment, path: str) -> str:
    """The text at a path without an index, of the field table or of the options; empty where there is none."""
    if not path or "[" in path or path == "products":
        return ""
    options = path.startswith("options.")
    value = get_path(shipment.options, path.removeprefix("options.")) if options else value_at(shipment, path)
    return write_decimal(value) if isinstance(value, Decimal) else value if isinstance(value, str) else ""


def number_at(shipment: Shipment, path: str) -> Decimal | None:
    """The number at a path of the options; None where there is none."""
    try:
        return read_decimal(given(shipment, path))
    except ValueError:
        return None


def _made(shipment: Shipment, flow: Flow) -> dict[str, str]:
    """What is not sent as it was typed."""
    made = {
        "pieces": str(pieces(shipment) or ""),
        "whole_weight": write_decimal(rounded_up(shipment)) if shipment.parcel.gross_weight_kg is not None else "",
        "weight": given(shipment, "parcel.gross_weight_kg"),
        "goods": one_line(given(shipment, "options.goods_description")) or shortened(goods(shipment), _GOODS),
        "value": _amount(goods_value(shipment)),
        "insured": "Y" if shipment.insurance.amount else "N",
        "service": shipment.service.partition("/")[2],
        "cod_flag": flow.cod[0] if shipment.cod.amount else flow.cod[1],
        "cod": _amount(shipment.cod.amount) or "0",
        "hs_codes": ",".join(_hs_codes(shipment)) if is_batam(shipment) else "",
    }
    for path in _NUMBERS:
        made[path] = _amount(number_at(shipment, path))
    for path in _PARTIES:
        made |= _made_party(shipment, path, flow)
    return made | _made_pickup(shipment)


def _made_party(shipment: Shipment, path: str, flow: Flow) -> dict[str, str]:
    country = given(shipment, f"{path}.country")
    lines = lines_of(shipment, path, flow)
    return {
        f"{path}.phone": _e164(given(shipment, f"{path}.phone")),
        f"{path}.country": vocab.COUNTRIES.get(country, country),
        f"{path}.contact": leading_words(contact_of(shipment, path), 20),
        **{f"{path}.line{number}": line for number, line in enumerate(lines[: vocab.LINES], 1)},
    }


def _made_pickup(shipment: Shipment) -> dict[str, str]:
    """PICKUP_…: when, and what is not the sender's word for word."""
    pickup, asked = shipment.pickup, "options.pickup_"
    name = given(shipment, f"{asked}name") or given(shipment, "sender.company") or given(shipment, "sender.name")
    contact = given(shipment, f"{asked}contact") or leading_words(contact_of(shipment, "sender"), 30)
    return {
        "pickup.name": name,
        "pickup.date": pickup.date.strftime("%d-%m-%Y") if pickup.date else "",
        "pickup.time": pickup.time.strftime("%H:%M") if pickup.time else "",
        "pickup.contact": contact,
        "pickup.phone": _e164(given(shipment, f"{asked}phone") or given(shipment, "sender.phone")),
    }


def lines_of(shipment: Shipment, path: str, flow: Flow) -> list[str]:
    """ADDR1, ADDR2 … of a party."""
    most = vocab.RETURN_LINE if path == vocab.RETURN_TO else flow.line
    return address_lines(given(shipment, f"{path}.address"), given(shipment, f"{path}.district"), most)


def wire_lines(shipment: Shipment) -> dict[str, list[str]]:
    """The lines of each address as they will be sent."""
    flow = vocab.flow_of(shipment.service)
    paths = [path for path in _PARTIES if f"{path}.address" in flow.paths]
    return {f"{path}.address": lines for path in paths if (lines := lines_of(shipment, path, flow))}


def contact_of(shipment: Shipment, path: str) -> str:
    """Whom to ask for at a party, before it is cut to the contact's bytes."""
    return given(shipment, f"{path}.name") or given(shipment, f"{path}.company")


def _e164(text: str) -> str:
    """As JNE's samples have it; what is no number stays as it is."""
    phone = read_phone(text, vocab.COUNTRY) if text else None
    return phone.e164 if phone and phone.national else text


def pieces(shipment: Shipment) -> int:
    """QTY: the sum of the products' quantities."""
    return sum(product.quantity or 0 for product in shipment.products)


def rounded_up(shipment: Shipment) -> Decimal:
    """OnMarket's weight: whole kilograms."""
    return (shipment.parcel.gross_weight_kg or Decimal(0)).to_integral_value(ROUND_CEILING)


def weight_of(shipment: Shipment) -> str:
    """The weight as the shipment's flow sends it, in kg."""
    made = _made(shipment, vocab.flow_of(shipment.service))
    return made["whole_weight" if vocab.flow_of(shipment.service) is vocab.ONMARKET else "weight"]


def goods(shipment: Shipment) -> str:
    """What the products are, each once."""
    return ", ".join(dict.fromkeys(product.description for product in shipment.products if product.description))


def goods_value(shipment: Shipment) -> Decimal | None:
    """`declared_value`, else the sum of the prices, in rupiah; None where a price is missing for that."""
    if shipment.declared_value.amount is not None:
        return shipment.declared_value.amount
    totals = [_line_total(product.unit_price, product.quantity) for product in shipment.products]
    return sum((one for one in totals if one is not None), Decimal(0)) if totals and None not in totals else None


def _line_total(price: Decimal | None, quantity: int | None) -> Decimal | None:
    return None if price is None or quantity is None else price * quantity


def is_batam(shipment: Shipment) -> bool:
    """Whether what Batam's customs ask for is given, and so to be sent."""
    return bool(shipment.options.get("batam"))


def _hs_codes(shipment: Shipment) -> Iterator[str]:
    """HS_CODE: `value;quantity;code` of each product."""
    for product in shipment.products:
        yield f"{_amount(_line_total(product.unit_price, product.quantity))};{product.quantity};{product.hs_code}"


def _amount(value: Decimal | None) -> str:
    return "" if value is None else write_decimal(value)
