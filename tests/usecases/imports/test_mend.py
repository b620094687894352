"""Rows mended where they stand, one or all that are wrong alike."""

from pathlib import Path
from threading import Event

import pytest

from shipdesk.core.errors import InputError
from shipdesk.core.imports import Standing
from shipdesk.usecases.imports.mend import leave_out, mend, mend_alike
from shipdesk.usecases.imports.take import take_on
from tests.usecases.desks import Bench, sample
from tests.usecases.imports.orders import line, write
from tests.usecases.imports.runs import checked, references, rows


def test_a_row_is_mended_where_it_stands_and_checked_at_once(bench: Bench, tmp_path: Path) -> None:
    one = checked(bench, write(tmp_path / "a.csv", line("A1", Phone="12")))
    (bad,) = rows(bench, one)
    again = mend(bench.desk, bad.id, "receiver.phone", "13").row
    assert again.standing is Standing.FAULTY
    good = mend(bench.desk, bad.id, "receiver.phone", sample().receiver.phone).row
    assert (good.standing, good.problems) == (Standing.GOOD, ())
    take_on(bench.desk, one.id)
    assert references(bench) == ["A1"]
    with pytest.raises(InputError, match="in the order book already"):
        mend(bench.desk, bad.id, "receiver.phone", "1")


def test_a_row_that_is_left_out_stays_out_until_it_is_taken_back(bench: Bench, tmp_path: Path) -> None:
    one = checked(bench, write(tmp_path / "a.csv", line("A1"), line("A2")))
    first = rows(bench, one)[0]
    assert leave_out(bench.desk, first.id).standing is Standing.LEFT
    take_on(bench.desk, one.id)
    assert references(bench) == ["A2"]
    assert leave_out(bench.desk, first.id).standing is Standing.GOOD


def test_what_is_wrong_alike_is_mended_alike_and_put_back(bench: Bench, tmp_path: Path) -> None:
    wrong = [line(f"A{at}", Country="Thailnad") for at in range(230)]
    path = write(tmp_path / "a.csv", *wrong, line("B1"), line("B2", Country="Thailnat"))
    one = checked(bench, path)
    assert one.count(Standing.FAULTY) == 231
    first = rows(bench, one)[0]
    mended = mend(bench.desk, first.id, "receiver.country", sample().receiver.country)
    assert mended.row.standing is Standing.GOOD
    alike = mended.alike
    assert alike is not None
    assert (alike.before, len(alike.ids)) == ("Thailnad", 229)
    after = mend_alike(bench.desk, alike)
    assert after.counts == {Standing.GOOD: 231, Standing.FAULTY: 1}
    assert mend_alike(bench.desk, alike.undone).counts == {Standing.GOOD: 2, Standing.FAULTY: 230}


def test_a_value_that_is_missing_is_mended_only_where_it_is_a_fault(bench: Bench, tmp_path: Path) -> None:
    one = checked(bench, write(tmp_path / "a.csv", line("A1", Zip=""), line("A2", Zip=""), line("A3")))
    first, second, third = rows(bench, one)
    alike = mend(bench.desk, first.id, "receiver.postcode", sample().receiver.postcode).alike
    assert alike is not None
    assert alike.ids == (second.id,)
    leave_out(bench.desk, second.id)
    mend_alike(bench.desk, alike)
    assert [row.standing for row in rows(bench, one)] == [Standing.GOOD, Standing.LEFT, Standing.GOOD]
    assert third == rows(bench, one)[2]


def test_nothing_is_offered_alike_for_a_mend_that_does_not_help(bench: Bench, tmp_path: Path) -> None:
    lines = [line("A1", Phone="12"), line("A2", Phone="12"), line("B1", Recipient_Name="#N/A"), line("B2", Weight="x")]
    one = checked(bench, write(tmp_path / "a.csv", *lines, line("a1"), line("C1"), line("a1")))
    first, _second, broken, _weight, twin, *_rest = rows(bench, one)
    assert mend(bench.desk, first.id, "receiver.phone", "13").alike is None
    assert mend(bench.desk, broken.id, "receiver.name", "Jerry Lee").alike is None
    assert mend(bench.desk, twin.id, "reference", "A9").alike is None


def test_mending_alike_can_be_stopped(bench: Bench, tmp_path: Path) -> None:
    one = checked(bench, write(tmp_path / "a.csv", *(line(f"A{at}", Country="Thailnad") for at in range(250))))
    alike = mend(bench.desk, rows(bench, one)[0].id, "receiver.country", sample().receiver.country).alike
    assert alike is not None
    stop = Event()
    after = mend_alike(bench.desk, alike, lambda _progress: stop.set(), stop)
    assert after.counts == {Standing.GOOD: 101, Standing.FAULTY: 149}
