"""Every row of every table of the document is covered: sent under its name and type, required, checked; read or not."""

import copy
import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from shipdesk.carriers.ceva import RECORD, orders, vocab
from shipdesk.carriers.ceva.wire import (
    Reply,
    read_label,
    read_legs,
    read_listed,
    read_page,
    read_status,
    read_subscription,
    read_token,
    read_uploaded,
    rows,
)
from shipdesk.core.carrier import Service
from shipdesk.core.problems import Severity
from shipdesk.core.reading import get_path
from shipdesk.core.shipment import Shipment, canonical
from shipdesk.core.statuses import Status
from shipdesk.transport.reading import text
from tests.carriers.ceva.document import ANSWERS, ITEM, NO, UPLOADS, YES, Row
from tests.carriers.ceva.replay import pair
from tests.carriers.samples import CONTEXT, changed, names, problems, record_of

SAMPLES = {"CROSSBORDER": "ceva-sample", "DOMESTIC": "ceva-sample-domestic"}
KINDS = {"string": str, "number": (int, float), "integer": int, "array": list, "null": type(None)}
#: What the document's samples leave out.
REST: dict[str, object] = {
    "receiver.tax_number": "ID12345",
    "sender.district": "Midtown",
    "cod.amount": "1.5",
    "cod.currency": "USD",
    "pickup.date": "2026-12-06",
    "note": "Handle with care",
}
CASES = [(kind, row) for kind, table in UPLOADS.items() for row in table]
ITEMS = [(kind, row) for kind in UPLOADS for row in ITEM]


def filled(kind: str, values: Mapping[str, object] | None = None) -> Shipment:
    """The document's sample with every field that CEVA knows, and then `values`."""
    return changed(record_of(SAMPLES[kind]), {**REST, **(values or {})})


def path_of(kind: str, row: Row) -> str:
    if row in ITEM:
        return "products[0]." + {theirs: ours for theirs, ours, _ in vocab.ITEM}[row.name]
    return {theirs: ours for theirs, ours, _ in vocab.TABLES[kind]}[row.name]


def named(cases: list[tuple[str, Row]]) -> list[Any]:
    return [pytest.param(kind, row, id=f"{kind}.{'items.' * (row in ITEM)}{row.name}") for kind, row in cases]


@pytest.mark.parametrize("kind", UPLOADS)
def test_our_tables_have_the_documents_rows_in_its_order(kind: str) -> None:
    assert [row.name for row in UPLOADS[kind]] == [theirs for theirs, _, _ in vocab.TABLES[kind]]
    assert [row.name for row in ITEM] == [theirs for theirs, _, _ in vocab.ITEM]


