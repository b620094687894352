"""A shipment as its call tells it ("Request example"). Its times have no zone: they are taken for the shop's own."""

from datetime import datetime
from zoneinfo import ZoneInfo

from shipdesk.simulator.carrier import Json

JOURNEY = ("READY_FOR_PICKUP", "IN_TRANSIT", "DELIVERED")
STATUSES = ("UNKNOWN", *JOURNEY, "EXCEPTION")
AMSTERDAM = ZoneInfo("Europe/Amsterdam")

#: carrier, what its tracking numbers begin with, the address of a tracking page.
_CARRIERS = (
    ("ups", "1Z7E3V55682", "https://wwwapps.ups.com/WebTracking/processInputRequest?loc=nl_NL&tracknum="),
    ("dhl", "JVGL0624", "https://www.dhl.com/nl-nl/home/tracking.html?tracking-id="),
    ("postnl", "3SWKST", "https://jouw.postnl.nl/track-and-trace/"),
)
#: first_name, last_name, street, house_number, postcode, city.
_PEOPLE = (
    ("Jan", "Jansen", "Edsger Dijkstraat", "12", "9012DE", "Zonnewijk"),
    ("Sanne", "van den Berg", "Prinsengracht", "263", "1016GV", "Amsterdam"),
    ("Özlem", "Yıldız", "Coolsingel", "40", "3011AD", "Rotterdam"),
)
#: manufacturer, sku, price in euros.
_GOODS = (("Emporio Armani", "wsnl199-5c9de5ad", 270), ("Off-White", "wsnl204-77ab01cd", 415))
_ORIGIN = {
    "city": "Vianen",
    "email": "info@example.com",
    "street": "De Limiet",
    "postcode": "4131NR",
    "telephone": "+55512345679",
    "country_id": "NL",
    "region_code": None,
    "company_name": "Winkelstraat.nl",
    "house_number": "19",
}


def time(moment: datetime) -> str:
    """Such as `2024-02-20 15:28:51`."""
    return moment.astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M:%S")


def make(number: int, now: datetime) -> Json:
    """The `number`th shipment, the same each time but for its times."""
    carrier, prefix, page = _CARRIERS[number % len(_CARRIERS)]
    tracking = f"{prefix}{number:07}"
    return {
        "items": [_item(number)],
        "track": {"method": None, "carrier": carrier, "tracking_url": f"{page}{tracking}", "tracking_number": tracking},
        "status": JOURNEY[0],
        "currency": "EUR",
        "po_number": None,
        "created_at": time(now),
        "updated_at": time(now),
        "collected_at": None,
        "delivered_at": None,
        "increment_id": f"{number:09}",
        "origin_address": _ORIGIN,
        "shipping_address": _address_of_buyer(number),
        "order_increment_id": f"{number + 500:09}",
    }


def moved(shipment: Json, status: str, at: datetime) -> Json:
    """The same at another status."""
    told = {"status": status, "updated_at": time(at)}
    if status in ("IN_TRANSIT", "DELIVERED") and not shipment.get("collected_at"):
        told["collected_at"] = time(at)
    if status == "DELIVERED":
        told["delivered_at"] = time(at)
    return shipment | told


def _item(number: int) -> Json:
    maker, sku, price = _GOODS[number % len(_GOODS)]
    quantity = 1 + number % 2
    return {
        "mpn": f"3G1MXE1MXVZF{number:03}",
        "qty": quantity,
        "sku": f"{sku}{number:04}",
        "size": "L",
        "parent_sku": "381189",
        "manufacturer": maker,
        "row_total_inc_tax": price * quantity,
        "item_price_inc_tax": price,
    }


def _address_of_buyer(number: int) -> Json:
    first, last, street, house, postcode, city = _PEOPLE[number % len(_PEOPLE)]
    return {
        "city": city,
        "email": f"buyer{number}@example.com",
        "street": street,
        "postcode": postcode,
        "last_name": last,
        "telephone": "+31621510775",
        "country_id": "NL",
        "first_name": first,
        "region_code": None,
        "company_name": None,
        "house_number": house,
    }
