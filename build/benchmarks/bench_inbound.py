"""Webhooks through `shipdesk serve`: one after the other beside a request that is refused, and 200 a second at length.

Every 200 comes after the delivery is on the disk, and what was kept is worked off meanwhile.
"""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from benchmarks.timing import Case, percentile
from shipdesk.app import open_accounts
from shipdesk.settings.paths import open_home
from shipdesk.settings.store import SettingsStore

_RATE = 200
_SECONDS, _QUICK_SECONDS = 60, 10
_GOAL_MS = 50
_ROUNDS = 200
_CONNECTIONS = 20
_KEY = "bench"


def cases(work: Path, *, quick: bool) -> Iterator[Case]:
    home = work / "inbound"
    shutil.rmtree(home, ignore_errors=True)
    os.environ |= {"SHIPDESK_KEYRING": "file", "SHIPDESK_KEYFILE": str(work / "inbound.key")}
    opened = open_home(home)
    open_accounts(opened, SettingsStore(opened.settings)).set_secret("ceva", "webhook_key", _KEY)
    command = [sys.executable, "-m", "shipdesk", "serve", "--home", str(home), "--host", "127.0.0.1", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        line = server.stdout.readline() if server.stdout else ""
        with httpx.Client(base_url=line.removeprefix("listening on ").strip(), trust_env=False, verify=False) as client:
            yield Case(
                "webhook: one, to its 200; floor: its 405",
                ours=lambda number: _post(client, number),
                floor=lambda _number: client.get("/hooks/ceva"),
                rounds=_ROUNDS,
                passes=1,
            )
            times = asyncio.run(_storm(str(client.base_url), _QUICK_SECONDS if quick else _SECONDS))
        server.terminate()
    shutil.rmtree(home)
    p50, p99, most = (1000 * percentile(times, share) for share in (50, 99, 100))
    held = "" if p99 < _GOAL_MS else " !"
    told = f"{len(times)} kept, p50 {p50:.1f} ms, p99 {p99:.1f} (goal {_GOAL_MS}{held}), most {most:.1f}"
    sys.stdout.write(f"{f'webhooks: {_RATE} a second':44}{told}\n")


def _post(client: httpx.Client, number: int) -> None:
    client.post("/hooks/ceva", content=_event(number), headers={"clientId": _KEY}).raise_for_status()


async def _storm(url: str, seconds: int) -> list[float]:
    """Seconds from when each was due to its 200, so that one that had to wait for others counts it too.

    Bare HTTP over kept connections, since a client library would take more of the machine than the server does.
    """
    host, port = url.removeprefix("http://").rstrip("/").split(":")
    begin = time.perf_counter() + 0.5
    times: list[float] = []

    async def connection(place: int) -> None:
        reader, writer = await asyncio.open_connection(host, int(port))
        for number in range(place, seconds * _RATE, _CONNECTIONS):
            due = begin + number / _RATE
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            content = _event(_ROUNDS + number)
            writer.write(f"POST /hooks/ceva HTTP/1.1\r\nHost: {host}\r\nclientId: {_KEY}\r\n".encode())
            writer.write(f"Content-Length: {len(content)}\r\n\r\n".encode() + content)
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200 "):
                raise RuntimeError(head.decode())
            length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
            await reader.readexactly(int(length.partition(b":")[2]))
            times.append(time.perf_counter() - due)
        writer.close()
        await writer.wait_closed()

    await asyncio.gather(*(connection(place) for place in range(_CONNECTIONS)))
    return times


def _event(number: int) -> bytes:
    update = {"status": "In Transit", "statusCode": "10003", "updateTimestamp": "2026-12-09T16:09:53+00:00"}
    payload = {"orderCode": f"BENCH{number:06d}", "update": update, "serviceType": "LAST_MILE"}
    return json.dumps({"eventType": "CUSTOMER_STATUS", "eventPayload": payload}).encode()
