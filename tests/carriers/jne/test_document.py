"""Every row of both booking tables is covered: sent under its name, counted as printed, demanded where mandatory."""

import re
from urllib.parse import parse_qs

import pytest

from shipdesk.carriers.jne import RECORD, vocab
from shipdesk.carriers.jne.mapper import booking
from shipdesk.core.carrier import CheckContext
from shipdesk.core.problems import Severity
from shipdesk.core.shipment import Shipment
from tests.carriers.jne.document import TABLES, Row
from tests.carriers.samples import NOW, changed, problems, record_of

ACCOUNT = {"branch": "CGK000", "customer_id": "10950700"}
CONTEXT = CheckContext(NOW, ACCOUNT)
#: A sample with everything that its flow knows.
FULL: dict[str, tuple[str, dict[str, object]]] = {
    "ONMARKET": (
        "jne-yes-cod",
        {"insurance.amount": "1000", "insurance.currency": "IDR", "options.goods_type": "1"},
    ),
    "ONDELIVERY": (
        "jne-batam",
        {
            "sender.address": "a" * 80 + " " + "b" * 80,
            "receiver.address": "a" * 80 + " " + "b" * 80,
            "options.return_to.address": "a" * 30 + " " + "b" * 30,
            "options.latitude": "-6.2",
            "options.longitude": "106.8",
            "options.awb": "1234567890",
        },
    ),
}
ROWS = [(flow, row) for flow, rows in TABLES.items() for row in rows]
EACH_ROW = pytest.mark.parametrize(("flow", "row"), [pytest.param(flow, row, id=row.name) for flow, row in ROWS])


def filled(flow: str, values: dict[str, object] | None = None) -> Shipment:
    name, rest = FULL[flow]
    return changed(record_of(name), {**rest, **(values or {})})


def ours(flow: str, row: Row) -> vocab.Row:
    return next(one for one in vocab.FLOWS[flow].rows if one.name == row.name)


@pytest.mark.parametrize("flow", TABLES)
def test_our_table_has_the_documents_rows_in_their_order_and_no_others(flow: str) -> None:
    assert [row.name for row in vocab.FLOWS[flow].rows] == [row.name for row in TABLES[flow]]


@pytest.mark.parametrize("flow", TABLES)
def test_a_full_shipment_has_no_errors_and_sends_every_row(flow: str) -> None:
    shipment = filled(flow)
    assert [one for one in problems(RECORD, shipment, CONTEXT).values() if one.severity is Severity.ERROR] == []
    sent = parse_qs(RECORD.freeze(shipment, CONTEXT).payload)
    assert [row.name for row in TABLES[flow] if row.name not in sent] == []


@EACH_ROW
def test_a_row_is_counted_as_it_is_printed(flow: str, row: Row) -> None:
    mine = ours(flow, row)
    if row.name in ("PICKUP_DATE",):
        assert mine.most == mine.digits == 0
    else:
        assert (mine.most, mine.digits) == (row.most, row.digits), row.type


def long_text(count: int) -> str:
    """So many bytes, in words, so that it could be wrapped: é has two."""
    text = ("é" * 9 + "a ") * 40
    return text.encode()[:count].decode("utf-8", "ignore").strip().ljust(1, "a")


