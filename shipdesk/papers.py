"""Joins the order book and the documents: the papers of a booking drawn on demand, and a hand-over's manifest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from shipdesk.core.paperwork import Drawn, Paper
from shipdesk.documents.cn23 import cn23
from shipdesk.documents.commercial_invoice import InvoiceFacts, commercial_invoice
from shipdesk.documents.manifest import Manifest, ManifestLine, draw_manifest
from shipdesk.documents.packing_slip import A4, packing_slip
from shipdesk.documents.training import struck

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.core.handover import Leaving
    from shipdesk.core.records import Entry


def draw_document(records: Mapping[str, CarrierRecord], paper: Paper, entry: Entry, *, training: bool = False) -> Drawn:
    """The paper of a booking as it stands now; in training with the word TRAINING across it."""
    drawn = _drawn(records, paper, entry)
    return replace(drawn, pdf=struck(drawn.pdf)) if training else drawn


def _drawn(records: Mapping[str, CarrierRecord], paper: Paper, entry: Entry) -> Drawn:
    carrier = records[entry.row.carrier].label if entry.row.carrier in records else entry.row.carrier
    return _DRAWN[paper](entry, carrier)


def _slip(entry: Entry, _carrier: str) -> Drawn:
    return Drawn(packing_slip(entry.shipment, A4))


def _invoice(entry: Entry, carrier: str) -> Drawn:
    day = entry.row.created_at.astimezone().date()
    return commercial_invoice(entry.shipment, InvoiceFacts(entry.row.key, day, carrier, entry.row.tracking_number))


def _declaration(entry: Entry, _carrier: str) -> Drawn:
    return cn23(entry.shipment, entry.row.tracking_number)


#: Each paper of the order book, with what draws it of a booking and its carrier's name.
_DRAWN: dict[Paper, Callable[[Entry, str], Drawn]] = {
    Paper.PACKING_SLIP: _slip,
    Paper.COMMERCIAL_INVOICE: _invoice,
    Paper.CN23: _declaration,
}


def draw_handover(records: Mapping[str, CarrierRecord], leaving: Leaving, *, training: bool = False) -> bytes:
    """The hand-over list as it is signed, a PDF; in training with the word TRAINING across it."""
    handover, signature = leaving.handover, leaving.signature
    pdf = draw_manifest(
        Manifest(
            number=handover.number,
            carrier=records[handover.carrier].label if handover.carrier in records else handover.carrier,
            station=handover.station,
            clerk=leaving.clerk,
            driver=signature.name,
            time=leaving.time.astimezone(),
            lines=tuple(_line(entry) for entry in leaving.entries),
            signature=signature,
        )
    )
    return struck(pdf) if training else pdf


def _line(entry: Entry) -> ManifestLine:
    shipment, row = entry.shipment, entry.row
    return ManifestLine(
        awb=row.tracking_number,
        reference=row.key,
        receiver=shipment.receiver.name or shipment.receiver.company,
        destination=" ".join(part for part in (shipment.receiver.city, shipment.receiver.country) if part),
        pieces=row.pieces,
        weight_kg=shipment.parcel.gross_weight_kg,
        cod=shipment.cod.amount,
        currency=shipment.cod.currency,
    )
