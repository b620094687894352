"""Make the program folder: ShipDesk with everything it needs, for a machine with neither this tree nor Python.

It lands in dist/shipdesk; PyInstaller's own files stay below .work, away from this folder, which is not its to use.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SPEC = ROOT / "build" / "shipdesk.spec"
PROGRAM = ROOT / "dist" / "shipdesk"


def main() -> int:
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    command += ["--workpath", str(ROOT / ".work" / "pyinstaller"), "--distpath", str(ROOT / "dist"), str(SPEC)]
    if status := subprocess.run(command, cwd=ROOT, check=False).returncode:
        return status
    size = sum(file.stat().st_size for file in PROGRAM.rglob("*") if file.is_file())
    print(f"{PROGRAM}: {size / 2**20:.0f} MiB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
