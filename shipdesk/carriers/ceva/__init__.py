"""CEVA Logistics (Luwjistik), after "CEVA Logistics API Documentation"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from shipdesk.carriers.ceva import vocab
from shipdesk.core.carrier import AccountKey, Capability, CarrierRecord, Service, Settling, public_url
from shipdesk.core.fields import Choice, Field, Group, choices

if TYPE_CHECKING:
    from shipdesk.core.carrier import Account, CheckContext
    from shipdesk.core.checks.places import Places
    from shipdesk.core.connector import Connector
    from shipdesk.core.outcomes import Frozen
    from shipdesk.core.problems import Problem
    from shipdesk.core.shipment import Shipment

_OPTIONS = (
    Field("options.origin_port", "Port of origin", Group.OPTIONS, help="Three letters, such as SIN."),
    Field("options.destination_port", "Port of destination", Group.OPTIONS, help="Three letters, such as KUL."),
)
_ACCOUNT = (
    AccountKey("email", "E-mail"),
    AccountKey("client_slug", "Client slug"),
    AccountKey("password", "Password", secret=True),
    AccountKey(
        "authorization",
        "Token is sent",
        required=False,
        default="token",
        choices=(Choice("token", "Alone, as CEVA's document says"), Choice("bearer", "After the word Bearer")),
    ),
    AccountKey(
        "webhook_key",
        "Webhook key",
        secret=True,
        required=False,
        several=True,
        help="The appKey of an event subscription; it is kept when one is made here.",
    ),
    public_url("Where shipdesk serve is reached from outside, https; a subscription is proposed below it."),
)
_NAMES = {vocab.CROSSBORDER: "Cross-border", vocab.DOMESTIC: "Domestic"}


@cache
def _places() -> Places:
    from shipdesk.assets import resource  # noqa: PLC0415 - late: keeps start-up fast
    from shipdesk.core.checks.places import open_places  # noqa: PLC0415

    return open_places(resource("places.sqlite"))


def _check(shipment: Shipment, context: CheckContext) -> list[Problem]:
    from shipdesk.carriers.ceva.rules import check  # noqa: PLC0415 - late: keeps start-up fast

    return check(shipment, context, _places(), _OPTIONS)


def _freeze(shipment: Shipment, _context: CheckContext) -> Frozen:
    from shipdesk.carriers.ceva.mapper import freeze  # noqa: PLC0415 - late: keeps start-up fast

    return freeze(shipment, _OPTIONS)


def _connect(account: Account) -> Connector:
    from shipdesk.carriers.ceva.client import Ceva  # noqa: PLC0415 - late: keeps start-up fast

    return Ceva(account)


def _fields(service: str) -> frozenset[str]:
    """Of a service that is none of CEVA's: whatever any of them sends."""
    kind, _ = vocab.split_service(service)
    return vocab.SENT[kind] if kind else frozenset().union(*vocab.SENT.values())


def _required(service: str) -> frozenset[str]:
    kind, _ = vocab.split_service(service)
    return frozenset(vocab.REQUIRED[kind]) if kind else frozenset({"service"})


RECORD = CarrierRecord(
    id="ceva",
    label="CEVA",
    services=tuple(
        Service(f"{kind}/{level}", f"{_NAMES[kind]} {level.capitalize()}")
        for kind in vocab.TABLES
        for level in vocab.LEVELS
    ),
    environments={
        "production": "https://api.v2.luwjistik.io/api/merchants/",
        "sandbox": "https://api.sandbox.luwjistik.io/api/merchants/",
    },
    account=_ACCOUNT,
    fields=_fields,
    ignored=vocab.NOT_SENT,
    required=_required,
    choices={"customs.incoterm": choices(*vocab.INCOTERMS)},
    check=_check,
    freeze=_freeze,
    connect=_connect,
    options=_OPTIONS,
    capabilities=frozenset(
        {Capability.LABEL, Capability.TRACK, Capability.SERVICES, Capability.ORDERS, Capability.WEBHOOKS}
    ),
    settling=Settling.LOOK,
    batch=vocab.MOST_ORDERS,
    silent_after_h={"": 96, "FIRST_MILE": 48, "FREIGHT_FORWARDER": 120, "CUSTOMS": 120, "LAST_MILE": 48},
)
