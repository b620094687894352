"""Our webhooks at the carriers: listed, registered, changed and deleted, each time on what the carrier lists now.

The answer to a registration may be lost, and then nobody knows whether it is there. So the list is read before
anything is registered, and again after an answer did not come: nothing is registered twice, nor believed to be there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from shipdesk.core.carrier import PUBLIC_URL, Capability
from shipdesk.core.errors import CarrierError, InputError, NetworkError
from shipdesk.core.numbers import shown

if TYPE_CHECKING:
    from shipdesk.core.connector import Webhook, WebhookManager
    from shipdesk.settings.store import SettingsStore
    from shipdesk.usecases.desk import Desk

_EXAMPLE = "write it like https://hooks.example.com/hooks/"


def proposed_url(desk: Desk, settings: SettingsStore, carrier: str) -> str:
    """Where the carrier should send: below the account's public address, any account's, or else the receiver's own."""
    others = (desk.accounts.settings(other).get(PUBLIC_URL, "") for other in desk.records)
    public = desk.accounts.settings(carrier).get(PUBLIC_URL, "") or next(filter(None, others), "")
    return f"{public.rstrip('/') or receiver_url(settings)}/hooks/{carrier}"


def receiver_url(settings: SettingsStore) -> str:
    """Where the receiver listens by the settings; with http, so no sender outside reaches it there."""
    host, port = settings.text("receive_host"), settings.text("receive_port")
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def webhooks(desk: Desk, carrier: str) -> list[Webhook]:
    """Those that the carrier lists now, the newest first, without their secrets.

    Raises:
        SetupError: the account is not set up.
        CarrierError, NetworkError: the carrier cannot be asked.
    """
    from dataclasses import replace  # noqa: PLC0415 - late: keeps start-up fast

    found = [replace(one, secret="") for one in _manager(desk, carrier).webhooks()]
    return sorted(found, key=lambda one: (one.created_at.timestamp() if one.created_at else 0, one.id), reverse=True)


def register(desk: Desk, carrier: str, url: str) -> str:
    """Register `url`; its secret is with the account's by then. A sentence of what came of it.

    Raises:
        InputError: it is no URL, or is registered already and its secret is told no more.
        SetupError, CarrierError: there is no account, or the carrier refuses it.
        NetworkError: it is not there, or nobody can say whether it is; the sentence says which.
    """
    label, url = desk.record(carrier).label, _checked(url, carrier)
    manager = _manager(desk, carrier)
    there = [one for one in manager.webhooks() if one.url == url]
    if there and not there[0].secret:
        raise InputError(f"{label} has {url} already, and told its secret when it was registered, once.")
    try:
        manager.create_webhook(url)
    except NetworkError as fault:
        return _after_lost_answer(manager, label, url, fault)
    return f"{label} sends to {url} from now on; the secret is kept."


def _after_lost_answer(manager: WebhookManager, label: str, url: str, fault: NetworkError) -> str:
    """What is there. Raises `NetworkError` when it is not, or the carrier cannot be asked, `CarrierError` as below."""
    try:
        there = [one for one in manager.webhooks() if one.url == url]
    except (NetworkError, CarrierError) as again:
        told = f"Nobody can say whether {label} has registered {url}: look at the list before you try again."
        raise NetworkError(f"{told} {again}") from fault
    if not there:
        raise NetworkError(f"{label} has not registered {url}; try again. {fault}") from fault
    if not there[0].secret:
        lost = f"{label} has registered {url}, but its secret was in the answer that was lost"
        raise CarrierError(f"{lost}: delete it and register it again.") from fault
    manager.create_webhook(url)  # it finds the one that is there, and keeps its key
    return f"{label} sends to {url} from now on; the secret is kept."


def change(desk: Desk, carrier: str, webhook_id: str, url: str) -> str:
    """Have the news sent to `url` from now on. Raises as `register`."""
    url = _checked(url, carrier)
    _manager(desk, carrier).change_webhook(webhook_id, url)
    return f"{desk.record(carrier).label} sends to {url} from now on."


def delete(desk: Desk, carrier: str, webhook_id: str) -> str:
    """No more news there. Raises `SetupError`, `CarrierError`, `NetworkError`."""
    _manager(desk, carrier).delete_webhook(webhook_id)
    return f"{desk.record(carrier).label} sends nothing there any more."


def _manager(desk: Desk, carrier: str) -> WebhookManager:
    if Capability.WEBHOOKS not in desk.record(carrier).capabilities:
        raise InputError(f"{desk.record(carrier).label} has no webhooks to be registered.")
    return cast("WebhookManager", desk.connector(carrier))


def _checked(url: str, carrier: str) -> str:
    url = url.strip()
    try:
        parts = urlsplit(url)
        is_url = parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable() and " " not in url
    except ValueError:
        is_url = False
    if not is_url:
        raise InputError(f"{shown(url)} is no URL; {_EXAMPLE}{carrier}.")
    return url
