"""One scan teaches how a scanner types: speed, ending, layout, what it adds."""

import pytest

from shipdesk.core.devices import TEST_BARCODE, Learned
from shipdesk.devices.layouts import TABLES
from shipdesk.devices.learning import Learner, speed_of


def scanned(text: str, gap: int = 4, *, end: bool = True) -> Learned:
    learner, at = Learner(), 1000
    for letter in text:
        at += gap
        learner.press(letter, at)
    if end:
        assert learner.ends(at + gap)
        learner.finish(at + gap)
    else:
        assert learner.pause()
        learner.finish(at)
    found = learner.learned()
    assert found is not None
    return found


@pytest.mark.parametrize(("gap", "speed"), [(4, "fast"), (10, "usual"), (30, "slow"), (60, "")])
def test_the_quickest_speed_with_room_to_spare_is_learned(gap: int, speed: str) -> None:
    assert scanned(TEST_BARCODE, gap).speed == speed
    assert scanned(TEST_BARCODE, gap).gap_ms == gap


def test_a_scanner_that_falters_later_on_needs_no_slower_speed() -> None:
    assert speed_of([0, 5, 10, 34, 39]) == "fast"
    assert speed_of([0, 5, 30, 35, 40]) == "slow"


@pytest.mark.parametrize(
    ("text", "prefix", "suffix"),
    [
        (TEST_BARCODE, "", ""),
        (f"~{TEST_BARCODE}", "~", ""),
        (f"A1{TEST_BARCODE}#", "A1", "#"),
        (f"~]C0{TEST_BARCODE}", "~", ""),
        (f"\x02{TEST_BARCODE}\x1d", "", ""),
    ],
)
def test_what_a_scanner_sends_around_the_code_is_found_out(text: str, prefix: str, suffix: str) -> None:
    found = scanned(text)
    assert (found.known, found.layout, found.prefix, found.suffix) == (True, "auto", prefix, suffix)


@pytest.mark.parametrize("layout", ["azerty", "qwertz", "thai"])
def test_the_layout_is_found_out(layout: str) -> None:
    written = {us: other for other, us in TABLES[layout].items()}
    found = scanned("".join(written.get(letter, letter) for letter in TEST_BARCODE + "-:"))
    assert (found.known, found.layout, found.suffix) == (True, "auto" if layout == "thai" else layout, "-:")


def test_another_barcode_teaches_speed_and_ending_alone() -> None:
    found = scanned("JPTH1931219700", end=False)
    assert (found.known, found.end, found.speed) == (False, "pause", "fast")


def test_nothing_is_learned_before_a_scan_nor_from_few_keys() -> None:
    learner = Learner()
    assert learner.learned() is None
    for at, letter in enumerate("REF", start=1):
        learner.press(letter, at * 300)
    assert not learner.ends(1200)
    assert not learner.pause()
