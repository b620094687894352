"""Every row of every table of the document is covered: sent under its name and type, required, and checked."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from shipdesk.carriers.jumppoint import RECORD, vocab
from shipdesk.carriers.jumppoint.wire import Info, read_info
from shipdesk.core.problems import Severity
from shipdesk.core.reading import get_path
from shipdesk.core.shipment import Shipment, canonical
from shipdesk.core.statuses import Status
from tests.carriers.jumppoint.document import NOT_READ, RESPONSE, STATUSES, TABLES, YES, Row
from tests.carriers.jumppoint.test_golden import pair
from tests.carriers.samples import CONTEXT, changed, problems, record_of

OURS = {
    "": dict(vocab.BOOKING),
    "sender": dict(vocab.PARTY),
    "receiver": dict(vocab.PARTY),
    "package": dict(vocab.PACKAGE),
    "products": dict(vocab.PRODUCT),
}
PREFIX = {"": "", "sender": "sender.", "receiver": "receiver.", "package": "parcel.", "products": "products[0]."}
KINDS = {"string": str, "number": (int, float), "boolean": bool, "object": dict, "array": list}
#: What the document's sample leaves out.
REST: dict[str, object] = {
    "customs.ioss_number": "IM2760000742",
    "customs.ioss_country": "DE",
    "insurance.amount": "100",
    "insurance.currency": "THB",
    "insurance.type": "Full value",
    "options.freight_fee": "12.50",
    "products[0].category": "Apparel",
    "products[0].sku": "TS-1",
    "products[0].ean": "5123918749122",
}
ROWS = [(table, row) for table, listed in TABLES.items() for row in listed]


def filled(values: Mapping[str, object] | None = None) -> Shipment:
    """The sample with every field that Jumppoint knows, and then `values`."""
    return changed(record_of("jumppoint-sample"), {**REST, **(values or {})})


def path_of(table: str, row: Row) -> str:
    return PREFIX[table] + OURS[table][row.name]


def named(cases: list[tuple[str, Row]]) -> list[Any]:
    return [pytest.param(table, row, id=f"{table}.{row.name}".strip(".")) for table, row in cases]


def test_our_tables_have_the_documents_rows_and_no_others() -> None:
    for table, listed in TABLES.items():
        assert {row.name for row in listed} == set(OURS[table])


def test_a_full_shipment_has_no_errors() -> None:
    assert [one for one in problems(RECORD, filled()).values() if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize(("table", "row"), named(ROWS))
def test_a_row_is_sent_under_its_name_and_with_its_type(table: str, row: Row) -> None:
    payload = json.loads(RECORD.freeze(filled(), CONTEXT).payload)
    part = payload if table == "" else payload[table][0] if table == "products" else payload[table]
    value = part[row.name]
    assert isinstance(value, KINDS[row.type])  # type: ignore[arg-type]
    assert isinstance(value, bool) == (row.type == "boolean")


SWITCHES = ("pickUp", "paymentMethod")  # they follow from what is filled in, so they are never missing


@pytest.mark.parametrize(
    ("table", "row"),
    named([(t, r) for t, r in ROWS if r.required == YES and r.type != "object" and r.name not in SWITCHES]),
)
def test_a_required_row(table: str, row: Row) -> None:
    path = path_of(table, row)
    # Kwai Tsing has no city: there the document wants the city left empty.
    province = {"sender.province": "Sha Tin"} if path == "sender.city" else {}
    found = problems(RECORD, filled({**province, path: "" if path != "products" else []}))
    missing = [one for place, one in found.items() if place.startswith(f"{path} ") and place.endswith(".missing")]
    assert [one.severity for one in missing] == [Severity.ERROR]


@pytest.mark.parametrize(
    ("table", "row", "value", "code"),
    [
        pytest.param(table, row, value, code, id=f"{table}.{row.name}={value}".strip("."))
        for table, row in ROWS
        for value, code in row.bad
    ],
)
def test_a_row_forbids(table: str, row: Row, value: object, code: str) -> None:
    path = path_of(table, row)
    assert f"{path} {code}" in problems(RECORD, filled({path: value}))


@pytest.mark.parametrize(
    ("values", "found"),
    [
        # "Required if pickUp is True"
        ({"pickup.date": ""}, "pickup.date date.missing"),
        ({"pickup.slot": ""}, "pickup.slot slot.missing"),
        ({"pickup.date": "", "pickup.slot": ""}, "pickup.slot slot.missing"),
        ({"pickup": {}}, ""),
        # "Required if receiver in European Countries", "must input in pair with"
        ({"customs.ioss_number": ""}, "customs.ioss_number ioss_number.missing"),
        ({"customs.ioss_country": ""}, "customs.ioss_country ioss_country.missing"),
        ({"customs.ioss_number": "", "customs.ioss_country": ""}, ""),
        # "Required if paymentMethod is COD", "Must input in pair with"
        ({"cod.amount": ""}, "cod.amount amount.missing"),
        ({"cod.currency": ""}, "cod.currency currency.missing"),
        ({"cod": {}}, ""),
        # "must input together with"
        ({"insurance.amount": ""}, "insurance.amount amount.missing"),
        ({"insurance.currency": ""}, "insurance.currency currency.missing"),
        ({"insurance.type": ""}, "insurance.type type.missing"),
        ({"insurance": {}}, ""),
        # "Required if taxNo has input", "Required if idNo has input"
        ({"sender.tax_type": ""}, "sender.tax_type tax_type.missing"),
        ({"sender.tax_number": ""}, "sender.tax_number tax_number.missing"),
        ({"receiver.tax_type": ""}, "receiver.tax_type tax_type.missing"),
        ({"sender.id_type": ""}, "sender.id_type id_type.missing"),
        ({"receiver.id_number": ""}, "receiver.id_number id_number.missing"),
        # "Required if destination country is China"
        ({"customs.incoterm": ""}, ""),
        ({"customs.incoterm": "", "receiver.country": "CN"}, "customs.incoterm incoterm.missing"),
        # "Package contains sensitive products e.g. battery or not"
        ({}, "customs.product_type product_type.battery"),
        ({"customs.product_type": "Sensitive"}, ""),
        ({"products[0].battery_type": "", "products[0].battery_count": ""}, ""),
    ],
)
def test_rows_that_depend_on_others(values: dict[str, object], found: str) -> None:
    before = {} if found in problems(RECORD, filled()) else problems(RECORD, filled())
    after = problems(RECORD, filled(values))
    if found:
        assert found in after
    else:
        assert set(after) <= set(before)


@pytest.mark.parametrize("country", sorted(vocab.EUROPEAN_UNION))
def test_ioss_for_every_member_state(country: str) -> None:
    values = {"receiver.country": country, "customs.ioss_number": "", "customs.ioss_country": ""}
    found = problems(RECORD, filled(values))
    assert found["customs.ioss_number ioss_number.missing"].severity is Severity.ERROR
    assert found["customs.ioss_country ioss_country.missing"].severity is Severity.ERROR


@pytest.mark.parametrize("country", ["GB", "CH", "NO", "TH", "XK"])
def test_no_ioss_elsewhere(country: str) -> None:
    values = {"receiver.country": country, "customs.ioss_number": "", "customs.ioss_country": ""}
    assert not any("ioss" in place for place in problems(RECORD, filled(values)))


def test_every_row_of_the_answers_is_read_or_left_with_a_reason() -> None:
    data = pair("shipment")["answer"]["body"]["data"]
    known = {name.partition(".")[0] for name in RESPONSE} | NOT_READ.keys()
    assert set(data) <= known
    info = read_info({**data, "triggeredAt": "2023-03-28T08:50:28.926Z"})
    assert info is not None
    for part in RESPONSE.values():
        assert getattr(info, part) not in (None, "", ())


def test_both_spellings_of_the_receivers_country() -> None:
    data = {"orderNo": "J1", "destination": {"receiverCountryIso": "US"}}
    assert read_info(data) == Info("J1", country="US")
    assert read_info({"orderNo": "J1", "destination": {"receiverCountry": "US"}}) == Info("J1", country="US")


def test_every_status_of_the_document_is_known_in_both_languages() -> None:
    listed = [tuple(line.rsplit(" ", 1)) for line in STATUSES.splitlines()]
    assert len(listed) == 21
    assert [(english, chinese) for english, chinese, _ in vocab.STATUSES[:21]] == listed
    for english, chinese in listed:
        assert vocab.status_of(english) is vocab.status_of(chinese) is not Status.UNKNOWN
    assert vocab.status_of("Successful Origin Outbound") is Status.DEPARTED
    assert vocab.status_of("Eaten By Dog") is Status.UNKNOWN


@pytest.mark.parametrize("name", ["jumppoint-sample", "jumppoint-germany"])
def test_the_samples_are_canonical(name: str) -> None:
    record = record_of(name)
    assert canonical(changed(dict(record), {})) == record
    assert get_path(record, "receiver.country")
