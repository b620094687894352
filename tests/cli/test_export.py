"""`shipdesk export`: what is written is read back, by us as the same shipments, by a spreadsheet without formulas."""

import csv
import json
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from shipdesk.app import open_desk
from shipdesk.assets import resource
from shipdesk.core.shipment import canonical
from shipdesk.core.states import State
from shipdesk.usecases.files.read import read_file
from tests.cli.conftest import Station, shipment

FORMATS = ["csv", "xlsx", "json"]
SAMPLES = sorted(path.name for path in Path(str(resource("samples"))).iterdir())


def held(station: Station, *records: object) -> None:
    with open_desk(station.home) as desk:
        for reading in read_file(station.file("in.json", list(records))):
            desk.book.add(reading.shipment, State.HELD, who="Mei", why="A test.", source="file")


def sample(name: str) -> dict[str, object]:
    return dict(json.loads(resource("samples", name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("ending", FORMATS)
def test_what_is_exported_is_read_back_as_the_same_shipments(station: Station, ending: str) -> None:
    records = [{**sample(name), "reference": f"R{number}"} for number, name in enumerate(SAMPLES)]
    held(station, *records)
    file = station.root / f"out.{ending}"
    done = station.run("export", file)
    assert (done.status, done.err, done.out) == (0, "", f"{file}: {len(records)} shipments\n")
    readings = {reading.shipment.reference: reading for reading in read_file(file)}
    shown = {reference: station.run("show", "--json", reference).record["shipment"] for reference in readings}
    assert len(readings) == len(records)
    assert [problem for reading in readings.values() for problem in reading.problems] == []
    assert {reference: canonical(reading.shipment) for reference, reading in readings.items()} == shown


@pytest.mark.parametrize("ending", FORMATS)
def test_where_each_stands_is_in_it(open_station: Station, ending: str) -> None:
    open_station.run("book", open_station.file("in.json", shipment("R1")))
    number = open_station.run("show", "--json", "R1").record["tracking_number"]
    file = open_station.root / f"out.{ending}"
    open_station.run("export", file)
    row = rows(file)[0]
    assert (row["reference"], row["state"], row["tracking_number"], row["label"]) == ("R1", "booked", number, "stored")


def rows(file: Path) -> list[dict[str, str]]:
    if file.suffix == ".json":
        return list(json.loads(file.read_text(encoding="utf-8")))
    if file.suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))
    headings, *cells = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, headings), map(str, line), strict=True)) for line in cells]


DANGEROUS = '=HYPERLINK("http://evil.example","click")'


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("text", [DANGEROUS, "+6612345678", "-1+1", "@SUM(A1)", "'quoted", "'=1"])
def test_no_cell_is_a_formula_and_every_text_comes_back(station: Station, ending: str, text: str) -> None:
    held(station, shipment("R1", receiver__name=text))
    file = station.root / f"out.{ending}"
    station.run("export", file)
    cell = rows(file)[0]["receiver.name"]
    if ending == "csv":
        assert not cell.startswith(("=", "+", "-", "@"))
    else:
        assert cell == text
        with zipfile.ZipFile(file) as book:
            assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    (reading,) = read_file(file)
    assert reading.shipment.receiver.name == text


def test_a_search_is_exported_alone(station: Station) -> None:
    held(station, shipment("R1", receiver__name="Somchai"), shipment("R2", receiver__name="Jerry"))
    file = station.root / "out.json"
    assert station.run("export", file, "somchai").out == f"{file}: 1 shipment\n"
    assert [row["reference"] for row in rows(file)] == ["R1"]
    assert station.run("export", file, "--state", "booked").out == f"{file}: 0 shipments\n"
    assert rows(file) == []


def test_a_name_without_a_known_ending_is_refused_and_nothing_is_touched(station: Station) -> None:
    file = station.file("out.txt", "mine")
    done = station.run("export", file)
    assert (done.status, done.err) == (1, "shipdesk: out.txt must end with one of .csv, .xlsx, .json.\n")
    assert file.read_text() == "mine"


def test_a_folder_that_is_not_there_is_said(station: Station) -> None:
    done = station.run("export", station.root / "nowhere" / "out.csv")
    assert done.status == 1
    assert "out.csv cannot be written: No such file or directory." in done.err


def test_an_older_file_is_replaced_whole_and_nothing_is_left_beside_it(station: Station) -> None:
    held(station, shipment("R1"))
    folder = station.root / "folder"
    folder.mkdir()
    for ending in FORMATS:
        (folder / f"out.{ending}").write_text("old")
        station.run("export", folder / f"out.{ending}")
    assert sorted(path.name for path in folder.iterdir()) == ["out.csv", "out.json", "out.xlsx"]
    assert all(len(rows(path)) > 0 for path in folder.iterdir())
