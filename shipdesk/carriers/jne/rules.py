"""What JNE's document says a booking must be (Generate Airwaybill, Pickup Or Cashless), and what we settle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from shipdesk.carriers.jne import vocab
from shipdesk.carriers.jne.delivery import check_delivery
from shipdesk.carriers.jne.lines import address_lines, size, wrapped
from shipdesk.carriers.jne.mapper import booking, given, goods, goods_value
from shipdesk.core.checks import addresses
from shipdesk.core.checks.options import check_options
from shipdesk.core.checks.order import in_form_order
from shipdesk.core.checks.phones import check_phone
from shipdesk.core.checks.values import missing, number, required, value_at, values_at
from shipdesk.core.checks.words import inside, listed, subject
from shipdesk.core.fields import Field
from shipdesk.core.numbers import shown
from shipdesk.core.problems import Problem, error, warning

if TYPE_CHECKING:
    from shipdesk.carriers.jne.vocab import Flow, Row
    from shipdesk.core.carrier import CheckContext
    from shipdesk.core.checks.places import Places
    from shipdesk.core.shipment import Shipment

#: Most decimals, unit, and whether 0 is a value. Rupiah have no smaller coin; WEIGHT is NUMBER(10,3).
NUMBERS: dict[str, tuple[int, str, bool]] = {
    "parcel.gross_weight_kg": (3, "kg", False),
    "declared_value.amount": (0, "IDR", True),
    "cod.amount": (0, "IDR", False),
    "insurance.amount": (0, "IDR", False),
    "products[].unit_price": (0, "IDR", True),
    "products[].quantity": (0, "", False),
}
_MONEY = ("declared_value", "cod", "insurance")
_PHONES = ("sender.phone", "receiver.phone", "options.pickup_phone", "options.return_to.phone")
_CODE = re.compile(r"[A-Z0-9]{8}", re.ASCII)
_USUAL_CODE = re.compile(r"[A-Z]{3}\d{5}", re.ASCII)
_GOODS = 60


def check(shipment: Shipment, context: CheckContext, places: Places, options: Sequence[Field]) -> list[Problem]:
    """Everything that is wrong with a shipment for JNE, in the order of the form."""
    flow = vocab.flow_of(shipment.service)
    found = [
        *_service(shipment.service),
        *_required(shipment),
        *check_options(shipment, options),
        *_room(shipment, context.settings, flow),
        *_addresses(shipment, flow),
        *_indonesia(shipment, places, flow),
        *_numbers(shipment),
        *_value(shipment),
        *_goods(shipment),
        *_codes(shipment),
        *(check_delivery(shipment, context) if flow is vocab.ONDELIVERY else ()),
    ]
    first: dict[tuple[str, str], Problem] = {}
    for problem in found:  # one value may stand in several rows: its fault is told once
        first.setdefault((problem.field, problem.code), problem)
    return in_form_order(first.values(), options)


def _service(service: str) -> Iterator[Problem]:
    """SERVICE: "Value REG, YES, SS" for OnMarket, "service code or name" for OnDelivery; others are the tariff's."""
    head, slash, code = service.partition("/")
    if not service:
        return
    known = [f"{flow}/{one}" for flow in vocab.FLOWS for one in vocab.SERVICES]
    if head not in vocab.FLOWS or not slash or not code:
        fix = service.upper() if service.upper() in known else None
        sentence = f"{shown(service)} is no service of JNE; it is one of {listed(known)}."
        yield error("service", "service.choice", sentence, fix)
    elif code not in vocab.SERVICES:
        fix = service.upper() if service.upper() in known else None
        sentence = f"JNE's document names REG, YES and SS; {shown(code)} must be a code of its tariff."
        yield warning("service", "service.unknown", sentence, fix)


