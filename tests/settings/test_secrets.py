from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import keyring.backend
import keyring.errors
import pytest

from shipdesk.core.errors import SetupError
from shipdesk.settings.paths import Home, open_home
from shipdesk.settings.secrets import KeyringSecrets, SealedSecrets, open_secrets

PLANTED = "pässwörd 密碼 \n with a line"


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A store of an operating system, as far as we use one."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise keyring.errors.KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def test_sealed_secrets_come_back_in_another_process_and_are_unreadable_on_the_disk(home: Home) -> None:
    secrets = open_secrets(home)
    secrets.keep("swift.password", (PLANTED,))
    script = (
        "import sys; from pathlib import Path; from shipdesk.settings.paths import Home\n"
        "from shipdesk.settings.secrets import open_secrets\n"
        "print(ascii(open_secrets(Home(Path(sys.argv[1]))).values('swift.password')))"
    )
    run = subprocess.run([sys.executable, "-c", script, str(home.root)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ascii((PLANTED,))
    assert b"swift" not in home.sealed.read_bytes()
    assert "密碼".encode() not in home.sealed.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in access lists")
def test_the_machines_key_is_outside_the_home_and_for_its_owner(home: Home) -> None:
    open_secrets(home).keep("swift.password", ("x",))
    key = Path(os.environ["SHIPDESK_KEYFILE"])
    assert not key.is_relative_to(home.root)
    assert key.stat().st_mode & 0o077 == 0
    assert home.sealed.stat().st_mode & 0o077 == 0
    assert str(key) in open_secrets(home).place()
    assert "SHIPDESK_PASSPHRASE" in open_secrets(home).place()


def test_a_home_without_its_key_says_so_and_keeps_what_it_has(home: Home) -> None:
    secrets = open_secrets(home)
    secrets.keep("swift.password", ("x",))
    before = home.sealed.read_bytes()
    Path(os.environ["SHIPDESK_KEYFILE"]).unlink()
    with pytest.raises(SetupError, match=r"key .* of the stored secrets is gone; put it back"):
        secrets.values("swift.password")
    with pytest.raises(SetupError, match="is gone"):
        secrets.keep("swift.password", ("y",))
    assert home.sealed.read_bytes() == before


def test_a_passphrase_opens_what_it_sealed_and_nothing_else_does(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIPDESK_PASSPHRASE", "station passphrase")
    secrets = open_secrets(home)
    secrets.keep("swift.password", ("x",))
    assert secrets.values("swift.password") == ("x",)
    assert not Path(os.environ["SHIPDESK_KEYFILE"]).exists()
    assert "with the passphrase" in secrets.place()
    monkeypatch.setenv("SHIPDESK_PASSPHRASE", "another")
    with pytest.raises(SetupError, match="the passphrase is another one, or the file is damaged"):
        secrets.values("swift.password")
    monkeypatch.delenv("SHIPDESK_PASSPHRASE")
    with pytest.raises(SetupError, match="sealed with a passphrase; set SHIPDESK_PASSPHRASE"):
        secrets.values("swift.password")


def test_a_passphrase_that_comes_later_takes_over_at_the_next_change(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = open_secrets(home)
    secrets.keep("swift.password", ("x",))
    monkeypatch.setenv("SHIPDESK_PASSPHRASE", "station passphrase")
    secrets.add("swift.token", "t")
    Path(os.environ["SHIPDESK_KEYFILE"]).unlink()
    assert secrets.values("swift.password") == ("x",)


@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b"\xff", b'{"sealed":1,"by":"machine key","salt":"","data":""}'])
def test_a_damaged_file_is_told(home: Home, damage: bytes) -> None:
    open_secrets(home).keep("swift.password", ("x",))
    home.sealed.write_bytes(damage)
    with pytest.raises(SetupError, match="damaged"):
        open_secrets(home).values("swift.password")


def test_a_header_that_somebody_changed_is_noticed(home: Home) -> None:
    open_secrets(home).keep("swift.password", ("x",))
    home.sealed.write_bytes(home.sealed.read_bytes().replace(b'"salt": ""', b'"salt": "AAAA"'))
    with pytest.raises(SetupError, match="damaged"):
        open_secrets(home).values("swift.password")


def test_one_word_forces_the_file_and_any_other_is_refused(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.keyring_name.write_text("shipdesk-0123\n")
    assert isinstance(open_secrets(home), SealedSecrets)
    monkeypatch.setenv("SHIPDESK_KEYRING", "plaintext")
    with pytest.raises(SetupError, match="SHIPDESK_KEYRING may be 'file' or not set"):
        open_secrets(home)


def test_a_home_stays_with_the_place_it_began_with(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SHIPDESK_KEYRING")
    home.keyring_name.write_text("shipdesk-0123\n")
    assert isinstance(open_secrets(home), KeyringSecrets)
    home.sealed.write_bytes(b"{}")
    assert isinstance(open_secrets(home), SealedSecrets)


def test_no_configuration_makes_us_use_a_keyring_that_keeps_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHIPDESK_KEYRING")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    secrets = open_secrets(home)
    secrets.keep("swift.password", ("x",))
    assert secrets.values("swift.password") == ("x",)


def test_two_homes_in_one_keyring_do_not_see_each_other(tmp_path: Path) -> None:
    system = MemoryKeyring()
    first, second = (
        KeyringSecrets(open_home(tmp_path / name).keyring_name, lambda: (system, "a keyring")) for name in "ab"
    )
    first.keep("swift.password", ("one",))
    assert second.values("swift.password") == ()
    second.add("swift.password", "two")
    second.add("swift.password", "three")
    assert first.values("swift.password") == ("one",)
    assert second.values("swift.password") == ("two", "three")
    second.keep("swift.password", ())
    assert second.values("swift.password") == ()
    assert len(system.kept) == 1


def test_a_keyring_that_is_locked_or_out_of_reach_is_told(home: Home) -> None:
    system = MemoryKeyring()
    secrets = KeyringSecrets(home.keyring_name, lambda: (system, "a keyring"))
    secrets.keep("swift.password", ("one",))
    system.locked = True
    with pytest.raises(SetupError, match="locked or refuses; unlock it"):
        secrets.values("swift.password")
    with pytest.raises(SetupError, match="cannot be reached from here"):
        KeyringSecrets(home.keyring_name, lambda: None).values("swift.password")
