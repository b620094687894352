"""The booking flows that are proved, one line each, and what the simulator's books say of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from shipdesk.catalog import CARRIERS
from shipdesk.core.carrier import Settling
from shipdesk.core.protocol import MOST_PROBES

Rule = dict[str, Any]


@dataclass(frozen=True)
class Flow:
    """A way to book at a carrier.

    Attributes:
        service: how the service codes of this flow begin; a sample order of such a service is what is booked.
        endpoints: where its bookings are sent, as the simulator names them.
        reference, number: the fields of the simulator's rows that hold our key and the carrier's number.
        no_label: what makes the carrier's labels come later, so that a campaign does not spend its time on them.
        replies: settings of the simulated carrier that put its answers out of order.
        connector: `module:class` of its connector, which takes the seconds that a whole call may last.
        prefix: what stands before the simulator's names of endpoints at the carrier itself.
    """

    name: str
    carrier: str
    service: str
    endpoints: tuple[str, ...]
    reference: str
    number: str
    connector: str
    no_label: tuple[Rule, ...] = ()
    replies: tuple[Mapping[str, Any], ...] = ({},)
    prefix: str = ""

    @property
    def settling(self) -> Settling:
        return RECORDS[self.carrier].settling

    @property
    def batch(self) -> int:
        return RECORDS[self.carrier].batch

    @property
    def most_posts(self) -> int:
        """How many requests that may book something may leave for one key, without a person."""
        return 1 + MOST_PROBES if self.settling is Settling.SEND_AGAIN else 1


_NO_URL = {"status": True, "data": {"url": ""}}
_ALL = (
    Flow(
        name="jumppoint",
        carrier="jumppoint",
        service="",
        endpoints=("POST /booking",),
        reference="referenceNo",
        number="orderNo",
        connector="shipdesk.carriers.jumppoint.client:Jumppoint",
        no_label=(
            {
                "carrier": "jumppoint",
                "endpoint": "GET /shipments/shipment-label",
                "fault": "status",
                "code": 200,
                "body": _NO_URL,
                "times": None,
            },
        ),
        replies=({}, {"numbers": "later"}),
    ),
    Flow(
        name="ceva",
        carrier="ceva",
        service="CROSSBORDER",
        endpoints=("POST /orders/crossBorder",),
        reference="orderCode",
        number="trackingNumber",
        connector="shipdesk.carriers.ceva.client:Ceva",
        replies=(
            {"label_ready_after": 99},
            *(
                {"label_ready_after": 99, "reply": reply, "reply_nth": 3}
                for reply in ("omit", "swap", "stranger", "twice")
            ),
            {"label_ready_after": 99, "listed_after": 2},
            {"label_ready_after": 99, "code_field": "customerOrderCode"},
        ),
    ),
    Flow(
        name="jne-onmarket",
        carrier="jne",
        service="ONMARKET",
        endpoints=("POST /tracing/api/generatecnote",),
        reference="orderId",
        number="awb",
        connector="shipdesk.carriers.jne.client:Jne",
    ),
    Flow(
        name="jne-ondelivery",
        carrier="jne",
        service="ONDELIVERY",
        endpoints=("POST /pickupcashless",),
        reference="orderId",
        number="awb",
        connector="shipdesk.carriers.jne.client:Jne",
        replies=({}, {"duplicate_cnote": "sent"}),
    ),
)
RECORDS = {record.id: record for record in CARRIERS}
#: Those whose carrier is in the catalog.
FLOWS = tuple(flow for flow in _ALL if flow.carrier in RECORDS)


@dataclass(frozen=True)
class Ledger:
    """What a carrier has in its books for a flow, read at the control door.

    Attributes:
        rows: the carrier's numbers by our key, one for each row.
        posts: requests by key that may have booked something: all but those answered with a refusal.
    """

    rows: Mapping[str, tuple[str, ...]]
    posts: Mapping[str, int]


@dataclass
class _Counting:
    rows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    posts: Counter[str] = field(default_factory=Counter)


#: Answers that say who asks, or what is asked, is wrong: the carrier did nothing.
_REFUSALS = frozenset({400, 401, 403, 404, 413, 422})


def ledger(flow: Flow, state: Mapping[str, Any], requests: Sequence[Mapping[str, Any]], keys: Sequence[str]) -> Ledger:
    """Of `control()` and `control("requests")`, for these keys of ours."""
    counting = _Counting()
    for row in state["carriers"][flow.carrier]["bookings"]:
        key = row[flow.reference]
        counting.rows[key] = (*counting.rows.get(key, ()), row[flow.number])
    known = set(keys)
    # Where every doubt is looked up, a busy carrier's word is believed as well.
    refusals = _REFUSALS | ({429} if flow.settling is Settling.LOOK else set())
    for request in requests:
        is_booking = request["carrier"] == flow.carrier and request["endpoint"] in flow.endpoints
        if is_booking and request["status"] not in refusals:
            counting.posts.update(known & set(_words(request["body"])))
    return Ledger(counting.rows, counting.posts)


def _words(body: str) -> list[str]:
    """Every text in a body, JSON or form: our key is one of them."""
    try:
        return _texts(json.loads(body))
    except ValueError:
        return [value for _, value in parse_qsl(body)]


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []
