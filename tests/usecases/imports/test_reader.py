"""Rows of a file as they are, and of files that mean no good."""

import json
import tracemalloc
from pathlib import Path

import pytest

from shipdesk.core.imports import Stage, Standing
from shipdesk.core.shipment import write_shipment
from shipdesk.usecases.imports.check import check_on
from shipdesk.usecases.imports.mend import mend
from shipdesk.usecases.imports.run import Progress
from tests.usecases.desks import Bench, sample
from tests.usecases.files.workbook import number, text, workbook
from tests.usecases.imports.orders import COLUMNS, line, write
from tests.usecases.imports.runs import begun, checked, codes, rows


def test_a_sheet_is_read_with_its_numbers_as_they_are_shown(bench: Bench, tmp_path: Path) -> None:
    headings = "".join(
        text(f"{name}1", word) for name, word in zip("ABCD", ("Order", "Zip", "Phone", "Qty"), strict=True)
    )
    cells = text("A3", "A1") + number("B3", "10110") + number("C3", "6681234567890123456") + number("D3", "2")
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook(f'<row r="1">{headings}</row><row r="3">{cells}</row>'))
    one = checked(bench, path)
    (row,) = rows(bench, one)
    data = json.loads(row.data)
    assert (row.row, data["receiver"]["postcode"], data["products"][0]["quantity"]) == (3, "10110", "2")
    assert "form.lost_digits" in codes(row)


@pytest.mark.parametrize("joint", ["\n", ",\n"])
def test_json_is_read_record_by_record(bench: Bench, tmp_path: Path, joint: str) -> None:
    records = [write_shipment(sample(reference=f"A{at}")) for at in range(120)]
    whole = joint.join(records)
    path = tmp_path / "a.json"
    path.write_text(f"[{whole}]\n" if joint == ",\n" else whole, encoding="utf-8")
    one = checked(bench, path)
    assert one.counts == {Standing.GOOD: 120}
    path.write_text(f"{records[0]}\n{records[1]}\n{{broken", encoding="utf-8")
    broken = checked(bench, path)
    assert (broken.rows, "is no JSON after shipment 2" in broken.note) == (2, True)


def test_a_quote_that_never_closes_ends_the_file_there_and_keeps_what_was_before(bench: Bench, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", line("A1"), line("A2"))
    with path.open("a", encoding="utf-8") as file:
        file.write('A3,"never closed\n' + "x,y\n" * 50_000)
    one = checked(bench, path)
    assert one.count(Standing.GOOD) == 2
    assert one.stage is Stage.READY
    assert "is no table after row 3" in one.note


def test_a_cell_of_ten_megabytes_is_refused_without_reading_it_all(bench: Bench, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", line("A1"))
    with path.open("a", encoding="utf-8") as file:
        file.write("A2," + "x" * (10 << 20))
    one = checked(bench, path)
    assert one.count(Standing.GOOD) == 1
    assert "a line of more than 1,048,576 characters" in one.note


def test_ragged_rows_nuls_and_formulas_are_faults_of_their_row_alone(bench: Bench, tmp_path: Path) -> None:
    long, nul = [*line("A1"), "", "left over"], line("A2", Recipient_Name="Jerry\0Lee")
    formula, short = line("A3", Recipient_Name="=HYPERLINK(1)"), line("A4")[:5]
    one = checked(bench, write(tmp_path / "a.csv", long, nul, formula, short, line("A5")))
    found = {row.reference: codes(row) for row in rows(bench, one)}
    assert "form.no_heading" in found["A1"]
    assert "form.control" in found["A2"]
    assert found["A5"] == set()
    assert json.loads(rows(bench, one)[2].data)["receiver"]["name"] == "=HYPERLINK(1)"
    assert one.rows == 5
    first = rows(bench, one)[0]
    assert mend(bench.desk, first.id, "", "").row.standing is Standing.GOOD


def test_the_memory_it_takes_does_not_grow_with_the_file(bench: Bench, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", *(line(f"A{at}") for at in range(1200)))
    one, peaks = begun(bench, path), []

    def look(_progress: Progress) -> None:
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.reset_peak()

    tracemalloc.start()
    try:
        check_on(bench.desk, one.id, look)
    finally:
        tracemalloc.stop()
    assert len(peaks) == 12
    assert max(peaks[6:]) < 1.15 * max(peaks[2:6]), peaks


def test_headings_that_come_again_are_no_row(bench: Bench, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", line("A1"), list(COLUMNS), line("A2"))
    assert checked(bench, path).counts == {Standing.GOOD: 2}


@pytest.mark.parametrize(
    ("cell", "read"),
    [("1,24", "1.24"), ("1.254,5", "1254.5"), ("1,508.50", "1508.50"), ("1.254.000,12", "1254000.12"), ("7", "7")],
)
def test_a_comma_that_can_mean_one_thing_only_is_understood(bench: Bench, tmp_path: Path, cell: str, read: str) -> None:
    one = checked(bench, write(tmp_path / "a.csv", line("A1", Total=cell), delimiter=";"))
    assert json.loads(rows(bench, one)[0].data)["declared_value"]["amount"] == read
    assert one.counts == {Standing.GOOD: 1}


@pytest.mark.parametrize("cell", ["1,254", "1,2,3", "1.2,34.5", "12,3456"])
def test_a_comma_that_can_mean_two_things_is_left_to_a_person(bench: Bench, tmp_path: Path, cell: str) -> None:
    one = checked(bench, write(tmp_path / "a.csv", line("A1", Total=cell), delimiter=";"))
    assert "form.number" in codes(rows(bench, one)[0])


def test_a_cell_too_long_for_any_table_says_so(bench: Bench, tmp_path: Path) -> None:
    one = checked(bench, write(tmp_path / "a.csv", line("A1"), line("A2", Address="x" * 140_000)))
    assert one.count(Standing.GOOD) == 1
    assert "after row 2: a cell is too long" in one.note


def test_json_that_begins_with_nothing_is_read_on(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(f"[null, 42, {write_shipment(sample(reference='A1'))}]", encoding="utf-8")
    assert checked(bench, path).counts == {Standing.FAULTY: 2, Standing.GOOD: 1}
