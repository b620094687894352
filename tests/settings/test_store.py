from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from shipdesk.core.errors import InputError, SetupError
from shipdesk.settings.paths import Home
from shipdesk.settings.schema import SETTINGS
from shipdesk.settings.store import SettingsStore


@pytest.fixture
def store(home: Home) -> SettingsStore:
    return SettingsStore(home.settings)


def test_every_default_is_a_legal_value() -> None:
    assert [row.fault(row.default) for row in SETTINGS] == [None] * len(SETTINGS)


def test_defaults_hold_until_something_is_set_and_reach_another_reader(store: SettingsStore, home: Home) -> None:
    other = SettingsStore(home.settings)
    assert other.text("scheme") == "system"
    assert other.flag("auto_print") is True
    store.set({"scheme": "dark", "auto_print": False, "station": "包裝台 3"})
    assert (other.text("scheme"), other.flag("auto_print"), other.text("station")) == ("dark", False, "包裝台 3")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"scheme": "blue"}, "'scheme' is one of system, light, dark, contrast, not 'blue'"),
        ({"auto_print": "yes"}, "'auto_print' is either true or false"),
        ({"station": True}, "'station' must be text"),
        ({"station": "two\nlines"}, "'station' is one line"),
        ({"colour": "red"}, "no setting 'colour'; there are station"),
    ],
)
def test_a_wrong_setting_is_named_and_nothing_is_changed(
    store: SettingsStore, home: Home, changes: dict[str, str | bool], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        store.set({"operator": "Mei", **changes})
    assert not home.settings.exists()


def test_what_the_file_has_beyond_the_schema_is_kept_and_told(store: SettingsStore, home: Home) -> None:
    home.settings.write_text(json.dumps({"from_tomorrow": [1, 2], "scheme": "blue", "operator": "Mei"}))
    assert store.text("scheme") == "system"
    assert store.faults() == [
        "The setting 'from_tomorrow' is not known to this version.",
        "The setting 'scheme' is one of system, light, dark, contrast, not 'blue'.",
    ]
    store.set({"scheme": "light"})
    assert json.loads(home.settings.read_text()) == {"from_tomorrow": [1, 2], "scheme": "light", "operator": "Mei"}


@pytest.mark.parametrize("content", ['{"scheme": ', "[]", "\udcff", "[" * 100_000])
def test_a_damaged_file_is_told_and_not_written_over(store: SettingsStore, home: Home, content: str) -> None:
    home.settings.write_bytes(content.encode(errors="surrogateescape"))
    with pytest.raises(SetupError, match=r"settings\.json are no"):
        store.text("scheme")
    with pytest.raises(SetupError, match=r"settings\.json are no"):
        store.set({"scheme": "dark"})
    assert home.settings.read_bytes() == content.encode(errors="surrogateescape")


def test_a_file_written_twice_in_one_breath_is_read_twice(store: SettingsStore, home: Home) -> None:
    other = SettingsStore(home.settings)
    for name in ("A", "B", "C", "D") * 5:
        store.set({"station": name})
        assert other.text("station") == name


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in access lists")
def test_the_file_is_for_its_owner_and_no_scrap_is_left(store: SettingsStore, home: Home) -> None:
    store.set({"station": "Table 1"})
    assert home.settings.stat().st_mode & 0o077 == 0
    assert not [path for path in home.root.iterdir() if path.name.startswith(".")]


def test_processes_that_write_at_once_lose_nothing(home: Home, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from shipdesk.settings.store import SettingsStore\n"
        "store = SettingsStore(Path(sys.argv[1]))\n"
        "for number in range(15):\n"
        "    store.change(lambda document: document.update({f'{sys.argv[2]}{number}': number}))\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", script, str(home.settings), name]) for name in ("first", "second")]
    assert [run.wait(60) for run in runs] == [0, 0]
    assert len(SettingsStore(home.settings).read()) == 30
