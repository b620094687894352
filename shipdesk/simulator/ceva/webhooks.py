"""Tells the subscriptions of an order's statuses."""

from datetime import datetime

from shipdesk.simulator.ceva import answers
from shipdesk.simulator.ceva.settings import Settings
from shipdesk.simulator.ceva.store import Order, Store, Update
from shipdesk.simulator.deliveries import Deliveries
from shipdesk.simulator.forging import compact, proved


def announce(
    deliveries: Deliveries, order: Order, update: Update, store: Store, settings: Settings, *, forged: str = ""
) -> None:
    """Tell every subscription, each by its own appKey in the header `clientId`; returns at once.

    Raises:
        ControlError: `forged` is no forgery of this sender.
    """
    for one in store.subscriptions.values():
        body, headers = proved(compact(answers.event(order, update, settings)), one.app_key, _prove, forged)
        deliveries.post(one.endpoint, body, headers, settings.webhook_pauses)


def _prove(_body: bytes, secret: str, _at: datetime) -> dict[str, str]:
    return {"clientId": secret}
