from __future__ import annotations

import json
import random
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from shipdesk.core.errors import InputError
from shipdesk.core.problems import Problem
from shipdesk.core.reading import Reading
from shipdesk.core.shipment import canonical
from shipdesk.usecases.files.read import read_file, read_files
from tests.usecases.files.workbook import DAY, MOMENT, TIME, number, text, workbook


def read(folder: Path, name: str, content: str | bytes) -> list[Reading]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_file(path)


def found(reading: Reading) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in reading.problems]


def message(reading: Reading) -> str:
    (problem,) = reading.problems
    assert isinstance(problem, Problem)
    return problem.message


# --- JSON


@pytest.mark.parametrize(
    "content",
    [
        '{"reference": "R1", "note": "x"}',
        '\n [{"reference": "R1", "note": "x"}]',
        '{"reference": "R1",\n "note": "x"}\n',
    ],
)
@pytest.mark.parametrize("name", ["orders.json", "orders", "orders.txt"])
def test_json_is_known_by_its_look_or_its_name(tmp_path: Path, name: str, content: str) -> None:
    (reading,) = read(tmp_path, name, content)
    assert canonical(reading.shipment) == {"reference": "R1", "note": "x"}
    assert (reading.problems, reading.place) == ((), f"{name}, shipment 1")


def test_one_object_a_line_and_a_fault_in_one_leaves_the_others_alone(tmp_path: Path) -> None:
    good, wrong, other = read(
        tmp_path, "orders.jsonl", '{"reference": "R1"}\n{"reference": "R2", "colour": 1}\n\n{"reference": "R3"}\n'
    )
    assert [reading.shipment.reference for reading in (good, wrong, other)] == ["R1", "R2", "R3"]
    assert found(good) == found(other) == []
    assert found(wrong) == [("colour", "form.unknown_key")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_json_in_any_unicode(tmp_path: Path, encoding: str) -> None:
    (reading,) = read(tmp_path, "o.json", '{"receiver": {"name": "สมชาย 香港"}}'.encode(encoding))
    assert reading.shipment.receiver.name == "สมชาย 香港"


# --- files that are refused whole


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("o.json", '{"reference": ', "o.json is not JSON: line 1, column 15: Expecting value."),
        ("o.json", "reference,note\nR1,x\n", "o.json is not JSON: line 1, column 1: Expecting value."),
        ("o.json", '{"reference": NaN}', "o.json is not JSON: NaN is not a JSON number; write digits."),
        ("o.json", "[" * 100_000, "o.json is not JSON that can be read: it is nested too deeply."),
        ("o.json", "[]", "o.json holds no shipment."),
        ("o.csv", "", "o.csv is empty."),
        ("o.csv", " \r\n ", "o.csv is empty."),
        ("o.csv", "reference,note\n", "o.csv holds no shipment."),
        ("o.txt", "Dear colleague", "o.txt has no column of a shipment, such as reference or receiver.name"),
        ("o.csv", "reference,note,reference\nR1,x,R1\n", "o.csv has the column 'reference' twice; keep one."),
        ("o.csv", 'reference,note\nR1,"x\n', "o.csv is no CSV from line 2 on"),
        ("o.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe\x80", "o.csv is no JSON, CSV or XLSX"),
        ("o.csv", b"\xff\xfea", "o.csv begins as Unicode and is damaged further on"),
        ("o.xlsx", b"PK\x03\x04 and nothing more", "o.xlsx is no XLSX file that can be read"),
        ("o.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "o.xls is a file of an old Excel, or has a password"),
        ("o.xlsx", workbook(""), "o.xlsx has no column of a shipment"),
    ],
)
def test_a_file_that_holds_no_shipments_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: str | bytes, sentence: str
) -> None:
    with pytest.raises(InputError) as refusal:
        read(tmp_path, name, content)
    assert str(refusal.value).startswith(sentence)
    assert str(refusal.value).endswith(".")


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no file .*gone\.json\."):
        read_file(tmp_path / "gone.json")
    with pytest.raises(InputError, match="is a folder; name a file in it"):
        read_file(tmp_path)
    with pytest.raises(InputError, match="cannot be read: its name is none"):
        read_file(tmp_path / "a\0b")


# --- CSV


WHOLE = {
    "reference": "R1",
    "receiver": {"name": "Jerry", "phone": "+66-812345678"},
    "products": [{"description": "Cup", "quantity": 2}, {"description": "Pot, blue", "quantity": 1}],
    "options": {"webhook_url": "https://shop.test/hook"},
}
HEADINGS = "reference,receiver.name,receiver.phone,options.webhook_url,products.description,products.quantity\n"
FIRST = "R1,Jerry,+66-812345678,https://shop.test/hook,Cup,2\n"


