import struct
import threading
import zlib

import pytest

from shipdesk.core.pages import PageSize, Raster
from shipdesk.documents.raster import MAX_BYTES, BadDocument, media_type, page_sizes, png, rasterise
from tests.documents.pdfs import label_pdf

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def test_size_on_paper_and_dots_are_exact() -> None:
    pdf = label_pdf("JP1234567890", pages=2)
    assert [str(size) for size in page_sizes(pdf)] == ["100 × 150 mm"] * 2
    picture = rasterise(pdf, 203, 1)
    assert (picture.width, picture.height, picture.dpi) == (799, 1199, 203)
    assert len(picture.pixels) == 799 * 1199


def test_bars_are_whole_dots_with_nothing_grey_between() -> None:
    picture = rasterise(label_pdf("JP1234567890"), 203)
    assert {shade for shade in picture.pixels if 2 < shade < 253} == set()
    assert 0 in picture.pixels


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (b"%PDF-1.4\n...", "application/pdf"),
        (b"\xef\xbb\xbf\n%PDF-1.4", "application/pdf"),
        (PNG, "image/png"),
        (b"^XA^FO0,0^FS^XZ", "application/zpl"),
        (b"~DGR:X.GRF,1,1,00^XA^XZ", "application/zpl"),
    ],
)
def test_files_are_known_by_what_they_begin_with(content: bytes, media: str) -> None:
    assert media_type(content) == media


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b'<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', "web page"),
        (b"hello", "no PDF, PNG or ZPL"),
        (b"%PDF-1.4" + b"\0" * MAX_BYTES, "20 MiB|may have 20"),
        (PNG, "not a PDF"),
        (label_pdf("X")[:-300], "cut off"),
        (b"%PDF-1.4\nnothing\n%%EOF\n", "damaged"),
        (label_pdf("X", password="secret"), "password"),
        (label_pdf(pages=501), "501 pages"),
        (label_pdf(pages=5000), "5,000 pages"),
        (label_pdf(size_mm=(2000, 100)), "no sheet"),
        (label_pdf(size_mm=(5, 5)), "no sheet"),
    ],
    ids=[
        "empty", "html", "xml", "text", "huge", "png", "cut", "damaged", "encrypted", "501", "5000", "wide", "tiny"
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_said_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(BadDocument, match=sentence) as raised:
        rasterise(content, 203)
    assert str(raised.value).endswith(".")


def test_page_and_picture_have_limits() -> None:
    with pytest.raises(BadDocument, match="no page 2; it has 1"):
        rasterise(label_pdf("X"), 203, 1)
    with pytest.raises(BadDocument, match="too large a picture"):
        rasterise(label_pdf("X", (500, 500)), 1200)


def test_threads_take_turns() -> None:
    pdf = label_pdf("JP1234567890")
    expected = rasterise(pdf, 203)
    got: list[Raster] = []
    threads = [threading.Thread(target=lambda: got.append(rasterise(pdf, 203))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [expected] * 8


def test_picture_file_knows_its_size_on_paper() -> None:
    content = png(Raster(b"\0\xff", 2, 1, 203, PageSize(1, 1)))
    assert content.startswith(b"\x89PNG")
    assert b"pHYs" + struct.pack(">IIB", 7992, 7992, 1) in content
    start = content.index(b"IDAT") + 4
    assert zlib.decompressobj().decompress(content[start:]) == b"\0\0\xff"


def test_turned_a_quarter_to_the_right() -> None:
    picture = Raster(bytes([1, 2, 3, 4, 5, 6]), 3, 2, 203, PageSize(30, 20))
    assert picture.turned() == Raster(bytes([4, 1, 5, 2, 6, 3]), 2, 3, 203, PageSize(20, 30))