#: What is made of other fields: a change there that makes the row's value too long, and where that is told.
TOO_LONG: dict[str, tuple[dict[str, object], str]] = {
    "OLSHOP_QTY": ({"products[0].quantity": 100_000}, "products quantity"),
    "OLSHOP_WEIGHT": ({"parcel.gross_weight_kg": "999.5"}, "parcel.gross_weight_kg"),
    "OLSHOP_GOODSVALUE": ({"declared_value": {"amount": "1000000000000", "currency": "IDR"}}, "declared_value.amount"),
    "OLSHOP_COD_AMOUNT": ({"cod.amount": "1000000000000"}, "cod.amount"),
    "OLSHOP_SERVICE": ({"service": "ONMARKET/JTR<130XXXX"}, "service"),
    "OLSHOP_GOODSTYPE": ({"options.goods_type": "12"}, "options.goods_type"),
    "SERVICE_CODE": ({"service": "ONDELIVERY/JTR<130XXXX"}, "service"),
    "WEIGHT": ({"parcel.gross_weight_kg": "10000000"}, "parcel.gross_weight_kg"),
    "QTY": ({"products[0].quantity": 10_000_000}, "products"),
    "HS_CODE": ({"products[0].hs_code": "1" * 300}, "options.batam"),
    "PICKUP_PIC": ({"options.pickup_contact": "a" * 31}, "options.pickup_contact"),
    "PICKUP_NAME": ({"options.pickup_name": "é" * 26}, "options.pickup_name"),
    "OLSHOP_GOODSDESC": ({"options.goods_description": "é" * 31}, "options.goods_description"),
    "GOODS_DESC": ({"options.goods_description": "é" * 31}, "options.goods_description"),
}
#: Rows whose value comes from a closed list, a yes or no, a checked phone, or the account, which counts for itself.
NEVER_TOO_LONG = re.compile(
    r".*(_FLAG|_PHONE|_COUNTRY|_CONTACT)|LAT|LON|TYPE|ITEM_TYPE|PICKUP_(TIME|SERVICE|VEHICLE)|.*BRANCH|.*CUST(_ID)?"
)


@EACH_ROW
def test_what_does_not_fit_is_told_by_how_much(flow: str, row: Row) -> None:
    mine = ours(flow, row)
    if row.name in TOO_LONG:
        change, place = TOO_LONG[row.name]
        place = place.split()[0]
    elif (NEVER_TOO_LONG.fullmatch(row.name) and row.name != "RETURN_BRANCH") or not row.most:
        assert mine.made or mine.account or mine.path in vocab.CHOSEN or row.name in ("LAT", "LON") or not row.most
        return
    elif "_ADDR" in row.name:
        place = mine.path
        change = {place: long_text(4 * row.most)}
    else:
        place = mine.path
        change = {place: long_text(row.most) + "é"}
    found = problems(RECORD, filled(flow, change), CONTEXT)
    told = [one for one in found.values() if one.field == place and one.code.endswith((".bytes", ".too_large"))]
    assert [one.severity for one in told] == [Severity.ERROR], found
    assert re.search(r"\d", told[0].message)


