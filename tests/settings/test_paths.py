from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from shipdesk.core.errors import SetupError
from shipdesk.settings.paths import home_folder, open_home

posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in access lists")


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_home_is_the_option_then_the_variable_then_the_platforms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHIPDESK_HOME", str(tmp_path / "variable"))
    assert home_folder(str(tmp_path / "option")) == tmp_path / "option"
    assert home_folder() == tmp_path / "variable"
    monkeypatch.delenv("SHIPDESK_HOME")
    assert home_folder().name == "shipdesk"
    assert home_folder().is_absolute()


@posix
def test_a_new_home_is_closed_to_others(tmp_path: Path) -> None:
    home = open_home(tmp_path / "deep" / "home")
    for folder in (home.root, home.run, home.logs):
        assert rights(folder) == 0o700


@posix
def test_an_empty_folder_that_was_made_for_us_is_closed_too(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir(mode=0o755)
    assert rights(open_home(tmp_path / "home").root) == 0o700


@posix
def test_a_folder_in_use_keeps_its_rights_and_only_ours_below_it_are_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "somebody's.txt").write_text("here before")
    home = open_home(tmp_path)
    assert rights(tmp_path) == 0o755
    assert rights(home.logs) == 0o700


def test_a_home_that_is_a_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")
    with pytest.raises(SetupError, match=r"cannot be used: .*; choose another with --home"):
        open_home(tmp_path / "home")
