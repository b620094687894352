"""Shaped text is checked by its picture: its letters cannot be read back from the PDF."""

from io import BytesIO
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from shipdesk.documents.coverage import missing_glyphs
from shipdesk.documents.fonts import Style, runs
from shipdesk.documents.raster import rasterise
from shipdesk.documents.text import clean, draw_line, draw_paragraph, width_of, wrap

SAMPLES = {
    "latin": "Phường Bến Nghé, Århus",
    "traditional": "香港葵涌大連排道 12 號",
    "simplified": "深圳市宝安区西乡街道",
    "thai": "ที่อยู่ เสื้อผ้า กรุงเทพฯ ปั้น",
    "arabic": "شارع الشيخ زايد، دبي 12",
    "cyrillic": "улица Ленина, дом 5",
}


def drawn(text: str, *, from_right: bool | None = None) -> bytes:
    """The picture of a line of text."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=(100 * mm, 20 * mm))
    draw_line(canvas, 5 * mm, 8 * mm, text, 14, from_right=from_right)
    canvas.save()
    return rasterise(target.getvalue(), 203).pixels


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES)
@pytest.mark.parametrize("style", Style)
def test_every_script_has_its_glyphs(text: str, style: Style) -> None:
    assert missing_glyphs(text) == ""
    assert "".join(part for _, part in runs(text, style)) == text


def test_what_no_font_can_write_is_named_once() -> None:
    assert missing_glyphs("Anna 🎁 שלום 🎁") == "🎁שלום"


def test_thai_marks_stack_on_their_letters() -> None:
    assert width_of("ที่", 10) == pytest.approx(width_of("ท", 10), abs=0.05)


def test_arabic_letters_are_joined_and_run_to_the_left() -> None:
    joined, apart = width_of("دبي", 14), sum(width_of(letter, 14) for letter in "دبي")
    assert joined < apart - 1
    assert drawn("دبي شارع") != drawn("شارع دبي")


def bulge(text: str) -> tuple[bool, bool]:
    """Whether the first and the last glyph on paper, both brackets, bulge to the right."""
    pixels, width = drawn(text), 799
    rows = [pixels[start : start + width] for start in range(0, len(pixels), width)]
    inked = [row for row in rows if min(row) < 128]
    edge, middle = inked[2], inked[len(inked) // 2]
    left = min(x for x, shade in enumerate(middle) if shade < 128) > min(x for x, s in enumerate(edge) if s < 128)
    right = max(x for x, shade in enumerate(middle) if shade < 128) > max(x for x, s in enumerate(edge) if s < 128)
    return left, right


@pytest.mark.parametrize("text", ["(x)", "(دبي)", "(دبي x)", "(x دبي)"])
def test_brackets_enclose_what_is_between_them_in_either_direction(text: str) -> None:
    assert bulge(text) == (False, True)


def test_hidden_characters_are_not_printed() -> None:
    assert clean("a\u202eb\u200bc\x1bd\x00e\nf") == "abc d e\nf"
    assert drawn("Jerry \u202eLee") == drawn("Jerry Lee")


def test_a_line_too_long_ends_in_an_ellipsis_and_says_so() -> None:
    canvas = Canvas(BytesIO())
    whole = draw_line(canvas, 0, 0, "Hong Kong", 10, max_width=100)
    cut = draw_line(canvas, 0, 0, "Hong Kong Special Administrative Region", 10, max_width=100)
    assert (whole.overflow, cut.overflow) == (False, True)
    assert 80 < cut.width <= 100


def test_lines_break_at_spaces_and_slashes() -> None:
    text = "Unit 12B, 8/F, Kwai Chung Industrial Building"
    lines = wrap(text, 10, 100)
    assert lines == ["Unit 12B, 8/F, Kwai", "Chung Industrial", "Building"]


def test_chinese_breaks_between_characters_but_not_before_a_stop() -> None:
    lines = wrap("香港九龍，葵涌大連排道（一號）", 10, 45)
    assert "".join(lines) == "香港九龍，葵涌大連排道（一號）"
    assert not any(line[0] in "，）" or line[-1] == "（" for line in lines)


def test_a_word_longer_than_a_line_never_loses_a_mark() -> None:
    text = "ที่อยู่เสื้อผ้ากรุงเทพมหานครปั้นน้ำ"
    for width in range(12, 60):
        lines = wrap(text, 10, width)
        assert "".join(lines) == text
        assert len(lines) > 2
        assert not any(following[0] in "ิีึืุู่้๊๋์ัำ" for _, following in pairwise(lines))


@settings(max_examples=60, deadline=None)
@given(st.text("ab 中（）ที่ش -/()", max_size=40), st.floats(12, 120))
def test_wrapping_keeps_every_letter_and_the_width(text: str, width: float) -> None:
    lines = wrap(text, 10, width)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())
    assert all(width_of(line, 10) <= width or len(line) < 4 for line in lines)


def test_a_paragraph_says_how_many_lines_and_what_was_left_out() -> None:
    canvas = Canvas(BytesIO())
    text = "Unit 12B, 8/F, Kwai Chung Industrial Building\nHong Kong"
    whole = draw_paragraph(canvas, 0, 100, text, 10, width=100)
    cut = draw_paragraph(canvas, 0, 100, text, 10, width=100, max_lines=2)
    assert (whole.lines, whole.overflow) == (4, False)
    assert (cut.lines, cut.overflow) == (2, True)


def test_a_paragraph_in_arabic_stands_at_the_right_edge_to_its_last_line() -> None:
    target = BytesIO()
    canvas = Canvas(target, pagesize=(100 * mm, 50 * mm))
    draw_paragraph(canvas, 10 * mm, 40 * mm, "شارع الشيخ زايد، دبي UAE 12345", 12, width=38 * mm)
    canvas.save()
    picture = rasterise(target.getvalue(), 203)
    dark = [i % picture.width for i, shade in enumerate(picture.pixels) if shade < 128 and i > 13 * 8 * picture.width]
    assert max(dark) * 25.4 / 203 == pytest.approx(48, abs=0.7)
