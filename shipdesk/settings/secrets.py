"""Where secrets live: the system's own keyring, or a sealed file where there is none. Never the settings or the book.

Which of the two is decided once for a home, when its first secret is kept, so that a command over a remote shell
(where no keyring can be reached) never sees another set of secrets than the window does:

1. `SHIPDESK_KEYRING=file`, or a sealed file that is already there: the sealed file;
2. a keyring that was used before, or one that can be used now: the keyring;
3. else the sealed file.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from shipdesk.core.errors import SetupError
from shipdesk.settings.paths import Home
from shipdesk.settings.private import write_private
from shipdesk.settings.sealing import PASSPHRASE, key_file, seal, sealed_by_passphrase, unseal

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

FORCE = "SHIPDESK_KEYRING"
_WAIT_S = 10.0
_T = TypeVar("_T")
_Apply = Callable[[tuple[str, ...]], tuple[str, ...]]

#: The stores of operating systems. Everything else that the keyring library may find (plain text, none, a chain of
#: those) is left alone, whatever its configuration says.
_STORES = (
    ("keyring.backends.Windows", "WinVaultKeyring", "the Windows Credential Locker"),
    ("keyring.backends.macOS", "Keyring", "the macOS keychain"),
    ("keyring.backends.SecretService", "Keyring", "the desktop's keyring"),
    ("keyring.backends.kwallet", "DBusKeyring", "KWallet"),
)


class Secrets(Protocol):
    """Secrets by name (`jumppoint.password`); a name may hold several. Safe from any thread and process.

    Every call raises `SetupError` when the place cannot be opened.
    """

    def values(self, name: str) -> tuple[str, ...]:
        """What is kept under `name`, newest last; empty where nothing is."""

    def keep(self, name: str, values: tuple[str, ...]) -> None:
        """Replace what is under `name`; no values take the name away."""

    def add(self, name: str, value: str) -> None:
        """One more under `name`; one that is already there stays once."""

    def place(self) -> str:
        """Where they are, in words for the doctor."""


def open_secrets(home: Home, *, sealed: bool = False) -> Secrets:
    """The place of this home's secrets; nothing is opened or made yet. `sealed` forces the file (training).

    Raises:
        SetupError: `SHIPDESK_KEYRING` holds a word that means nothing.
    """
    forced = os.environ.get(FORCE, "")
    if forced not in ("", "file"):
        raise SetupError(f"{FORCE} may be 'file' or not set, not '{forced}'.")
    if sealed or forced or home.sealed.exists():
        return SealedSecrets(home.sealed)
    if home.keyring_name.exists() or _system_keyring() is not None:
        return KeyringSecrets(home.keyring_name, _system_keyring)
    return SealedSecrets(home.sealed)


def _system_keyring() -> tuple[KeyringBackend, str] | None:
    for module, name, words in _STORES:
        store: type[KeyringBackend] = getattr(import_module(module), name)
        if store.viable:
            return store(), words
    return None


class SealedSecrets:
    """All secrets of a home in one encrypted file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def values(self, name: str) -> tuple[str, ...]:
        return tuple(self._read().get(name, ()))

    def keep(self, name: str, values: tuple[str, ...]) -> None:
        self._change(name, lambda _kept: values)

    def add(self, name: str, value: str) -> None:
        self._change(name, lambda kept: (*(one for one in kept if one != value), value))

    def place(self) -> str:
        by_passphrase = bool(os.environ.get(PASSPHRASE))
        if self._path.exists():
            by_passphrase = sealed_by_passphrase(self._path.read_bytes())
        if by_passphrase:
            return f"encrypted in {self._path}, with the passphrase of {PASSPHRASE}"
        return (
            f"encrypted in {self._path}, with the key {key_file()} of this machine: "
            f"whoever can read both files can read them; set {PASSPHRASE} to seal them with a passphrase"
        )

    def _read(self) -> dict[str, list[str]]:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as fault:
            raise SetupError(f"The stored secrets {self._path} cannot be read: {fault.strerror}.") from fault
        found = json.loads(unseal(content))
        return {str(name): [str(value) for value in values] for name, values in found.items()}

    def _change(self, name: str, apply: _Apply) -> None:
        with _alone(self._path):
            kept = self._read()
            kept[name] = list(apply(tuple(kept.get(name, ()))))
            text = json.dumps({key: values for key, values in kept.items() if values}, ensure_ascii=False)
            write_private(self._path, seal(text))


class KeyringSecrets:
    """The system's keyring, under a service name of this home alone, so that homes never see each other's."""

    def __init__(self, name_file: Path, find: Callable[[], tuple[KeyringBackend, str] | None]) -> None:
        self._name_file = name_file
        self._find = find

    def values(self, name: str) -> tuple[str, ...]:
        service = self._service()
        if not service:
            return ()
        store, _words = self._open()
        found = self._asked(lambda: store.get_password(service, name))
        return tuple(json.loads(found)) if found else ()

    def keep(self, name: str, values: tuple[str, ...]) -> None:
        self._change(name, lambda _kept: values)

    def add(self, name: str, value: str) -> None:
        self._change(name, lambda kept: (*(one for one in kept if one != value), value))

    def place(self) -> str:
        return f"in {self._open()[1]}"

    def _open(self) -> tuple[KeyringBackend, str]:
        found = self._find()
        if found is None:
            raise SetupError(
                "This home's secrets are in the desktop's keyring, which cannot be reached from here; "
                f"work inside the desktop session, or set {FORCE}=file and give the secrets again."
            )
        return found

    def _service(self) -> str:
        try:
            return self._name_file.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return ""

    def _change(self, name: str, apply: _Apply) -> None:
        store, _words = self._open()
        with _alone(self._name_file):
            if not (service := self._service()):
                service = f"shipdesk-{uuid.uuid4().hex[:12]}"
                write_private(self._name_file, service.encode() + b"\n")
            kept = self.values(name)
            values = apply(kept)
            if values:
                text = json.dumps(values, ensure_ascii=False)
                self._asked(lambda: store.set_password(service, name, text))
            elif kept:
                self._asked(lambda: store.delete_password(service, name))

    @staticmethod
    def _asked(ask: Callable[[], _T]) -> _T:
        try:
            return ask()
        except Exception as fault:  # each system's store raises kinds of its own
            raise SetupError("The system's keyring is locked or refuses; unlock it and try again.") from fault


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Alone among all processes in changing `path`."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - late: keeps start-up fast

    try:
        with FileLock(f"{path}.lock", timeout=_WAIT_S):
            yield
    except Timeout as fault:
        raise SetupError("Another ShipDesk is writing the secrets and does not finish; close it.") from fault
    except OSError as fault:
        raise SetupError(f"The secrets cannot be written to {path}: {fault.strerror}.") from fault
