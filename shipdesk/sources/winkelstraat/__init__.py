"""Winkelstraat, after "stock hub/v1/shipment": shipments that it books itself, with carriers of its own."""

from __future__ import annotations

from shipdesk.core.carrier import AccountKey
from shipdesk.core.inbound import Reader, SourceRecord


def _reader() -> Reader:
    from shipdesk.sources.winkelstraat import mapper, verify  # noqa: PLC0415 - late: keeps start-up fast

    return Reader(verify.unproved, verify.identity, mapper.read)


SOURCE = SourceRecord(
    id="winkelstraat",
    label="Winkelstraat",
    account=(
        AccountKey("api_key", "API key", secret=True, several=True, help="What Winkelstraat sends as x-api-key."),
    ),
    secrets=("api_key",),
    reader=_reader,
)
