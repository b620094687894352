"""Tells the subscriptions of an order's statuses."""

import json

from shipdesk.simulator.ceva import answers
from shipdesk.simulator.ceva.settings import Settings
from shipdesk.simulator.ceva.store import Order, Store, Update
from shipdesk.simulator.deliveries import Deliveries


def announce(deliveries: Deliveries, order: Order, update: Update, store: Store, settings: Settings) -> None:
    """Tell every subscription, each by its own appKey in the header `clientId`; returns at once."""
    body = json.dumps(answers.event(order, update, settings), ensure_ascii=False).encode()
    for one in store.subscriptions.values():
        deliveries.post(one.endpoint, body, {"clientId": one.app_key}, settings.webhook_pauses)
