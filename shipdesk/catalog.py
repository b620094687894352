"""The outside systems, one line each: adding a carrier, or a sender of webhooks, is a folder and a line here."""

from shipdesk.carriers import ceva, jne, jumppoint
from shipdesk.carriers.ceva import webhook as ceva_webhook
from shipdesk.carriers.jumppoint import webhook as jumppoint_webhook
from shipdesk.core.carrier import CarrierRecord
from shipdesk.core.inbound import SourceRecord
from shipdesk.sources import deeple, winkelstraat

CARRIERS: tuple[CarrierRecord, ...] = (jumppoint.RECORD, ceva.RECORD, jne.RECORD)
SOURCES: tuple[SourceRecord, ...] = (
    jumppoint_webhook.SOURCE,
    ceva_webhook.SOURCE,
    deeple.SOURCE,
    winkelstraat.SOURCE,
)
