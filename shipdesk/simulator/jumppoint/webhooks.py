"""Delivers webhooks, signed, and tries again when they are not answered with 200."""

import asyncio
import hashlib
import hmac
import json
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx

from shipdesk.simulator.carrier import Json
from shipdesk.simulator.jumppoint import answers
from shipdesk.simulator.jumppoint.settings import Settings
from shipdesk.simulator.jumppoint.store import DEFAULT_SECRET, Booking, Event, Store


class Sender:
    """Sends status events in the background.

    Only this machine is ever called: a booking made in training may name a real address, and nothing of training
    leaves the loopback.
    """

    def __init__(self) -> None:
        self.deliveries: list[Json] = []
        self._tasks: set[asyncio.Task[None]] = set()

    def announce(self, booking: Booking, happened: Event, store: Store, settings: Settings) -> None:
        """Tell the booking's own webhookURL, else every registered webhook; returns at once."""
        body = json.dumps(answers.event(booking, happened), separators=(",", ":"), ensure_ascii=False).encode()
        for url, secret in _targets(booking, store):
            signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
            task = asyncio.get_running_loop().create_task(self._deliver(url, body, signature, settings.webhook_pauses))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def reset(self) -> None:
        """Forget what was delivered and what is still to be."""
        for task in self._tasks:
            task.cancel()
        self.deliveries.clear()

    async def close(self) -> None:
        waiting = list(self._tasks)
        self.reset()
        await asyncio.gather(*waiting, return_exceptions=True)

    async def _deliver(self, url: str, body: bytes, signature: str, pauses: list[float]) -> None:
        delivery: Json = {"url": url, "body": body.decode(), "signature": signature, "outcomes": []}
        self.deliveries.append(delivery)
        if not _is_here(url):
            delivery["outcomes"].append("not sent: only this machine is called")
            return
        headers = {"Content-Type": "application/json", "X-Jumppoint-Signature": signature}
        async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
            for pause in (0, *pauses):
                await asyncio.sleep(pause)
                try:
                    outcome: int | str = (await client.post(url, content=body, headers=headers)).status_code
                except httpx.HTTPError as error:
                    outcome = f"{type(error).__name__}: {error}"
                delivery["outcomes"].append(outcome)
                if outcome == httpx.codes.OK:
                    return


def _targets(booking: Booking, store: Store) -> list[tuple[str, str]]:
    """(url, secret) of everyone to tell; which secret signs for a booking's own URL is not documented."""
    registered = [(one.url, one.secret) for one in store.webhooks.values()]
    own = booking.form.get("webhookURL")
    if own:
        return [(own, registered[0][1] if registered else DEFAULT_SECRET)]
    return registered


def _is_here(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
