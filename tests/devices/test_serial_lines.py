from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipdesk.core.devices import ScaleState, Weight
from shipdesk.devices.serial_lines import Lines, parse_list, parse_sics

STABLE = Weight(ScaleState.STABLE, Decimal("1.240"))


@pytest.mark.parametrize(
    ("line", "weight"),
    [
        ("S S      1.240 kg", STABLE),
        ("S S   1240.0 g", STABLE),
        ("S D      1.198 kg", Weight(ScaleState.MOVING, Decimal("1.198"))),
        ("S S      0.000 kg", Weight(ScaleState.ZERO, Decimal("0.000"))),
        ("S S     -0.012 kg", Weight(ScaleState.NEGATIVE, Decimal("-0.012"))),
        (f"S S {'9' * 40} kg", Weight(ScaleState.FAULT)),
        ("S I", Weight(ScaleState.MOVING)),
        ("S +", Weight(ScaleState.OVERLOAD)),
        ("S -", Weight(ScaleState.NEGATIVE)),
        ("S S", None),
        ("ES", None),
        ('I4 A "0123456789"', None),
        ("S S 1.24 stone", None),
    ],
)
def test_sics(line: str, weight: Weight | None) -> None:
    assert parse_sics(line) == weight


@pytest.mark.parametrize(
    ("line", "weight"),
    [
        ("ST,GS,+  1.24kg", STABLE),
        ("ST,NT,+0001.240kg", STABLE),
        ("ST,+00001.240 kg", STABLE),
        ("US,GS,+  0.87kg", Weight(ScaleState.MOVING, Decimal("0.870"))),
        ("ST,GS,+  0.00kg", Weight(ScaleState.ZERO, Decimal("0.000"))),
        ("ST,GS,-  0.30kg", Weight(ScaleState.NEGATIVE, Decimal("-0.300"))),
        ("OL,GS,+999999kg", Weight(ScaleState.OVERLOAD)),
        ("OL", Weight(ScaleState.OVERLOAD)),
        (f"ST,GS,+{'9' * 40}kg", Weight(ScaleState.FAULT)),
        ("ST,TR,+  0.50kg", None),  # the tare alone
        ("ST,GS,+  1.2", None),
        ("+  1.24kg", None),
        ("hello", None),
    ],
)
def test_the_list_format(line: str, weight: Weight | None) -> None:
    assert parse_list(line) == weight


@given(st.lists(st.integers(1, 9), min_size=1))
def test_lines_come_whole_in_whatever_pieces(sizes: list[int]) -> None:
    sent = b"\x02US,GS,+  0.87kg\r\nST,GS,+  1.24kg\r\n\x03OL\r\n"
    lines, at, found = Lines(), 0, list[str]()
    for size in [*sizes, len(sent)]:
        found += lines.feed(sent[at : at + size])
        at += size
    assert found == ["US,GS,+  0.87kg", "ST,GS,+  1.24kg", "OL"]


def test_noise_neither_grows_for_ever_nor_hides_the_next_line() -> None:
    lines = Lines()
    for _ in range(1000):
        assert lines.feed(b"\xff" * 100) == []
    assert lines.feed(b"\r\nST,GS,+  1.24kg\r\n")[-1] == "ST,GS,+  1.24kg"
