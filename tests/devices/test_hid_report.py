from decimal import Decimal

import pytest

from shipdesk.core.devices import ScaleState, Weight
from shipdesk.devices.hid_report import parse_report


@pytest.mark.parametrize(
    ("report", "weight"),
    [
        ("03040200e803", Weight(ScaleState.STABLE, Decimal("1.000"))),  # 1000 g
        ("030403fd d804", Weight(ScaleState.STABLE, Decimal("1.240"))),  # 1240 x 10^-3 kg
        ("03040bff0a00", Weight(ScaleState.STABLE, Decimal("0.028"))),  # 10 x 0.1 oz
        ("03040cfe6400", Weight(ScaleState.STABLE, Decimal("0.454"))),  # 100 x 0.01 lb
        ("030302000500", Weight(ScaleState.MOVING, Decimal("0.005"))),
        ("030202000000", Weight(ScaleState.ZERO, Decimal("0.000"))),
        ("030402000000", Weight(ScaleState.ZERO, Decimal("0.000"))),  # a stable nothing
        ("030502001000", Weight(ScaleState.NEGATIVE)),
        ("030602000000", Weight(ScaleState.OVERLOAD)),
        ("030102000000", Weight(ScaleState.FAULT)),
        ("030702000000", Weight(ScaleState.FAULT)),
        ("0304037fffff", Weight(ScaleState.FAULT)),  # 65535 x 10^127 kg: damaged on the way
        ("0304ff00e803", Weight(ScaleState.FAULT)),  # a unit that nobody knows is no weight
    ],
)
def test_a_report_says_what_the_scale_shows(report: str, weight: Weight) -> None:
    assert parse_report(bytes.fromhex(report)) == weight


@pytest.mark.parametrize("report", ["", "03", "0304020 0e8", "010402 00e803"])
def test_what_is_no_weight_is_none(report: str) -> None:
    assert parse_report(bytes.fromhex(report.replace(" ", ""))) is None
