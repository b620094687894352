"""What the simulated Jumppoint remembers; all of it in memory."""

import secrets
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from shipdesk.simulator.journey import next_of
from shipdesk.simulator.jumppoint.vocab import CREATED, JOURNEY
from shipdesk.simulator.tokens import Tokens

Form = dict[str, Any]

#: Signs the webhooks of a booking's own `webhookURL` as long as no webhook has been registered.
DEFAULT_SECRET = "5f1d7a84f2c94d0ab16e7c3359a8e0d2b7c6"  # noqa: S105 - it guards nothing but make-believe


@dataclass(frozen=True)
class Event:
    """A shipment came to a status; `at` is in UTC."""

    status: str
    at: datetime
    id: str = field(default_factory=lambda: secrets.token_hex(12))


@dataclass
class Booking:
    """One shipment booked; `form` is the request body with its numbers as decimals."""

    order_no: str
    form: Form
    created: datetime
    events: list[Event]
    id: str = field(default_factory=lambda: secrets.token_hex(12))

    @property
    def reference(self) -> str:
        return str(self.form["referenceNo"])

    @property
    def latest(self) -> Event:
        return max(self.events, key=lambda event: event.at)

    @property
    def next_status(self) -> str:
        """The status that usually comes after the latest one."""
        return next_of(JOURNEY, self.latest.status)


@dataclass
class Webhook:
    """A webhook registered by POST /webhooks."""

    url: str
    id: str = field(default_factory=lambda: secrets.token_hex(12))
    secret: str = field(default_factory=lambda: secrets.token_hex(18))
    created: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass
class Store:
    """Everything there is: tokens, bookings by number and by reference, webhooks by id.

    Attributes:
        attempts: how often a booking was asked for, by reference.
        unknown_keys: keys of bookings that the document does not have.
    """

    tokens: Tokens = field(default_factory=Tokens)
    bookings: dict[str, Booking] = field(default_factory=dict)
    references: dict[str, Booking] = field(default_factory=dict)
    webhooks: dict[str, Webhook] = field(default_factory=dict)
    attempts: Counter[str] = field(default_factory=Counter)
    unknown_keys: Counter[str] = field(default_factory=Counter)

    def new_token(self, seconds: int) -> str:
        token = f"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.{secrets.token_urlsafe(24)}"
        return self.tokens.give(token, seconds)

    def book(self, form: Form) -> Booking:
        """Keep a checked form as a new booking with a number of its own, such as JPTH1931219700."""
        number = ""
        while not number or number in self.bookings:
            number = f"JP{form['receiver']['countryCode']}{secrets.randbelow(10**10):010d}"
        now = datetime.now(UTC)
        booking = Booking(number, form, now, [Event(CREATED, now)])
        self.bookings[number] = self.references[booking.reference] = booking
        return booking

    def find(self, key: str) -> Booking | None:
        """A booking by order number or by reference."""
        return self.bookings.get(key) or self.references.get(key)
