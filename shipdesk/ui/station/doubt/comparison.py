"""A conflict side by side: what was sent, what the carrier has, and what of it differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from shipdesk.ui.moments import whole

if TYPE_CHECKING:
    from datetime import datetime

    from shipdesk.core.outcomes import Found
    from shipdesk.core.records import Entry

#: Clocks and time zones of two houses differ; more than this is another day's booking.
_SAME_BOOKING = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the comparison. `theirs` is empty where the carrier does not say, and then nothing differs."""

    name: str
    ours: str
    theirs: str
    differs: bool = False


def compare(
    entry: Entry, found: Found | None, carrier: str, sent_at: datetime, countries: Mapping[str, str]
) -> tuple[Line, ...]:
    """Line by line. `carrier` is its name for people, `countries` are ISO 3166 codes to names."""
    row = entry.row
    lines = [
        _text("Reference", row.key, found.reference if found else ""),
        _text("Consignee", row.receiver, found.receiver if found else ""),
        _text("Country", countries.get(row.country, row.country), _country(found, countries)),
        Line("Carrier", carrier, carrier if found else ""),
        _number(row.tracking_number, found.number if found else ""),
        _made(sent_at, found.created_at if found else None),
    ]
    return tuple(lines)


def _country(found: Found | None, countries: Mapping[str, str]) -> str:
    return countries.get(found.country.upper(), found.country) if found else ""


def _text(name: str, ours: str, theirs: str) -> Line:
    return Line(name, ours, theirs, differs=bool(theirs) and ours.casefold() != theirs.casefold())


def _number(ours: str, theirs: str) -> Line:
    return Line("Number", ours, theirs, differs=bool(ours and theirs) and ours != theirs)


def _made(sent_at: datetime, created_at: datetime | None) -> Line:
    if created_at is None:
        return Line("Date", whole(sent_at), "")
    return Line("Date", whole(sent_at), whole(created_at), differs=abs(created_at - sent_at) > _SAME_BOOKING)
