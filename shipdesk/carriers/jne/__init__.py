"""JNE, after "API Integration for JNE", OnMarket and OnDelivery."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from shipdesk.carriers.jne import vocab
from shipdesk.carriers.jne.options import OPTIONS
from shipdesk.core.carrier import AccountKey, Capability, CarrierRecord, Service, Settling
from shipdesk.core.fields import Choice, choices

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipdesk.core.carrier import Account, CheckContext
    from shipdesk.core.checks.places import Places
    from shipdesk.core.connector import Connector
    from shipdesk.core.outcomes import Frozen
    from shipdesk.core.problems import Problem
    from shipdesk.core.shipment import Shipment

#: The document has one address for trying out and for live: the user name tells them apart.
_URL = "http://apiv2.jne.co.id:10102/"
_ACCOUNT = (
    AccountKey("username", "User name", help="JNE sends it by e-mail."),
    AccountKey("customer_id", "Customer number", most_bytes=10),
    # 10 bytes in one table and 6 in the other: what fits both.
    AccountKey("branch", "Branch code", most_bytes=6, help="Like CGK000."),
    AccountKey(
        "api_key",
        "API key",
        secret=True,
        help="JNE's address is plain http: the API key, names and addresses travel where others may read them, and "
        "answers could be forged. Give an https address as base URL where JNE offers you one.",
    ),
)


@cache
def _places() -> Places:
    from shipdesk.assets import resource  # noqa: PLC0415 - late: keeps start-up fast
    from shipdesk.core.checks.places import open_places  # noqa: PLC0415

    return open_places(resource("places.sqlite"))


def _check(shipment: Shipment, context: CheckContext) -> list[Problem]:
    from shipdesk.carriers.jne.rules import check  # noqa: PLC0415 - late: keeps start-up fast

    return check(shipment, context, _places(), OPTIONS)


def _freeze(shipment: Shipment, context: CheckContext) -> Frozen:
    from shipdesk.carriers.jne.freezing import freeze  # noqa: PLC0415 - late: keeps start-up fast

    return freeze(shipment, context.settings)


def _connect(account: Account) -> Connector:
    from shipdesk.carriers.jne.client import Jne  # noqa: PLC0415 - late: keeps start-up fast

    return Jne(account)


def _wire_lines(shipment: Shipment) -> Mapping[str, list[str]]:
    from shipdesk.carriers.jne.mapper import wire_lines  # noqa: PLC0415 - late: keeps start-up fast

    return wire_lines(shipment)


RECORD = CarrierRecord(
    id="jne",
    label="JNE",
    services=tuple(
        Service(f"{flow.code}/{code}", f"{flow.name} {code}")
        for flow in vocab.FLOWS.values()
        for code in vocab.SERVICES
    ),
    environments={"production": _URL, "sandbox": _URL},
    account=_ACCOUNT,
    fields=lambda service: vocab.flow_of(service).paths,
    ignored=vocab.NOT_SENT,
    required=lambda service: frozenset(vocab.required(service)),
    choices={
        **{f"{party}.country": (Choice(vocab.COUNTRY, "Indonesia"),) for party in ("sender", "receiver")},
        **{path: choices(vocab.CURRENCY) for path in vocab.CURRENCIES},
    },
    check=_check,
    freeze=_freeze,
    connect=_connect,
    options=OPTIONS,
    capabilities=frozenset({Capability.TRACK, Capability.RATES}),
    settling=Settling.SEND_AGAIN,
    byte_limits=lambda service: vocab.flow_of(service).most_bytes,
    silent_after_h={"": 48},
    wire_lines=_wire_lines,
)
