"""Who sent a webhook as Deeple's, and which event it is ("Request headers")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from shipdesk.core.proofs import matches_any, named
from shipdesk.sources.deeple import DEFAULT_RECIPE
from shipdesk.sources.deeple.recipe import Signed, likely, read_recipe

if TYPE_CHECKING:
    from shipdesk.core.inbound import Delivery, Proofs

#: A delivery whose TIMESTAMP is further off is refused: it may have been recorded and sent again.
MOST_OFF = timedelta(minutes=5)
_NUMBER = re.compile(r"\d{1,16}(\.\d{1,9})?", re.ASCII)
#: As seconds the year 5138, as milliseconds 1973.
_MILLISECONDS_FROM = 100_000_000_000


def unproved(delivery: Delivery, proofs: Proofs) -> str:
    """PID is the project's, TIMESTAMP is now, and SIGNATURE is what the account's recipe makes of them."""
    given = signed(delivery)
    for name, value in (("PID", given.project), ("TIMESTAMP", given.timestamp), ("SIGNATURE", given.signature)):
        if not value:
            return f"It has no {name}."
    if not matches_any(given.project, (proofs.settings.get("project_id", "").encode(),)):
        return "Its PID is not that of the project set here."
    sent_at = read_timestamp(given.timestamp)
    if sent_at is None:
        return "Its TIMESTAMP is no time."
    off = delivery.received_at - sent_at
    if abs(off) > MOST_OFF:
        minutes = abs(off) // timedelta(minutes=1)
        return f"Its TIMESTAMP is {minutes} minutes {'behind' if off > timedelta() else 'ahead of'} the clock here."
    recipe = read_recipe(proofs.settings.get("recipe", "") or DEFAULT_RECIPE)
    if any(recipe.proves(given, secret) for secret in proofs.secrets("secret")):
        return ""
    return "Its SIGNATURE fits no secret that is kept here, by the recipe that is set."


def fit(deliveries: Sequence[Delivery], secrets: Sequence[str]) -> tuple[str, ...]:
    """The recipes by which a secret proves all of these, the likeliest first; when they were sent does not matter."""
    given = [signed(one) for one in deliveries]
    return tuple(
        str(recipe)
        for recipe in likely()
        if any(all(recipe.proves(one, secret) for one in given) for secret in secrets)
    )


def signed(delivery: Delivery) -> Signed:
    """What a signature may be made of, as it came."""
    headers = delivery.headers
    return Signed(
        project=headers.get("pid", "").strip(),
        timestamp=headers.get("timestamp", "").strip(),
        signature=headers.get("signature", "").strip(),
        body=delivery.body,
    )


def read_timestamp(text: str) -> datetime | None:
    """Seconds or milliseconds since 1970, or ISO 8601 (UTC where it names no zone); None where it is none of them."""
    text = text.strip()
    try:
        if _NUMBER.fullmatch(text):
            number = float(text)
            return datetime.fromtimestamp(number / 1000 if number >= _MILLISECONDS_FROM else number, UTC)
        found = datetime.fromisoformat(text)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def identity(body: Mapping[str, Any]) -> str:
    """Number, state and when it was changed."""
    return named(body, ("orderNumber", "state", "updatedAt"))
