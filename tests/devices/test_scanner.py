import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipdesk.devices.layouts import TABLES, untangle
from shipdesk.devices.scanner import GAPS_MS, Judge, ScanRules, clean
from tests.devices.traces import ENTER, PEOPLE, SCANNERS, Trace, replay, scanner, text_of, typist

USUAL = ScanRules()
#: The longest that two keys struck almost together are kept back: what no scanner could be faster at.
TOGETHER_MS = 50
_CODES = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-:.", min_size=3, max_size=30)
_WORDS = st.text("abcdefghij ABC123,.", min_size=1, max_size=30)


@pytest.mark.parametrize("trace", PEOPLE.values(), ids=PEOPLE.keys())
def test_what_people_type_arrives_whole_and_is_no_scan(trace: Trace) -> None:
    heard = replay(Judge(USUAL), trace)
    assert (heard.typed, heard.scans) == (text_of(trace), ())


def test_a_key_by_itself_is_kept_back_for_less_than_30_ms() -> None:
    assert replay(Judge(USUAL), PEOPLE["clerk"]).slowest <= 30
    assert replay(Judge(USUAL), PEOPLE["racer"]).slowest <= TOGETHER_MS


@pytest.mark.parametrize("trace", SCANNERS.values(), ids=SCANNERS.keys())
def test_a_burst_is_one_scan_and_no_text(trace: Trace) -> None:
    heard = replay(Judge(USUAL), trace)
    assert (heard.typed, heard.scans) == ("", (text_of(trace).removesuffix(ENTER),))


@given(st.integers(), st.lists(st.one_of(_WORDS.map(str), _CODES.map(lambda code: code + ENTER)), max_size=8))
def test_typing_and_scanning_mixed_lose_nothing_and_swap_nothing(seed: int, parts: list[str]) -> None:
    chance = random.Random(seed)
    trace = [
        step
        for part in parts
        for step in (scanner(chance, part[:-1]) if part.endswith(ENTER) else typist(chance, part))
    ]
    heard = replay(Judge(USUAL), trace)
    assert heard.typed == "".join(part for part in parts if not part.endswith(ENTER))
    assert list(heard.scans) == [part.strip() for part in parts if part.endswith(ENTER)]
    assert heard.slowest <= TOGETHER_MS


def test_a_fast_setting_leaves_no_key_waiting_and_still_hears_a_fast_scanner() -> None:
    rules = ScanRules(gap_ms=GAPS_MS["fast"])
    assert replay(Judge(rules), PEOPLE["racer"]).slowest <= 30
    assert replay(Judge(rules), SCANNERS["usb"]).scans == ("REF00001008",)


def test_a_slow_scanner_needs_the_slow_setting() -> None:
    trace = [(40, letter) for letter in "REF1008"] + [(40, ENTER)]
    assert replay(Judge(USUAL), trace).scans == ()
    assert replay(Judge(ScanRules(gap_ms=GAPS_MS["slow"])), trace).scans == ("REF1008",)


def test_a_scanner_without_an_ending_is_heard_by_its_pause() -> None:
    trace = [(5, letter) for letter in "REF1008"]
    assert replay(Judge(ScanRules(by_pause=True)), [*trace, (300, "x")]).scans == ("REF1008",)
    assert replay(Judge(USUAL), [*trace, (300, "x")]).typed == "REF1008x"


def test_a_second_ending_of_the_same_scan_is_swallowed_and_a_later_one_is_typed() -> None:
    burst = [(4, letter) for letter in "REF1008"] + [(4, ENTER), (4, ENTER), (400, ENTER)]
    heard = replay(Judge(USUAL), burst)
    assert (heard.typed, heard.scans) == (ENTER, ("REF1008",))


def test_with_a_prefix_only_what_begins_with_it_is_a_scan() -> None:
    rules = ScanRules(prefix="~", suffix="$")
    assert replay(Judge(rules), [(4, letter) for letter in "~REF1008$\r"]).scans == ("REF1008",)
    heard = replay(Judge(rules), [(4, letter) for letter in "REF1008\r"])
    assert (heard.typed, heard.scans, heard.slowest) == ("REF1008\r", (), 0)


def test_what_a_scanner_puts_around_a_code_goes() -> None:
    assert clean("\x1d]C10195012345678903\x1d10ABC", USUAL) == "0195012345678903" + "10ABC"
    assert clean("]A0SD:BOOK\x04", USUAL) == "SD:BOOK"
    assert clean("  REF 1 ", USUAL) == "REF 1"


@pytest.mark.parametrize("layout", TABLES)
def test_five_layouts_are_undone(layout: str) -> None:
    written = {us: key for key, us in TABLES[layout].items()}
    chance = random.Random(layout)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-:/.*+"
    for _ in range(200):
        code = "".join(chance.choices(letters, k=14))
        assert untangle("".join(written[letter] for letter in code), layout) == code


def test_thai_letters_give_the_layout_away_and_nothing_else_is_touched() -> None:
    assert untangle("ๅ/-ภถุึคตจ", "auto") == "1234567890"
    assert untangle("REF-1008/2", "auto") == "REF-1008/2"
    assert untangle("订单 8", "us") == "订单 8"
