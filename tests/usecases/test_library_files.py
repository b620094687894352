"""Cards out of files and into them: columns by name, bad rows named, good rows kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from shipdesk.core.cards import CardKind
from shipdesk.core.errors import InputError
from shipdesk.core.shipment import Party
from shipdesk.usecases.desk import Desk
from shipdesk.usecases.library_files import export_cards, import_cards
from shipdesk.usecases.place_codes import code_for, codes_for
from tests.usecases.desks import open_bench
from tests.usecases.files.workbook import number, text, workbook

CODES = CardKind.PLACE_CODE
LIST = (
    "KODE;PROVINSI;KOTA/KABUPATEN;KECAMATAN;KODE POS;TARIF\n"
    "BDO10000;JAWA BARAT;KOTA BANDUNG;COBLONG;40135;9000\n"
    "BDO10000;JAWA BARAT;KOTA BANDUNG;CIDADAP;40141;9000\n"
    "BDO20300;JAWA BARAT;KAB. BANDUNG;LEMBANG;40391;11000\n"
    ";JAWA BARAT;KOTA BANDUNG;ANDIR;40181;9000\n"
    "CGK10000;DKI JAKARTA;KOTA ADMINISTRASI JAKARTA SELATAN;TEBET;12810;8000\n"
)
ROWS = (
    f'<row r="1">{text("A1", "Code")}{text("B1", "City")}{text("C1", "Zip Code")}</row>'
    f'<row r="60000">{text("A60000", "BDO10000")}{text("B60000", "Bandung")}{number("C60000", "40135")}</row>'
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_bench(tmp_path / "home") as bench:
        yield bench.desk


def take(desk: Desk, tmp_path: Path, written: str = LIST, kind: CardKind = CODES) -> int:
    path = tmp_path / "list.csv"
    path.write_text(written, encoding="utf-8")
    return import_cards(desk, kind, path).taken


def test_a_carriers_list_is_taken_by_its_own_headings(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_bytes(LIST.encode("utf-8-sig"))
    told: list[int] = []
    done = import_cards(desk, CODES, path, told.append)
    assert (done.taken, done.refused) == (4, 1)
    assert [(fault.row, fault.sentence) for fault in done.faults] == [(5, "Code is missing; fill it in.")]
    assert import_cards(desk, CODES, path).taken == 4
    assert desk.library.counts()[CODES] == 4


def test_a_workbook_keeps_a_postcode_without_a_point(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "codes.xlsx"
    path.write_bytes(workbook(ROWS))
    assert import_cards(desk, CODES, path).taken == 1
    (card,) = desk.library.suggest(CODES, "40135", 5)
    assert card.text("postcode") == "40135"


@pytest.mark.parametrize(
    ("written", "says"),
    [("City\nBandung\n", "no column code"), ("Code,City,Kota\nA,B,C\n", "column city twice"), ("", "is empty")],
)
def test_a_file_that_will_not_do_is_refused_whole(desk: Desk, tmp_path: Path, written: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        take(desk, tmp_path, written)
    assert desk.library.counts()[CODES] == 0


def test_an_import_that_is_stopped_keeps_what_it_has(desk: Desk, tmp_path: Path) -> None:
    stop = Event()
    stop.set()
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    assert import_cards(desk, CODES, path, stop=stop).taken == 0


def test_what_is_exported_comes_back_the_same(desk: Desk, tmp_path: Path) -> None:
    desk.library.save(CardKind.RECEIVER, {"name": "李小姐", "address": '一楼\n二楼, "A"', "country": "HK"})
    path = tmp_path / "out.csv"
    assert export_cards(desk, CardKind.RECEIVER, path) == 1
    (before,) = desk.library.suggest(CardKind.RECEIVER, "", 5)
    desk.library.remove(before.id)
    assert import_cards(desk, CardKind.RECEIVER, path).taken == 1
    (after,) = desk.library.suggest(CardKind.RECEIVER, "", 5)
    assert after.values == before.values


@pytest.mark.parametrize(
    ("party", "code"),
    [
        ({"city": "Bandung", "district": "Coblong"}, "BDO10000"),
        ({"city": "Kota Bandung"}, ""),
        ({"postcode": "40391"}, "BDO20300"),
        ({"city": "Jakarta Selatan", "province": "DKI Jakarta"}, "CGK10000"),
        ({"city": "Surabaya", "postcode": "40135"}, ""),
        ({"city": "Bandung", "country": "TH"}, ""),
        ({}, ""),
    ],
)
def test_a_code_is_known_only_where_there_is_no_doubt(
    desk: Desk, tmp_path: Path, party: dict[str, str], code: str
) -> None:
    take(desk, tmp_path)
    assert code_for(desk, Party(**party)) == code


def test_in_doubt_the_likeliest_come_first(desk: Desk, tmp_path: Path) -> None:
    take(desk, tmp_path)
    codes = [card.text("code") for card in codes_for(desk, Party(city="Bandung", postcode="40391"))]
    assert codes[0] == "BDO20300"
    assert set(codes) == {"BDO20300", "BDO10000"}
