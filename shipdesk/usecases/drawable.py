"""Letters that the label of a carrier which gives none, and which is drawn here, cannot show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shipdesk.core.checks.values import values_at
from shipdesk.core.checks.words import subject
from shipdesk.core.problems import Problem, warning

if TYPE_CHECKING:
    from shipdesk.core.shipment import Shipment
    from shipdesk.usecases.desk import Desk

_PARTY = ("name", "company", "address", "district", "city", "province", "postcode", "phone")
#: What stands on it (`shipdesk.labels.label_of`).
_ON_THE_LABEL = (
    *(f"{party}.{field}" for party in ("receiver", "sender") for field in _PARTY),
    "products[].description",
    "options.goods_description",
    "options.instruction",
    "note",
)
_MOST_NAMED = 8


def check_letters(desk: Desk, shipment: Shipment) -> Iterator[Problem]:
    """A warning for each field with letters that would be boxes, or missing, on the label."""
    for path in _ON_THE_LABEL:
        for place, value in values_at(shipment, path):
            if isinstance(value, str) and not value.isascii() and (letters := desk.undrawable(value)):
                named = " ".join(letters[:_MOST_NAMED])
                words = f"{subject(place)} has {named}, which the label drawn here cannot show; write it otherwise."
                yield warning(place, "label.glyphs", words)