def _required(shipment: Shipment) -> Iterator[Problem]:
    """Rows that are mandatory in the table of the flow."""
    other = {"sender.name": "sender.company", "sender.district": "options.pickup_district"}
    for problem in required(shipment, vocab.required(shipment.service)):
        if not given(shipment, other.get(problem.field, "")):
            country = problem.field.endswith(".country")
            yield missing(problem.field, vocab.COUNTRY) if country else problem
    if not shipment.products:
        yield missing("products")
    for path in ("options.origin_code", "options.destination_code"):
        if not given(shipment, path):
            yield error(path, f"{path.partition('.')[2]}.missing", _code_sentence(path, "is missing; write"))


def _room(shipment: Shipment, settings: Mapping[str, str], flow: Flow) -> Iterator[Problem]:
    """VARCHAR(n BYTE) and NUMBER(n) of every row: what does not fit is told, and nothing is cut."""
    body = booking(shipment, settings)
    for row in flow.rows:
        value = body.get(row.name, "")
        if row.made.rpartition(".")[2].startswith("line") or not row.path:
            continue
        if row.most and size(value) > row.most:
            yield _too_long(_place(row, shipment), value, row.most)
        if row.digits and len(value.partition(".")[0]) > row.digits:
            most = 10**row.digits - 1
            what = "The number of pieces" if row.made == "pieces" else subject(row.path)
            sentence = f"{what} goes out as {value[:40]}; {flow.name} has room for at most {most}."
            yield error(row.path, f"{_area(row.path)}.too_large", sentence)


def _place(row: Row, shipment: Shipment) -> str:
    """Where the value that is sent for a row was typed."""
    if given(shipment, row.path) or not row.instead:
        return "options.batam" if row.made == "hs_codes" else row.path
    return row.instead


def _too_long(path: str, value: str, most: int) -> Problem:
    over = size(value) - most
    why = "" if value.isascii() else ", and letters beyond A to Z count 2 to 4"
    sentence = f"{subject(path)} is {_bytes(over)} too long: JNE has room for {most} bytes{why}."
    return error(path, f"{_area(path)}.bytes", sentence)


def _bytes(count: int) -> str:
    return f"{count} byte{'s' if count > 1 else ''}"


def _area(path: str) -> str:
    return path.rpartition(".")[2]


def _addresses(shipment: Shipment, flow: Flow) -> Iterator[Problem]:
    """ADDR1 to ADDR3 of each party, and the district in the line after the address."""
    for path in ("sender", "receiver"):
        yield from _address(shipment, path, flow.line)
        address, district = (given(shipment, f"{path}.{name}") for name in ("address", "district"))
        if address and len(address_lines(address, district, flow.line)) == 1:
            sentence = f"The address of the {path} fits on one line and JNE wants two; fill in the {path}'s district."
            yield error(f"{path}.district", "district.missing", sentence)
    if flow is vocab.ONDELIVERY:
        yield from _address(shipment, vocab.RETURN_TO, vocab.RETURN_LINE)


def _address(shipment: Shipment, path: str, most: int) -> Iterator[Problem]:
    address, district = given(shipment, f"{path}.address"), given(shipment, f"{path}.district")
    lines = wrapped(address, most)
    yield from _long_words(f"{path}.address", lines, most)
    if len(lines) > vocab.LINES:
        over = sum(size(line) + 1 for line in lines[vocab.LINES :]) - 1
        room = f"JNE has {vocab.LINES} lines of {most} bytes"
        sentence = f"{subject(f'{path}.address')} is {_bytes(over)} too long: {room}; shorten it."
        yield error(f"{path}.address", "address.bytes", sentence)
        return
    more = wrapped(district, most)
    if len(lines) + len(more) > vocab.LINES:
        sentence = f"{subject(f'{path}.district')} finds no line left and is not sent; the address fills them."
        yield warning(f"{path}.district", "district.no_line", sentence)
    else:
        yield from _long_words(f"{path}.district", more, most)


def _long_words(path: str, lines: Sequence[str], most: int) -> Iterator[Problem]:
    for line in lines:
        if (over := size(line) - most) > 0:
            long = f"{_bytes(over)} too long for a line of {most}"
            sentence = f"In {inside(path)} the word {shown(line)} is {long}; put a space where it may be broken."
            yield error(path, f"{_area(path)}.word", sentence)


