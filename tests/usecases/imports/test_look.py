"""A file before anything is taken from it: its letters, its cells, its columns."""

from pathlib import Path

import pytest
from xlsxwriter import Workbook

from shipdesk.core.errors import InputError
from shipdesk.core.fields import FIELDS
from shipdesk.core.imports import Aim, Plan, Standing
from shipdesk.usecases.imports.begin import begin_import
from shipdesk.usecases.imports.check import check_on
from shipdesk.usecases.imports.columns import guess
from shipdesk.usecases.imports.headings import NAMES
from shipdesk.usecases.imports.look import look_at, plan_fault
from tests.usecases.desks import Bench
from tests.usecases.imports.orders import COLUMNS, FIXED, line, write
from tests.usecases.imports.runs import checked, codes, rows


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


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_known(bench: Bench, tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "a.csv", line("A1", Recipient_Name="สมชาย"), encoding=encoding)
    look = look_at(bench.desk, path)
    assert (look.form.encoding, look.rows[0][1]) == (encoding, "สมชาย")


@pytest.mark.parametrize("above", ["Orders of Monday,,,\n\n", "sep=,\n", "Report\nShop,Kowloon\nDay,2026-11-23\n"])
def test_titles_above_the_headings_are_passed_over(bench: Bench, tmp_path: Path, above: str) -> None:
    path = write(tmp_path / "a.csv", line("A1"))
    path.write_text(above + path.read_text(encoding="utf-8"), encoding="utf-8")
    look = look_at(bench.desk, path)
    assert look.headings == tuple(COLUMNS)
    assert checked(bench, path).counts == {Standing.GOOD: 1}


def test_one_known_word_by_chance_makes_no_headings(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Nr,Wer,Was\nA1,Lee,Title\nA2,Chan,Shoes\n", encoding="utf-8")
    look = look_at(bench.desk, path)
    assert (look.headings, len(look.rows)) == (("Nr", "Wer", "Was"), 2)


def test_of_a_workbook_the_sheet_that_says_most_is_read_and_a_person_may_pick_another(
    bench: Bench, tmp_path: Path
) -> None:
    path = tmp_path / "a.xlsx"
    with Workbook(str(path)) as book:
        hidden, notes, orders = (book.add_worksheet(name) for name in ("Internal", "Notes & <more>", "Orders"))
        notes.activate()
        notes.set_first_sheet()
        hidden.hide()
        hidden.write_row(0, 0, list(COLUMNS))
        notes.write_row(0, 0, ["Dear all", "see the next sheet"])
        orders.write_row(0, 0, list(COLUMNS))
        orders.write_row(1, 0, line("A1"))
        orders.write_formula(2, 1, "=NA()", None, "#N/A")
        orders.write_string(2, 0, "A2")
    look = look_at(bench.desk, path)
    assert (look.sheets, look.form.sheet) == (("Notes & <more>", "Orders"), "Orders")
    assert look.headings == tuple(COLUMNS)
    one = checked(bench, path)
    assert one.counts == {Standing.GOOD: 1, Standing.FAULTY: 1}
    assert "form.broken_cell" in codes(rows(bench, one)[1])
    assert look_at(bench.desk, path, sheet="Notes & <more>").headings == ("Dear all", "see the next sheet")
    with Workbook(str(path)) as book:
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Empty!$A$1:$A$2"})
        book.add_chartsheet("Chart").set_chart(chart)
        book.add_worksheet("Empty")
    empty = look_at(bench.desk, path)
    assert (empty.fault, empty.sheets) == ("a.xlsx holds no row.", ("Empty",))


@pytest.mark.parametrize(
    "headings",
    [
        ("訂單編號", "收件人", "地址", "電話", "城市", "備註"),
        ("订单号", "收件人姓名", "收货地址", "手机", "城市", "备注"),
        ("เลขที่", "ชื่อผู้รับ", "ที่อยู่", "โทรศัพท์", "เมือง", "หมายเหตุ"),
        ("No. Pesanan", "Nama Penerima", "Alamat", "No HP", "Kota", "Catatan"),
    ],
)
def test_columns_are_known_in_the_languages_of_the_region(headings: tuple[str, ...]) -> None:
    found = ("reference", "receiver.name", "receiver.address", "receiver.phone", "receiver.city", "note")
    assert guess(headings).paths == found


def test_no_name_of_a_column_means_two_fields() -> None:
    paths = {field.path.replace("[]", "") for field in FIELDS}
    assert paths.issuperset(NAMES)
    for path, names in NAMES.items():
        for name in names:
            assert guess((name,)).paths == (path,), name
