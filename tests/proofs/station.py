"""A packing table over the simulated carriers: a home with its accounts, its bookings, and what it ended with."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from shipdesk.app import RECORDS, open_accounts, open_desk
from shipdesk.settings.paths import open_home
from shipdesk.settings.store import SettingsStore
from shipdesk.training import sample_orders, set_up_accounts
from shipdesk.usecases.book import queue

if TYPE_CHECKING:
    from shipdesk.core.connector import Connector
    from shipdesk.core.records import Entry
    from shipdesk.core.shipment import Shipment
    from shipdesk.usecases.desk import Desk
    from tests.proofs.flows import Flow

#: Pauses between the looks at a doubt, in seconds: as many as the product has, and short.
SETTLE = "0,0.01,0.02,0.05,0.1"


def set_up(home: Path, url: str, settle: str = SETTLE) -> None:
    """An account at every simulated carrier; secrets in a sealed file beside the home."""
    _keep_secrets_beside(home)
    opened = open_home(home)
    accounts = open_accounts(opened, SettingsStore(opened.settings))
    set_up_accounts(accounts, RECORDS, url)
    for carrier in RECORDS:
        accounts.set(carrier, {"settle": settle})


def _keep_secrets_beside(home: Path) -> None:
    os.environ |= {"SHIPDESK_KEYRING": "file", "SHIPDESK_KEYFILE": str(home.parent / "keyfile")}


@contextmanager
def station(home: Path, flow: Flow, *, total_s: float = 0.0) -> Iterator[Desk]:
    """The product's own desk; with `total_s` a whole call lasts at most so many seconds."""
    _keep_secrets_beside(home)
    with open_desk(home) as desk:
        if not total_s:
            yield desk
            return
        module, _, name = flow.connector.partition(":")
        account = desk.accounts.account(flow.carrier)
        connector: Connector = getattr(import_module(module), name)(account, total_s=total_s)
        try:
            yield replace(desk, connector=lambda _carrier: connector)
        finally:
            connector.close()


def order(desk: Desk, flow: Flow) -> Shipment:
    """The order that this flow books over and over."""
    fitting = [
        one for one in sample_orders(desk) if one.carrier == flow.carrier and one.service.startswith(flow.service)
    ]
    return fitting[0]


def book(desk: Desk, shipment: Shipment, references: Sequence[str]) -> list[Entry]:
    """Queue this order under each reference; those that are in the book already stay as they are."""
    return [queue(desk, shipment.model_copy(update={"reference": one}), accept_warnings=True) for one in references]
