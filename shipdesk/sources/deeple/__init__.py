"""Deeple, after its page on webhooks: orders of a shop's platforms, sent when their state changes."""

from __future__ import annotations

from shipdesk.core.carrier import AccountKey
from shipdesk.core.inbound import Reader, SourceRecord

#: Deeple's page names the header and not how it is computed; this is the likeliest.
DEFAULT_RECIPE = "hmac-sha256 hex {PID}{TIMESTAMP}{body}"


def _recipe_fault(text: str) -> str | None:
    from shipdesk.sources.deeple.recipe import fault  # noqa: PLC0415 - late: keeps start-up fast

    return fault(text)


def _reader() -> Reader:
    from shipdesk.sources.deeple import mapper, verify  # noqa: PLC0415 - late: keeps start-up fast

    return Reader(verify.unproved, verify.identity, mapper.read, verify.fit)


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
    reader=_reader,
    fit_key="recipe",
)
