#!/usr/bin/env python3
"""The one door to everything: sets the project up on first use, then does what is asked.

    python3 build/run.py            the workstation in training mode (the same as: demo)
    python3 build/run.py test       every test (arguments go to pytest)
    python3 build/run.py check      format, lint, types, import contracts
    python3 build/run.py bench      the figures of the product as ratios
    python3 build/run.py prove      never twice, never lost: at length
    python3 build/run.py app        a program folder that needs neither this tree nor Python
    python3 build/run.py setup      the environment alone; then .venv/bin/shipdesk is the command

Standard library only, so that it runs on a machine with nothing but Python 3.11.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "build" / "lock" / "dev.txt"
STAMP = VENV / "shipdesk.stamp"
COMPILING = ("-m", "compileall", "-q", "shipdesk")

#: What Qt and its plug-ins load at run time, beside what Python itself needs: library stem -> Debian package. The other
#: packages of the lock file bring theirs along.
LIBRARIES = {
    "stdc++": "libstdc++6",
    "GL": "libgl1",
    "EGL": "libegl1",
    "X11": "libx11-6",
    "X11-xcb": "libx11-xcb1",
    "xkbcommon": "libxkbcommon0",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
    "freetype": "libfreetype6",
    "glib-2.0": "libglib2.0-0",
    "xcb": "libxcb1",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-glx": "libxcb-glx0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-image": "libxcb-image0",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-randr": "libxcb-randr0",
    "xcb-render": "libxcb-render0",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
    "xcb-shm": "libxcb-shm0",
    "xcb-sync": "libxcb-sync1",
    "xcb-util": "libxcb-util1",
    "xcb-xfixes": "libxcb-xfixes0",
    "xcb-xkb": "libxcb-xkb1",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "wayland-client": "libwayland-client0",
    "wayland-cursor": "libwayland-cursor0",
    "wayland-egl": "libwayland-egl1",
    "cups": "libcups2",
}
#: What some tests drive beside that: program -> Debian package. A test whose program is missing says so.
TEST_PROGRAMS = {
    "lp": "cups-client",
    "cupsd": "cups",
    "ippeveprinter": "cups-ipp-utils",
    "avahi-daemon": "avahi-daemon",
    "dbus-daemon": "dbus",
    "pdftoppm": "poppler-utils",
    "strace": "strace",
    "Xvfb": "xvfb",
}


def main(words: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this with an older one is told
        return fail(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    verb, rest = (words[0], words[1:]) if words and not words[0].startswith("-") else ("demo", words)
    if verb not in VERBS:
        return fail(f"'{verb}' is none of: {', '.join(VERBS)}.", status=2)
    try:
        ensure_system(for_tests=verb in ("test", "prove"))
        ensure_environment()
    except SetupError as error:
        return fail(str(error))
    return VERBS[verb](rest)


def demo(rest: list[str]) -> int:
    return run(BIN / "shipdesk", "demo", *rest)


def test(rest: list[str]) -> int:
    return run(PYTHON, "-m", "pytest", *rest, QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen"))


def check(rest: list[str]) -> int:
    fix = "--fix" in rest
    steps: list[list[str | Path]] = [
        [BIN / "ruff", "format", "." if fix else "--check", "."],
        [BIN / "ruff", "check", "--fix" if fix else "--no-fix", "."],
        [BIN / "mypy"],
        [BIN / "lint-imports"],
    ]
    return max(run(*step) for step in steps)


def bench(rest: list[str]) -> int:
    return run(PYTHON, "build/bench.py", *rest)


def prove(rest: list[str]) -> int:
    return run(PYTHON, "build/prove.py", *rest, QT_QPA_PLATFORM="offscreen")


def app(rest: list[str]) -> int:
    return run(PYTHON, "build/app.py", *rest)


def setup(_rest: list[str]) -> int:
    run(PYTHON, *COMPILING)  # after an upgrade too: a folder that users cannot write is compiled anew at each start
    print(f"Ready: {BIN / 'shipdesk'}")
    return 0


VERBS = {"demo": demo, "test": test, "check": check, "bench": bench, "prove": prove, "app": app, "setup": setup}


class SetupError(Exception):
    """The machine lacks something; the message names it and the command that brings it."""


def ensure_system(*, for_tests: bool) -> None:
    """Install the missing Debian packages when root, else name them.

    Raises:
        SetupError: something is missing that this user cannot install.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = [package for stem, package in LIBRARIES.items() if not ctypes.util.find_library(stem)]
    if not venv_works():
        missing.append("python3-venv")
    wanted = [package for program, package in TEST_PROGRAMS.items() if not found(program)] if for_tests else []
    if not missing and not wanted:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *missing, *wanted]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        print("Installing: " + " ".join([*missing, *wanted]), file=sys.stderr)
        subprocess.run(["apt-get", "update"], check=False, **quiet)  # type: ignore[call-overload]
        if subprocess.run(command, check=False, **quiet).returncode == 0:  # type: ignore[call-overload]
            return
    if missing:
        raise SetupError(
            "System packages are missing. As root:\n"
            "  apt-get update && apt-get install --no-install-recommends " + " ".join(missing)
        )
    print("Some tests will be skipped; they need: " + " ".join(wanted), file=sys.stderr)


def found(program: str) -> bool:
    return shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin") is not None


def venv_works() -> bool:
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian splits it off, and venv needs it
    except ImportError:
        return False
    return True


def ensure_environment() -> None:
    """Make `.venv` from the lock file, when it is not there or the lock has changed.

    Raises:
        SetupError: a package could not be installed.
    """
    key = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == key:
        return
    print("Setting up .venv (once; about a minute) …", file=sys.stderr)
    pip: list[str | Path] = [PYTHON, "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    steps: list[list[str | Path]] = [
        [sys.executable, "-m", "venv", VENV],
        [*pip, "--require-hashes", "--requirement", LOCK],
        [*pip, "--no-deps", "--no-build-isolation", "--editable", "."],
        [PYTHON, *COMPILING],
        # Qt for Python unpacks its support files at every start, unless they once were written beside it.
        [PYTHON, "-c", "import PySide6.QtCore"],
    ]
    for step in steps:
        environment = {**os.environ, "SBK_EMBED": "0", "PYTHONDONTWRITEBYTECODE": ""}
        if subprocess.run(step, cwd=ROOT, env=environment, check=False, stdout=sys.stderr).returncode:
            raise SetupError("Setting up failed at: " + " ".join(str(word) for word in step))
    STAMP.write_text(key)


def run(*command: str | Path, **environment: str) -> int:
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode


def fail(sentence: str, status: int = 1) -> int:
    print(sentence, file=sys.stderr)
    return status


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
