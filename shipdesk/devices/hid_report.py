"""The reports of a USB scale, bytes to weights.

Source: USB HID Point of Sale Usage Tables 1.02, page 0x8D "Weighing Devices": the Scale Data Report is the report's
number, the status, the unit, a power of ten (signed), and the weight in two bytes, the lesser first.
"""

from __future__ import annotations

from decimal import Decimal

from shipdesk.core.devices import HEAVIEST_KG, ScaleState, Weight

USAGE_PAGE = 0x8D
DATA_REPORT = 3
_LENGTH = 6

_STATES = {
    1: ScaleState.FAULT,
    2: ScaleState.ZERO,
    3: ScaleState.MOVING,
    4: ScaleState.STABLE,
    5: ScaleState.NEGATIVE,
    6: ScaleState.OVERLOAD,
    7: ScaleState.FAULT,  # to be calibrated
    8: ScaleState.FAULT,  # to be set to zero
}
#: Kilograms of one of each unit: mg, g, kg, carat, tael (Hong Kong), grain, pennyweight, metric ton, long ton's
#: neighbours left out (they do not lie on a table), troy ounce, ounce, pound.
_KG = {
    1: Decimal("0.000001"),
    2: Decimal("0.001"),
    3: Decimal(1),
    4: Decimal("0.0002"),
    5: Decimal("0.037799364167"),
    6: Decimal("0.00006479891"),
    7: Decimal("0.00155517384"),
    10: Decimal("0.0311034768"),
    11: Decimal("0.028349523125"),
    12: Decimal("0.45359237"),
}
_HAS_WEIGHT = frozenset({ScaleState.ZERO, ScaleState.MOVING, ScaleState.STABLE})


def parse_report(report: bytes) -> Weight | None:
    """The weight in one report; None for a report of another kind, or one that was cut short."""
    if len(report) < _LENGTH or report[0] != DATA_REPORT:
        return None
    state = _STATES.get(report[1], ScaleState.FAULT)
    if state not in _HAS_WEIGHT:
        return Weight(state)
    unit = _KG.get(report[2])
    if unit is None:
        return Weight(ScaleState.FAULT)
    exponent = int.from_bytes(report[3:4], signed=True)
    shown = Decimal(int.from_bytes(report[4:6], "little")).scaleb(exponent) * unit
    if shown > HEAVIEST_KG:
        return Weight(ScaleState.FAULT)
    kg = shown.quantize(Decimal("0.001"))
    if state is ScaleState.STABLE and not kg:
        state = ScaleState.ZERO
    return Weight(state, kg)
