"""One Jumppoint account over HTTP: every endpoint of the document, and nothing but calls."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any
from urllib.parse import quote

from shipdesk.carriers.jumppoint import mapper
from shipdesk.carriers.jumppoint.wire import (
    NOT_FOUND,
    Info,
    Reply,
    read_info,
    read_infos,
    read_reply,
    read_token,
    read_webhook,
    told,
)
from shipdesk.core.carrier import Account
from shipdesk.core.connector import LabelFile, Webhook
from shipdesk.core.errors import CarrierError, NotReadyError, ShipDeskError
from shipdesk.core.outcomes import Found, Frozen, Outcome, Verdict
from shipdesk.core.statuses import TrackingEvent
from shipdesk.transport.asking import ATTEMPTS, ask, retry_after
from shipdesk.transport.client import TOTAL_S, AccountClient
from shipdesk.transport.download import ExpiredError, download_label
from shipdesk.transport.sending import Answer, Ending, NotSent, Once, send_once
from shipdesk.transport.token import Token, TokenHolder

#: Order numbers in one batch query; the document gives no limit.
_BATCH = 50
#: A label's URL lives 60 seconds: how often a new one is asked for.
_LABEL_URLS = 3
_SECRETS = ("password", "webhook_secret")


class Jumppoint:
    """The connector. Thread-safe; blocks until answered."""

    def __init__(self, account: Account, *, total_s: float = TOTAL_S) -> None:
        """`total_s` is the most seconds one call may take."""
        self._account = account
        self._client = AccountClient(account.base_url, self._secrets, total_s=total_s)
        self._token = TokenHolder(account, self._log_in)

    def _secrets(self) -> tuple[str, ...]:
        """What must not stand in a kept exchange."""
        return (self._token.value, *self._known)

    @cached_property
    def _known(self) -> list[str]:
        """Read once: opening a keyring may take a while."""
        found = []
        for name in _SECRETS:
            with contextlib.suppress(ShipDeskError):
                found.append(self._account.secret(name))
        return found

    # --- login

    def _log_in(self) -> Token:
        """POST /login."""
        credentials = {
            "username": self._account.settings.get("username", ""),
            "password": self._account.secret("password"),
        }
        login = partial(self._client.request, "POST", "login", json=credentials)
        return read_token(read_reply(ask(self._client, login)))

    def test(self) -> str:
        """Log in anew. Raises `CarrierError` or `NetworkError`."""
        self._token.renew(self._token.value)
        return f"Jumppoint accepts the login of {self._account.settings.get('username', '')}."

    # --- booking

    def book(self, requests: Sequence[Frozen], sending: Callable[[], None]) -> list[Outcome]:
        """POST /booking, one after the other; where the token is no longer taken, once more with a new one."""
        once = Once(sending)
        return [self._book(frozen, once) for frozen in requests]

    def _book(self, frozen: Frozen, sending: Callable[[], None]) -> Outcome:
        try:
            token = self._token.get()
        except ShipDeskError as fault:
            return Outcome(frozen.reference, Verdict.NOT_SENT, words=str(fault))
        ending = self._post(frozen, token, sending)
        if isinstance(ending, Answer) and read_reply(ending).is_no_token:
            # Refused for who asks: nothing was done with what was asked.
            try:
                token = self._token.renew(token)
            except ShipDeskError as fault:
                return Outcome(frozen.reference, Verdict.NOT_SENT, words=str(fault))
            ending = self._post(frozen, token, sending)
        if isinstance(ending, Answer):
            return mapper.outcome(frozen.reference, read_reply(ending), retry_after(ending))
        verdict = Verdict.NOT_SENT if isinstance(ending, NotSent) else Verdict.UNKNOWN
        return Outcome(frozen.reference, verdict, words=ending.error)

    def _post(self, frozen: Frozen, token: str, sending: Callable[[], None]) -> Ending:
        request = self._client.request(
            "POST",
            "booking",
            content=frozen.payload.encode(),
            headers={**_bearer(token), "Content-Type": "application/json", "Connection": "close"},
        )
        return send_once(self._client, request, sending)

    # --- questions

    def find(self, number: str) -> Found | None:
        """GET /shipments."""
        reply = self._ask("GET", "shipments", params={"orderNo": number})
        if _is_not_found(reply):
            return None
        info = read_info(told(reply))
        return mapper.found(info) if info else None

    def look(self, reference: str) -> Found | None:  # noqa: ARG002 - the document has no query by our reference
        """Always None: Jumppoint can only be asked by its own number."""
        return None

    def shipments(self, numbers: Sequence[str]) -> list[Found]:
        """POST /shipments/batch: what it has under these numbers; those that it does not know are left out."""
        return [mapper.found(info) for info in self._batch("shipments/batch", numbers)]

    def latest(self, numbers: Sequence[str]) -> dict[str, TrackingEvent]:
        """POST /shipments/batch/status-logs/latest: where these are now, by number."""
        infos = self._batch("shipments/batch/status-logs/latest", numbers)
        return {found.number: found.status for found in map(mapper.found, infos) if found.status}

    def track(
        self,
        numbers: Sequence[str],
        references: Mapping[str, str] | None = None,  # noqa: ARG002 - asked by its own numbers
    ) -> dict[str, list[TrackingEvent]]:
        """POST /shipments/batch/status-logs."""
        infos = self._batch("shipments/batch/status-logs", numbers)
        return {info.number: mapper.events(info.logs) for info in infos}

    def _batch(self, path: str, numbers: Sequence[str]) -> list[Info]:
        """The table calls `orderNos` a string, the sample sends a list: a list is sent."""
        infos: list[Info] = []
        for start in range(0, len(numbers), _BATCH):
            some = list(numbers[start : start + _BATCH])
            reply = self._ask("POST", path, json={"orderNos": some})
            if not _is_not_found(reply):
                infos += read_infos(told(reply))
            elif len(some) > 1:  # one unknown number may spoil the whole list
                infos += [info for one in some for info in self._batch(path, [one])]
        return infos

    def label(self, number: str, reference: str = "") -> LabelFile:  # noqa: ARG002 - asked by its own number
        """GET /shipments/shipment-label, and the file at once: its URL lives 60 seconds."""
        for _ in range(_LABEL_URLS):
            data = told(self._ask("GET", "shipments/shipment-label", params={"orderNo": number}))
            url = data.get("url") if isinstance(data, dict) else None
            if not isinstance(url, str) or not url:
                raise NotReadyError(f"Jumppoint has no label for {number} yet; it is asked again later.")
            with contextlib.suppress(ExpiredError):
                return download_label(self._client, url)
        raise CarrierError(f"Jumppoint's address of the label of {number} had expired {_LABEL_URLS} times.")

    # --- webhooks

    def webhooks(self) -> list[Webhook]:
        """GET /webhooks."""
        data = told(self._ask("GET", "webhooks"))
        return [read_webhook(one) for one in data] if isinstance(data, list) else []

    def webhook(self, webhook_id: str) -> Webhook:
        """GET /webhooks/{id}."""
        return read_webhook(told(self._ask("GET", _of(webhook_id))))

    def create_webhook(self, url: str) -> Webhook:
        """POST /webhooks. The secret appears only now, so it goes straight to where secrets are kept."""
        webhook = read_webhook(told(self._ask("POST", "webhooks", attempts=1, json={"url": url})))
        if webhook.secret:
            self._known.append(webhook.secret)
            self._account.remember_secret("webhook_secret", webhook.secret)
        return webhook

    def change_webhook(self, webhook_id: str, url: str) -> None:
        """PUT /webhooks/{id}."""
        told(self._ask("PUT", _of(webhook_id), attempts=1, json={"url": url}))

    def delete_webhook(self, webhook_id: str) -> None:
        """DELETE /webhooks/{id}."""
        told(self._ask("DELETE", _of(webhook_id), attempts=1))

    def close(self) -> None:
        """Give back the connections."""
        self._client.close()

    def _ask(self, method: str, path: str, *, attempts: int = ATTEMPTS, **content: Any) -> Reply:
        """A call with the token, and once more with a new one. Raises `CarrierError` or `NetworkError`."""

        def asked(token: str) -> Reply:
            headers = _bearer(token)
            build = partial(self._client.request, method, path, headers=headers, **content)
            return read_reply(ask(self._client, build, attempts=attempts))

        token = self._token.get()
        reply = asked(token)
        return asked(self._token.renew(token)) if reply.is_no_token else reply


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _of(webhook_id: str) -> str:
    return f"webhooks/{quote(webhook_id, safe='')}"


def _is_not_found(reply: Reply) -> bool:
    return reply.ok is False and reply.message.casefold().startswith(NOT_FOUND.casefold())
