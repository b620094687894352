"""What is set up to receive webhooks, and whether anybody does: rows for the doctor, a line for the settings."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from shipdesk.core.inbound import Working
from shipdesk.usecases.doctor import Finding

if TYPE_CHECKING:
    from pathlib import Path

    from shipdesk.settings.accounts import AccountView
    from shipdesk.settings.store import SettingsStore
    from shipdesk.usecases.desk import Desk

_WAIT_S = 2.0
#: A line of `webhooks.log`: the time, the status, the source, and at its end why it was no 200.
_REFUSED = re.compile(r"(\S+) (?!200)\d{3} (\S+) from .* ms: (.*)")


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer that was no 200: when, the sender's name, and why in a sentence."""

    at: datetime
    sender: str
    why: str


@dataclass(frozen=True, slots=True)
class Receiving:
    """How receiving stands, in this process or another. `last_at`: when the last delivery was kept."""

    address: str
    listening: bool
    last_at: datetime | None
    refused_today: int
    last_refused: Refused | None
    """Of today."""


def receiving(desk: Desk, settings: SettingsStore, logs: Path) -> Receiving:
    """Ask the port, the inbox and the receiver's log in `logs`."""
    last = desk.inbox.received(frozenset(Working), 1)
    found = _listening(settings)
    address = f"{settings.text('receive_host')}:{settings.text('receive_port')}"
    refused = list(_refused(logs, desk.clock()))
    last_refused = None
    if refused:
        time, source, why = refused[-1].groups()
        sender = desk.sources[source].label if source in desk.sources else source
        last_refused = Refused(datetime.fromisoformat(time).astimezone(), sender, why)
    return Receiving(address, found.ok, last[0].received_at if last else None, len(refused), last_refused)


def _refused(logs: Path, now: datetime) -> Iterator[re.Match[str]]:
    """The lines of today, by this machine's clock, of answers that were no 200."""
    today = now.astimezone().date().isoformat()
    for log in (logs / "webhooks.log.1", logs / "webhooks.log"):
        try:
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            continue
        yield from (match for line in lines if line.startswith(today) and (match := _REFUSED.fullmatch(line)))


def receiving_findings(desk: Desk, settings: SettingsStore, views: list[AccountView]) -> Iterator[Finding]:
    """A row for each sender that has a secret here, what waits in the inbox, and whether somebody listens."""
    by_id = {view.id: view for view in views}
    senders = [one for one in desk.sources.values() if any(by_id[one.id].secrets.get(name) for name in one.secrets)]
    for source in senders:
        name = f"{source.label} webhooks"
        missing = () if source.environments else by_id[source.id].missing
        if missing:
            mend = f"shipdesk account set {source.id} {missing[0]}=…"
            yield Finding(name, ok=False, detail=f"not received: {' and '.join(missing)} is missing", mend=mend)
        else:
            count = sum(by_id[source.id].secrets.get(secret, 0) for secret in source.secrets)
            proofs = "one secret proves them" if count == 1 else f"any of {count} secrets proves them"
            yield Finding(name, ok=True, detail=f"received at /hooks/{source.id}; {proofs}")
    if senders:
        yield _listening(settings)
        yield _inbox(desk)


def _listening(settings: SettingsStore) -> Finding:
    host, port = settings.text("receive_host"), int(settings.text("receive_port"))
    nearby = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - nothing is bound here
    mend = "shipdesk serve; or Settings, Webhooks"
    try:
        with socket.create_connection((nearby, port), timeout=_WAIT_S):
            return Finding("webhooks", ok=True, detail=f"somebody listens on {host}:{port}")
    except OSError:
        return Finding("webhooks", ok=False, detail=f"nobody listens on {host}:{port}", mend=mend)


def _inbox(desk: Desk) -> Finding:
    counts = desk.inbox.counts()
    waiting, odd = counts.get(Working.WAITING, 0), counts.get(Working.NOT_UNDERSTOOD, 0)
    unmatched = counts.get(Working.UNMATCHED, 0)
    detail = f"{waiting} to be worked off, {odd} not understood, {unmatched} of parcels that nobody here knows"
    return Finding("inbox", ok=not odd, detail=detail, mend="look at them in the Inbox" if odd else "")
