"""The drawn label: read back as a scanner reads it, whole on the page, in every script."""

from dataclasses import fields, replace
from io import BytesIO

import pypdfium2 as pdfium
import pytest

from shipdesk.core.pages import Raster
from shipdesk.documents.barcode import BarcodeError
from shipdesk.documents.carrier_label import Address, CarrierLabel, draw_carrier_label, grouped
from shipdesk.documents.codes import read_codes
from shipdesk.documents.label_check import check_label
from shipdesk.documents.raster import page_sizes, rasterise

DPI = 203
SENDER = Address("Sari", "Toko Batik Nusantara", "Ruko Mangga Dua Blok E 17", "Jakarta Utara 14420", "+622162301234")
LATIN = CarrierLabel(
    carrier="JNE",
    service="REG",
    product="OnDelivery",
    number="0109401600067399",
    origin="CGK10000",
    destination="SUB10000",
    receiver=Address("Budi Santoso", "PT Maju", "Jl. Kenanga III No. 5", "Malang, Jawa Timur 65141", "+6281334567890"),
    sender=SENDER,
    weight="0.85 kg",
    pieces=2,
    collect="IDR 378.000",
    goods="Batik shirt",
    reference="JNE-2411-0008",
    note="Titip di satpam",
)


def to(name: str, company: str, street: str, place: str, **changes: str) -> CarrierLabel:
    return replace(LATIN, receiver=Address(name, company, street, place, "+66 89 240 5092"), **changes)  # type: ignore[arg-type]


LABELS = {
    "latin": LATIN,
    "thai": to(
        "คุณสมศักดิ์ ปั้นน้ำ",
        "บริษัท ที่อยู่ดี จำกัด",
        "๓๒๒/๑๖ ซอยนวลจันทร์ ๓๖ เขตบึงกุ่ม",
        "กรุงเทพ 10230",
        goods="เสื้อผ้า",
    ),
    "traditional": to("陳大文", "金星工業大廈有限公司", "香港葵涌大連排道十二號地下A室", "葵涌", note="請於下午送貨"),
    "simplified": to("张伟", "深圳市进出口贸易有限公司", "广东省深圳市宝安区西乡街道", "深圳市 518126", collect=""),
    "arabic": to("أحمد يني بن عبد الله", "شركة النور", "شارع الشيخ زايد، مبنى رقم 12 (الطابق الثالث)", "سومباوا 84371"),
    "long": CarrierLabel(
        carrier="JNE Express Nusantara Group",
        service="JTR<130SPECIAL",
        product="OnDelivery cashless pickup by truck",
        number="1234567890ABCDEF",
        origin="CGK1000099",
        destination="BDO1000099",
        receiver=Address(
            "Perusahaan " * 20, "PT Maju " * 20, "Jalan Sudirman Kav. 52-53, " * 30, "DKI " * 60, "1" * 90
        ),
        sender=Address("X" * 120, "Y" * 80, "Z" * 400, "W" * 100, "1" * 40),
        weight="9999999.999 kg",
        pieces=9_999_999,
        collect="IDR 999.999.999.999",
        goods="goods " * 60,
        reference="R" * 60,
        note="note " * 80,
    ),
    "bare": CarrierLabel("JNE", "REG", "010116240120789", "", "", Address("A"), Address("B"), "1 kg", 1),
}
EACH = pytest.mark.parametrize("label", LABELS.values(), ids=LABELS)


def picture(label: CarrierLabel) -> Raster:
    return rasterise(draw_carrier_label(label), DPI)


def ink_in(raster: Raster, left: float, top: float, right: float, bottom: float) -> int:
    """Dark dots in a rectangle of the page, in mm."""
    columns = slice(round(left / 25.4 * DPI), round(right / 25.4 * DPI))
    rows = range(round(top / 25.4 * DPI), round(bottom / 25.4 * DPI))
    return sum(1 for y in rows for shade in raster.pixels[y * raster.width :][columns] if shade < 128)


@EACH
def test_it_may_be_printed_and_its_code_says_the_number(label: CarrierLabel) -> None:
    pdf = draw_carrier_label(label)
    assert [str(size) for size in page_sizes(pdf)] == ["100 × 150 mm"]
    assert check_label(pdf, label.number) == []
    (code,) = read_codes(rasterise(pdf, DPI))
    assert (code.text, code.format, code.rotation) == (label.number, "Code 128", 0)
    assert code.height_mm > 17


