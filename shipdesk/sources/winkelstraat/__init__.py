"""Winkelstraat, after "stock hub/v1/shipment": shipments that it books itself, with carriers of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shipdesk.core.carrier import AccountKey
from shipdesk.core.inbound import SourceRecord

if TYPE_CHECKING:
    from shipdesk.core.inbound import Delivery, News, Proofs


def _unproved(delivery: Delivery, proofs: Proofs) -> str:
    from shipdesk.sources.winkelstraat.verify import unproved  # noqa: PLC0415 - late: keeps start-up fast

    return unproved(delivery, proofs)


def _identity(body: Mapping[str, Any]) -> str:
    from shipdesk.sources.winkelstraat.verify import identity  # noqa: PLC0415 - late: keeps start-up fast

    return identity(body)


def _read(body: Mapping[str, Any]) -> News:
    from shipdesk.sources.winkelstraat.mapper import read  # noqa: PLC0415 - late: keeps start-up fast

    return read(body)


SOURCE = SourceRecord(
    id="winkelstraat",
    label="Winkelstraat",
    account=(
        AccountKey("api_key", "API key", secret=True, several=True, help="What Winkelstraat sends as x-api-key."),
    ),
    secrets=("api_key",),
    unproved=_unproved,
    identity=_identity,
    read=_read,
)
