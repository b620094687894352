import pytest

from shipdesk.core.devices import TEST_BARCODE
from shipdesk.core.pages import Raster
from shipdesk.documents.label_check import check_label
from shipdesk.documents.measured_label import BAR_MM, measured_test_label
from shipdesk.documents.raster import page_sizes, rasterise

DPI = 600


@pytest.fixture(scope="module")
def picture() -> Raster:
    return rasterise(measured_test_label("Zebra ZD421 標籤機 " + "long name " * 20, "22 Nov 2026, 17:30"), DPI)


def longest_run_mm(picture: Raster, top_mm: float) -> float:
    """The longest black run of a row."""
    start = round(top_mm / 25.4 * DPI) * picture.width
    row = picture.pixels[start : start + picture.width]
    return (
        max(len(run) for run in row.translate(bytes(32 if s > 127 else 120 for s in range(256))).split()) * 25.4 / DPI
    )


def test_it_is_a_good_label() -> None:
    pdf = measured_test_label("Zebra", "22 Nov 2026")
    assert [str(size) for size in page_sizes(pdf)] == ["100 × 150 mm"]
    assert check_label(pdf, TEST_BARCODE) == []


def test_the_bar_measures_what_the_sentence_says(picture: Raster) -> None:
    assert longest_run_mm(picture, 50.5) == pytest.approx(BAR_MM, abs=0.06)


def test_corner_marks_are_five_millimetres_from_the_edges(picture: Raster) -> None:
    for top in (5, 145):
        row = round(top / 25.4 * DPI) * picture.width
        dark = [x * 25.4 / DPI for x in range(picture.width) if picture.pixels[row + x] < 128 and x * 25.4 / DPI > 4]
        assert [dark[0], dark[-1]] == pytest.approx([5, 95], abs=0.25)


def test_ruler_has_a_tick_at_every_millimetre(picture: Raster) -> None:
    row = round(1 / 25.4 * DPI) * picture.width
    ticks = [picture.pixels[row + round(mm / 25.4 * DPI)] < 128 for mm in range(2, 100)]
    assert all(ticks)
