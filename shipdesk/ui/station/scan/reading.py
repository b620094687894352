"""What a scan is, looked up off the window's thread, and what it closes there: plain functions, values in and out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from shipdesk.core.errors import InputError
from shipdesk.core.states import State
from shipdesk.ui.station.jobs import Loaded, loaded

if TYPE_CHECKING:
    from shipdesk.core.records import Entry
    from shipdesk.usecases.desk import Desk
    from shipdesk.usecases.scan import Scan


class Read(NamedTuple):
    """A scan as it was looked up."""

    scan: Scan
    loaded: Loaded | None
    in_front: bool
    """The station was on the screen when it was scanned."""
    closes: bool
    """A number closes its parcel at this table."""


def read_scan(desk: Desk, text: str, in_front: bool, closes: bool, fills: bool) -> Read:
    """Look it up; with `fills`, what waits to be shipped comes with what the library knows of it."""
    from shipdesk.usecases.scan import what_is  # noqa: PLC0415 - late: keeps the window's thread free

    scan = what_is(desk, text)
    return Read(scan, _loaded(desk, scan.entry, fills) if scan.entry else None, in_front, closes)


def _loaded(desk: Desk, entry: Entry, fills: bool) -> Loaded:
    if not fills or entry.state is not State.TO_SHIP:
        return loaded(entry)
    return loaded(replace(entry, shipment=desk.fill_in(entry.shipment, entry.row.source)))


def close_parcel(desk: Desk, entry: Entry) -> tuple[str, str]:
    """Close it; its reference, and a fault for the clerk or nothing."""
    from shipdesk.usecases import scan  # noqa: PLC0415 - late: keeps the window's thread free

    try:
        scan.close_parcel(desk, entry)
    except InputError as fault:
        return entry.row.reference, str(fault)
    return entry.row.reference, ""
