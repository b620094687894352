"""Rules of what OnDelivery alone has: when to come, the place on the map, our own AWB, Batam."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time
from typing import TYPE_CHECKING

from shipdesk.carriers.jne import vocab
from shipdesk.carriers.jne.mapper import given, is_batam, number_at
from shipdesk.carriers.jne.wire import WIB
from shipdesk.core.checks.values import missing, number
from shipdesk.core.checks.words import subject
from shipdesk.core.numbers import shown, write_decimal
from shipdesk.core.problems import Problem, error, warning

if TYPE_CHECKING:
    from shipdesk.core.carrier import CheckContext
    from shipdesk.core.shipment import Product, Shipment

_DEGREES = {"options.latitude": 90, "options.longitude": 180}
_AWB = re.compile(r"[0-9A-Z]+", re.ASCII)
_HS_CODE = re.compile(r"\d{4,10}", re.ASCII)


def check_delivery(shipment: Shipment, context: CheckContext) -> Iterator[Problem]:
    """What OnDelivery alone has: when to come, the place on the map, our own AWB, Batam."""
    pickup = shipment.pickup
    now = context.now.astimezone(WIB)
    if pickup.date and datetime.combine(pickup.date, pickup.time or time.max, WIB) < now:
        late = "pickup.date" if pickup.date < now.date() else "pickup.time"
        fix = now.date().isoformat() if late == "pickup.date" else None
        sentence = f"{subject(late)} has passed; in Jakarta it is {now:%Y-%m-%d %H:%M}."
        yield error(late, "pickup.past", sentence, fix)
    for path, most in _DEGREES.items():
        value = number_at(shipment, path)
        if value is not None and abs(value) > most:
            sentence = f"{subject(path)} is {write_decimal(value)}; it is a number of degrees from -{most} to {most}."
            yield error(path, f"{path.rpartition('.')[2]}.range", sentence)
    awb = given(shipment, "options.awb")
    if awb and not _AWB.fullmatch(awb):
        sentence = f"{shown(awb)} is no air waybill number; it has capital letters and digits alone."
        yield error("options.awb", "awb.form", sentence)
    if is_batam(shipment):
        yield from _batam(shipment)
    elif any(given(shipment, f"options.{end}_code").startswith(vocab.BATAM) for end in ("origin", "destination")):
        sentence = "On the way from and to Batam JNE asks for tax, kind of goods, NPWP and HS codes; fill them in."
        yield warning("options.batam.item_type", "batam.missing", sentence)


def _batam(shipment: Shipment) -> Iterator[Problem]:
    """TAX_VALUE, ITEM_TYPE, NPWP and HS_CODE, "khusus kiriman batam"."""
    for name in ("tax_value", "item_type", "npwp"):
        path = f"options.batam.{name}"
        if not given(shipment, path):
            yield warning(path, f"{name}.missing", f"{subject(path)} is missing; JNE asks for it on the way to Batam.")
    tax = number_at(shipment, "options.batam.tax_value")
    if problem := number("options.batam.tax_value", tax, places=0, unit="IDR"):
        yield problem
    if len(shipment.products) > vocab.HS_CODES:
        sentence = f"For Batam JNE takes at most {vocab.HS_CODES} products; there are {len(shipment.products)}."
        yield error("products", "products.too_many", sentence)
    for index, product in enumerate(shipment.products):
        yield from _batam_product(f"products[{index}]", product)


def _batam_product(path: str, product: Product) -> Iterator[Problem]:
    """HS_CODE: `Goods Value;qty;hs_code`, with commas between."""
    for name, value in (("hs_code", product.hs_code or None), ("unit_price", product.unit_price)):
        if value is None:
            yield missing(f"{path}.{name}")
    if any(mark in product.hs_code for mark in ",;"):
        sentence = f"{subject(f'{path}.hs_code')} may hold no comma and no semicolon; write its digits alone."
        yield error(f"{path}.hs_code", "hs_code.separator", sentence, re.sub(r"[\s.,;]", "", product.hs_code))
    elif product.hs_code and not _HS_CODE.fullmatch(product.hs_code):
        sentence = f"{shown(product.hs_code)} is not an HS code; it has 4 to 10 digits, like 4204."
        yield warning(f"{path}.hs_code", "hs_code.form", sentence)
