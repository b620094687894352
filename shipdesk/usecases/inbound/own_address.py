"""An address of its own for the news of one booking, so that its parcel is known before its number is.

The token names the booking and carries a code that nobody else can make. It proves nothing of who sent the news: the
sender's signature does. Where it does not fit (another home, a lost secret) the carrier is asked instead.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from shipdesk.core.carrier import PUBLIC_URL
from shipdesk.core.errors import SetupError

if TYPE_CHECKING:
    from shipdesk.core.shipment import Shipment
    from shipdesk.usecases.desk import Desk

#: The account's own secret that codes are made with; made when it is first needed.
_SECRET = "hook_key"  # noqa: S105 - its name
_OPTION = "webhook_url"
_CODE = 32
#: What a path may hold of a token (`inbound.endpoints`).
_LONGEST = 128


def with_own_address(desk: Desk, shipment: Shipment) -> Shipment:
    """The shipment as it goes out, with the address of its own news where its account has a public one.

    An address that the clerk has entered stays. `shipment.reference` is the one on the wire.
    """
    source = desk.sources.get(shipment.carrier)
    public = desk.accounts.settings(shipment.carrier).get(PUBLIC_URL, "").rstrip("/")
    if source is None or not source.tokens or not public or shipment.options.get(_OPTION):
        return shipment
    try:
        token = make_token(_key(desk, shipment.carrier), shipment.reference)
    except SetupError:  # no reason not to book: the news goes to the account's address instead
        return shipment
    if len(token) > _LONGEST:
        return shipment
    address = f"{public}/hooks/{shipment.carrier}/{token}"
    return shipment.model_copy(update={"options": {**shipment.options, _OPTION: address}})


def booking_of(desk: Desk, carrier: str, token: str) -> str:
    """The reference on the wire that a token of ours names; empty where it is none of ours."""
    account = desk.accounts.account(carrier)
    key = account.secret(_SECRET) if account else ""
    return read_token(key, token) if key else ""


def _key(desk: Desk, carrier: str) -> str:
    """Raises `SetupError` when there is no account, or nowhere to keep a secret."""
    account = desk.accounts.account(carrier)
    if account is None:
        raise SetupError(f"There is no {carrier} account.")
    kept = account.secret(_SECRET)
    if not kept:
        kept = secrets.token_hex(32)
        account.remember_secret(_SECRET, kept)
    return kept


def make_token(key: str, reference: str) -> str:
    """A code of 128 bits, and the reference in letters that a path may hold."""
    named = base64.urlsafe_b64encode(reference.encode()).decode().rstrip("=")
    return _code(key, reference) + named


def read_token(key: str, token: str) -> str:
    """The reference that a token names; empty where its code does not fit."""
    code, named = token[:_CODE], token[_CODE:]
    try:
        reference = base64.urlsafe_b64decode(named + "=" * (-len(named) % 4)).decode()
    except (binascii.Error, ValueError):
        return ""
    return reference if hmac.compare_digest(code.encode(), _code(key, reference).encode()) else ""


def _code(key: str, reference: str) -> str:
    return hmac.new(key.encode(), reference.encode(), hashlib.sha256).hexdigest()[:_CODE]
