"""Every parser of every connector against answers that no document has: no crash, and above all no false success."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from shipdesk.core.carrier import Account, Capability, CarrierRecord
from shipdesk.core.errors import ShipDeskError
from shipdesk.core.outcomes import Frozen, Verdict
from shipdesk.training import PASSWORD
from tests.carriers.samples import frozen_samples, names, sample
from tests.proofs.flows import FLOWS, RECORDS, Flow
from tests.proofs.mutations import mutated
from tests.proofs.oracle import POSITIVE, allowed, given
from tests.transport.peers import Peer, http, peer, read_request

_GOLDEN = Path(__file__).parents[1] / "carriers"
_STATUSES = (200, 200, 200, 200, 200, 201, 204, 400, 400, 401, 403, 404, 409, 413, 422, 500)
_PDF = b"%PDF-1.4\n%%EOF\n"

#: What the document allows and has no sample of.
_MORE: dict[str, list[dict[str, Any]]] = {
    "jumppoint": [
        {
            "request": {"method": "POST", "path": "/booking"},
            "answer": {"status": 200, "body": {"status": True, "data": {"orderNo": "JPTH1931219700"}}},
        }
    ]
}


@dataclass
class Tally:
    """What came of so many answers."""

    answers: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)

    def line(self, what: str) -> str:
        ends = ", ".join(f"{count} {end}" for end, count in self.ends.most_common())
        return f"{what}: {self.answers} answers: {ends}; {len(self.complaints)} complaints"


@dataclass
class Liar:
    """A carrier that logs everybody in, and answers the rest as its `say` has it; `said` is the last answer."""

    goldens: list[dict[str, Any]]
    bookings: tuple[str, ...]
    reference: str
    dice: random.Random
    fuzzed: str = "booking"
    said: tuple[int, bytes] = (0, b"")

    def talk(self, server: Peer, one: Any) -> None:
        while request := read_request(one):
            method, target, _ = request.split(b"\r\n", 1)[0].decode().split(" ", 2)
            status, body = self._answer(server, method, target.partition("?")[0])
            kind = "" if status != 204 else "X-Empty: yes\r\n"
            one.sendall(http(f"{status} x", b"" if status == 204 else body, kind))

    def _answer(self, server: Peer, method: str, path: str) -> tuple[int, bytes]:
        is_booking = f"{method} {path}" in self.bookings
        known = [one["answer"] for one in self.goldens if _fits(one["request"], method, path)]
        if not known:
            return 200, _PDF
        if self.fuzzed != ("booking" if is_booking else "login" if "login" in path else "questions"):
            golden = next(one for one in known if one["status"] in (200, 201))
            return self._plain(golden["status"], _ours(golden["body"], self.reference, server.url), path)
        golden = self.dice.choice(known)
        body = _ours(golden["body"], self.reference, server.url)
        status = golden["status"] if self.dice.random() < 0.6 else self.dice.choice(_STATUSES)
        told = mutated(self.dice, body)
        if is_booking:
            self.said = (status, told if status != 204 else b"")
        return status, told

    def _plain(self, status: int, body: Any, path: str) -> tuple[int, bytes]:
        """Beside the answer that is fuzzed: a login that works, and a list in which nothing is yet."""
        if path == "/orders":
            body = {**body, "data": []}
        return status, json.dumps(body).encode()


def _fits(request: dict[str, Any], method: str, path: str) -> bool:
    """The same call, whatever stands in its variable parts."""
    wanted = request["path"].split("?")[0].strip("/").split("/")
    given = path.strip("/").split("/")
    return (
        request["method"] == method
        and len(wanted) == len(given)
        and wanted[0] == given[0]
        and (wanted[:-1] == given[:-1] or wanted[-1] == given[-1])
    )


def _ours(body: Any, reference: str, url: str) -> Any:
    """A golden answer about our reference, its links leading back to this server."""
    if isinstance(body, dict):
        return {
            key: reference if key in ("customerOrderCode", "referenceNo") else _ours(value, reference, url)
            for key, value in body.items()
        }
    if isinstance(body, list):
        return [_ours(one, reference, url) for one in body]
    if isinstance(body, str) and body.startswith("http"):
        return f"{url}/file.pdf"
    return body


def goldens(carrier: str) -> list[dict[str, Any]]:
    """The requests and answers of the carrier's document."""
    files = sorted((_GOLDEN / carrier / "golden").glob("*.json"))
    return [json.loads(file.read_text("utf-8")) for file in files] + _MORE.get(carrier, [])


