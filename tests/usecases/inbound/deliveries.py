"""Deliveries for tests of what is done with them: kept in a real inbox, under the identities their sources give."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from shipdesk.core.inbound import Delivery, Received, Working
from shipdesk.core.records import Entry
from shipdesk.usecases.inbound.work_in import work_in_inbox
from tests.sources.samples import DEEPLE
from tests.usecases.desks import Bench


def keep(bench: Bench, source: str, body: Mapping[str, Any] | bytes, token: str = "") -> None:
    """As the receiver does once it is proved."""
    content = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    identity = "" if isinstance(body, bytes) else bench.desk.sources[source].reader().identity(body)
    identity = identity or hashlib.sha256(content).hexdigest()
    bench.desk.inbox.keep([(Delivery(source, {}, content, bench.clock(), token), identity)])


def work(bench: Bench) -> None:
    """All that is waiting and due."""
    while work_in_inbox(bench.desk, bench.desk.inbox):
        pass


def receive(bench: Bench, source: str, body: Mapping[str, Any] | bytes, token: str = "") -> Received:
    """Kept and worked off; how it stands then."""
    keep(bench, source, body, token)
    work(bench)
    return newest(bench)


def newest(bench: Bench) -> Received:
    return bench.desk.inbox.received(frozenset(Working), 1)[0]


def order(minute: int = 0, **changes: object) -> dict[str, Any]:
    """Deeple's order, changed in this minute of the morning."""
    return DEEPLE | {"updatedAt": f"2026-11-22 08:{minute:02}:00"} | changes


def entry(bench: Bench, reference: str = "DP2611220001") -> Entry:
    found = bench.desk.book.entry(reference)
    assert found is not None
    return found


def later(bench: Bench, **pause: float) -> None:
    bench.clock.pass_(timedelta(**pause).total_seconds())
    work(bench)
