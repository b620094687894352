"""Posts webhooks in the background, and tries again when they are not answered with 200."""

import asyncio
import random
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx

from shipdesk.simulator import values
from shipdesk.simulator.carrier import ControlError, Json

_KEPT = 1000


@dataclass(frozen=True)
class _Call:
    url: str
    body: bytes
    headers: dict[str, str]
    pauses: list[float]


@dataclass
class Release:
    """How what was held back goes out: as it was `made`, `reversed`, or `shuffled`."""

    order: str = "made"

    def __post_init__(self) -> None:
        if self.order not in ("made", "reversed", "shuffled"):
            raise ValueError("order is made, reversed or shuffled.")


@dataclass
class Replay:
    """How many of the last calls go out once more, just as they were, headers and all."""

    count: int = 1


class Deliveries:
    """Webhooks on their way, and in `log` those there were.

    Only this machine is ever called: a booking made in training may name a real address, and nothing of training
    leaves the loopback.
    """

    def __init__(self) -> None:
        self.log: list[Json] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._held: list[_Call] | None = None
        self._sent: list[_Call] = []
        self.verbs = {"hold": self._hold, "release": self._release, "replay": self._replay}

    def post(self, url: str, body: bytes, headers: dict[str, str], pauses: list[float]) -> None:
        """Send a JSON body with these headers beside its type; returns at once.

        Args:
            pauses: seconds before each new try of what was not answered with 200.
        """
        call = _Call(url, body, headers, pauses)
        if self._held is None:
            self._send([call])
        else:
            self._held.append(call)

    def _hold(self, _: Json) -> Json:
        """From now on nothing goes out until it is released."""
        self._held = self._held or []
        return {"held": len(self._held)}

    def _release(self, given: Json) -> Json:
        """What was held back goes out, one after the other; from now on everything goes out at once."""
        order = values.read(Release, given).order
        calls, self._held = self._held or [], None
        if order == "reversed":
            calls.reverse()
        elif order == "shuffled":
            random.shuffle(calls)
        self._send(calls)
        return {"released": len(calls)}

    def _replay(self, given: Json) -> Json:
        count = values.read(Replay, given).count
        if not 0 < count <= len(self._sent):
            raise ControlError(f"count is from 1 to {len(self._sent)}, the calls that went out so far.")
        calls = self._sent[-count:]
        self._send(calls)
        return {"replayed": len(calls)}

    def _send(self, calls: list[_Call]) -> None:
        self._sent = [*self._sent, *calls][-_KEPT:]
        task = asyncio.get_running_loop().create_task(self._deliver_all(calls))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def reset(self) -> None:
        """Forget what was delivered and what is still to be."""
        for task in self._tasks:
            task.cancel()
        self.log.clear()
        self._held = None
        self._sent.clear()

    async def close(self) -> None:
        waiting = list(self._tasks)
        self.reset()
        await asyncio.gather(*waiting, return_exceptions=True)

    async def _deliver_all(self, calls: list[_Call]) -> None:
        for call in calls:
            await self._deliver(call)

    async def _deliver(self, call: _Call) -> None:
        delivery: Json = {"url": call.url, "body": call.body.decode(), "headers": call.headers, "outcomes": []}
        self.log.append(delivery)
        del self.log[:-_KEPT]
        if not _is_here(call.url):
            delivery["outcomes"].append("not sent: only this machine is called")
            return
        async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
            for pause in (0, *call.pauses):
                await asyncio.sleep(pause)
                try:
                    answer = await client.post(
                        call.url, content=call.body, headers={"Content-Type": "application/json", **call.headers}
                    )
                    outcome: int | str = answer.status_code
                except httpx.HTTPError as error:
                    outcome = f"{type(error).__name__}: {error}"
                delivery["outcomes"].append(outcome)
                if outcome == httpx.codes.OK:
                    return


def _is_here(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
