"""What the simulated JNE remembers; all of it in memory."""

import secrets
from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from shipdesk.simulator.jne.vocab import JOURNEY, PLACES, WIB, Flow, Place
from shipdesk.simulator.journey import next_of

Form = dict[str, str]


@dataclass(frozen=True)
class Scan:
    """A parcel was seen; `at` is in UTC."""

    code: str
    words: str
    at: datetime


@dataclass
class Proof:
    """Who took a parcel, and what shows it."""

    receiver: str
    at: datetime
    relation: str
    photo: str | None = None
    signature: str | None = None
    latitude: str | None = None
    longitude: str | None = None


@dataclass
class Shipment:
    """One airwaybill; `form` is the request that made it."""

    awb: str
    flow: Flow
    form: Form
    created: datetime
    scans: list[Scan] = field(default_factory=list)
    proof: Proof | None = None

    def value(self, name: str) -> str:
        """A field that both flows have, such as SHIPPER_NAME, by its name without prefix."""
        return self.form.get(self.flow.prefix + name, "")

    @property
    def order_id(self) -> str:
        return self.form[self.flow.order_id]

    @property
    def origin(self) -> Place:
        return PLACES[self.form[self.flow.origin]]

    @property
    def destination(self) -> Place:
        return PLACES[self.form[self.flow.destination]]

    @property
    def weight(self) -> Decimal:
        return Decimal(self.value("WEIGHT"))

    @property
    def history(self) -> list[Scan]:
        return sorted(self.scans, key=lambda scan: scan.at)

    @property
    def next_code(self) -> str:
        """The scan that usually comes after the latest one."""
        codes = list(JOURNEY)
        if not self.scans:
            return codes[0]
        return next_of(codes, self.history[-1].code)


@dataclass
class Store:
    """Everything there is: shipments by airwaybill, and by the order ids of each flow.

    Attributes:
        attempts: how often a booking was asked for, by order id.
        refusals: what the last refusals were about, which their answers do not say.
        unknown_keys: fields of bookings that the document does not have.
    """

    shipments: dict[str, Shipment] = field(default_factory=dict)
    orders: dict[tuple[str, str], Shipment] = field(default_factory=dict)
    attempts: Counter[str] = field(default_factory=Counter)
    refusals: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=100))
    unknown_keys: Counter[str] = field(default_factory=Counter)

    def book(self, flow: Flow, form: Form) -> Shipment:
        """Keep a checked form as a shipment with the airwaybill it names, else one of its own."""
        awb = form.get("AWB", "")
        while not awb or awb in self.shipments:
            awb = f"01{secrets.randbelow(10 ** (flow.digits - 2)):0{flow.digits - 2}d}"
        shipment = Shipment(awb, flow, form, datetime.now(WIB))
        self.shipments[awb] = self.orders[flow.name, shipment.order_id] = shipment
        return shipment

    def find(self, key: str) -> Shipment | None:
        """A shipment by airwaybill or by order id."""
        ordered = (one for one in self.shipments.values() if one.order_id == key)
        return self.shipments.get(key) or next(ordered, None)
