"""The outside systems, one line each: adding a carrier, or a sender of webhooks, is a folder and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.carriers import ceva, jne, jumppoint

if TYPE_CHECKING:
    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.core.inbound import SourceRecord

CARRIERS: tuple[CarrierRecord, ...] = (jumppoint.RECORD, ceva.RECORD, jne.RECORD)


def sources() -> tuple[SourceRecord, ...]:
    """The senders of webhooks. They are loaded here: the window is painted without them."""
    from shipdesk.carriers.ceva import webhook as ceva_webhook  # noqa: PLC0415 - late: keeps start-up fast
    from shipdesk.carriers.jumppoint import webhook as jumppoint_webhook  # noqa: PLC0415 - the same
    from shipdesk.sources import deeple, winkelstraat  # noqa: PLC0415 - the same

    return (
        jumppoint_webhook.SOURCE,
        ceva_webhook.SOURCE,
        deeple.SOURCE,
        winkelstraat.SOURCE,
    )
