"""What the simulated CEVA remembers; all of it in memory."""

import secrets
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from shipdesk.simulator.ceva.vocab import CROSS_BORDER, JOURNEY, PARTNERS, REQUESTED_SERVICES, Status
from shipdesk.simulator.journey import next_of
from shipdesk.simulator.tokens import Tokens

Form = dict[str, Any]


def new_id() -> str:
    return str(uuid4())


@dataclass(frozen=True)
class Update:
    """An order came to a status on one of its legs; times are in UTC.

    Attributes:
        at: when it happened.
        noted: when CEVA learned of it.
    """

    code: str
    words: str
    leg: str
    at: datetime
    noted: datetime
    comments: str = ""
    location: str = ""
    receiver: str = ""
    receiver_contact: str = ""
    proof: str = ""
    id: str = field(default_factory=new_id)


@dataclass
class Leg:
    """A part of the way and its partner's own number."""

    service: str
    number: str
    id: str = field(default_factory=new_id)
    partner_id: str = field(default_factory=new_id)
    tracking_id: str = field(default_factory=new_id)

    @property
    def partner(self) -> str:
        return PARTNERS[self.service]


@dataclass
class Order:
    """One order uploaded; `form` is its entry in the request with its numbers as decimals.

    Attributes:
        kind: CROSSBORDER or DOMESTIC.
        list_asks: how often a list was asked for that it belongs to.
        label_asks: how often its label was asked for.
    """

    kind: str
    form: Form
    tracking_number: str
    created: datetime
    legs: list[Leg]
    updates: list[Update]
    id: str = field(default_factory=new_id)
    item_ids: list[str] = field(default_factory=list)
    list_asks: int = 0
    label_asks: int = 0

    @property
    def code(self) -> str:
        """The order code that the merchant gave it."""
        return str(self.form["orderCode"])

    @property
    def latest(self) -> Update:
        return max(self.updates, key=lambda update: update.at)

    @property
    def next_status(self) -> Status:
        """The status that usually comes after the latest one."""
        legs = {leg.service for leg in self.legs}
        usual = {status.words: status for status in JOURNEY if status.leg in legs}
        return usual[next_of(list(usual), self.latest.words)]


@dataclass
class Subscription:
    """A webhook registered by POST /event-subscriptions; `app_key` is what its calls carry as `clientId`."""

    endpoint: str
    event_type: str
    id: str = field(default_factory=new_id)
    app_key: str = field(default_factory=new_id)
    created: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass
class Store:
    """Everything there is: tokens, orders and subscriptions by id.

    Attributes:
        attempts: how often an order was uploaded, by its code.
        batches: how many orders each upload had.
        unknown_keys: keys of uploads that the document does not have.
    """

    tokens: Tokens = field(default_factory=Tokens)
    orders: dict[str, Order] = field(default_factory=dict)
    subscriptions: dict[str, Subscription] = field(default_factory=dict)
    attempts: Counter[str] = field(default_factory=Counter)
    batches: list[int] = field(default_factory=list)
    unknown_keys: Counter[str] = field(default_factory=Counter)
    client_id: str = field(default_factory=new_id)
    customer_id: str = field(default_factory=new_id)
    user_id: str = field(default_factory=new_id)

    def new_token(self, seconds: int) -> str:
        return self.tokens.give(secrets.token_hex(27), seconds)

    def upload(self, kind: str, form: Form) -> Order:
        """Keep a checked form as a new order with a tracking number of its own."""
        now = datetime.now(UTC)
        first = JOURNEY[0]
        legs = [Leg(service, _partner_number(service)) for service in REQUESTED_SERVICES[kind] if service in PARTNERS]
        order = Order(
            kind=kind,
            form=form,
            tracking_number=_tracking_number(kind, form, now),
            created=now,
            legs=legs,
            updates=[Update(first.code, first.words, first.leg, now, now)],
            item_ids=[new_id() for _ in form["items"]],
        )
        self.orders[order.id] = order
        return order

    def coded(self, code: str) -> list[Order]:
        """Every order that has this code, the merchant's or CEVA's, the newest first."""
        return [one for one in reversed(self.orders.values()) if code in (one.code, one.tracking_number)]

    def find(self, key: str) -> Order | None:
        """An order by id, by the merchant's code or by tracking number."""
        return self.orders.get(key) or next(iter(self.coded(key)), None)


def _tracking_number(kind: str, form: Form, now: datetime) -> str:
    """Such as RED001SIN1116202300000003KUL and ASDKRIID0914202300000002ID."""
    middle = f"{now:%m%d%Y}{secrets.randbelow(10**8):08d}"
    if kind == CROSS_BORDER:
        return f"TRN001{form['senderPort']}{middle}{form['destinationPort']}"
    return f"TRNDOM{form['senderCountry']}{middle}{form['consigneeCountry']}"


def _partner_number(service: str) -> str:
    return f"{service[:3]}{secrets.randbelow(10**9):09d}"
