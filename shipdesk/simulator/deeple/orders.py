"""An order as its call tells it ("Request body")."""

from datetime import UTC, datetime
from typing import Any

from shipdesk.simulator.carrier import Json
from shipdesk.simulator.deeple.vocab import CUSTOMERS, GOODS, JOURNEY, NOTES, PLATFORMS, VAT_PERCENT


def time(moment: datetime) -> str:
    """Such as `2026-11-22T08:00:00Z`: string(20)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def make(number: int, now: datetime) -> Json:
    """The `number`th order, the same each time but for its time."""
    customer = CUSTOMERS[number % len(CUSTOMERS)]
    first, last, street, sub_district, district, province, postcode, phone = customer
    items = [_item(number + place, 1 + (number + place) % 3) for place in range(1 + number % 2)]
    total = sum(item["price"] * item["quantity"] for item in items)
    vat = round(total * VAT_PERCENT / (100 + VAT_PERCENT), 2)
    return {
        "receiverName": f"{first} {last}",
        "firstName": first,
        "lastName": last,
        "streetAddress": street,
        "streetAddress2": "",
        "district": district,
        "subDistrict": sub_district,
        "province": province,
        "postalCode": postcode,
        "phoneNumber": phone,
        "email": f"buyer{number}@example.com",
        "orderNumber": f"DP-{number:09}",
        "state": JOURNEY[0],
        "platform": PLATFORMS[number % len(PLATFORMS)],
        "note": NOTES[number % len(NOTES)],
        "grandTotal": total,
        "totalPrice": total,
        "vatPrice": vat,
        "vatValue": VAT_PERCENT,
        "vatOptions": "included",
        "discountTotalPrice": 0,
        "items": items,
        "createdAt": time(now),
        "updatedAt": time(now),
    }


def _item(number: int, quantity: int) -> dict[str, Any]:
    name, sku, price = GOODS[number % len(GOODS)]
    return {"name": name, "sku": sku, "quantity": quantity, "price": price}
