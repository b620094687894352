import re

import pytest
from PIL import Image

from shipdesk.core.devices import TEST_BARCODE
from shipdesk.core.pages import PageSize, Raster
from shipdesk.documents.carrier_label import Address, CarrierLabel, draw_carrier_label
from shipdesk.documents.codes import read_codes
from shipdesk.documents.raster import rasterise
from shipdesk.printing.zpl import HostStatus, read_status, to_zpl
from tests.documents.pdfs import landscape_label
from tests.printing.zebra import BUSY, HEAD_OPEN, NO_PAPER, READY, labels


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_every_dot_of_the_page_is_a_dot_of_the_head(label: bytes, dpi: int) -> None:
    page = rasterise(label, dpi)
    [burnt] = labels(to_zpl(page), dpi)
    assert (burnt.width, burnt.height) == (page.width, page.height)
    assert burnt.pixels == bytes(0 if shade < 128 else 255 for shade in page.pixels)


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_booking_is_read_from_what_was_sent_at_its_size(dpi: int) -> None:
    number = "CGK0T24110000081"
    there = Address("Nguyễn Thị Hồng", street="Jl. Sudirman 12", place="Surabaya 60241", phone="+62 811")
    drawn = CarrierLabel("JNE", "REG", number, "CGK10000", "SUB10000", there, Address("Toko Batik"), "1.2 kg", 3)
    pdf = draw_carrier_label(drawn)
    [burnt] = labels(to_zpl(rasterise(pdf, dpi)), dpi)
    assert (burnt.page.width_mm, burnt.page.height_mm) == pytest.approx((100, 150), abs=25.4 / dpi)
    [code], [meant] = read_codes(burnt), read_codes(rasterise(pdf, dpi))
    assert code.text == number
    assert (code.left_mm, code.top_mm) == pytest.approx((meant.left_mm, meant.top_mm), abs=0.3)
    assert code.width_mm == pytest.approx(meant.width_mm, abs=0.3)


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_no_graphic_is_larger_than_the_guide_allows(label: bytes, dpi: int) -> None:
    """Guide, ^GF: counts from 1 to 99999, and what is out of range is set to the nearest limit."""
    fields = re.findall(rb"\^GFA,(\d+),(\d+),(\d+),([^^]*)\^FS", to_zpl(rasterise(label, dpi)))
    assert len(fields) > 1
    for sent, total, row, data in fields:
        assert sent == total
        assert 0 < int(total) <= 99_999
        assert int(total) % int(row) == 0
        assert not data.startswith(b":"), "nothing stands above the first row of a graphic"


def test_a_comma_stands_for_whole_bytes() -> None:
    """Guide, reducing download time: of an odd number of zeros one stays before the comma."""
    page = Raster(bytes([0, 0, 0, 0] + [255] * 28), 32, 1, 203, PageSize(4, 1))
    assert b",4,F0,^FS" in to_zpl(page)
    assert labels(to_zpl(page))[0].pixels == page.pixels


def test_the_barcode_can_be_read_from_what_was_sent(label: bytes) -> None:
    zpl = to_zpl(rasterise(label, 203))
    [code] = read_codes(labels(zpl)[0])
    assert code.text == TEST_BARCODE
    assert code.width_mm == pytest.approx(200 * 2 * 25.4 / 203, abs=0.2)
    assert len(zpl) < 80_000, "plain hexadecimal would be 240,000"


def test_what_is_burnt_stands_where_it_was_drawn_within_a_dot(label: bytes) -> None:
    def box(page: Raster) -> tuple[int, ...]:
        image = Image.frombytes("L", (page.width, page.height), page.pixels).point(lambda shade: 255 * (shade < 128))
        found = image.getbbox()
        assert found is not None
        return found

    fine = box(rasterise(label, 4 * 203))
    burnt = box(labels(to_zpl(rasterise(label, 203)))[0])
    assert [side / 4 for side in fine] == pytest.approx(burnt, abs=1)


def test_a_page_on_its_side_is_turned_to_fit_under_the_head() -> None:
    [burnt] = labels(to_zpl(rasterise(landscape_label("JP123"), 203)))
    assert burnt.width < burnt.height
    assert [code.text for code in read_codes(burnt)] == ["JP123"]


def test_white_rows_and_a_width_that_is_no_whole_number_of_bytes() -> None:
    page = Raster(bytes([255] * 9 + [255] * 9 + [255] * 8 + [0]), 9, 3, 203, PageSize(1, 1))
    assert labels(to_zpl(page))[0].pixels == page.pixels


def test_copies() -> None:
    page = Raster(b"\xff", 1, 1, 203, PageSize(1, 1))
    assert b"^PQ3^XZ" in to_zpl(page, 3)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (NO_PAPER, "is out of labels"),
        (HEAD_OPEN, "is open"),
        (READY.replace(b"030,0,0", b"030,0,1"), "is paused"),
        (READY.replace(b"\x02000,0,0,0", b"\x02000,0,0,1"), "is out of ribbon"),
    ],
)
def test_what_is_wrong_with_the_printer(answer: bytes, words: str) -> None:
    status = read_status(answer)
    assert status is not None
    assert status.trouble.startswith(words)


@pytest.mark.parametrize(
    ("answer", "busy"),
    [
        (READY, False),
        (BUSY, True),
        (READY.replace(b"1245,000,0,0,0", b"1245,000,0,0,1"), True),
        (READY.replace(b"00000000", b"00000002"), True),
    ],
    ids=["idle", "a format waits", "a format comes in", "two of a batch are left"],
)
def test_whether_it_has_something_left_to_print(answer: bytes, busy: bool) -> None:
    assert read_status(answer) == HostStatus("", busy)


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", NO_PAPER[:30]])
def test_what_is_no_answer(answer: bytes) -> None:
    assert read_status(answer) is None
