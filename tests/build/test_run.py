"""The door to everything on a machine that lacks something: named with its package, or installed by root."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_of_build", ROOT / "build" / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian's packages are for Linux")
def test_what_is_missing_is_named_with_the_command_that_brings_it(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctypes.util.find_library", lambda stem: None if stem in ("xcb-image", "cups") else stem)
    monkeypatch.setitem(sys.modules, "ensurepip", None)  # as Debian's python3 comes
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(run.SetupError) as told:
        run.ensure_system(for_tests=False)
    assert str(told.value).endswith("apt-get install --no-install-recommends libxcb-image0 libcups2 python3-venv")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian's packages are for Linux")
def test_a_program_that_only_tests_drive_is_named_and_stops_nobody(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("ctypes.util.find_library", lambda stem: stem)
    monkeypatch.setattr(run, "found", lambda program: program != "strace")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    run.ensure_system(for_tests=True)
    assert capsys.readouterr().err == "Some tests will be skipped; they need: strace\n"


@pytest.mark.skipif(shutil.which("readelf") is None, reason="the binary files are read by readelf of binutils")
def test_every_library_that_qt_asks_the_system_for_is_in_the_table(run: ModuleType) -> None:
    spec = importlib.util.find_spec("PySide6")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    home = Path(spec.submodule_search_locations[0])
    modules = [home / f"{name}.abi3.so" for name in ("QtCore", "QtGui", "QtWidgets", "QtSvg", "QtPrintSupport")]
    plugins = home / "Qt" / "plugins"
    modules += [plugins / "platforms" / f"lib{name}.so" for name in ("qxcb", "qoffscreen", "qwayland")]
    modules += [*(plugins / "printsupport").glob("*.so"), *(plugins / "xcbglintegrations").glob("*.so")]
    bundled = {path.name: path for path in [*home.rglob("*.so*"), *home.with_name("shiboken6").rglob("*.so*")]}
    asked, todo = {"lib.so"}, [path for path in modules if path.exists()]
    assert len(todo) > len(modules) // 2
    while todo:
        for name in needed(todo.pop()) - asked:
            asked.add(name)
            if name in bundled:
                todo.append(bundled[name])
    of_system = {name.removeprefix("lib").partition(".so")[0] for name in asked if name not in bundled} - {""}
    of_c = {"c", "m", "dl", "rt", "pthread", "gcc_s", "z", "zstd", "gthread-2.0", "ld-linux-x86-64"}
    assert of_system - of_c <= run.LIBRARIES.keys()


def needed(file: Path) -> set[str]:
    said = subprocess.run(["readelf", "-d", file], capture_output=True, text=True, check=True).stdout
    return {line.partition("[")[2].rstrip("]") for line in said.splitlines() if "(NEEDED)" in line}
