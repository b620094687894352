#!/usr/bin/env python3
"""Takes the README's pictures anew: the demo drives the real window, and what it leaves is made small.

    .venv/bin/python build/pictures.py

They land in resources/pictures. Run it after a change that a reader of the README would see.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

TARGET = Path(__file__).resolve().parent.parent / "resources" / "pictures"
#: The name in resources/pictures -> what the tour calls the picture, behind its number. The station's is that of the
#: first order: over the later ones lies what is told of the one before.
CHOSEN = {
    "station": "station, CD-2026-20818",
    "station-dark": "station, dark",
    "to-ship": "station, orders waiting",
    "orders": "orders, detail 4",
    "import": "import",
    "tracking": "tracking",
    "end-of-day": "end of day",
    "inbox": "inbox",
    "library": "library",
    "settings": "settings",
}
COLOURS = 256


def main() -> int:
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="shipdesk-pictures-") as folder:
        # From inside the folder: the window names the place of the labels, and nobody's path belongs into a picture.
        command = [sys.executable, "-m", "shipdesk", "demo", "--headless", "--out", "."]
        if status := subprocess.run(command, cwd=folder, check=False).returncode:
            return status
        for name, called in CHOSEN.items():
            (taken,) = Path(folder, "pictures").glob(f"?? {called}.png")
            shrink(taken, TARGET / f"{name}.png")
    return 0


def shrink(taken: Path, target: Path) -> None:
    """Keep a picture with so few colours that it loads at once; text stays as sharp as it was."""
    with Image.open(taken) as picture:
        few = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(target, optimize=True)
    print(f"{target.name}: {few.width} × {few.height}, {target.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    raise SystemExit(main())
