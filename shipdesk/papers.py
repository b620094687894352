"""Joins the order book and the documents: the papers of a booking, drawn on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.core.paperwork import Drawn, Paper
from shipdesk.documents.packing_slip import A4, packing_slip

if TYPE_CHECKING:
    from shipdesk.core.records import Entry


def draw_document(paper: Paper, entry: Entry) -> Drawn:
    """The paper of a booking as it stands now."""
    return _DRAW[paper](entry)


def _slip(entry: Entry) -> Drawn:
    return Drawn(packing_slip(entry.shipment, A4))


_DRAW = {Paper.PACKING_SLIP: _slip}
