"""Options against what a carrier declares."""

from decimal import Decimal

import pytest

from shipdesk.core.checks.options import check_options, option
from shipdesk.core.fields import Field, Group, Kind, choices
from shipdesk.core.shipment import Shipment
from tests.core.checks.reference import codes

DECLARED = (
    Field("options.instruction", "Instruction", Group.OPTIONS),
    Field("options.fee", "Fee", Group.OPTIONS, Kind.DECIMAL),
    Field("options.pieces", "Pieces", Group.OPTIONS, Kind.WHOLE),
    Field("options.fragile", "Fragile", Group.OPTIONS, Kind.FLAG),
    Field("options.handover", "Hand-over", Group.OPTIONS, Kind.CHOICE, choices=choices("DROP", "PICKUP")),
    Field("options.return_to.name", "Name", Group.OPTIONS),
)


def shipment(**options: object) -> Shipment:
    return Shipment.model_validate({"options": options})


def test_what_is_declared_and_of_its_type() -> None:
    good = shipment(instruction="Ring", fee="1.20", pieces=3, fragile=True, handover="DROP", return_to={"name": "Ann"})
    assert check_options(good, DECLARED) == []
    values = [option(good, row) for row in DECLARED]
    assert values == ["Ring", Decimal("1.20"), 3, True, "DROP", "Ann"]
    assert all(option(Shipment(), row) is None for row in DECLARED)


def test_a_closed_list_of_digits_takes_a_number() -> None:
    kind = Field("options.kind", "Kind", Group.OPTIONS, Kind.CHOICE, choices=choices("1", "2"))
    assert check_options(shipment(kind=2), [kind]) == []
    assert option(shipment(kind=2), kind) == option(shipment(kind="2"), kind) == "2"
    assert codes(check_options(shipment(kind=3), [kind])) == ["options.kind kind.choice error"]


def test_unknown_options() -> None:
    found = check_options(shipment(instructions="Ring", return_to={"nam": "Ann"}, colour="red"), DECLARED)
    assert codes(found) == [
        "options.instructions options.unknown error",
        "options.return_to.nam options.unknown error",
        "options.colour options.unknown error",
    ]
    assert found[0].message == "This carrier has no option 'instructions'; did you mean 'instruction'?"
    assert found[2].message == "This carrier has no option 'colour'; remove it."


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("instruction", 5, "options.type"),
        ("instruction", True, "options.type"),
        ("fee", "a lot", "options.type"),
        ("fee", True, "options.type"),
        ("pieces", "1.5", "options.type"),
        ("fragile", "yes", "options.type"),
        ("handover", "drop", "handover.case"),
        ("handover", "THROW", "handover.choice"),
        ("handover", 5, "handover.choice"),
        ("handover", True, "options.type"),
        ("return_to", "Ann", "options.type"),
    ],
)
def test_wrong_types(name: str, value: object, code: str) -> None:
    (found,) = check_options(shipment(**{name: value}), DECLARED)
    assert (found.code, found.severity) == (code, "error")
    assert found.message.endswith(".")