@pytest.mark.parametrize(("flow", "row"), [pytest.param(f, r, id=r.name) for f, r in ROWS if "_ADDR" not in r.name])
def test_what_just_fits_is_taken_whole(flow: str, row: Row) -> None:
    mine = ours(flow, row)
    text_row = row.most and not mine.made and not mine.account and mine.path not in vocab.CHOSEN
    if not text_row or row.name.endswith(("_ZIP", "ORIG", "DEST", "_CODE", "LAT", "LON", "GOODSTYPE", "AWB")):
        return
    text = "é" * (row.most // 2)
    shipment = filled(flow, {mine.path: text})
    assert booking(shipment, ACCOUNT)[row.name] == text
    found = problems(RECORD, shipment, CONTEXT)
    assert not any(one.field == mine.path and one.code.endswith(".bytes") for one in found.values())


#: What is mandatory and cannot be missing: it follows from others, or goes out by itself.
FOLLOWS = re.compile(
    r".*(_FLAG|COD_AMOUNT|BRANCH|CUST|CUST_ID|GOODSTYPE|_CONTACT|ADDR2)"
    r"|PICKUP_(NAME|PIC|PIC_PHONE|ADDRESS|CITY|SERVICE|VEHICLE)|TYPE|SPECIAL_INS|MERCHANT_ID"
)
MISSING: dict[str, tuple[dict[str, object], str]] = {
    "OLSHOP_QTY": ({"products": []}, "products"),
    "QTY": ({"products[0].quantity": ""}, "products[0].quantity"),
    "OLSHOP_GOODSDESC": ({"products[0].description": ""}, "products[0].description"),
    "GOODS_DESC": ({"products[0].description": ""}, "products[0].description"),
    "OLSHOP_GOODSVALUE": ({"products[0].unit_price": ""}, "declared_value.amount"),
    "GOODS_AMOUNT": ({"products[0].unit_price": ""}, "declared_value.amount"),
    "PICKUP_DISTRICT": ({"sender.district": ""}, "sender.district"),
    "OLSHOP_SHIPPER_NAME": ({"sender.name": ""}, "sender.name"),
    "SHIPPER_NAME": ({"sender.name": ""}, "sender.name"),
}


@pytest.mark.parametrize(("flow", "row"), [pytest.param(f, r, id=r.name) for f, r in ROWS if r.mandatory])
def test_a_mandatory_row(flow: str, row: Row) -> None:
    mine = ours(flow, row)
    if FOLLOWS.fullmatch(row.name) and row.name not in MISSING:
        assert booking(filled(flow), ACCOUNT)[row.name]
        return
    change, place = MISSING.get(row.name, ({mine.path: ""}, mine.path))
    found = problems(RECORD, filled(flow, change), CONTEXT)
    told = [one for one in found.values() if one.field == place and one.code.endswith(".missing")]
    assert [one.severity for one in told] == [Severity.ERROR]


@pytest.mark.parametrize("flow", TABLES)
@pytest.mark.parametrize("party", ["sender", "receiver"])
def test_addr2_is_mandatory_so_a_short_address_needs_a_district(flow: str, party: str) -> None:
    short: dict[str, object] = {f"{party}.address": "Jl. A 1", f"{party}.district": ""}
    found = problems(RECORD, filled(flow, short), CONTEXT)
    assert f"{party}.district district.missing" in found
    with_district = filled(flow, {**short, f"{party}.district": "Gambir"})
    prefix = {"sender": "SHIPPER", "receiver": "RECEIVER"}[party]
    body = booking(with_district, ACCOUNT)
    head = "OLSHOP_" if flow == "ONMARKET" else ""
    assert [body.get(f"{head}{prefix}_ADDR{line}", "") for line in (1, 2, 3)] == ["Jl. A 1", "Gambir", ""]


@pytest.mark.parametrize("row", [row for row in TABLES["ONDELIVERY"] if row.batam], ids=lambda row: row.name)
def test_rows_for_batam_are_sent_for_batam_alone(row: Row) -> None:
    assert row.name in booking(filled("ONDELIVERY"), ACCOUNT)
    without = changed({**record_of("jne-cod")}, {})
    assert row.name not in booking(without, ACCOUNT)


@pytest.mark.parametrize(
    ("flow", "name", "yes", "no"),
    [
        ("ONMARKET", "OLSHOP_COD_FLAG", "YES", "N"),
        ("ONDELIVERY", "COD_FLAG", "YES", "NO"),
        ("ONMARKET", "OLSHOP_INS_FLAG", "Y", "N"),
        ("ONDELIVERY", "INSURANCE_FLAG", "Y", "N"),
    ],
)
def test_flags_are_spelt_as_each_table_does(flow: str, name: str, yes: str, no: str) -> None:
    part = "cod" if "COD" in name else "insurance"
    given = {"amount": "5000", "currency": "IDR"}
    with_it = booking(filled(flow, {part: given}), ACCOUNT)
    without = booking(filled(flow, {part: {}}), ACCOUNT)
    assert (with_it[name], without[name]) == (yes, no)
    if part == "cod":
        amount = name.replace("FLAG", "AMOUNT")
        assert (with_it[amount], without[amount]) == ("5000", "0")


@pytest.mark.parametrize("service", ["REG", "YES", "SS"])
@pytest.mark.parametrize("flow", TABLES)
def test_the_three_services_are_listed_and_sent_as_they_are(flow: str, service: str) -> None:
    shipment = filled(flow, {"service": f"{flow}/{service}"})
    assert RECORD.service(shipment.service) is not None
    assert not any(place.startswith("service ") for place in problems(RECORD, shipment, CONTEXT))
    body = booking(shipment, ACCOUNT)
    assert body["OLSHOP_SERVICE" if flow == "ONMARKET" else "SERVICE_CODE"] == service
