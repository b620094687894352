"""Which printer a label goes to, in which form, and at which place of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shipdesk.core.connector import LabelFile
from shipdesk.core.errors import PrintError
from shipdesk.core.prints import JobWord
from shipdesk.documents.raster import page_sizes
from shipdesk.labels import label_faults
from shipdesk.printers import Printers, preview
from shipdesk.settings.store import SettingsStore
from tests.documents.pdfs import label_pdf
from tests.documents.test_png_label import NUMBER, picture
from tests.printing.zebra import zebra

PDF = LabelFile(label_pdf(NUMBER))
PNG = LabelFile(picture(203, told=True), "image/png")
ZPL = LabelFile(f"^XA^FO20,20^BCN,100^FD{NUMBER}^FS^XZ".encode(), "application/zpl")


class Room:
    """Printers over settings of their own, and folders that are printers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = SettingsStore(folder / "settings.json")
        self.accounts: dict[str, Mapping[str, str]] = {}
        self.printers = Printers(
            self.settings, lambda: datetime.now(UTC), lambda carrier: self.accounts.get(carrier, {})
        )
        self.settings.set({"label_printer": f"file:{folder / 'labels'}"})

    def print(self, label: LabelFile, carrier: str = "jumppoint") -> Path:
        printed = self.printers.print_label(label, title=NUMBER, carrier=carrier)
        assert printed.word is JobWord.DONE
        return Path(printed.job)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path)


def test_a_carrier_may_have_a_label_printer_of_its_own(room: Room) -> None:
    room.accounts["ceva"] = {"label_printer": f"file:{room.folder / 'other'}"}
    assert room.print(PDF, "jumppoint").parent.name == "labels"
    assert room.print(PDF, "ceva").parent.name == "other"


def test_a_sheet_is_used_up_place_by_place(room: Room) -> None:
    room.settings.set({"label_sheet": "2", "label_place": "2"})
    [size] = page_sizes(room.print(PDF).read_bytes())
    assert str(size) == "210 × 297 mm"
    assert room.settings.text("label_place") == "1"
    room.print(PDF)
    assert room.settings.text("label_place") == "2"


def test_a_sheet_whose_label_was_not_printed_keeps_its_place(room: Room) -> None:
    room.settings.set({"label_sheet": "4", "label_place": "3", "label_printer": f"file:{room.folder / 'file.txt'}"})
    (room.folder / "file.txt").write_text("in the way")
    with pytest.raises(PrintError):
        room.printers.print_label(PDF, title=NUMBER)
    assert room.settings.text("label_place") == "3"


def test_what_is_set_and_is_no_queue_is_among_the_choices(room: Room) -> None:
    room.settings.set({"document_printer": "Office_that_is_gone"})
    labels, documents = room.printers.choices()[:2]
    assert (labels.target, labels.chosen, labels.ready) == (room.settings.text("label_printer"), True, True)
    assert (documents.target, documents.chosen, documents.ready) == ("Office_that_is_gone", False, False)


def test_a_picture_is_printed_as_a_page_of_its_size(room: Room) -> None:
    assert label_faults(PNG, NUMBER) == []
    [size] = page_sizes(room.print(PNG).read_bytes())
    assert (size.width_mm, size.height_mm) == pytest.approx((100, 150), abs=0.2)
    assert preview(PNG).startswith(b"\x89PNG")


def test_zpl_goes_to_a_zpl_printer_as_it_is(room: Room) -> None:
    with zebra() as printer:
        host, port = printer.server_address[:2]
        room.accounts["jne"] = {"label_printer": f"tcp://{host!s}:{port}"}
        printed = room.printers.print_label(ZPL, title=NUMBER, carrier="jne")
        assert printer.received.wait(5)
    assert printer.jobs == [ZPL.content]
    assert (printed.word, printed.where) == (JobWord.DONE, f"Printed on tcp://{host!s}:{port}.")


def test_zpl_for_another_printer_says_which_is_needed(room: Room) -> None:
    with pytest.raises(PrintError, match=r"in ZPL, which file:.* does not read; it needs a ZPL printer"):
        room.printers.print_label(ZPL, title=NUMBER)


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        (LabelFile(ZPL.content[:-3], "application/zpl"), "cut off"),
        (LabelFile(ZPL.content.replace(b"JP", b"XX"), "application/zpl"), f"not {NUMBER}"),
        (LabelFile(b"\x89PNG\r\n\x1a\n", "image/png"), "damaged"),
    ],
)
def test_what_is_wrong_with_it_is_found_before_it_is_printed(label: LabelFile, sentence: str) -> None:
    [fault] = label_faults(label, NUMBER)
    assert sentence in fault.sentence
    assert not fault.bearable
