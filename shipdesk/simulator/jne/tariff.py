"""Prices by pair and weight: for Jakarta to Bandung and 1 kg those of the document's sample."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from shipdesk.simulator.jne.vocab import PLACES, Place


@dataclass(frozen=True)
class Service:
    """A row of the sample: `price` in IDR and `days` of the nearest pair, None where the sample has no days.

    Attributes:
        by_kilo: a price for each kg begun, else for the piece.
    """

    display: str
    code: str
    goods: str
    price: int
    days: tuple[int, int] | None
    by_kilo: bool = True


SERVICES = (
    Service("REG", "REG19", "Document/Paket", 12000, (1, 2)),
    Service("JTR", "JTR5", "Paket", 18000, (3, 4)),
    Service("YES", "YES19", "Document/Paket", 24000, (1, 1)),
    Service("JTR", "JTR18", "Paket", 45000, (3, 4)),
    Service("JTR<130", "JTR<130", "Paket", 500000, None, by_kilo=False),
    Service("JTR<150", "JTR<150", "Paket", 500000, None, by_kilo=False),
    Service("JTR250", "JTR250", "Paket", 850000, None, by_kilo=False),
    Service("SPS", "SPS15", "Document/Paket", 403000, None),
)
#: What may be asked for: the table's own words, and every code or name of the tariff.
NAMES = ("REG", "YES", "SS", *sorted({name for one in SERVICES for name in (one.display, one.code)} - {"REG", "YES"}))


def find(name: str) -> Service | None:
    """The first service of this name or code; SS, which the sample's tariff lacks, has none."""
    return next((one for one in SERVICES if name in (one.display, one.code)), None)


def price(service: Service, origin: Place, destination: Place, weight: Decimal) -> int:
    """IDR for a weight in kg, each zone between the two adding a half."""
    kilos = int(weight.to_integral_value(ROUND_CEILING)) if service.by_kilo else 1
    return service.price * (2 + _zones(origin, destination)) // 2 * max(kilos, 1)


def rows(origin: str, destination: str, weight: Decimal) -> list[dict[str, str | None]]:
    """The `price` list of the answer; empty where a code is not known."""
    if origin not in PLACES or destination not in PLACES:
        return []
    return [_row(one, PLACES[origin], PLACES[destination], weight) for one in SERVICES]


def _row(service: Service, origin: Place, destination: Place, weight: Decimal) -> dict[str, str | None]:
    zones = _zones(origin, destination)
    first, last = (str(day + zones) for day in service.days) if service.days else (None, None)
    return {
        "origin_name": origin.city,
        "destination_name": destination.city,
        "service_display": service.display,
        "service_code": service.code,
        "goods_type": service.goods,
        "currency": "IDR",
        "price": str(price(service, origin, destination, weight)),
        "etd_from": first,
        "etd_thru": last,
        "times": "D" if service.days else None,
    }


def _zones(origin: Place, destination: Place) -> int:
    return abs(origin.zone - destination.zone)