@pytest.mark.parametrize("kind", UPLOADS)
def test_a_full_shipment_has_no_errors(kind: str) -> None:
    assert [one for one in problems(RECORD, filled(kind)).values() if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize(("kind", "row"), named(CASES + ITEMS))
def test_a_row_is_sent_under_its_name_and_with_its_type(kind: str, row: Row) -> None:
    order = json.loads(RECORD.freeze(filled(kind), CONTEXT).payload)
    value = (order["items"][0] if row in ITEM else order)[row.name]
    assert isinstance(value, KINDS[row.type])  # type: ignore[arg-type]
    assert set(order) == {one.name for one in UPLOADS[kind]}


@pytest.mark.parametrize(("kind", "row"), named([(k, r) for k, r in CASES + ITEMS if r.mandatory == YES]))
def test_a_mandatory_row(kind: str, row: Row) -> None:
    if row.name == "paymentType":  # follows from whether there is anything to collect, so it is never missing
        order = json.loads(RECORD.freeze(filled(kind, {"cod": {}}), CONTEXT).payload)
        assert (order["paymentType"], order["codValue"], order["codCurrency"]) == ("prepaid", None, None)
        return
    path = path_of(kind, row)
    found = problems(RECORD, filled(kind, {path: [] if path == "products" else ""}))
    place = next(one for one in found if one.startswith(f"{path} ") and one.endswith(".missing"))
    assert found[place].severity is Severity.ERROR


@pytest.mark.parametrize(("kind", "row"), named([(k, r) for k, r in CASES + ITEMS if r.mandatory == NO]))
def test_an_optional_row(kind: str, row: Row) -> None:
    if row.name == "description":  # the shipment itself cannot do without
        return
    left_out = filled(kind, {path_of(kind, row): ""})
    assert not any(one.endswith(".missing") for one in problems(RECORD, left_out))
    order = json.loads(RECORD.freeze(left_out, CONTEXT).payload)
    sent = order["items"][0] if row in ITEM else order
    assert sent.get(row.name) is None
    assert (row.name in sent) == (row.name in vocab.NULLS[kind])


@pytest.mark.parametrize(
    ("kind", "row", "value", "code"),
    [
        pytest.param(kind, row, value, code, id=f"{kind}.{row.name}={value}")
        for kind, row in CASES + ITEMS
        for value, code in row.bad
    ],
)
def test_a_row_forbids(kind: str, row: Row, value: object, code: str) -> None:
    path = path_of(kind, row)
    assert f"{path} {code}" in problems(RECORD, filled(kind, {path: value}))


@pytest.mark.parametrize(
    ("values", "found"),
    [
        # "Y if COD", "null if payment prepaid"
        ({"cod.currency": ""}, "cod.currency currency.missing"),
        ({"cod.amount": ""}, "cod.amount amount.missing"),
        ({"cod": {}}, ""),
    ],
)
@pytest.mark.parametrize("kind", UPLOADS)
def test_cash_on_delivery_comes_with_its_currency(kind: str, values: dict[str, object], found: str) -> None:
    missing = [one for one in problems(RECORD, filled(kind, values)) if one.endswith(".missing")]
    assert missing == ([found] if found else [])


def test_the_date_and_the_level_go_out_as_the_document_writes_them() -> None:
    order = json.loads(RECORD.freeze(filled("CROSSBORDER"), CONTEXT).payload)
    assert (order["pickupDate"], order["serviceLevel"]) == ("06/12/2026", "ECONOMY")
    custom = json.loads(RECORD.freeze(filled("DOMESTIC", {"service": "DOMESTIC/Same day/2"}), CONTEXT).payload)
    assert custom["serviceLevel"] == "Same day/2"


# --- answers


def _order(body: Any) -> object:
    listed = read_listed(body)
    return listed.id, orders.order(listed)


def _list(body: Any) -> object:
    page = read_page(body, 1, 300)
    return page.more, [(one.id, orders.order(one)) for one in page.orders]


def _services(body: Any) -> object:
    return [
        Service(f"{text(row.get('shipmentType'))}/{text(row.get('serviceLevel'))}", text(row.get("customName")))
        for row in rows(body)
    ]


READERS: dict[str, Callable[[Any], object]] = {
    "login": lambda body: read_token(Reply(200, body)),
    "orders": _list,
    "order": _order,
    "label": read_label,
    "status": lambda body: orders.events(map(read_status, rows(body))),
    "status-by-code": lambda body: orders.events(map(read_status, rows(body))),
    "updates": lambda body: orders.events(update for row in rows(body) for update in read_legs(row)),
    "cross-border": lambda body: read_uploaded(Reply(200, body)),
    "domestic": lambda body: read_uploaded(Reply(200, body)),
    "subscription-list": lambda body: [
        (one, one.secret) for row in rows(body) if (one := read_subscription(row)) is not None
    ],
    "service-levels": _services,
}


def other(value: Any) -> Any:
    """A value of the same kind that is not this one; a time stays a time."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, dict):
        return {key: other(one) for key, one in value.items()}
    if isinstance(value, list):
        return value[:-1]
    if not value:
        return "7"
    return value.replace("202", "201", 1) if value[:2] == "20" and "T" in value else f"{value}7"


def part_of(body: Any, at: tuple[str | int, ...]) -> Any:
    for step in at:
        body = body[step]
    return body


@pytest.mark.parametrize("title", ANSWERS)
def test_every_row_of_the_sample_is_read_or_left_with_a_reason(title: str) -> None:
    table = ANSWERS[title]
    read = table.read.split()
    assert not set(read) & table.left.keys()
    assert set(part_of(pair(table.golden)["answer"]["body"], table.at)) == set(read) | table.left.keys()
    assert all(table.left.values())


CONTAINERS = {"updates", "mappedPartnerUpdates", "items"}  # rows with tables of their own

ANSWER_ROWS = [
    pytest.param(title, name, name in table.read.split(), id=f"{title}.{name}")
    for title, table in ANSWERS.items()
    for name in [*table.read.split(), *table.left]
    if name not in CONTAINERS
]


@pytest.mark.parametrize(("title", "name", "matters"), ANSWER_ROWS)
def test_a_row_that_is_read_matters_and_no_other_does(title: str, name: str, matters: bool) -> None:
    table = ANSWERS[title]
    before = copy.deepcopy(pair(table.golden)["answer"]["body"])
    part_of(before, table.at).update(table.given.get(name, {}))
    after = copy.deepcopy(before)
    part_of(after, table.at)[name] = other(part_of(before, table.at)[name])
    read = READERS[table.golden]
    assert (read(before) != read(after)) == matters


def test_a_status_without_an_update_time_has_the_time_it_was_made() -> None:
    row = dict(pair("status")["answer"]["body"]["data"][0])
    row["updatedAt"] = None
    assert (made := read_status(row).at) is not None
    assert made.isoformat() == "2023-11-20T13:24:16.738594+02:00"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Order Information Received", Status.CREATED),
        ("Pickup Requested", Status.CONFIRMED),
        ("Pickup Scheduled", Status.CONFIRMED),
        ("Shipment Delivered", Status.DELIVERED),
        ("Successfully Delivered :checkered_flag:", Status.DELIVERED),
        ("Out for Delivery", Status.OUT_FOR_DELIVERY),
        ("Arrived at Local Hub", Status.IN_TRANSIT),
        ("Arrival at Local Distribution Center", Status.IN_TRANSIT),
        ("In Transit", Status.IN_TRANSIT),
        ("Arrived at Destination Airport", Status.ARRIVED),
        ("Arrival at Destination Airport", Status.ARRIVED),
        ("Arrival at Destination Port", Status.ARRIVED),
        ("Departed from Origin Airport", Status.DEPARTED),
        ("Departure from Origin Airport", Status.DEPARTED),
        ("Departure from Port", Status.DEPARTED),
        ("Shipment Loaded onto Vessel", Status.IN_TRANSIT),
        ("Test Client Mapping", Status.UNKNOWN),
        # not in the document
        ("Not Delivered", Status.DELIVERY_FAILED),
        ("Undelivered - nobody home", Status.DELIVERY_FAILED),
        ("Delivery Attempt Failed", Status.DELIVERY_FAILED),
        ("To be delivered tomorrow", Status.UNKNOWN),
        ("Delivered to hub", Status.UNKNOWN),
        ("Returned to sender", Status.RETURNED),
        ("Return in transit", Status.RETURNING),
        ("Customs Cleared", Status.CUSTOMS),
        ("Shipment Picked Up", Status.PICKED_UP),
        ("Pickup failed", Status.EXCEPTION),
        ("Arrived at Origin Warehouse", Status.AT_ORIGIN),
        ("Refused by consignee", Status.REJECTED),
        ("", Status.UNKNOWN),
    ],
)
def test_a_status_by_its_words(words: str, status: Status) -> None:
    assert vocab.status_of(words) is status
    assert vocab.status_of(words.upper()) is status


def test_a_status_by_its_code_before_its_words_and_theirs_before_the_clients() -> None:
    assert vocab.status_of("Shipment Delivered", code="10002") is Status.CONFIRMED
    assert vocab.status_of("Shipment Delivered", code="99999") is Status.DELIVERED
    assert vocab.status_of("In Transit", "Delivered") is Status.IN_TRANSIT
    assert vocab.status_of("Gone fishing", "Delivered") is Status.DELIVERED


@pytest.mark.parametrize("name", names("ceva"))
def test_the_samples_are_canonical(name: str) -> None:
    record = record_of(name)
    assert canonical(changed(dict(record), {})) == record
    assert get_path(record, "receiver.country")
