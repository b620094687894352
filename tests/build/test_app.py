"""The program folder: made, moved to where there is neither this tree nor Python, and put to work."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyInstaller.archive.readers import CArchiveReader

from tests.programs import needs

ROOT = Path(__file__).parent.parent.parent
#: What this tree is made and tested with, some of which libraries take along where they find it.
TOOLS = {"PyInstaller", "_pytest", "fontTools", "hypothesis", "mypy", "pytest", "rich", "setuptools", "zebrafy"}
MENU = {"shipdesk.desktop": "applications", "shipdesk.svg": "icons/hicolor/scalable/apps"}
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    subprocess.run([sys.executable, "build/app.py"], cwd=ROOT, check=True)
    folder = tmp_path_factory.mktemp("elsewhere") / "shipdesk"
    shutil.copytree(ROOT / "dist" / "shipdesk", folder, symlinks=True)
    yield folder
    shutil.rmtree(folder)


def _alone(home: Path) -> dict[str, str]:
    """The variables of somebody who has nothing of ours."""
    display = {name: os.environ[name] for name in ("QT_QPA_PLATFORM", "DISPLAY") if name in os.environ}
    return {"HOME": str(home), "PATH": "/nonexistent", "LANG": "C.UTF-8", "SHIPDESK_KEYRING": "file", **display}


def _run(program: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [str(program / "shipdesk"), *words]
    return subprocess.run(command, cwd=home, env=_alone(home), capture_output=True, text=True, timeout=300, check=False)


def test_every_library_answers_in_it(program: Path, tmp_path: Path) -> None:
    done = _run(program, tmp_path, "--selfcheck")
    assert [line for line in done.stdout.splitlines() if line.startswith("FAILED")] == []
    assert (done.returncode, done.stderr) == (0, "")


def test_it_does_the_whole_job_alone(program: Path, tmp_path: Path) -> None:
    done = _run(program, tmp_path, "demo", "--headless", "--out", str(tmp_path / "out"))
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert len(list((tmp_path / "out").rglob("*.pdf"))) >= 12
    assert len(list((tmp_path / "out").rglob("*.png"))) >= 3


def test_no_tool_and_no_place_of_this_machine_is_in_it(program: Path) -> None:
    whole = CArchiveReader(str(program / "shipdesk"))
    modules = whole.open_embedded_archive(next(name for name in whole.toc if name.startswith("PYZ"))).toc
    inside = {name.partition(".")[0] for name in modules} | {path.name for path in (program / "_internal").iterdir()}
    assert {"shipdesk", "pydantic", "PySide6"} <= inside
    assert inside & TOOLS == set()
    told = [path for path in program.rglob("*.json") if str(ROOT) in path.read_text(encoding="utf-8", errors="replace")]
    assert told == []


@pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's")
def test_it_opens_nothing_of_the_machine_it_was_made_on(program: Path, tmp_path: Path) -> None:
    needs("strace", "strace")
    trace = tmp_path / "trace"
    home = tmp_path / "home"
    home.mkdir()
    watched = [str(shutil.which("strace")), "-f", "-qq", "-e", "trace=openat,open,execve", "-o", str(trace)]
    command = [*watched, str(program / "shipdesk"), "--selfcheck"]
    subprocess.run(command, cwd=home, env=_alone(home), capture_output=True, timeout=300, check=True)
    opened = re.findall(r'"([^"]+)"[^=]*= \d', trace.read_text(encoding="utf-8", errors="replace"))
    assert len(opened) > 100
    ours = (str(ROOT), sys.prefix, sys.base_prefix)
    assert [path for path in opened if path.startswith(ours)] == []


@pytest.mark.skipif(sys.platform != "linux", reason="the menu entry is for Linux")
def test_a_desktop_finds_its_menu_entry_and_icon(program: Path) -> None:
    for name, place in MENU.items():
        assert (program / "share" / place / name).read_bytes() == (ROOT / "resources" / "app" / name).read_bytes()
    entry = (program / "share" / "applications" / "shipdesk.desktop").read_text(encoding="utf-8")
    assert {"Exec=shipdesk", "Icon=shipdesk", "Terminal=false"} <= set(entry.splitlines())
