"""A file before anything is taken from it: its letters, its cells, its columns."""

from pathlib import Path

import pytest

from shipdesk.core.errors import InputError
from shipdesk.core.imports import Aim, Plan
from shipdesk.usecases.imports.begin import begin_import
from shipdesk.usecases.imports.check import check_on
from shipdesk.usecases.imports.look import look_at, plan_fault
from tests.usecases.desks import Bench
from tests.usecases.imports.orders import COLUMNS, FIXED, line, write
from tests.usecases.imports.runs import codes, rows


@pytest.mark.parametrize(
    ("encoding", "name", "guessed"),
    [
        ("utf-8", "陳大文", "utf-8"),
        ("utf-8-sig", "สมชาย ใจดี", "utf-8"),
        ("utf-16", "陳大文", "utf-16"),
        ("big5hkscs", "陳大文先生住在九龍旺角彌敦道", "big5hkscs"),
        ("gb18030", "王小明住在深圳市宝安区西乡街道", "gb18030"),
        ("cp874", "สมชาย ใจดี ถนนพหลโยธิน แขวงจตุจักร", "cp874"),
    ],
)
def test_letters_of_the_region_are_read(bench: Bench, tmp_path: Path, encoding: str, name: str, guessed: str) -> None:
    lines = [line(f"A{at}", Recipient_Name=name, Address=name) for at in range(30)]
    look = look_at(bench.desk, write(tmp_path / "a.csv", *lines, encoding=encoding))
    assert look.form.encoding == guessed
    assert name in look.rows[0]


def test_a_person_picks_the_encoding_and_what_it_does_not_have_is_told(bench: Bench, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", line("A1", Recipient_Name="สมชาย"), encoding="cp874")
    look = look_at(bench.desk, path, "cp1252")
    assert look.form.encoding == "cp1252"
    assert "สมชาย" not in look.rows[0]
    path.write_bytes(path.read_bytes().replace("สมชาย".encode("cp874"), b"Jos\x81"))
    look = look_at(bench.desk, path, "cp1252")
    plan = Plan(look.plan.headings, look.plan.paths, FIXED)
    one = check_on(bench.desk, begin_import(bench.desk, look, plan, Aim.TO_SHIP).id)
    assert "form.encoding" in codes(rows(bench, one)[0])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_what_the_headings_say(bench: Bench, tmp_path: Path, delimiter: str) -> None:
    look = look_at(bench.desk, write(tmp_path / "a.txt", line("A1"), delimiter=delimiter))
    assert look.form.delimiter == delimiter
    assert dict(zip(look.headings, look.plan.paths, strict=True)) == COLUMNS


def test_columns_are_remembered_for_files_with_the_same_headings(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Nr,Wer,Wohin\nA1,Lee,Street 1\n", encoding="utf-8")
    look = look_at(bench.desk, path)
    assert plan_fault(look, look.plan).startswith("Say which column is the reference")
    plan = Plan(look.headings, ("reference", "receiver.name", "receiver.address"), {"carrier": "jumppoint"})
    begin_import(bench.desk, look, plan, Aim.TO_SHIP)
    path.write_text("Nr,Wer,Wohin\nA2,Chan,Street 2\n", encoding="utf-8")
    assert look_at(bench.desk, path).plan == plan


def test_an_archive_that_unpacks_to_gigabytes_is_refused(bench: Bench, tmp_path: Path) -> None:
    import zipfile  # noqa: PLC0415 - only here

    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        for part in range(5):
            bomb.writestr(f"xl/worksheets/sheet{part}.xml", b"0" * (64 << 20))
    look = look_at(bench.desk, path)
    assert "too large when unpacked" in look.fault
    with pytest.raises(InputError, match="too large"):
        begin_import(bench.desk, look, look.plan, Aim.TO_SHIP)


@pytest.mark.parametrize("content", [b"", b" \n\n", b"\xd0\xcf\x11\xe0rest"])
def test_what_is_no_file_of_orders_is_refused_in_a_sentence(bench: Bench, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"a\.csv is .*\.$"):
        look_at(bench.desk, path)
