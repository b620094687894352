"""CEVA as a sender of webhooks: the record, over the carrier's own account."""

from __future__ import annotations

from shipdesk.carriers.ceva import RECORD
from shipdesk.core.inbound import Reader, SourceRecord


def _reader() -> Reader:
    from shipdesk.carriers.ceva import news, verify  # noqa: PLC0415 - late: keeps start-up fast

    return Reader(verify.unproved, verify.identity, news.read)


SOURCE = SourceRecord(
    id=RECORD.id,
    label=RECORD.label,
    account=RECORD.account,
    secrets=("webhook_key",),
    reader=_reader,
    environments=RECORD.environments,
)
