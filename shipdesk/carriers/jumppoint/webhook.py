"""Jumppoint as a sender of webhooks: the record, over the carrier's own account."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shipdesk.carriers.jumppoint import RECORD
from shipdesk.core.inbound import SourceRecord

if TYPE_CHECKING:
    from shipdesk.core.inbound import Delivery, News, Proofs


def _unproved(delivery: Delivery, proofs: Proofs) -> str:
    from shipdesk.carriers.jumppoint.verify import unproved  # noqa: PLC0415 - late: keeps start-up fast

    return unproved(delivery, proofs)


def _identity(body: Mapping[str, Any]) -> str:
    from shipdesk.carriers.jumppoint.verify import identity  # noqa: PLC0415 - late: keeps start-up fast

    return identity(body)


def _read(body: Mapping[str, Any]) -> News:
    from shipdesk.carriers.jumppoint.news import read  # noqa: PLC0415 - late: keeps start-up fast

    return read(body)


SOURCE = SourceRecord(
    id=RECORD.id,
    label=RECORD.label,
    account=RECORD.account,
    secrets=("webhook_secret",),
    unproved=_unproved,
    identity=_identity,
    read=_read,
    tokens=True,
    environments=RECORD.environments,
)
