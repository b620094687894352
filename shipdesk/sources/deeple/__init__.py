"""Deeple, after its page on webhooks: orders of a shop's platforms, sent when their state changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from shipdesk.core.carrier import AccountKey
from shipdesk.core.inbound import SourceRecord

if TYPE_CHECKING:
    from shipdesk.core.inbound import Delivery, News, Proofs

#: Deeple's page names the header and not how it is computed; this is the likeliest.
DEFAULT_RECIPE = "hmac-sha256 hex {PID}{TIMESTAMP}{body}"


def _recipe_fault(text: str) -> str | None:
    from shipdesk.sources.deeple.recipe import fault  # noqa: PLC0415 - late: keeps start-up fast

    return fault(text)


def _unproved(delivery: Delivery, proofs: Proofs) -> str:
    from shipdesk.sources.deeple.verify import unproved  # noqa: PLC0415 - late: keeps start-up fast

    return unproved(delivery, proofs)


def _fit(deliveries: Sequence[Delivery], secrets: Sequence[str]) -> tuple[str, ...]:
    from shipdesk.sources.deeple.verify import fit  # noqa: PLC0415 - late: keeps start-up fast

    return fit(deliveries, secrets)


def _identity(body: Mapping[str, Any]) -> str:
    from shipdesk.sources.deeple.verify import identity  # noqa: PLC0415 - late: keeps start-up fast

    return identity(body)


def _read(body: Mapping[str, Any]) -> News:
    from shipdesk.sources.deeple.mapper import read  # noqa: PLC0415 - late: keeps start-up fast

    return read(body)


SOURCE = SourceRecord(
    id="deeple",
    label="Deeple",
    account=(
        AccountKey("project_id", "Project id", help="What Deeple sends as PID."),
        AccountKey("secret", "Secret", secret=True, several=True, help="Deeple gives it with the project id."),
        AccountKey(
            "recipe",
            "Signature is computed",
            required=False,
            default=DEFAULT_RECIPE,
            fault=_recipe_fault,
            help="Deeple tells it with the secret: algorithm, hex or base64, and what is signed.",
        ),
    ),
    secrets=("secret",),
    unproved=_unproved,
    identity=_identity,
    read=_read,
    fit=_fit,
    fit_key="recipe",
)
