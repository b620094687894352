"""Check a shipment against the carrier that it names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shipdesk.core.carrier import Capability
from shipdesk.core.problems import Problem, error
from shipdesk.usecases.drawable import check_letters
from shipdesk.usecases.services import last_known

if TYPE_CHECKING:
    from shipdesk.core.reading import Reading
    from shipdesk.core.shipment import Shipment
    from shipdesk.usecases.desk import Desk


def check(desk: Desk, shipment: Shipment) -> list[Problem]:
    """Everything that is wrong with it, all at once; empty when it may be booked."""
    if (record := desk.records.get(shipment.carrier)) is None:
        return [_carrier_problem(desk, shipment.carrier)]
    context = desk.context(shipment.carrier)
    if Capability.SERVICES in record.capabilities:
        named = last_known(desk, desk.known_services, record.id, shipment).services
        context = replace(context, services=frozenset(service.code for service in named))
    found = record.check(shipment, context)
    if Capability.LABEL in record.capabilities:
        return found
    return [*found, *check_letters(desk, shipment)]


def check_reading(desk: Desk, reading: Reading) -> list[Problem]:
    """The same for what was read from a file: what could not be read first, and never named a second time."""
    unread = {problem.field for problem in reading.problems}
    return [*reading.problems, *(found for found in check(desk, reading.shipment) if found.field not in unread)]


def _carrier_problem(desk: Desk, carrier: str) -> Problem:
    known = ", ".join(desk.records)
    if not carrier:
        return error("carrier", "carrier.missing", f"The carrier is missing; choose one of {known}.")
    fix = carrier.lower() if carrier.lower() in desk.records else None
    return error("carrier", "carrier.unknown", f"There is no carrier '{carrier}'; there are {known}.", fix)
