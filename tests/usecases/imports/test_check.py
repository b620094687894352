"""What becomes of each row that is checked, and where a run goes on."""

import json
from pathlib import Path
from threading import Event

import pytest

from shipdesk.core.errors import InputError
from shipdesk.core.imports import Stage, Standing
from shipdesk.usecases.imports.check import check_on
from shipdesk.usecases.imports.mend import mend
from shipdesk.usecases.imports.run import Progress
from shipdesk.usecases.imports.take import take_on
from tests.usecases.desks import Bench, sample
from tests.usecases.imports.orders import line, write
from tests.usecases.imports.runs import begun, checked, codes, references, rows


def test_the_same_content_does_nothing_and_other_content_is_an_error(bench: Bench, tmp_path: Path) -> None:
    first = write(tmp_path / "a.csv", line("A1"), line("A2"))
    take_on(bench.desk, checked(bench, first).id)
    again = checked(bench, write(tmp_path / "b.csv", line("A1"), line("a2", City="Elsewhere"), line("A3")))
    assert again.counts == {Standing.KNOWN: 1, Standing.FAULTY: 1, Standing.GOOD: 1}
    assert "reference.used" in codes(rows(bench, again, Standing.FAULTY)[0])
    take_on(bench.desk, again.id)
    assert references(bench) == ["A1", "A2", "A3"]


def test_an_order_that_was_changed_at_the_table_since_is_known_again(bench: Bench, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", line("A1"))
    take_on(bench.desk, checked(bench, path).id)
    entry = bench.desk.book.entry("A1")
    assert entry is not None
    other = entry.shipment.model_copy(update={"note": "Ring twice"})
    bench.desk.book.change(entry, other, who="Mei", why="Changed at the table.")
    assert checked(bench, path).counts == {Standing.KNOWN: 1}


def test_a_reference_twice_in_one_file_is_an_error_on_the_later_one(bench: Bench, tmp_path: Path) -> None:
    one = checked(bench, write(tmp_path / "a.csv", line("A1"), line("B1"), line("a1")))
    assert [row.standing for row in rows(bench, one)] == [Standing.GOOD, Standing.GOOD, Standing.FAULTY]
    assert "reference.twice" in codes(rows(bench, one)[2])
    mended = mend(bench.desk, rows(bench, one)[2].id, "reference", "A9").row
    assert mended.standing is Standing.GOOD


def test_digits_that_a_spreadsheet_lost_are_errors_with_what_was_meant(bench: Bench, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", line("A1", Zip="10000.0"), line("A2", Phone="6.68123E+10"))
    one = checked(bench, path)
    zipped, phoned = rows(bench, one)
    (fix,) = [problem.fix for problem in zipped.problems if problem.code == "form.lost_digits"]
    assert fix == "10000"
    assert "form.lost_digits" in codes(phoned)
    assert mend(bench.desk, phoned.id, "receiver.phone", sample().receiver.phone).row.standing is Standing.GOOD


def test_columns_of_one_field_are_joined(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Order,Address 1,Address 2,Address 3\nA1,Floor 3,,Main Street\n", encoding="utf-8")
    one = checked(bench, path)
    assert json.loads(rows(bench, one)[0].data)["receiver"]["address"] == "Floor 3\nMain Street"


def test_it_is_paused_between_portions_and_goes_on_where_it_was(bench: Bench, tmp_path: Path) -> None:
    one = begun(bench, write(tmp_path / "a.csv", *(line(f"A{at}") for at in range(250))))
    stop = Event()

    def tell(progress: Progress) -> None:
        if progress.done == 100:
            stop.set()

    paused = check_on(bench.desk, one.id, tell, stop)
    assert (paused.stage, paused.position) == (Stage.CHECKING, 100)
    assert check_on(bench.desk, one.id).counts == {Standing.GOOD: 250}


def test_a_file_that_was_changed_meanwhile_is_not_gone_on_with(bench: Bench, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", line("A1"))
    one = begun(bench, path)
    write(path, line("A2"))
    with pytest.raises(InputError, match="was changed since it was begun"):
        check_on(bench.desk, one.id)
    path.unlink()
    with pytest.raises(InputError, match="is not at"):
        check_on(bench.desk, one.id)
