"""A home in a folder of its own, and secrets that can only go to its sealed file."""

from __future__ import annotations

from pathlib import Path

import pytest

from shipdesk.settings.paths import Home, open_home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("SHIPDESK_KEYRING", "file")
    monkeypatch.setenv("SHIPDESK_KEYFILE", str(tmp_path / "elsewhere" / "machine.key"))
    monkeypatch.delenv("SHIPDESK_PASSPHRASE", raising=False)
    return open_home(tmp_path / "home")