@pytest.mark.parametrize(
    "second",
    [
        ',,,,"Pot, blue",1\n',
        'R1,,,,"Pot, blue",1\n',
        'R1,Jerry,+66-812345678,https://shop.test/hook,"Pot, blue",1\n',
        '\n R1 , Jerry,,," Pot, blue ",1\n,,,,,\n',
    ],
)
def test_one_row_a_product_with_the_shipments_own_columns_on_the_first_or_on_all(tmp_path: Path, second: str) -> None:
    whole, next_one = read(tmp_path, "o.csv", HEADINGS + FIRST + second + "R2,Ann,,,Hat,1\n")
    assert canonical(whole.shipment) == WHOLE
    assert whole.problems == ()
    assert whole.place == "o.csv, row 2"
    assert canonical(next_one.shipment)["products"] == [{"description": "Hat", "quantity": 1}]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_delimiter(tmp_path: Path, delimiter: str) -> None:
    (reading,) = read(tmp_path, "o.csv", delimiter.join(["reference", "note"]) + "\n" + delimiter.join(["R1", "x"]))
    assert canonical(reading.shipment) == {"reference": "R1", "note": "x"}


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8-sig", "สมชาย 香港"),
        ("utf-16", "สมชาย 香港"),
        ("cp874", "สมชาย ใจดี"),
        ("big5hkscs", "香港九龍觀塘道"),
        ("gb18030", "上海市浦东新区"),
        ("cp1252", "Café Müller"),
    ],
)
def test_the_encodings_that_spreadsheets_write(tmp_path: Path, encoding: str, name: str) -> None:
    (reading,) = read(tmp_path, "o.csv", f"reference;receiver.name\r\nR1;{name}\r\n".encode(encoding))
    assert reading.shipment.receiver.name == name


def test_headings_as_the_field_table_writes_them(tmp_path: Path) -> None:
    (reading,) = read(tmp_path, "o.csv", "reference,products[].sku\nR1,A-1\n")
    assert reading.shipment.products[0].sku == "A-1"


@pytest.mark.parametrize(
    ("headings", "cells", "problem"),
    [
        ("reference,colour", "R1,red", ("colour", "form.unknown_key")),
        ("reference,products.colour", "R1,red", ("products[0].colour", "form.unknown_key")),
        ("reference,products.quantity", "R1,two", ("products[0].quantity", "form.number")),
        ("reference,parcel.gross_weight_kg", "R1,1e3", ("parcel.gross_weight_kg", "form.number")),
        ("reference,note", "R1,x,lost", ("", "form.no_heading")),
        ("reference,", "R1,lost", ("", "form.no_heading")),
        ("reference,receiver.phone", "R1,1.23E+15", ("receiver.phone", "form.lost_digits")),
        ("reference,note", "R1,#N/A", ("note", "form.broken_cell")),
        ("reference,receiver,receiver.name", "R1,x,y", ("receiver.name", "form.type")),
        ("reference,receiver.name,receiver", "R1,x,y", ("receiver", "form.type")),
        ("reference,note", "R1,a\0b", ("note", "form.control")),
    ],
)
def test_a_fault_in_a_row_is_a_problem_of_its_shipment_alone(
    tmp_path: Path, headings: str, cells: str, problem: tuple[str, str]
) -> None:
    wrong, right = read(tmp_path, "o.csv", f"{headings}\n{cells}\nR2\n")
    assert problem in found(wrong)
    assert wrong.shipment.reference == "R1"
    assert (right.shipment.reference, found(right)) == ("R2", [])


def test_an_empty_cell_of_an_unknown_column_is_nothing(tmp_path: Path) -> None:
    (reading,) = read(tmp_path, "o.csv", "reference,colour\nR1, \n")
    assert reading.problems == ()


def test_rows_of_one_shipment_that_differ_are_told(tmp_path: Path) -> None:
    (reading,) = read(tmp_path, "o.csv", "reference,receiver.name,products.sku\nR1,Jerry,A\nR1,Gerry,B\n")
    assert found(reading) == [("receiver.name", "form.differs")]
    assert message(reading) == "Row 3 says 'Gerry' and row 2, of the same shipment, 'Jerry'; keep one."
    assert len(reading.shipment.products) == 2


def test_without_references_each_row_is_a_shipment(tmp_path: Path) -> None:
    readings = read(tmp_path, "o.csv", "receiver.name,products.sku\nAnn,A\nBob,B\n")
    assert [reading.shipment.receiver.name for reading in readings] == ["Ann", "Bob"]


def test_a_table_with_too_many_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"o\.csv has more than 50,000 rows; split it\."):
        read(tmp_path, "o.csv", "reference\n" + "R\n" * 50_000)


