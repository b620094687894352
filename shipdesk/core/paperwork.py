"""The papers that go with a parcel and are drawn here: their kinds, and what drawing one gives back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Paper(StrEnum):
    """A kind of document that can be drawn of a shipment at any time; it is never kept, so it is never out of date."""

    words: str
    """What the clerk sees."""

    PACKING_SLIP = "packing_slip", "Packing slip"
    COMMERCIAL_INVOICE = "commercial_invoice", "Invoice"
    CN23 = "cn23", "CN 23"

    def __new__(cls, value: str, words: str = "") -> Self:
        made = str.__new__(cls, value)
        made._value_, made.words = value, words
        return made


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document as a PDF, and a sentence for each value that the form asks for and nobody has filled in."""

    pdf: bytes
    notes: tuple[str, ...] = ()