def _indonesia(shipment: Shipment, places: Places, flow: Flow) -> Iterator[Problem]:
    """Both ends in Indonesia, its phones and postcodes."""
    for path in ("sender", "receiver", vocab.RETURN_TO):
        country = given(shipment, f"{path}.country")
        if country and country != vocab.COUNTRY:
            sentence = f"JNE ships within Indonesia; {inside(f'{path}.country')} must be ID, not {shown(country)}."
            yield error(f"{path}.country", "country.choice", sentence, vocab.COUNTRY)
        postcode = given(shipment, f"{path}.postcode")
        if size(postcode) <= 5:
            yield from _found(
                addresses.check_postcode(places, f"{path}.postcode", postcode, vocab.COUNTRY) if country else None
            )
    for path in _PHONES:
        if path in flow.paths:
            yield from _found(check_phone(path, given(shipment, path), vocab.COUNTRY, "Indonesia"))


def _found(problem: Problem | None) -> tuple[Problem, ...]:
    return () if problem is None else (problem,)


def _numbers(shipment: Shipment) -> Iterator[Problem]:
    """Weights, rupiah and counts; every amount is in IDR."""
    for path, (decimals, unit, zero) in NUMBERS.items():
        for at, value in values_at(shipment, path):
            if isinstance(value, Decimal | int):
                yield from _found(number(at, value, places=decimals, unit=unit, zero=zero))
    for path in _MONEY:
        yield from _rupiah(
            f"{path}.currency", value_at(shipment, f"{path}.amount"), given(shipment, f"{path}.currency")
        )
        if given(shipment, f"{path}.currency") and value_at(shipment, f"{path}.amount") is None:
            yield missing(f"{path}.amount")
    for index, product in enumerate(shipment.products):
        yield from _rupiah(f"products[{index}].currency", product.unit_price, product.currency)


def _rupiah(path: str, amount: object, currency: str) -> Iterator[Problem]:
    if amount is not None and not currency:
        yield missing(path, vocab.CURRENCY)
    elif currency and currency != vocab.CURRENCY:
        sentence = f"JNE reckons in rupiah; {inside(path)} must be IDR, not {shown(currency)}."
        yield error(path, "currency.mismatch", sentence, vocab.CURRENCY)


def _value(shipment: Shipment) -> Iterator[Problem]:
    """GOODSVALUE, GOODS_AMOUNT: the declared value, else the sum of the prices."""
    if shipment.products and goods_value(shipment) is None:
        sentence = "The declared value is missing; fill it in, or a unit price for every product."
        yield error("declared_value.amount", "amount.missing", sentence)


def _goods(shipment: Shipment) -> Iterator[Problem]:
    """GOODSDESC: VARCHAR(60 BYTE). What the products are called may be shortened, and a person says yes to that."""
    text = goods(shipment)
    if given(shipment, "options.goods_description") or size(text) <= _GOODS:
        return
    fix = booking(shipment, {})[vocab.GOODS[vocab.flow_of(shipment.service).code]]
    sentence = f"The goods are {_bytes(size(text) - _GOODS)} too long for JNE and go out as {shown(fix, 70)}."
    yield warning("options.goods_description", "goods_description.bytes", sentence, fix)


def _codes(shipment: Shipment) -> Iterator[Problem]:
    """ORIG, DEST, ORIGIN_CODE, DESTINATION_CODE: 8 characters like CGK10000."""
    for path in ("options.origin_code", "options.destination_code"):
        code = given(shipment, path)
        area = _area(path)
        if not code:
            continue
        if not _CODE.fullmatch(code):
            fix = code.upper() if _CODE.fullmatch(code.upper()) else None
            yield error(path, f"{area}.form", _code_sentence(path, f"cannot be {shown(code)};"), fix)
        elif not _USUAL_CODE.fullmatch(code):
            yield warning(path, f"{area}.form", _code_sentence(path, f"looks odd ({code});"))


def _code_sentence(path: str, what: str) -> str:
    return f"{subject(path)} {what} three letters and five digits, like CGK10000."
