"""The watched folder: what has come to rest is imported once, moved away, and told of."""

from pathlib import Path
from threading import Event

import pytest

from shipdesk.core.imports import Aim, Plan, Stage, Standing
from shipdesk.core.records import Query
from shipdesk.core.states import State
from shipdesk.usecases.imports.begin import begin_import
from shipdesk.usecases.imports.check import check_on
from shipdesk.usecases.imports.look import look_at
from shipdesk.usecases.imports.watch import WatchedFolder
from tests.usecases.desks import Bench
from tests.usecases.imports.orders import FIXED, line, write


@pytest.fixture
def folder(bench: Bench, tmp_path: Path) -> Path:
    """A folder that is watched; the columns of the files that come there were said before."""
    made = tmp_path / "orders"
    made.mkdir()
    look = look_at(bench.desk, write(tmp_path / "before.csv", line("B1")))
    bench.desk.imports.remember(Plan(look.plan.headings, look.plan.paths, FIXED))
    return made


def states(bench: Bench) -> dict[str, State]:
    return {row.reference: row.state for row in bench.desk.book.rows(Query(), 100)}


def test_a_file_at_rest_is_taken_over_and_moved_and_its_faults_wait(bench: Bench, folder: Path) -> None:
    write(folder / "a.csv", line("A1"), line("A2", Phone="12"))
    watched = WatchedFolder(bench.desk)
    assert watched.look(folder, Event()) == []  # it may still be growing
    (one,) = watched.look(folder, Event())
    assert states(bench) == {"A1": State.TO_SHIP}
    assert (one.stage, one.count(Standing.FAULTY)) == (Stage.READY, 1)
    assert [path.name for path in folder.iterdir()] == ["done"]
    assert (folder / "done" / "a.csv").exists()
    assert (folder / "done" / "log.txt").read_text().endswith("a.csv: 1 faulty, 1 taken\n")
    assert watched.look(folder, Event()) == []


def test_a_file_that_grows_is_waited_for(bench: Bench, folder: Path) -> None:
    watched = WatchedFolder(bench.desk)
    for count in (1, 2, 3):
        write(folder / "a.csv", *(line(f"A{at}") for at in range(count)))
        assert watched.look(folder, Event()) == []
    watched.look(folder, Event())
    assert len(states(bench)) == 3


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.csv", b"Wer,Wohin\nLee,Street\n", "Say which column is the reference"),
        ("a.xlsx", b"PK\x03\x04 broken", "is no XLSX file that can be read"),
        ("a.json", b"{broken", "is no JSON after shipment 0"),
        ("a.csv", b"", "is empty"),
    ],
)
def test_what_cannot_be_taken_is_moved_to_failed_with_the_reason(
    bench: Bench, folder: Path, name: str, content: bytes, why: str
) -> None:
    (folder / name).write_bytes(content)
    watched = WatchedFolder(bench.desk)
    watched.look(folder, Event())
    (one,) = watched.look(folder, Event())
    assert one.stage is Stage.FAILED
    assert why in one.note
    assert why in (folder / "failed" / "log.txt").read_text()
    assert (folder / "failed" / name).exists()


def test_a_name_that_is_there_already_is_kept_beside_the_other(bench: Bench, folder: Path) -> None:
    watched = WatchedFolder(bench.desk)
    for reference in ("A1", "A2"):
        write(folder / "a.csv", line(reference))
        watched.look(folder, Event())
        watched.look(folder, Event())
    assert sorted(path.name for path in (folder / "done").iterdir()) == ["a (2).csv", "a.csv", "log.txt"]
    assert sorted(states(bench)) == ["A1", "A2"]


def test_what_a_stopped_program_left_is_gone_on_with(bench: Bench, folder: Path) -> None:
    path = write(folder / "a.csv", *(line(f"A{at}") for at in range(150)))
    look = look_at(bench.desk, path)
    begun = begin_import(bench.desk, look, look.plan, Aim.TO_SHIP, watched=True)
    stop = Event()
    check_on(bench.desk, begun.id, lambda _progress: stop.set(), stop)
    watched = WatchedFolder(bench.desk)
    watched.look(folder, Event())
    (one,) = watched.look(folder, Event())
    assert (one.id, one.stage, one.count(Standing.TAKEN)) == (begun.id, Stage.DONE, 150)


def test_a_folder_that_is_not_there_is_no_fault(bench: Bench, tmp_path: Path) -> None:
    assert WatchedFolder(bench.desk).look(tmp_path / "nowhere", Event()) == []
