"""Training mode: a throw-away home, the simulated carriers as a process of their own, sample orders waiting.

No live credential is within reach: the home is new, and its secrets are sealed with a key that goes with it.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast

from shipdesk.assets import resource
from shipdesk.core.errors import SetupError

if TYPE_CHECKING:
    import httpx

    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.core.connector import WebhookManager
    from shipdesk.core.inbound import SourceRecord
    from shipdesk.core.shipment import Shipment
    from shipdesk.settings.accounts import CarrierAccounts
    from shipdesk.settings.store import SettingsStore
    from shipdesk.usecases.desk import Desk

#: What each simulated carrier takes as an account; any of its secrets is `training`.
PASSWORD = "training"  # noqa: S105 - of the simulator, which knows nobody
_PICKUP_DAYS = 14
_START_S = 30
#: What happens by itself while somebody trains, calmly and not for ever: first after so many seconds, then every so
#: many, and so often at most.
_PACES = {
    "deeple": (5, 90, 40),
    "jumppoint": (20, 30, 600),
    "ceva": (30, 30, 600),
    "jne": (40, 30, 600),
    "winkelstraat": (15, 120, 30),
}


@contextmanager
def training_home() -> Iterator[Path]:
    """A new home that goes away at the end."""
    with tempfile.TemporaryDirectory(prefix="shipdesk-training-", ignore_cleanup_errors=True) as folder:
        os.environ["SHIPDESK_KEYFILE"] = str(Path(folder) / "key")
        yield Path(folder) / "home"


def this_program() -> list[str]:
    """The command that starts this program once more."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "shipdesk"]


def open_beside() -> None:
    """Training mode in a window of its own, which outlives this program."""
    quiet = subprocess.DEVNULL
    subprocess.Popen([*this_program(), "demo"], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)


@contextmanager
def simulated_carriers() -> Iterator[str]:
    """The simulator as a process that dies with this one; gives its URL.

    Raises:
        SetupError: it could not be started.
    """
    process = subprocess.Popen(
        [*this_program(), "simulate", "--port", "0", "--with-parent"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        line = process.stdout.readline() if process.stdout else ""
        if not line.startswith("listening on "):
            raise SetupError("The simulated carriers could not be started; training mode needs them.")
        yield line.removeprefix("listening on ").strip()
    finally:
        process.terminate()
        process.wait(_START_S)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def played(records: Mapping[str, CarrierRecord]) -> dict[str, CarrierRecord]:
    """The carriers that there is a simulation of; nobody trains with another."""
    return {name: one for name, one in records.items() if find_spec(f"shipdesk.simulator.{name}")}


def sample_orders(desk: Desk) -> list[Shipment]:
    """The sample orders that come with the program, their pickup moved to the first day that is allowed."""
    from shipdesk.core.reading import parse_json, read_shipment  # noqa: PLC0415 - late: keeps start-up fast

    orders, carriers = [], played(desk.records)
    for file in sorted(resource("samples").glob("*.json")):
        for record in parse_json(file.read_text(encoding="utf-8")):
            shipment = read_shipment(record).shipment
            if shipment.carrier in carriers:
                orders.append(_with_allowed_pickup(desk, shipment))
    return orders


def _with_allowed_pickup(desk: Desk, shipment: Shipment) -> Shipment:
    """Which days are allowed is the carrier's rule, so it is asked."""
    from shipdesk.usecases.check import check  # noqa: PLC0415 - late: keeps start-up fast

    if shipment.pickup.date is None:
        return shipment
    moved = shipment
    for days in range(1, _PICKUP_DAYS):
        day = (desk.clock() + timedelta(days=days)).date()
        moved = shipment.model_copy(update={"pickup": shipment.pickup.model_copy(update={"date": day})})
        if not any(problem.field == "pickup.date" for problem in check(desk, moved)):
            break
    return moved


def set_up_accounts(accounts: CarrierAccounts, records: Mapping[str, CarrierRecord], url: str) -> None:
    """An account at every simulated carrier, each below its own name of the simulator's address."""
    for record in played(records).values():
        needed = [key for key in record.account if key.required and not key.secret and not key.default]
        keys = {key.key: PASSWORD[: key.most_bytes or None] for key in needed}
        accounts.set(record.id, {"environment": "custom", "base_url": f"{url}/{record.id}", **keys})
        for key in record.account:
            if key.secret and key.required:
                accounts.set_secret(record.id, key.key, PASSWORD)


def set_up_senders(accounts: CarrierAccounts, senders: Iterable[SourceRecord]) -> None:
    """An account of every sender of webhooks that is no carrier, with the simulator's secrets."""
    for sender in senders:
        needed = [key.key for key in sender.account if key.required and not key.secret and not key.default]
        accounts.set(sender.id, dict.fromkeys(needed, PASSWORD))
        for secret in sender.secrets:
            accounts.set_secret(sender.id, secret, PASSWORD)


def receive_somewhere(settings: SettingsStore) -> None:
    """Let this window receive webhooks, on the loopback alone and at a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.set({"receive_webhooks": True, "receive_host": "127.0.0.1", "receive_port": f"{port}"})


def bring_to_life(desk: Desk, simulator: str, hooks: str) -> None:
    """From now on orders come in and parcels move, told by webhooks to `hooks`, where the receiver listens.

    Raises:
        SetupError: the simulated carriers do not do as they are told.
        CarrierError, NetworkError: one of them did not take the webhook.
    """
    import httpx  # noqa: PLC0415 - late: keeps start-up fast

    from shipdesk.core.carrier import Capability  # noqa: PLC0415

    told: dict[str, dict[str, object]] = {
        "jumppoint/settings": {"allow_http_webhooks": True},
        **{f"{one}/settings": {"url": f"{hooks}/hooks/{one}"} for one in desk.sources if one not in desk.records},
    }
    paces = {f"{one}/pace": dict(zip(("first", "every", "most"), pace, strict=True)) for one, pace in _PACES.items()}
    with httpx.Client(base_url=f"{simulator}/_control/", trust_env=False, timeout=10) as door:
        for verb, given in told.items():
            _tell(door.post(verb, json=given))
        for record in played(desk.records).values():
            if Capability.WEBHOOKS in record.capabilities:
                manager = cast("WebhookManager", desk.connector(record.id))
                manager.create_webhook(f"{hooks}/hooks/{record.id}")
        for verb, pace in paces.items():
            _tell(door.post(verb, json=pace))


def _tell(answer: httpx.Response) -> None:
    if answer.is_error:
        raise SetupError(f"The simulated carriers do not do as they are told: {answer.text}")
