"""The papers that go with a parcel and are drawn here: their kinds, and what drawing one gives back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """A kind of document that can be drawn of a shipment at any time; it is never kept, so it is never out of date."""

    PACKING_SLIP = "packing_slip"
    COMMERCIAL_INVOICE = "commercial_invoice"
    CN23 = "cn23"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document as a PDF, and a sentence for each value that the form asks for and nobody has filled in."""

    pdf: bytes
    notes: tuple[str, ...] = ()
