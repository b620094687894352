"""Jumppoint, after "Jumppoint International Open API Spec"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from shipdesk.carriers.jumppoint import vocab
from shipdesk.core.carrier import AccountKey, Capability, CarrierRecord, Service, Settling, public_url
from shipdesk.core.fields import Choice, Field, Group, Kind, choices

if TYPE_CHECKING:
    from datetime import datetime

    from shipdesk.core.carrier import Account, CheckContext
    from shipdesk.core.checks.places import Places
    from shipdesk.core.connector import Connector
    from shipdesk.core.outcomes import Frozen
    from shipdesk.core.problems import Problem
    from shipdesk.core.shipment import Shipment

_OPTIONS = (
    Field(
        "options.webhook_url",
        "Webhook for this shipment",
        Group.OPTIONS,
        span=2,
        rare=True,
        help="Where Jumppoint sends news of this one shipment instead of the account's address; https.",
    ),
    Field("options.package_amount", "Products in the package", Group.OPTIONS, Kind.WHOLE, rare=True),
    Field("options.cargo_value", "Total sales amount", Group.OPTIONS, Kind.DECIMAL, rare=True),
    Field("options.freight_fee", "Shipping fee charged", Group.OPTIONS, Kind.DECIMAL, rare=True),
)


_SENT = vocab.SENT | {row.path for row in _OPTIONS}
_ACCOUNT = (
    AccountKey("username", "User name"),
    AccountKey("password", "Password", secret=True),
    AccountKey(
        "webhook_secret",
        "Webhook secret",
        secret=True,
        required=False,
        several=True,
        help="Jumppoint shows it once, when a webhook is made.",
    ),
    public_url("Where shipdesk serve is reached from outside, https; each booking then gets an address of its own."),
    AccountKey(
        "places",
        "Provinces and cities",
        required=False,
        default="refuse",
        choices=(Choice("refuse", "A contradiction is an error"), Choice("advise", "A contradiction is a warning")),
        help="Nobody knows which edition of the place names Jumppoint uses.",
    ),
)


@cache
def _places() -> Places:
    from shipdesk.assets import resource  # noqa: PLC0415 - late: keeps start-up fast
    from shipdesk.core.checks.places import open_places  # noqa: PLC0415

    return open_places(resource("places.sqlite"))


def _check(shipment: Shipment, context: CheckContext) -> list[Problem]:
    from shipdesk.carriers.jumppoint.rules import check  # noqa: PLC0415 - late: keeps start-up fast

    return check(shipment, context, _places(), _OPTIONS)


def _freeze(shipment: Shipment, _context: CheckContext) -> Frozen:
    from shipdesk.carriers.jumppoint.mapper import freeze  # noqa: PLC0415 - late: keeps start-up fast

    return freeze(shipment, _places(), _OPTIONS)


def _probe_until(frozen: Frozen) -> datetime | None:
    from shipdesk.carriers.jumppoint.mapper import probe_until  # noqa: PLC0415 - late: keeps start-up fast

    return probe_until(frozen, _places())


def _connect(account: Account) -> Connector:
    from shipdesk.carriers.jumppoint.client import Jumppoint  # noqa: PLC0415 - late: keeps start-up fast

    return Jumppoint(account)


RECORD = CarrierRecord(
    id="jumppoint",
    label="Jumppoint",
    services=tuple(Service(code, code) for code in vocab.SERVICES),
    environments={
        "production": "https://open-api.intl.jumppoint.io/",
        "sandbox": "https://staging.open-api.intl.jumppoint.io/",
    },
    account=_ACCOUNT,
    fields=lambda _service: _SENT,
    ignored=vocab.NOT_SENT,
    required=lambda _service: frozenset(vocab.REQUIRED),
    choices={path: choices(*values) for path, values in vocab.CLOSED.items() if path != "service"},
    check=_check,
    freeze=_freeze,
    connect=_connect,
    options=_OPTIONS,
    capabilities=frozenset({Capability.LABEL, Capability.TRACK, Capability.WEBHOOKS}),
    settling=Settling.SEND_AGAIN,
    probe_until=_probe_until,
    tracked_together=50,
    silent_after_h={"": 96},
)
