"""The demo is the product's main job: every sample order booked, labelled and printed through the real window."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from shipdesk.assets import resource
from shipdesk.documents.codes import read_codes
from shipdesk.documents.raster import rasterise
from shipdesk.ui.screens import SCREENS


def test_the_demo_ships_every_sample_order_and_leaves_labels_and_pictures(tmp_path: Path) -> None:
    begin = time.monotonic()
    command = [sys.executable, "-m", "shipdesk", "demo", "--headless", "--out", str(tmp_path / "out")]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "HOME": str(tmp_path)}
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert str(tmp_path / "out") in done.stdout
    assert time.monotonic() - begin < 60
    references = {json.loads(file.read_text("utf-8"))["reference"] for file in resource("samples").glob("*.json")}
    labels = list((tmp_path / "out" / "labels").glob("*.pdf"))
    assert {label.name.partition(" ")[0] for label in labels} == references
    for label in labels:
        number = label.stem.partition(" ")[2]
        assert number in {code.text for code in read_codes(rasterise(label.read_bytes(), 203))}
    pictures = [picture.name for picture in (tmp_path / "out" / "pictures").glob("*.png")]
    for line in SCREENS:
        assert any(line.name.lower() in name for name in pictures), f"no picture of {line.name} in {pictures}"
    assert {path.name for path in tmp_path.iterdir()} <= {"out", "home", ".cache", ".config", ".local"}
