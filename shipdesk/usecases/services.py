"""What can be booked now, under the account's own names and at what price: asked live, else as it was last known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from shipdesk.core.carrier import Capability, Service
from shipdesk.core.errors import CarrierError, InputError, NetworkError, SetupError
from shipdesk.usecases.rates import rates_of

if TYPE_CHECKING:
    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.core.connector import Rate, Services
    from shipdesk.core.shipment import Shipment
    from shipdesk.settings.known_services import KnownServices
    from shipdesk.usecases.desk import Desk

#: Letters of the hash that tells one set-up of an account from another.
_MARK = 16
_TELLING = frozenset({Capability.SERVICES, Capability.RATES})


@dataclass(frozen=True, slots=True)
class Offer:
    """A service that can be chosen, with its price for the shipment at hand where that is known."""

    service: Service
    rate: Rate | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What one carrier told of its services for a shipment."""

    carrier: str
    services: tuple[Service, ...] = ()
    rates: tuple[Rate, ...] = ()


def telling(desk: Desk) -> list[str]:
    """The carriers that can be asked: they tell services or prices, and an account is begun."""
    able = (record.id for record in desk.records.values() if record.capabilities & _TELLING)
    return [carrier for carrier in able if desk.accounts.settings(carrier)]


def last_known(desk: Desk, known: KnownServices, carrier: str, shipment: Shipment) -> Told:
    """The services of the last answer for this way, from the disk of this machine; no prices."""
    key = _key(desk, carrier, shipment)
    return Told(carrier, known.get(key) if key else ())


def ask(desk: Desk, known: KnownServices, carrier: str, shipment: Shipment) -> Told:
    """Ask the carrier now. What it does not answer stays as it was last known: nobody's choice waits for it."""
    told = last_known(desk, known, carrier, shipment)
    capabilities, key = desk.record(carrier).capabilities, _key(desk, carrier, shipment)
    services, rates = told.services, told.rates
    try:
        if Capability.SERVICES in capabilities and key:
            connector = cast("Services", desk.connector(carrier))
            services = tuple(connector.services(shipment.sender.country, shipment.receiver.country)) or services
            known.keep(key, services)
        if Capability.RATES in capabilities:
            rates = tuple(rates_of(desk, carrier, shipment))
    except (CarrierError, InputError, NetworkError, SetupError):
        return Told(carrier, services, rates)
    return Told(carrier, services, rates)


def offers(record: CarrierRecord, told: Told | None) -> list[Offer]:
    """What can be chosen of a carrier: what it told, and its own list where it told nothing of that kind; services
    with a price first, the cheapest at the top."""
    services, rates = (told.services, told.rates) if told else ((), ())
    names = {one.code: one for one in _with_own(record.services, services)}
    prices = {rate.service: rate for rate in rates}
    for rate in rates:
        names.setdefault(rate.service, Service(rate.service, rate.name))
    found = [Offer(service, prices.get(code)) for code, service in names.items()]
    return sorted(found, key=_cost)


def _with_own(own: Iterable[Service], told: Sequence[Service]) -> list[Service]:
    """Of a kind (`DOMESTIC/…`) that was told, what was told; of the others the carrier's own list."""
    kinds = {_kind(one) for one in told}
    return [*told, *(one for one in own if _kind(one) not in kinds)]


def _kind(service: Service) -> str:
    return service.code.partition("/")[0]


def _cost(offer: Offer) -> tuple[bool, object]:
    amount = offer.rate.amount if offer.rate else None
    return amount is None, amount or 0


def _key(desk: Desk, carrier: str, shipment: Shipment) -> str:
    """The account and the way that an answer holds for; empty while either is not known."""
    settings = sorted(desk.accounts.settings(carrier).items())
    origin, destination = shipment.sender.country, shipment.receiver.country
    if not settings or not origin or not destination:
        return ""
    account = hashlib.sha256(repr(settings).encode()).hexdigest()[:_MARK]
    return f"{carrier} {account} {origin} {destination}"
