"""The first paint: without the libraries, and with what is scanned too early kept."""

import subprocess
import sys
import textwrap
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.simulator_process import Simulator
from tests.ui.table import packing_table

#: Modules of ours that the first paint may load; each costs half a millisecond and more.
MOST_MODULES = 92
#: Dataclasses that may be defined for it, two thirds of a millisecond each: a named tuple takes an eighth of that.
MOST_DATACLASSES = 8
HEAVY = ("pydantic", "sqlmodel", "sqlalchemy", "httpx", "reportlab", "holidays", "phonenumbers", "asyncio", "babel")

PAINT = """
    import gc
    import linecache
    import sys
    from dataclasses import is_dataclass
    from datetime import UTC, datetime
    from shipdesk.ui import toolkit
    toolkit.prepare()
    from PySide6.QtWidgets import QApplication
    from shipdesk.catalog import CARRIERS
    from shipdesk.core.records import Row
    from shipdesk.core.states import Label, State
    from shipdesk.ui import theme
    from shipdesk.ui.window import MainWindow
    app = QApplication([])
    theme.apply(app, theme.Scheme.LIGHT)
    now = datetime.now(UTC)
    where = (State.TO_SHIP, Label.NONE, "", "")
    row = Row(1, "REF1", 1, "jumppoint", "Air", *where, "Jerry", "TH", 2, "table", "", now, now)
    window = MainWindow({record.id: record for record in CARRIERS}, {"station": "Station 3"}, [row], True)
    window.show()
    picture = window.grab()
    assert picture.width() >= 1280
    (shown,) = window.screen_named("Station").lists.waiting.rows()
    print(shown.reference)
    print(*sorted({name.partition(".")[0] for name in sys.modules}))
    print(sum(name.startswith("shipdesk") for name in sys.modules))
    ours = [(name, vars(module).values()) for name, module in sys.modules.items() if name.startswith("shipdesk")]
    print(*sorted({one.__qualname__ for name, made in ours for one in made if isinstance(one, type) and
                   is_dataclass(one) and one.__module__ == name}))
    print(sum("shipdesk" in name for name in linecache.cache))
    print(gc.isenabled())
    toolkit.painted()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 10_000
    window.close()
"""


def test_the_first_paint_needs_no_heavy_library() -> None:
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(PAINT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    reference, loaded, modules, dataclasses, read, collects = done.stdout.splitlines()
    assert reference == "REF1"
    assert [name for name in HEAVY if name in loaded.split()] == []
    assert int(modules) <= MOST_MODULES, modules
    assert len(dataclasses.split()) <= MOST_DATACLASSES, dataclasses
    assert (int(read), collects) == (0, "False"), "Qt for Python reads our sources again; see ui/toolkit.py"


def test_a_scan_before_the_order_book_is_open_is_done_afterwards(
    qtbot: QtBot, tmp_path: Path, carriers: Simulator
) -> None:
    with packing_table(qtbot, tmp_path / "a", carriers) as table:
        table.add("REF1")
    with packing_table(qtbot, tmp_path / "a", carriers, ready=False) as table:
        assert table.station.work is None
        assert [row.reference for row in table.station.lists.waiting.rows()] == ["REF1"]
        table.scan("REF1")
        assert table.notices() == []
        table.until(lambda: table.opened == "REF1")


def test_a_new_shipment_asked_for_too_early_is_begun_afterwards(
    qtbot: QtBot, tmp_path: Path, carriers: Simulator
) -> None:
    with packing_table(qtbot, tmp_path, carriers, ready=False) as table:
        table.station.actions_by_name["new"].trigger()
        table.until(lambda: table.opened != "")
        assert table.work.order is not None
        assert table.work.order.row is None
