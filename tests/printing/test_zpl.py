import pytest
from PIL import Image

from shipdesk.core.devices import TEST_BARCODE
from shipdesk.core.pages import PageSize, Raster
from shipdesk.documents.codes import read_codes
from shipdesk.documents.raster import rasterise
from shipdesk.printing.zpl import status_trouble, to_zpl
from tests.documents.pdfs import landscape_label
from tests.printing.zebra import HEAD_OPEN, NO_PAPER, READY, labels


@pytest.mark.parametrize("dpi", [203, 300])
def test_every_dot_of_the_page_is_a_dot_of_the_head(label: bytes, dpi: int) -> None:
    page = rasterise(label, dpi)
    [burnt] = labels(to_zpl(page), dpi)
    assert (burnt.width, burnt.height) == (page.width, page.height)
    assert burnt.pixels == bytes(0 if shade < 128 else 255 for shade in page.pixels)


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
        (READY, ""),
        (NO_PAPER, "is out of labels"),
        (HEAD_OPEN, "is open"),
        (READY.replace(b"030,0,0", b"030,0,1"), "is paused"),
        (READY.replace(b"\x02000,0,0,0", b"\x02000,0,0,1"), "is out of ribbon"),
        (b"", ""),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", ""),
        (NO_PAPER[:30], ""),
    ],
)
def test_what_the_printer_says_of_itself(answer: bytes, words: str) -> None:
    assert status_trouble(answer).startswith(words)
    assert bool(words) == bool(status_trouble(answer))
