"""Text for tables that count bytes: nothing lost, nothing longer than a line, no letter cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipdesk.carriers.jne.lines import address_lines, leading_words, shortened, size, wrapped

WORDS = st.lists(st.text(st.characters(exclude_categories=["Zs", "Zl", "Zp", "Cc", "Cs"]), min_size=1, max_size=9))


@given(WORDS, st.sampled_from([30, 85]))
def test_wrapping_loses_no_word_and_no_line_is_too_long(words: list[str], most: int) -> None:
    lines = wrapped(" ".join(words), most)
    assert " ".join(lines).split() == " ".join(words).split()
    assert all(size(line) <= most or " " not in line for line in lines)


@given(st.text(max_size=120), st.sampled_from([20, 60]))
def test_shortened_text_fits_and_is_the_beginning(text: str, most: int) -> None:
    for short in (shortened(text, most), leading_words(" ".join(text.split()), most)):
        assert size(short) <= most
        assert text.startswith(short) or " ".join(text.split()).startswith(short)


@pytest.mark.parametrize(
    ("address", "district", "lines"),
    [
        ("JAKARTA NO 44", "KALIBATA", ["JAKARTA NO 44", "KALIBATA"]),
        ("JAKARTA NO 44", "", ["JAKARTA NO 44"]),
        ("Jl. A\nNo. 1\n\n", "Gambir", ["Jl. A No. 1", "Gambir"]),
        ("a" * 30 + " " + "b" * 30, "Gambir", ["a" * 30, "b" * 30, "Gambir"]),
        ("a" * 30 + " " + "b" * 30 + " c", "Gambir", ["a" * 30, "b" * 30, "c"]),
        ("Jl. A", "Kecamatan Kebayoran Baru Sisi Selatan", ["Jl. A", "Kecamatan Kebayoran Baru Sisi", "Selatan"]),
        ("เ" * 10 + " " + "ก" * 10, "", ["เ" * 10, "ก" * 10]),
        ("", "", []),
    ],
)  # fmt: skip
def test_the_lines_of_an_address(address: str, district: str, lines: list[str]) -> None:
    assert address_lines(address, district, 30) == lines


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("Sari Wulandari", "Sari Wulandari"),
        ("Raden Mas Suryo Hadiningrat", "Raden Mas Suryo"),
        ("Wolfeschlegelsteinhausenbergerdorff", "Wolfeschlegelsteinha"),
        ("陳大文陳大文陳大文", "陳大文陳大文"),
    ],
)
def test_a_contact_has_the_leading_words_of_a_name(name: str, sent: str) -> None:
    assert leading_words(name, 20) == sent