@EACH
def test_it_may_be_printed_in_training_too_and_nobody_ships_with_it(label: CarrierLabel) -> None:
    pdf = draw_carrier_label(label)
    struck = draw_carrier_label(label, training=True)
    assert check_label(struck, label.number) == []
    assert rasterise(struck, DPI).pixels != rasterise(pdf, DPI).pixels


@EACH
def test_nothing_reaches_the_edge_that_a_thermal_head_does_not(label: CarrierLabel) -> None:
    raster = picture(label)
    for strip in ((0, 0, 100, 2.5), (0, 147.5, 100, 150), (0, 0, 2.5, 150), (97.5, 0, 100, 150)):
        assert ink_in(raster, *strip) == 0


@EACH
def test_nothing_runs_over_the_lines_of_the_frame(label: CarrierLabel) -> None:
    """Between two bands there is the line alone: just beside it, at the left and right ends, no text touches it."""
    raster = picture(label)
    for line in (43.5, 58.0, 110.5, 125.0):
        assert ink_in(raster, 3.3, line + 0.3, 96.7, line + 0.5) <= 2 * 8  # nothing but the lines between columns
    inside = ((3.3, 3.9), (95.9, 96.7))  # a J reaches a little to the left of its line
    for left, right in inside:
        assert ink_in(raster, left, 59, right, 96.5) == 0
        assert ink_in(raster, left, 126, right, 146.5) == 0


def test_every_text_is_there() -> None:
    with pdfium.PdfDocument(BytesIO(draw_carrier_label(LATIN)).getvalue()) as document:
        page = document[0]
        text = page.get_textpage()
        said = text.get_text_range()
        text.close()
        page.close()
    for part in (
        "JNE", "REG", "OnDelivery", "0109 4016 0006 7399", "CGK10000", "SUB10000", "COD", "IDR 378.000", "0.85 kg", "2",
        "Batik shirt", "JNE-2411-0008", "Titip di satpam", "Toko Batik Nusantara", "Ruko Mangga Dua Blok E 17",
        *(str(getattr(LATIN.receiver, one.name)) for one in fields(Address)),
    ):  # fmt: skip
        assert part in said, part


@pytest.mark.parametrize("name", ["thai", "traditional", "simplified", "arabic"])
def test_other_scripts_are_drawn_and_not_as_the_same_empty_box(name: str) -> None:
    """The middle of the receiver's name: another letter makes other dots."""
    label = LABELS[name]
    other = replace(label, receiver=replace(label.receiver, name=label.receiver.name[::-1]))
    assert ink_in(picture(label), 4, 61, 96, 68) > 300
    assert picture(label).pixels != picture(other).pixels


def test_what_is_collected_is_white_on_black_and_what_is_not_says_so() -> None:
    area = (4, 97.5, 64, 110)
    whole = (60 / 25.4 * DPI) * (12.5 / 25.4 * DPI)
    assert ink_in(picture(LATIN), *area) > 0.6 * whole
    assert 0.02 * whole < ink_in(picture(replace(LATIN, collect="")), *area) < 0.4 * whole


def test_long_texts_end_in_an_ellipsis_that_can_be_seen() -> None:
    long, short = LABELS["long"], replace(LABELS["long"], note="note " * 79)
    assert picture(long).pixels == picture(short).pixels
    fits = replace(LATIN, note="note " * 8)
    assert picture(fits).pixels != picture(replace(LATIN, note="note " * 7)).pixels


def test_the_number_is_read_in_fours() -> None:
    assert grouped("010116240120789") == "0101 1624 0120 789"
    assert grouped("1234") == "1234"
    assert grouped("") == ""


def test_a_number_that_no_barcode_can_carry() -> None:
    with pytest.raises(BarcodeError, match="cannot be written as a barcode"):
        draw_carrier_label(replace(LATIN, number="香港"))
    with pytest.raises(BarcodeError, match="too long"):
        draw_carrier_label(replace(LATIN, number="A1" * 40))
