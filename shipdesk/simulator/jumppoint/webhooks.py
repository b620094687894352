"""Tells webhooks of a shipment's statuses, signed as the document says."""

import hashlib
import hmac
import json

from shipdesk.simulator.deliveries import Deliveries
from shipdesk.simulator.jumppoint import answers
from shipdesk.simulator.jumppoint.settings import Settings
from shipdesk.simulator.jumppoint.store import DEFAULT_SECRET, Booking, Event, Store


def announce(deliveries: Deliveries, booking: Booking, happened: Event, store: Store, settings: Settings) -> None:
    """Tell the booking's own webhookURL, else every registered webhook; returns at once."""
    body = json.dumps(answers.event(booking, happened), separators=(",", ":"), ensure_ascii=False).encode()
    for url, secret in _targets(booking, store):
        signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        deliveries.post(url, body, {"X-Jumppoint-Signature": signature}, settings.webhook_pauses)


def _targets(booking: Booking, store: Store) -> list[tuple[str, str]]:
    """(url, secret) of everyone to tell; which secret signs for a booking's own URL is not documented."""
    registered = [(one.url, one.secret) for one in store.webhooks.values()]
    own = booking.form.get("webhookURL")
    if own:
        return [(own, registered[0][1] if registered else DEFAULT_SECRET)]
    return registered