# --- XLSX


def sheet(*columns: tuple[str, str]) -> bytes:
    """A workbook of one shipment: headings, and below each the XML of its cell (`@` stands for the cell's name)."""
    names = [chr(ord("A") + index) for index in range(len(columns))]
    headings = "".join(text(f"{name}1", heading) for name, (heading, _) in zip(names, columns, strict=True))
    cells = "".join(cell.replace("@", f"{name}2") for name, (_, cell) in zip(names, columns, strict=True))
    return workbook(f'<row r="1">{headings}</row><row r="2">{cells}</row>')


def test_a_workbook_keeps_numbers_dates_and_times_as_they_were_entered(tmp_path: Path) -> None:
    content = sheet(
        ("reference", number("@", "10000")),
        ("receiver.phone", number("@", "66812345678")),
        ("parcel.gross_weight_kg", number("@", "0.30000000000000004")),
        ("products.unit_price", number("@", "1.5E-2")),
        ("pickup.date", number("@", "46356", DAY)),
        ("pickup.time", number("@", "0.604166666666667", TIME)),
        ("options.insured", '<c r="@" t="b"><v>1</v></c>'),
        ("receiver.name", text("@", " 陳大文 ")),
    )
    (reading,) = read(tmp_path, "o.xlsx", content)
    assert reading.problems == ()
    shipment = reading.shipment
    assert (shipment.reference, shipment.receiver.phone) == ("10000", "66812345678")
    assert shipment.parcel.gross_weight_kg == Decimal("0.3")
    assert shipment.products[0].unit_price == Decimal("0.015")
    assert (shipment.pickup.date, shipment.pickup.time) == (date(2026, 11, 30), time(14, 30))
    assert shipment.options == {"insured": True}
    assert shipment.receiver.name == "陳大文"


@pytest.mark.parametrize(
    ("heading", "cell", "code"),
    [
        ("receiver.phone", number("@", "1.23E+15"), "form.lost_digits"),
        ("receiver.tax_number", number("@", "1234567890123456789"), "form.lost_digits"),
        ("note", number("@", "46356", DAY), "form.type"),
        ("pickup.date", number("@", "46356.5", MOMENT), "form.type"),
        ("pickup.date", number("@", "0.5", TIME), "form.type"),
        ("note", '<c r="@" t="b"><v>1</v></c>', "form.type"),
        ("note", '<c r="@" t="e"><v>#N/A</v></c>', "form.broken_cell"),
        ("note", '<c t="e" r="@"><f>1/0</f><v>#DIV/0!</v></c>', "form.broken_cell"),
    ],
)
def test_a_cell_that_the_spreadsheet_has_spoilt_is_told_and_never_guessed(
    tmp_path: Path, heading: str, cell: str, code: str
) -> None:
    (reading,) = read(tmp_path, "o.xlsx", sheet(("reference", text("@", "R1")), (heading, cell)))
    assert found(reading) == [(heading, code)]
    assert canonical(reading.shipment) == {"reference": "R1"}


@pytest.mark.parametrize("cell", ["XFD1048576", "A50000", "IW1", "ZZZZZZZZ99999999999", "A&#57;&#57;99999"])
def test_a_cell_far_out_is_refused_before_memory_is_asked_for(tmp_path: Path, cell: str) -> None:
    content = workbook(f'<row r="1">{text("A1", "reference")}</row><row><c r="{cell}"><v>1</v></c></row>')
    with pytest.raises(InputError, match=r"o\.xlsx reaches beyond row 49,999 or column IV"):
        read(tmp_path, "o.xlsx", content)


def test_a_workbook_damaged_anywhere_is_read_or_refused_and_never_more(tmp_path: Path) -> None:
    whole = sheet(("reference", text("@", "R1")), ("note", number("@", "5")))
    chance = random.Random(22)
    refused = 0
    for _ in range(300):
        content = bytearray(whole)
        for _ in range(3):
            content[chance.randrange(len(content))] = chance.randrange(256)
        try:
            read(tmp_path, "o.xlsx", bytes(content))
        except InputError:
            refused += 1
    assert refused > 100


# --- several files


def test_a_reference_that_stands_twice_is_an_error_on_the_later_one(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"reference": "R1"}, {"reference": ""}, {"reference": ""}]))
    (tmp_path / "b.csv").write_text("reference\nR2\nR1\n")
    *others, later = read_files([tmp_path / "a.json", tmp_path / "b.csv"])
    assert [found(reading) for reading in others] == [[], [], [], []]
    assert found(later) == [("reference", "reference.twice")]
    assert "(a.json, shipment 1)" in message(later)
