"""The watched folder while the window is open."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from shipdesk.core.imports import Plan
from shipdesk.usecases.imports.look import look_at
from shipdesk.usecases.imports.watch import WatchedFolder
from shipdesk.workers.lanes import Lanes
from shipdesk.workers.watching import Watching
from tests.usecases.desks import open_bench
from tests.usecases.imports.orders import FIXED, line, write


def test_a_file_that_is_put_there_is_imported_and_told_of(qtbot: QtBot, tmp_path: Path) -> None:
    folder, lanes = "", Lanes({})
    with open_bench(tmp_path / "home") as bench:
        look = look_at(bench.desk, write(tmp_path / "before.csv", line("B1")))
        bench.desk.imports.remember(Plan(look.plan.headings, look.plan.paths, FIXED))
        watching = Watching(WatchedFolder(bench.desk), lambda: folder, lanes)
        watching.look()
        assert lanes.idle  # nothing is watched yet
        folder = str(tmp_path / "orders")
        Path(folder).mkdir()
        write(Path(folder) / "a.csv", line("A1"))
        try:
            watching.look()
            qtbot.waitUntil(lambda: lanes.idle)
            with qtbot.waitSignal(watching.came) as came:
                watching.look()
            (one,) = came.args[0]
            assert one.file.name == "a.csv"
            assert bench.desk.book.entry("A1") is not None
        finally:
            watching.shutdown()
            lanes.shutdown()
