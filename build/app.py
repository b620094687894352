"""Make the program folder: ShipDesk with everything it needs, for a machine with neither this tree nor Python.

It lands in dist/shipdesk; PyInstaller's own files stay below .work, away from this folder, which is not its to use.
For a Linux desktop its menu entry and icon stand in share/, as the system's own folders have them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SPEC = ROOT / "build" / "shipdesk.spec"
PROGRAM = ROOT / "dist" / "shipdesk"
MENU = {"shipdesk.desktop": "applications", "shipdesk.svg": "icons/hicolor/scalable/apps"}


def main() -> int:
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--workpath", str(ROOT / ".work" / "pyinstaller"), "--distpath", str(ROOT / "dist"), str(SPEC)]
    if status := subprocess.run(command, cwd=ROOT, check=False).returncode:
        return status
    add_menu_entry(PROGRAM)
    size = sum(file.lstat().st_size for file in PROGRAM.rglob("*") if file.is_file())
    print(f"{PROGRAM}: {size / 2**20:.0f} MiB")
    return 0


def add_menu_entry(program: Path) -> None:
    """What a Linux desktop's menu shows, below share/ of the program folder."""
    if sys.platform != "linux":
        return
    for name, place in MENU.items():
        target = program / "share" / place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "resources" / "app" / name, target)


if __name__ == "__main__":
    raise SystemExit(main())
