"""What the services of a carrier would cost, where the carrier can say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from shipdesk.core.carrier import Capability
from shipdesk.core.errors import InputError
from shipdesk.core.numbers import write_decimal

if TYPE_CHECKING:
    from shipdesk.core.connector import Rate, Rates
    from shipdesk.core.shipment import Shipment
    from shipdesk.usecases.desk import Desk


def rates(desk: Desk, shipment: Shipment) -> list[tuple[str, Rate]]:
    """Carrier and rate of each service, the cheapest first: of the carrier that it names, else of all that can say.

    Raises:
        InputError: the carrier tells no prices, has none for this way, or the shipment lacks what it reckons with.
        SetupError: a carrier has no account.
        CarrierError, NetworkError: it could not be asked.
    """
    named = shipment.carrier
    record = desk.records.get(named)
    if named and record is None:
        raise InputError(f"There is no carrier '{named}'; there are {', '.join(desk.records)}.")
    able = [one for one in desk.records.values() if Capability.RATES in one.capabilities and named in ("", one.id)]
    if record is not None and not able:
        raise InputError(f"{record.label} tells no prices.")
    found = [(one.id, rate) for one in able for rate in rates_of(desk, one.id, shipment)]
    if not found:
        raise InputError(f"{' and '.join(one.label for one in able)} has no price for this shipment.")
    return sorted(found, key=_cost)


def rates_of(desk: Desk, carrier: str, shipment: Shipment) -> list[Rate]:
    """The rates of all services of a carrier that can say, whatever service is chosen. Raises as `rates` does."""
    connector = cast("Rates", desk.connector(carrier))
    return connector.rates(shipment.model_copy(update={"carrier": carrier, "service": ""}))


def rate_form(carrier: str, rate: Rate) -> dict[str, Any]:
    """A rate in the public form; what the carrier does not say is null."""
    return {
        "carrier": carrier,
        "service": rate.service,
        "name": rate.name,
        "amount": None if rate.amount is None else write_decimal(rate.amount),
        "currency": rate.currency,
        "days_min": rate.days_min,
        "days_max": rate.days_max,
    }


def _cost(found: tuple[str, Rate]) -> tuple[bool, object]:
    amount = found[1].amount
    return amount is None, amount or 0