@contextmanager
def lied_to(flow: Flow, dice: random.Random) -> Iterator[tuple[Liar, Any, Frozen]]:
    """A liar, a connector that asks it, and a request of this flow."""
    record = RECORDS[flow.carrier]
    frozen = next(one for one in frozen_samples(record) if _is_of(flow, one))
    paths = tuple(f"{verb} {flow.prefix}{path}" for verb, _, path in (end.partition(" ") for end in flow.endpoints))
    liar = Liar(goldens(flow.carrier), paths, frozen.reference, dice)
    module, _, name = flow.connector.partition(":")
    with peer(liar.talk) as server:
        settings = {key.key: key.default or PASSWORD for key in record.account if not key.secret}
        secrets = {key.key: PASSWORD for key in record.account if key.secret}
        account = Account(
            flow.carrier, "custom", server.url, settings, lambda key: secrets.get(key, ""), secrets.__setitem__
        )
        connector = getattr(import_module(module), name)(account, total_s=5)
        try:
            yield liar, connector, frozen
        finally:
            connector.close()


def _is_of(flow: Flow, frozen: Frozen) -> bool:
    return any(
        frozen.operation.split("?")[0].strip("/").endswith(end.partition(" ")[2].strip("/")) for end in flow.endpoints
    )


def fuzz_booking(flow: Flow, *, answers: int, seed: int) -> Tally:
    """Book against so many answers; each yes must be one by the oracle, and nothing may be raised."""
    dice, tally = random.Random(f"{flow.name} {seed}"), Tally()
    with lied_to(flow, dice) as (liar, connector, frozen):
        while tally.answers < answers and len(tally.complaints) < 5:
            tally.answers += 1
            liar.said = (0, b"")
            try:
                (outcome,) = connector.book([frozen], lambda: None)
            except Exception as fault:  # noqa: BLE001 - every end of an attempt is an outcome, whatever was answered
                tally.complaints.append(f"{fault!r} after {liar.said[0]} {liar.said[1][:300]!r}")
                continue
            tally.ends[outcome.verdict] += 1
            tally.complaints += _false_success(flow, outcome.verdict, outcome.number, liar.said, frozen.reference)
    return tally


def _false_success(flow: Flow, verdict: Verdict, number: str, said: tuple[int, bytes], reference: str) -> list[str]:
    what = f"{verdict} {number!r} after {said[0]} {said[1][:300]!r}"
    if verdict in POSITIVE and verdict not in allowed(flow.carrier, *said, reference):
        return [f"A false success: {what}"]
    if verdict is Verdict.BOOKED and number not in given(said[1]):
        return [f"A number that nobody gave: {what}"]
    return []


def fuzz_questions(flow: Flow, *, answers: int, seed: int) -> Tally:
    """Every other call against so many answers: each gives a value, or says in a sentence why not."""
    dice, tally = random.Random(f"{flow.name} {seed} questions"), Tally()
    with lied_to(flow, dice) as (liar, connector, frozen):
        calls = list(_questions(RECORDS[flow.carrier], connector, frozen.reference))
        while tally.answers < answers and len(tally.complaints) < 5:
            tally.answers += 1
            name, call = dice.choice(calls)
            liar.fuzzed = "login" if name == "test" else "questions"
            try:
                call()
                tally.ends["answered"] += 1
            except ShipDeskError as fault:
                tally.ends[type(fault).__name__] += 1
                if not str(fault) or "\n" in str(fault) or len(str(fault)) > 1500:
                    tally.complaints.append(f"{name}: no sentence: {str(fault)[:300]!r}")
            except Exception as fault:  # noqa: BLE001 - anything else would end a clerk's day in a crash window
                tally.complaints.append(f"{name}: {fault!r}")
    return tally


def _questions(record: CarrierRecord, connector: Any, reference: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    number = "TRN0012345678"
    yield "test", connector.test
    yield "find", partial(connector.find, number)
    yield "look", partial(connector.look, reference)
    yield "track", partial(connector.track, [number], {number: reference})
    yield "label", partial(connector.label, number, reference)
    if Capability.SERVICES in record.capabilities:
        yield "services", partial(connector.services, "SG", "MY")
    if Capability.ORDERS in record.capabilities:
        yield "orders", partial(connector.orders, 1)
    if Capability.RATES in record.capabilities:
        yield "rates", partial(connector.rates, sample(names(record.id)[0]))
    if Capability.WEBHOOKS in record.capabilities:
        yield "webhooks", connector.webhooks
        yield "create_webhook", partial(connector.create_webhook, "https://example.com/news")


def flows() -> tuple[Flow, ...]:
    """Those whose carrier has golden answers."""
    return tuple(flow for flow in FLOWS if goldens(flow.carrier))
