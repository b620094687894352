"""What the control door can do with any carrier that has settings, or gives tokens."""

from typing import Any, Protocol

from shipdesk.simulator import values
from shipdesk.simulator.carrier import Json
from shipdesk.simulator.tokens import Tokens


class HasSettings(Protocol):
    """`settings` is a dataclass."""

    settings: Any


class _Store(Protocol):
    tokens: Tokens


class GivesTokens(Protocol):
    """It keeps them in its store."""

    @property
    def store(self) -> _Store: ...


def change_settings(carrier: HasSettings, given: Json) -> Json:
    """Change those that are given; all of them, as they are now."""
    return values.change(carrier.settings, given)


def expire_tokens(carrier: GivesTokens, _: Json) -> Json:
    """Every token given so far is refused from now on."""
    return {"expired": carrier.store.tokens.expire()}
