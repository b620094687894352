"""Posts webhooks in the background, and tries again when they are not answered with 200."""

import asyncio
from ipaddress import ip_address
from urllib.parse import urlsplit

import httpx

from shipdesk.simulator.carrier import Json


class Deliveries:
    """Webhooks on their way, and in `log` those there were.

    Only this machine is ever called: a booking made in training may name a real address, and nothing of training
    leaves the loopback.
    """

    def __init__(self) -> None:
        self.log: list[Json] = []
        self._tasks: set[asyncio.Task[None]] = set()

    def post(self, url: str, body: bytes, headers: dict[str, str], pauses: list[float]) -> None:
        """Send a JSON body with these headers beside its type; returns at once.

        Args:
            pauses: seconds before each new try of what was not answered with 200.
        """
        task = asyncio.get_running_loop().create_task(self._deliver(url, body, headers, pauses))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def reset(self) -> None:
        """Forget what was delivered and what is still to be."""
        for task in self._tasks:
            task.cancel()
        self.log.clear()

    async def close(self) -> None:
        waiting = list(self._tasks)
        self.reset()
        await asyncio.gather(*waiting, return_exceptions=True)

    async def _deliver(self, url: str, body: bytes, headers: dict[str, str], pauses: list[float]) -> None:
        delivery: Json = {"url": url, "body": body.decode(), "headers": headers, "outcomes": []}
        self.log.append(delivery)
        if not _is_here(url):
            delivery["outcomes"].append("not sent: only this machine is called")
            return
        async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
            for pause in (0, *pauses):
                await asyncio.sleep(pause)
                try:
                    answer = await client.post(
                        url, content=body, headers={"Content-Type": "application/json", **headers}
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
