import pytest

from shipdesk.core.devices import Command
from shipdesk.documents.barcode import BarcodeError
from shipdesk.documents.command_sheet import command_sheet
from shipdesk.documents.raster import page_sizes
from tests.documents.sheets import codes_on


def test_every_code_is_read_on_as_many_pages_as_it_takes() -> None:
    station = [Command(f"SD:COMMAND-{number}", f"ทำอะไร 做什麼 {number}", "F10") for number in range(31)]
    pdf = command_sheet("สแกน 掃描", [("Station", station), ("", []), ("Answers", [Command("SD:YES", "Yes")])])
    assert sorted(codes_on(pdf)) == sorted([*(one.code for one in station), "SD:YES"])
    assert [str(size) for size in page_sizes(pdf)] == ["210 × 297 mm"] * 3


def test_a_long_code_has_a_line_of_its_own() -> None:
    name = "Carton 30x20x15, double wall, no 4711"
    boxes = [Command(f"SD:BOX:{name[:length]}", name) for length in (17, 18, 3, 37, 4)]
    assert sorted(codes_on(command_sheet("Sheet", [("Boxes", boxes)]))) == sorted(one.code for one in boxes)


def test_what_no_barcode_can_hold_is_said() -> None:
    with pytest.raises(BarcodeError, match="cannot be written as a barcode"):
        command_sheet("Sheet", [("Boxes", [Command("SD:BOX:大", "大")])])
