"""What an account is made of: the keys that every carrier's has, its own, and whether a value will do for one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol
from urllib.parse import urlsplit

from shipdesk.core.carrier import AccountKey, CarrierRecord, Settling
from shipdesk.core.errors import InputError
from shipdesk.core.fields import Choice
from shipdesk.core.numbers import shown

ENVIRONMENT = "environment"
BASE_URL = "base_url"
SETTLE = "settle"
CUSTOM = "custom"
_ENVIRONMENTS = (Choice("production", "Production"), Choice("sandbox", "Sandbox"), Choice(CUSTOM, "Custom"))
#: Whether a doubt is settled by the same request again, where the carrier refuses a used reference.
PROBE = "probe"
_PROBE = AccountKey(
    PROBE,
    "When in doubt",
    required=False,
    choices=(Choice("again", "Send the same request again"), Choice("never", "Ask a person at once")),
    help="Empty: again. A carrier that refuses a used reference books nothing twice.",
)
#: Where this carrier's labels go, when not to the printer that is set for all.
LABEL_PRINTER = "label_printer"
_PRINTER = AccountKey(
    LABEL_PRINTER, "Label printer", required=False, help="Of this carrier alone. Empty: the printer of all labels."
)
_MOST_PAUSES = 20
_LONGEST_PAUSE_S = 86_400
_LONGEST_VALUE = 500


class Holder(Protocol):
    """Whom an account is with: a `CarrierRecord`, or the record of a source of webhooks."""

    @property
    def id(self) -> str: ...

    @property
    def label(self) -> str: ...

    @property
    def environments(self) -> Mapping[str, str]:
        """Environment to base URL; empty for one that is never called."""

    @property
    def account(self) -> tuple[AccountKey, ...]: ...


def keys_of(holder: Holder) -> tuple[AccountKey, ...]:
    """Every key of an account: the shared ones of whoever is called, then its own."""
    if not holder.environments:
        return holder.account
    shared = (
        AccountKey(ENVIRONMENT, "Environment", choices=_ENVIRONMENTS),
        AccountKey(BASE_URL, "Base URL", required=False, help="Empty: as the carrier's document gives it."),
        AccountKey(
            SETTLE,
            "Pauses when in doubt",
            required=False,
            help="Seconds between the looks at a booking in doubt, with commas: 0,5,30,120,600.",
        ),
    )
    sends_again = isinstance(holder, CarrierRecord) and holder.settling is Settling.SEND_AGAIN
    probe = (_PROBE,) if sends_again else ()
    printer = (_PRINTER,) if isinstance(holder, CarrierRecord) else ()
    own = tuple(key for key in holder.account if key.key not in (ENVIRONMENT, BASE_URL, SETTLE))
    return shared + probe + printer + own


def cleaned(holder: Holder, changes: Mapping[str, str]) -> dict[str, str]:
    """The changes as they are kept. Raises `InputError` when a key is not known, is a secret, or a value is no good."""
    keys = {key.key: key for key in keys_of(holder)}
    return {name: _checked(holder, _known(holder, keys, name), value) for name, value in changes.items()}


def check_whole(holder: Holder, kept: Mapping[str, str]) -> None:
    """Everything again, for settings that somebody may have written by hand."""
    for key in keys_of(holder):
        _checked(holder, key, kept.get(key.key, ""))
    check_together(holder, kept)


def check_together(holder: Holder, kept: Mapping[str, str]) -> None:
    """What no single key can tell: that the environment and the base URL fit."""
    environment, url = kept.get(ENVIRONMENT, ""), kept.get(BASE_URL, "")
    documented = holder.environments.get(environment, "").rstrip("/")
    if environment and holder.environments and not url and not documented:
        raise InputError(f"{holder.label} documents no address for {environment}; give it with base_url=https://…")
    if url.startswith("http:") and environment != CUSTOM and url != documented:
        raise InputError("A base URL with http is only for environment=custom; give one with https.")


def _known(holder: Holder, keys: Mapping[str, AccountKey], name: str) -> AccountKey:
    key = keys.get(name)
    if key is None:
        raise InputError(f"{holder.label} has no setting {shown(name)}; there are {', '.join(keys)}.")
    if key.secret:
        raise InputError(f"'{name}' is a secret and never an argument; give it on standard input with --secret {name}.")
    return key


def _checked(holder: Holder, key: AccountKey, value: str) -> str:
    value = value.strip()
    if len(value) > _LONGEST_VALUE or not value.isprintable():
        raise InputError(f"'{key.key}' is one line of at most {_LONGEST_VALUE} printable characters.")
    if not value:
        return value
    if key.key == BASE_URL:
        return _base_url(value)
    if key.key == SETTLE:
        return _pauses(value)
    if key.most_bytes and (over := len(value.encode()) - key.most_bytes) > 0:
        more = f"{over} byte{'s' if over > 1 else ''} too long"
        raise InputError(f"'{key.key}' of {holder.label} is {more}; it may have {key.most_bytes} bytes.")
    known = [choice.value for choice in key.choices]
    if known and value not in known:
        raise InputError(f"'{key.key}' of {holder.label} is one of {', '.join(known)}, not {shown(value)}.")
    if key.fault and (fault := key.fault(value)):
        raise InputError(fault)
    return value


def _base_url(text: str) -> str:
    """The URL as it is kept: with its path prefix, without a slash at the end."""
    example = "write it like https://api.example.com/prefix"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as fault:
        raise InputError(f"{shown(text)} is no URL; {example}.") from fault
    if parts.scheme not in ("http", "https") or not parts.hostname or " " in text or port == 0:
        raise InputError(f"{shown(text)} is no URL; {example}.")
    if parts.username is not None or parts.query or parts.fragment:
        raise InputError(f"A base URL holds no name, password, '?' or '#'; {example}.")
    return text.rstrip("/")


def _pauses(text: str) -> str:
    wrong = InputError(
        f"'{SETTLE}' is 1 to {_MOST_PAUSES} pauses in seconds with commas, each at most {_LONGEST_PAUSE_S}: 0,5,30,120."
    )
    words = [word.strip() for word in text.split(",")]
    if len(words) > _MOST_PAUSES or not all(_is_pause(word) for word in words):
        raise wrong
    return ",".join(words)


def _is_pause(word: str) -> bool:
    whole, _, part = word.partition(".")
    digits = whole.isascii() and whole.isdigit() and (not part or (part.isascii() and part.isdigit()))
    return digits and len(word) < 10 and float(word) <= _LONGEST_PAUSE_S
