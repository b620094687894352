"""Taking over: each good row once, whenever the program dies."""

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from shipdesk.app import open_desk
from shipdesk.core.imports import Aim, Stage, Standing
from shipdesk.core.records import Query
from shipdesk.core.states import State
from shipdesk.usecases.book import add
from shipdesk.usecases.imports.take import take_on
from tests.usecases.desks import Bench, sample
from tests.usecases.imports.orders import line, write
from tests.usecases.imports.runs import checked, references, rows

ROOT = Path(__file__).parents[3]


def test_good_rows_are_taken_over_and_faulty_ones_stay_with_every_reason(bench: Bench, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", line("A1"), line("A2", Phone="12", Zip=""), line("A3"))
    one = checked(bench, path)
    assert one.counts == {Standing.GOOD: 2, Standing.FAULTY: 1}
    (bad,) = rows(bench, one, Standing.FAULTY)
    assert (bad.row, bad.reference) == (3, "A2")
    assert {problem.field for problem in bad.problems} >= {"receiver.phone", "receiver.postcode"}
    one = take_on(bench.desk, one.id)
    assert references(bench) == ["A1", "A3"]
    assert one.stage is Stage.READY
    entry = bench.desk.book.entry("A1")
    assert entry is not None
    assert (entry.state, entry.row.source) == (State.TO_SHIP, "file")
    assert entry.shipment == sample(reference="A1")


def test_what_is_taken_over_is_as_if_it_were_added_one_by_one(bench: Bench, tmp_path: Path) -> None:
    take_on(bench.desk, checked(bench, write(tmp_path / "a.csv", line("A1"))).id)
    add(bench.desk, sample(reference="B1"), source="file", why="Imported.")
    ours, one_by_one = bench.desk.book.entry("A1"), bench.desk.book.entry("B1")
    assert ours is not None
    assert one_by_one is not None
    same = {"id": 0, "reference": ""}
    assert ours.row._replace(**same) == one_by_one.row._replace(**same)  # type: ignore[arg-type]
    assert replace(ours, row=one_by_one.row, shipment=one_by_one.shipment) == one_by_one
    moves = [bench.desk.book.history(entry.id) for entry in (ours, one_by_one)]
    assert moves[0] == moves[1]
    name = ours.shipment.receiver.name.split()[0]
    assert [row.reference for row in bench.desk.book.rows(Query(text=name), 10)] == ["B1", "A1"]


def test_what_came_into_the_book_between_checking_and_taking_is_not_made_twice(bench: Bench, tmp_path: Path) -> None:
    one = checked(bench, write(tmp_path / "a.csv", line("A1"), line("A2"), line("A3-2")))
    add(bench.desk, sample(reference="A1"), source="table", why="Typed.")
    add(bench.desk, sample(reference="A2", note="another"), source="table", why="Typed.")
    third = add(bench.desk, sample(reference="A3"), source="table", why="Typed.")
    bench.desk.book.next_generation(third, who="Mei", why="Shipped again.")
    one = take_on(bench.desk, one.id)
    assert one.counts == {Standing.KNOWN: 1, Standing.FAULTY: 2}
    assert len(references(bench)) == 4


def test_good_rows_are_queued_and_warned_ones_held_unless_accepted(bench: Bench, tmp_path: Path) -> None:
    odd = {"Email": "not an address"}
    path = write(tmp_path / "a.csv", line("A1"), line("A2", **odd))
    one = checked(bench, path, Aim.BOOK)
    assert one.counts == {Standing.GOOD: 1, Standing.WARNED: 1}
    take_on(bench.desk, one.id)
    assert {row.reference: row.state for row in bench.desk.book.rows(Query(), 9)} == {
        "A1": State.QUEUED,
        "A2": State.HELD,
    }
    accepted = checked(bench, write(tmp_path / "b.csv", line("B2", **odd)), Aim.BOOK, accept=True)
    take_on(bench.desk, accepted.id)
    entry = bench.desk.book.entry("B2")
    assert entry is not None
    assert entry.state is State.QUEUED


def test_one_that_was_queued_when_the_program_died_is_not_queued_again(bench: Bench, tmp_path: Path) -> None:
    one = checked(bench, write(tmp_path / "a.csv", line("A1")), Aim.BOOK)
    row = rows(bench, one)[0]
    twin = checked(bench, write(tmp_path / "b.csv", line("A1")), Aim.BOOK)
    take_on(bench.desk, twin.id)  # as if it had died before it wrote down that the row is queued
    entry = bench.desk.book.entry("A1")
    assert entry is not None
    refused = bench.desk.book.move(entry, State.DRAFT, who="Mei", why="Taken back.")
    bench.desk.book.move(refused, State.HELD, who="Mei", why="Wait.")
    take_on(bench.desk, one.id)
    after = bench.desk.book.entry("A1")
    assert after is not None
    assert after.state is State.HELD
    assert bench.desk.imports.rows([row.id])[0].standing is Standing.TAKEN


def test_killed_again_and_again_each_row_is_taken_over_once(tmp_path: Path) -> None:
    count, dice = 900, random.Random(11)
    path = write(tmp_path / "a.csv", *(line(f"K{at:04}") for at in range(count)))
    command = [sys.executable, "-m", "tests.usecases.imports.process", str(tmp_path / "home"), str(path)]
    kills = 0
    while True:
        with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            left = dice.randint(1, 4) if kills < 5 else 1000
            done = False
            for said in process.stdout:
                done, left = said.startswith("done"), left - 1
                if left == 0:
                    process.kill()
                    kills += 1
                    break
            if done:
                break
            process.kill()
    assert kills >= 3
    with open_desk(tmp_path / "home") as desk:
        assert sorted(row.reference for row in desk.book.rows(Query(), 5000)) == [f"K{at:04}" for at in range(count)]
        (one,) = desk.imports.latest(9)
        assert one.counts == {Standing.TAKEN: count}
