"""Tells webhooks of a shipment's statuses, signed as the document says."""

import hashlib
import hmac
from datetime import datetime

from shipdesk.simulator.deliveries import Deliveries
from shipdesk.simulator.forging import compact, proved
from shipdesk.simulator.jumppoint import answers
from shipdesk.simulator.jumppoint.settings import Settings
from shipdesk.simulator.jumppoint.store import DEFAULT_SECRET, Booking, Event, Store


def announce(
    deliveries: Deliveries, booking: Booking, happened: Event, store: Store, settings: Settings, *, forged: str = ""
) -> None:
    """Tell the booking's own webhookURL, else every registered webhook; returns at once.

    Raises:
        ControlError: `forged` is no forgery of this sender.
    """
    for url, secret in _targets(booking, store):
        body, headers = proved(compact(answers.event(booking, happened)), secret, _prove, forged)
        deliveries.post(url, body, headers, settings.webhook_pauses)


def _prove(body: bytes, secret: str, _at: datetime) -> dict[str, str]:
    return {"X-Jumppoint-Signature": hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}


def _targets(booking: Booking, store: Store) -> list[tuple[str, str]]:
    """(url, secret) of everyone to tell; which secret signs for a booking's own URL is not documented."""
    registered = [(one.url, one.secret) for one in store.webhooks.values()]
    own = booking.form.get("webhookURL")
    if own:
        return [(own, registered[0][1] if registered else DEFAULT_SECRET)]
    return registered
