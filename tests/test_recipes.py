"""The recipes of CONTRIBUTING, followed to the letter in a copy of the tree: the page cannot be wrong unseen."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / ".github" / "CONTRIBUTING.md").read_text("utf-8")
_BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_DOOR = "python3 build/run.py test "


class Block(NamedTuple):
    """A fenced block: its language, the file it names, and what stands in it."""

    language: str
    file: str
    text: str


def blocks_of(title: str) -> list[Block]:
    """The blocks of one recipe, in order."""
    recipe = PAGE.split(f"\n### {title}\n")[1].split("\n### ")[0]
    found = [Block(*match.groups()) for match in _BLOCK.finditer(recipe)]
    assert len(found) == recipe.count("\n```") / 2
    return found


def hunks_of(diff: str) -> Iterator[tuple[str, str]]:
    """What stands in the file and what is to stand there: each hunk is lines that are there, then those that come."""
    old, new = "", ""
    added = False
    for line in diff.splitlines(keepends=True):
        mark, text = line[0], line[1:]
        if added and mark != "+":
            yield old, new
            old, new = "", ""
        added = mark == "+"
        old += "" if added else text
        new += "" if mark == "-" else text
    yield old, new


class Copy:
    """A copy of the tree that a recipe is followed in, and programs that know no other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("shipdesk", "resources", "tests"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "pictures"))
        shutil.copy(ROOT / "pyproject.toml", folder)

    def follow(self, title: str) -> list[str]:
        """Do what the recipe says; what its own tests printed last."""
        said = []
        for block in blocks_of(title):
            place = self.folder / block.file
            if block.language == "python":
                place.parent.mkdir(exist_ok=True)
                place.write_text(block.text, "utf-8")
            elif block.language == "diff":
                text = place.read_text("utf-8")
                for old, new in hunks_of(block.text):
                    assert text.count(old) == 1, f"{block.file} has not once:\n{old}"
                    text = text.replace(old, new)
                place.write_text(text, "utf-8")
            elif block.text.startswith(_DOOR):
                said.append(self.run("sh", "-c", block.text.replace(_DOOR, f"{sys.executable} -m pytest -q ")))
            else:
                self.run("sh", "-ec", block.text)
        changed = {block.file for block in blocks_of(title) if block.file}
        self.run(sys.executable, "-m", "ruff", "check", "-q", *changed)
        self.run(sys.executable, "-m", "ruff", "format", "-q", "--check", *changed)
        return said

    def run(self, *command: str) -> str:
        """Its standard output; a failure is told whole."""
        env = {**os.environ, "PYTHONPATH": str(self.folder), "SHIPDESK_HOME": str(self.folder / "home")}
        done = subprocess.run(
            command, cwd=self.folder, env=env, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
        return done.stdout.strip()

    def python(self, script: str) -> str:
        """What a script printed."""
        return self.run(
            sys.executable, "-c", f"import shipdesk; assert {str(self.folder)!r} in shipdesk.__file__\n{script}"
        )


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path / "copy")


def test_a_carrier(copy: Copy) -> None:
    (conformance,) = copy.follow("A carrier")
    assert re.match(r"\.{10,}", conformance)
    assert copy.python("from shipdesk.app import RECORDS; print(*RECORDS)").split()[-1] == "acme"
    booked = copy.run(sys.executable, "-m", "shipdesk", "check", "resources/samples/acme-singapore.json")
    assert "CD-2026-10432" in booked


def test_a_field(copy: Copy) -> None:
    (conformance,) = copy.follow("A field")
    assert "passed" in conformance or conformance.startswith("...")
    told = copy.python(
        """
from pathlib import Path
from shipdesk.catalog import CARRIERS
from shipdesk.core.carrier import CheckContext
from shipdesk.core.shipment import write_shipment
from shipdesk.ui.form.plan import plan_for
from shipdesk.usecases.files.read import read_file
from tests.carriers.samples import CONTEXT, sample
jumppoint, ceva, jne = CARRIERS
path = "customs.export_reason"
print([path in plan_for(one, one.services[0].code).paths() for one in CARRIERS])
shipment = sample("jumppoint-singapore", customs__export_reason="Repair")
print('"export_reason": "Repair"' in write_shipment(shipment))
print('"exportReason": "Repair"' in jumppoint.freeze(shipment, CONTEXT).payload.replace('":"', '": "'))
Path("orders.csv").write_text("reference,customs.export_reason\\nR1,Repair\\n")
(reading,) = read_file(Path("orders.csv"))
print(reading.shipment.customs.export_reason, [one.code for one in reading.problems])
"""
    )
    assert told.splitlines() == ["[True, False, False]", "True", "True", "Repair []"]


def test_a_document(copy: Copy) -> None:
    copy.follow("A document")
    told = copy.python(
        """
from pathlib import Path
from PySide6.QtWidgets import QApplication
from shipdesk.ui.orders.papers import Papers
from tests.documents.reading import pages
from tests.ui.orders.world import world
app = QApplication([])
with world(Path("home")) as one:
    entry = one.booked("REF1", "JX1")
    papers = Papers()
    papers.attach(one.workplace, one.bridge)
    papers.show_booking(entry.id, "REF1")
    papers.picks.pick("gift_note")
    papers.save_to("note.pdf")
    while not one.workplace.lanes.idle:
        app.processEvents()
    print(*pages(Path("note.pdf").read_bytes()))
"""
    )
    assert "A gift for" in told


def test_a_screen(copy: Copy) -> None:
    (opened,) = copy.follow("A screen")
    assert opened.startswith(".")
    told = copy.python(
        """
import sys
from pathlib import Path
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from shipdesk.session import Session, application
from shipdesk.settings.paths import open_home
from shipdesk.settings.store import SettingsStore
root = Path("home")
settings = SettingsStore(open_home(root).settings)
settings.set({"set_up": True})
app = application(settings)
session = Session(root)
loop = QEventLoop()  # to quit the application would close the window
session.opened.connect(loop.quit)
session.start()
sys.excepthook = sys.__excepthook__
loop.exec()
QTest.keyClick(session.window, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
screen = session.window.screen_named("Returns")
while not screen.line.text():
    app.processEvents()
print(screen.isVisible(), screen.line.text())
session.close()
"""
    )
    assert told == "True 0 parcels were booked"
