"""Imports: what becomes of each row, whatever the file is, and whenever the program dies."""

import json
import random
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shipdesk.app import open_desk
from shipdesk.core.errors import InputError
from shipdesk.core.imports import Aim, FileKind, Import, ImportRow, Plan, Stage, Standing
from shipdesk.core.records import Query
from shipdesk.core.shipment import Party, Shipment, write_shipment
from shipdesk.core.states import State
from shipdesk.usecases.book import add
from shipdesk.usecases.export import export
from shipdesk.usecases.imports.begin import begin_import
from shipdesk.usecases.imports.check import check_on
from shipdesk.usecases.imports.export_faulty import export_faulty
from shipdesk.usecases.imports.look import look_at, plan_fault
from shipdesk.usecases.imports.mend import leave_out, mend
from shipdesk.usecases.imports.run import Progress
from shipdesk.usecases.imports.take import take_on
from tests.usecases.desks import Bench, open_bench, sample
from tests.usecases.files.workbook import number, text, workbook
from tests.usecases.imports.orders import COLUMNS, FIXED, line, write

ROOT = Path(__file__).parents[3]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path / "home") as made:
        yield made


def begun(bench: Bench, path: Path, aim: Aim = Aim.TO_SHIP, *, accept: bool = False) -> Import:
    look = look_at(bench.desk, path)
    plan = look.plan if look.form.kind is FileKind.JSON else Plan(look.plan.headings, look.plan.paths, FIXED)
    return begin_import(bench.desk, look, plan, aim, accept=accept)


def checked(bench: Bench, path: Path, aim: Aim = Aim.TO_SHIP, *, accept: bool = False) -> Import:
    return check_on(bench.desk, begun(bench, path, aim, accept=accept).id)


def rows(bench: Bench, one: Import, standing: Standing | None = None) -> list[ImportRow]:
    return bench.desk.imports.rows(bench.desk.imports.ids(one.id, standing))


def references(bench: Bench) -> list[str]:
    return sorted(row.reference for row in bench.desk.book.rows(Query(), 10_000))


def codes(row: ImportRow) -> set[str]:
    return {problem.code for problem in row.problems}


# --- good rows, faulty rows


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


def test_a_row_is_mended_where_it_stands_and_checked_at_once(bench: Bench, tmp_path: Path) -> None:
    one = checked(bench, write(tmp_path / "a.csv", line("A1", Phone="12")))
    (bad,) = rows(bench, one)
    again = mend(bench.desk, bad.id, "receiver.phone", "13")
    assert again.standing is Standing.FAULTY
    good = mend(bench.desk, bad.id, "receiver.phone", sample().receiver.phone)
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


def test_faulty_rows_go_out_with_their_reasons_and_come_in_again(bench: Bench, tmp_path: Path) -> None:
    one = checked(bench, write(tmp_path / "a.csv", line("A1", Phone="12"), line("A2")))
    out = tmp_path / "faulty.csv"
    assert export_faulty(bench.desk, one.id, out) == 1
    content = out.read_text(encoding="utf-8-sig")
    assert rows(bench, one, Standing.FAULTY)[0].problems[0].message in content.replace('""', '"')
    out.write_text(content.replace(",12,", f",{sample().receiver.phone},"), encoding="utf-8")
    again = check_on(bench.desk, begin_import(bench.desk, look := look_at(bench.desk, out), look.plan, Aim.TO_SHIP).id)
    assert again.counts == {Standing.GOOD: 1}


# --- references


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
    mended = mend(bench.desk, rows(bench, one)[2].id, "reference", "A9")
    assert mended.standing is Standing.GOOD


def test_what_came_into_the_book_between_checking_and_taking_is_not_made_twice(bench: Bench, tmp_path: Path) -> None:
    one = checked(bench, write(tmp_path / "a.csv", line("A1"), line("A2"), line("A3-2")))
    add(bench.desk, sample(reference="A1"), source="table", why="Typed.")
    add(bench.desk, sample(reference="A2", note="another"), source="table", why="Typed.")
    third = add(bench.desk, sample(reference="A3"), source="table", why="Typed.")
    bench.desk.book.next_generation(third, who="Mei", why="Shipped again.")
    one = take_on(bench.desk, one.id)
    assert one.counts == {Standing.KNOWN: 1, Standing.FAULTY: 2}
    assert len(references(bench)) == 4


# --- booking


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


# --- files as they are


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


def test_digits_that_a_spreadsheet_lost_are_errors_with_what_was_meant(bench: Bench, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", line("A1", Zip="10000.0"), line("A2", Phone="6.68123E+10"))
    one = checked(bench, path)
    zipped, phoned = rows(bench, one)
    (fix,) = [problem.fix for problem in zipped.problems if problem.code == "form.lost_digits"]
    assert fix == "10000"
    assert "form.lost_digits" in codes(phoned)
    assert mend(bench.desk, phoned.id, "receiver.phone", sample().receiver.phone).standing is Standing.GOOD


def test_columns_are_remembered_for_files_with_the_same_headings(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Nr,Wer,Wohin\nA1,Lee,Street 1\n", encoding="utf-8")
    look = look_at(bench.desk, path)
    assert plan_fault(look, look.plan).startswith("Say which column is the reference")
    plan = Plan(look.headings, ("reference", "receiver.name", "receiver.address"), {"carrier": "jumppoint"})
    begin_import(bench.desk, look, plan, Aim.TO_SHIP)
    path.write_text("Nr,Wer,Wohin\nA2,Chan,Street 2\n", encoding="utf-8")
    assert look_at(bench.desk, path).plan == plan


def test_columns_of_one_field_are_joined(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Order,Address 1,Address 2,Address 3\nA1,Floor 3,,Main Street\n", encoding="utf-8")
    one = checked(bench, path)
    assert json.loads(rows(bench, one)[0].data)["receiver"]["address"] == "Floor 3\nMain Street"


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


# --- hostile files


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
    assert mend(bench.desk, first.id, "", "").standing is Standing.GOOD


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


# --- stopped, killed, gone on with


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


# --- export and import


_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=20)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(_TEXTS.map(str.strip), min_size=1, max_size=4), ending=st.sampled_from(["csv", "xlsx", "json"]))
def test_what_is_exported_is_imported_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], ending: str
) -> None:
    home = tmp_path_factory.mktemp("trip")
    party = sample().receiver
    made: list[Shipment] = [
        sample(reference=f"R{at}").model_copy(update={"receiver": _named(party, name)}) for at, name in enumerate(names)
    ]
    file = home / f"out.{ending}"
    with open_bench(home / "there") as there:
        for shipment in made:
            add(there.desk, shipment, source="table", why="Typed.")
        export(there.desk, Query(), file)
    with open_bench(home / "here") as here:
        look = look_at(here.desk, file)
        one = check_on(here.desk, begin_import(here.desk, look, look.plan, Aim.TO_SHIP).id)
        found = {row.reference: Shipment.model_validate_json(row.shipment) for row in rows(here, one)}
    assert found == {shipment.reference: shipment for shipment in made}


def _named(party: Party, name: str) -> Party:
    return Party.model_validate({**party.model_dump(), "name": name})
