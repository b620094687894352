"""The accounts at carriers (and at whoever sends webhooks): their settings in the store, their secrets apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from shipdesk.core.carrier import Account
from shipdesk.core.errors import InputError, SetupError
from shipdesk.core.numbers import shown
from shipdesk.settings.account_keys import BASE_URL, ENVIRONMENT, Holder, check_together, check_whole, cleaned
from shipdesk.settings.secrets import Secrets
from shipdesk.settings.store import ACCOUNTS, Document, SettingsStore

_LONGEST_SECRET = 8_000


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account for a list: its settings, and of each secret only how many are kept."""

    id: str
    label: str
    settings: Mapping[str, str]
    secrets: Mapping[str, int]
    missing: tuple[str, ...]
    """Keys that it cannot do without and has not got."""

    @property
    def is_set_up(self) -> bool:
        return not self.missing


class CarrierAccounts:
    """`core.ports.Accounts` over the settings store and the secrets. Safe from any thread."""

    def __init__(self, store: SettingsStore, secrets: Secrets, holders: Mapping[str, Holder]) -> None:
        self._store = store
        self._secrets = secrets
        self._holders = holders

    # --- what the verbs ask

    def account(self, carrier: str) -> Account | None:
        """The account as a connector needs it; None where nothing of it was ever set.

        Raises:
            SetupError: a key or secret that it cannot do without is missing, or its base URL is no good.
        """
        kept = self._kept(carrier)
        if not kept:
            return None
        holder = self._holder(carrier)
        if missing := self._missing(holder, kept):
            raise SetupError(
                f"The {holder.label} account lacks {' and '.join(missing)}; "
                f"set it with: shipdesk account set {carrier} {_how(holder, missing[0])}"
            )
        environment = kept[ENVIRONMENT] if holder.environments else ""
        try:
            check_whole(holder, kept)
        except InputError as fault:
            raise SetupError(str(fault)) from fault
        return Account(
            carrier=carrier,
            environment=environment,
            base_url=kept.get(BASE_URL) or holder.environments.get(environment, ""),
            settings=self.settings(carrier),
            secret=partial(self.secret, carrier),
            remember_secret=partial(self._remember, carrier),
        )

    def settings(self, carrier: str) -> Mapping[str, str]:
        """The account's settings with its carrier's defaults, without secrets; empty where nothing was set."""
        kept = self._kept(carrier)
        if not kept or carrier not in self._holders:
            return {}
        defaults = {key.key: key.default for key in self._holders[carrier].account if key.default and not key.secret}
        return defaults | kept

    def secret(self, carrier: str, key: str) -> str:
        """The secret under `key`, the newest where there are several; empty where there is none."""
        values = self.secrets(carrier, key)
        return values[-1] if values else ""

    def secrets(self, carrier: str, key: str) -> tuple[str, ...]:
        """All secrets under `key`, newest last."""
        return self._secrets.values(f"{carrier}.{key}")

    # --- what a person sets

    def set(self, carrier: str, changes: Mapping[str, str]) -> None:
        """Change these settings of an account together; an empty value takes a key away.

        A new environment drops the old one's base URL, so that no call goes to the wrong place.

        Raises:
            InputError: a key is not known, is a secret, or a value is no good; nothing is changed.
        """
        holder = self._holder(carrier)
        clean = cleaned(holder, changes)

        def apply(document: Document) -> None:
            kept = _account_of(document, carrier)
            if ENVIRONMENT in kept and clean.get(ENVIRONMENT, kept[ENVIRONMENT]) != kept[ENVIRONMENT]:
                kept.pop(BASE_URL, None)
            kept.update(clean)
            kept = {name: value for name, value in kept.items() if value}
            check_together(holder, kept)
            document.setdefault(ACCOUNTS, {})[carrier] = kept

        self._store.change(apply)

    def set_secret(self, carrier: str, key: str, value: str) -> None:
        """Keep a secret; one of a kind that may be several is added to those that are there.

        Raises:
            InputError: the account has no secret of that name, or the value cannot be one.
            SetupError: the place of secrets cannot be opened.
        """
        holder = self._holder(carrier)
        secret = next((one for one in holder.account if one.key == key and one.secret), None)
        if secret is None:
            known = ", ".join(one.key for one in holder.account if one.secret)
            raise InputError(f"{holder.label} has no secret {shown(key)}; there is {known or 'none'}.")
        if not value or len(value) > _LONGEST_SECRET or "\0" in value:
            raise InputError(f"A secret is text of 1 to {_LONGEST_SECRET} characters.")
        if secret.several:
            self._secrets.add(f"{carrier}.{key}", value)
        else:
            self._secrets.keep(f"{carrier}.{key}", (value,))

    def forget_secret(self, carrier: str, key: str) -> None:
        """Take the oldest secret of a name away; the only one is not kept either. Giving one again makes it the newest.

        Raises:
            InputError: the account has no secret of that name, or none is kept.
            SetupError: the place of secrets cannot be opened.
        """
        holder = self._holder(carrier)
        if not any(one.key == key and one.secret for one in holder.account):
            known = ", ".join(one.key for one in holder.account if one.secret)
            raise InputError(f"{holder.label} has no secret {shown(key)}; there is {known or 'none'}.")
        if not (kept := self.secrets(carrier, key)):
            raise InputError(f"No {key} of {holder.label} is kept, so there is none to forget.")
        self._secrets.keep(f"{carrier}.{key}", kept[1:])

    def views(self) -> list[AccountView]:
        """Every account there could be, in the order of the catalog."""
        return [self._view(holder) for holder in self._holders.values()]

    def secrets_place(self) -> str:
        """Where the secrets are, in words. Raises `SetupError` when that cannot be opened."""
        return self._secrets.place()

    # --- inside

    def _view(self, holder: Holder) -> AccountView:
        kept = self._kept(holder.id)
        counts = {key.key: len(self.secrets(holder.id, key.key)) for key in holder.account if key.secret}
        missing = tuple(self._missing(holder, kept))
        return AccountView(holder.id, holder.label, self.settings(holder.id), counts, missing)

    def _holder(self, carrier: str) -> Holder:
        if carrier in self._holders:
            return self._holders[carrier]
        raise InputError(f"There is no account {shown(carrier)}; there are {', '.join(self._holders)}.")

    def _kept(self, carrier: str) -> dict[str, str]:
        return _account_of(self._store.read(), carrier)

    def _missing(self, holder: Holder, kept: Mapping[str, str]) -> list[str]:
        missing = [ENVIRONMENT] if holder.environments and not kept.get(ENVIRONMENT) else []
        for key in holder.account:
            if not key.required or key.default:
                continue
            if not (self.secret(holder.id, key.key) if key.secret else kept.get(key.key)):
                missing.append(key.key)
        return missing

    def _remember(self, carrier: str, key: str, value: str) -> None:
        several = any(one.key == key and one.several for one in self._holder(carrier).account)
        if value and several:
            self._secrets.add(f"{carrier}.{key}", value)
        else:
            self._secrets.keep(f"{carrier}.{key}", (value,) if value else ())


def _account_of(document: Document, carrier: str) -> dict[str, str]:
    """A copy of what is kept of an account. Raises `SetupError` when somebody has damaged it."""
    accounts = document.get(ACCOUNTS, {})
    kept = accounts.get(carrier, {}) if isinstance(accounts, dict) else None
    if not isinstance(kept, dict) or not all(isinstance(value, str) for value in kept.values()):
        raise SetupError(f"The settings of the account {carrier} are damaged: every value must be text.")
    return dict(kept)


def _how(holder: Holder, key: str) -> str:
    secret = any(one.key == key and one.secret for one in holder.account)
    return f"--secret {key}" if secret else f"{key}=…"
