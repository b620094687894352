import pytest

from shipdesk.documents.label_check import check_label
from tests.documents.pdfs import label_pdf, landscape_label, two_codes, written_label

NUMBER = "JPTH1931219700"


def codes(pdf: bytes, expected: str = NUMBER, size_mm: tuple[float, float] = (100, 150)) -> list[str]:
    faults = check_label(pdf, expected, size_mm=size_mm)
    assert all(fault.sentence.endswith(".") and "\n" not in fault.sentence for fault in faults)
    return [fault.code for fault in faults]


@pytest.mark.parametrize("size", [(100, 150), (105, 148), (101.6, 152.4), (99, 151)])
def test_good_labels_of_every_size_of_the_class(size: tuple[float, float]) -> None:
    assert codes(label_pdf(NUMBER, size)) == []


@pytest.mark.parametrize(
    ("pdf", "found"),
    [
        (label_pdf(NUMBER, (210, 297)), ["label.size"]),
        (label_pdf(NUMBER, (100, 100)), ["label.size"]),
        (landscape_label(NUMBER), ["label.orientation"]),
        (label_pdf(), ["label.blank", "label.no_code"]),
        (label_pdf("JPTH1931219701"), ["label.other_code"]),
        (label_pdf(NUMBER + "1"), ["label.other_code"]),
        (label_pdf("1" + NUMBER), ["label.other_code"]),
        (b"<html>", ["label.unreadable"]),
        (label_pdf(NUMBER, pages=21), ["label.unreadable"]),
    ],
    ids=["a4", "square", "lying", "blank", "other", "longer", "longer-before", "html", "21 pages"],
)
def test_bad_labels_say_what_is_wrong(pdf: bytes, found: list[str]) -> None:
    assert codes(pdf) == found


def test_other_parcels_label_names_both_numbers() -> None:
    [fault] = check_label(label_pdf("JPTH1931219701"), NUMBER)
    assert "JPTH1931219701" in fault.sentence
    assert NUMBER in fault.sentence


def test_a_number_within_a_longer_code_is_found_whole() -> None:
    assert codes(label_pdf(f"{NUMBER} P1/1")) == []


@pytest.mark.parametrize("other", ["JPTH1931219701", "JPTH9931219700"])
def test_the_number_of_another_parcel_beside_ours_is_told(other: str) -> None:
    [fault] = check_label(two_codes(NUMBER, other), NUMBER)
    assert fault.code == "label.other_code"
    assert f"Beside {NUMBER} the label carries {other}" in fault.sentence


@pytest.mark.parametrize("other", [NUMBER, "SO-1008", "10230", "KETH1931219701", NUMBER + "-1", "12345678901234"])
def test_other_barcodes_beside_ours_are_none_of_our_business(other: str) -> None:
    assert codes(two_codes(NUMBER, other)) == []


LINES = (
    "JUMPPOINT Air",
    "To Somchai Jaidee",
    "322/16 Nuanchan 36",
    "Bangkok 10230",
    "Ref SO-1008",
    "1.24 kg",
    "THAILAND",
)


def test_a_label_as_in_a_mirror_is_told_though_its_bars_can_be_read() -> None:
    assert codes(written_label(NUMBER, LINES)) == []
    assert codes(written_label(NUMBER, LINES, flipped=True)) == ["label.mirrored"]


def test_black_squares_for_letters_are_told_and_one_that_ticks_a_box_is_not() -> None:
    assert codes(written_label(NUMBER, [*LINES, "สมชาย ใจดี"])) == ["label.glyphs"]
    assert codes(written_label(NUMBER, [*LINES, "■ Signature □ Safe place"])) == []


def test_no_number_never_matches() -> None:
    assert codes(label_pdf(NUMBER), "") == ["label.other_code"]


def test_labels_of_another_stock() -> None:
    assert codes(label_pdf("JP1", (80, 50)), "JP1", (80, 50)) == []
    assert codes(label_pdf("JP1"), "JP1", (80, 50)) == ["label.size"]


def test_a_fault_of_two_pages_is_said_once() -> None:
    assert codes(label_pdf(NUMBER, (100, 100), pages=2)) == ["label.size"]
