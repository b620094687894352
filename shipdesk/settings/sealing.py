"""Sealing a small text: AES-256-GCM under a passphrase (scrypt) or under a key that stays on this machine.

A sealed file says in the clear which of the two opens it and with what cost, and that header is authenticated too.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from shipdesk.core.errors import SetupError
from shipdesk.settings.private import make_private_folder, write_private

PASSPHRASE = "SHIPDESK_PASSPHRASE"  # noqa: S105 - the name of the variable
KEYFILE = "SHIPDESK_KEYFILE"
_BY_PASSPHRASE = "passphrase"  # noqa: S105 - a word of the file format
_BY_KEY = "machine key"
_VERSION = 1
_KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
#: scrypt's cost: 32 MiB and some 0.1 s, once per process.
_N, _R, _P = 2**15, 8, 1


@dataclass(frozen=True, slots=True)
class _Header:
    """How the text was sealed; `salt` (base64) means something only for a passphrase."""

    by: str
    salt: str = ""

    def bytes(self) -> bytes:
        return f"shipdesk sealed {_VERSION}|{self.by}|{self.salt}".encode()


def key_file() -> Path:
    """The machine's own key: `SHIPDESK_KEYFILE`, else in the user's configuration, never inside a home."""
    if chosen := os.environ.get(KEYFILE):
        return Path(chosen).expanduser().absolute()
    import platformdirs  # noqa: PLC0415 - late: keeps start-up fast

    return platformdirs.user_config_path("shipdesk-key", appauthor=False) / "machine.key"


def seal(text: str) -> bytes:
    """`text` sealed under the passphrase of `SHIPDESK_PASSPHRASE`, or without one under the machine's key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - late: keeps start-up fast

    if passphrase := os.environ.get(PASSPHRASE):
        header = _Header(_BY_PASSPHRASE, _encode(_process_salt()))
        key = _derive(passphrase, _process_salt())
    else:
        header = _Header(_BY_KEY)
        key = _machine_key(make=True)
    nonce = os.urandom(_NONCE_BYTES)
    data = nonce + AESGCM(key).encrypt(nonce, text.encode(), header.bytes())
    document = {"sealed": _VERSION, "by": header.by, "salt": header.salt, "data": _encode(data)}
    return json.dumps(document, indent=1).encode() + b"\n"


def unseal(content: bytes) -> str:
    """The reverse of `seal`.

    Raises:
        SetupError: the passphrase or key is missing or another one, or the file is damaged.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - late: keeps start-up fast
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - late

    header, data = _parse(content)
    try:
        key = _key(header)
        return AESGCM(key).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], header.bytes()).decode()
    except InvalidTag as fault:
        wrong = "the passphrase is another one" if header.by == _BY_PASSPHRASE else "the key is another one"
        raise SetupError(f"The stored secrets cannot be opened: {wrong}, or the file is damaged.") from fault


def sealed_by_passphrase(content: bytes) -> bool:
    """Whether a person's passphrase opens it, rather than the machine's key. Raises `SetupError` when damaged."""
    return _parse(content)[0].by == _BY_PASSPHRASE


def _parse(content: bytes) -> tuple[_Header, bytes]:
    try:
        document = json.loads(content)
        header = _Header(document["by"], document["salt"])
        data = base64.b64decode(document["data"], validate=True)
        known = document["sealed"] == _VERSION and header.by in (_BY_PASSPHRASE, _BY_KEY) and len(data) > _NONCE_BYTES
        base64.b64decode(header.salt, validate=True)
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error) as fault:
        raise SetupError("The file of stored secrets is damaged; take it away and give the secrets again.") from fault
    if not known:
        raise SetupError("The file of stored secrets is of a newer ShipDesk, or damaged.")
    return header, data


def _key(header: _Header) -> bytes:
    if header.by == _BY_KEY:
        return _machine_key(make=False)
    passphrase = os.environ.get(PASSPHRASE)
    if not passphrase:
        raise SetupError(f"The stored secrets are sealed with a passphrase; set {PASSPHRASE} to it.")
    return _derive(passphrase, base64.b64decode(header.salt))


@lru_cache(maxsize=1)
def _process_salt() -> bytes:
    """One salt for all that this process seals, so that scrypt is paid for once."""
    return os.urandom(_SALT_BYTES)


@lru_cache(maxsize=4)
def _derive(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt  # noqa: PLC0415 - late: keeps start-up fast

    return Scrypt(salt=salt, length=_KEY_BYTES, n=_N, r=_R, p=_P).derive(passphrase.encode())


def _machine_key(*, make: bool) -> bytes:
    path = key_file()
    try:
        if make and not path.exists():
            _make_key(path)
        key = base64.b64decode(path.read_bytes().strip(), validate=True)
    except FileNotFoundError as fault:
        raise SetupError(f"The key {path} of the stored secrets is gone; put it back.") from fault
    except OSError as fault:
        raise SetupError(f"The key {path} of the stored secrets cannot be used: {fault.strerror}.") from fault
    except binascii.Error as fault:
        raise SetupError(f"The key {path} of the stored secrets is damaged; put the right one back.") from fault
    if len(key) != _KEY_BYTES:
        raise SetupError(f"The key {path} of the stored secrets is damaged; put the right one back.")
    return key


def _make_key(path: Path) -> None:
    from filelock import FileLock  # noqa: PLC0415 - late: keeps start-up fast

    make_private_folder(path.parent)
    with FileLock(f"{path}.lock", timeout=10):
        if not path.exists():
            write_private(path, base64.b64encode(os.urandom(_KEY_BYTES)) + b"\n")


def _encode(data: bytes) -> str:
    return base64.b64encode(data).decode()
