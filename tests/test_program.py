"""The program behind the commands, where there is nothing to show a window on."""

import sys
from pathlib import Path

import pytest

from shipdesk.cli import main
from shipdesk.program import Program


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_the_window_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert main(["--home", str(tmp_path / "home")], Program()) == 1
    assert capsys.readouterr().err.startswith("shipdesk: There is no screen to show the window on;")
