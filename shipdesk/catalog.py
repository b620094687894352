"""The outside systems, one line each: adding a carrier is a folder and a line here."""

from shipdesk.carriers import ceva, jne, jumppoint
from shipdesk.core.carrier import CarrierRecord

CARRIERS: tuple[CarrierRecord, ...] = (jumppoint.RECORD, ceva.RECORD, jne.RECORD)
