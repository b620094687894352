"""The request tables of both uploads, row by row: what is refused, and with which field."""

from typing import Any

import httpx
import pytest

from tests.simulator.ceva.conftest import Make
from tests.simulator_process import Simulator

PATHS = {"cross_border": "/orders/crossBorder", "domestic": "/orders/domestic"}


def upload(client: httpx.Client, request: pytest.FixtureRequest, table: str, changes: dict[str, Any]) -> httpx.Response:
    """Upload the sample of `cross_border` or `domestic` with these changes."""
    return client.post(PATHS[table], json=[request.getfixturevalue(table)(**changes)])


def refused(answer: httpx.Response) -> list[str]:
    """The fields that an answer names."""
    assert answer.status_code == 400
    return [error.partition(":")[0].removeprefix("0.") for error in answer.json()["errors"]]


BOTH = [
    "orderCode", "consigneeName", "consigneeNumber", "consigneeEmail", "consigneeAddress", "consigneePostal",
    "consigneeCity", "consigneeCountry", "consigneeProvince", "length", "width", "height", "weight", "paymentType",
    "senderContactName", "senderContactNumber", "senderCity", "senderCountry", "senderProvince", "senderPostal",
    "senderAddress", "items", "serviceLevel", "items__0__quantity", "items__0__category", "items__0__price",
    "items__0__currency",
]  # fmt: skip
REQUIRED = [
    *[(table, path) for table in PATHS for path in BOTH],
    *[("cross_border", path) for path in ("destinationPort", "senderPort", "incoterm")],
    ("domestic", "consigneeDistrict"),
]


@pytest.mark.parametrize(("table", "path"), REQUIRED)
@pytest.mark.parametrize("value", [None, ""])
def test_required(
    client: httpx.Client, request: pytest.FixtureRequest, table: str, path: str, value: str | None
) -> None:
    assert path.replace("__", ".") in refused(upload(client, request, table, {path: value}))


OPTIONAL = [
    *[(table, path) for table in PATHS for path in ("note", "pickupDate", "items__0__description")],
    *[(table, f"items__0__{name}") for table in PATHS for name in ("productCode", "sku")],
    ("cross_border", "consigneeTaxId"),
    ("domestic", "senderDistrict"),
]


@pytest.mark.parametrize(("table", "path"), OPTIONAL)
def test_optional(client: httpx.Client, request: pytest.FixtureRequest, table: str, path: str) -> None:
    assert upload(client, request, table, {path: None}).status_code == 200


WRONG_TYPE = [
    "orderCode", "consigneeName", "consigneeNumber", "consigneeEmail", "consigneeAddress", "consigneePostal",
    "consigneeCity", "consigneeCountry", "consigneeProvince", "senderContactName", "senderContactNumber",
    "senderCity", "senderCountry", "senderProvince", "senderPostal", "senderAddress", "serviceLevel", "pickupDate",
    "items__0__description", "items__0__productCode", "items__0__sku", "items__0__category", "items__0__currency",
]  # fmt: skip
WRONG: list[tuple[str, str, Any]] = [
    *[(table, path, 7) for table in PATHS for path in WRONG_TYPE],
    *[("cross_border", path, 7) for path in ("destinationPort", "senderPort", "consigneeTaxId")],
    *[("domestic", path, 7) for path in ("consigneeDistrict", "senderDistrict", "note")],
    *[(table, path, value) for table in PATHS for path in ("length", "width", "height", "weight")
      for value in (0, -1, "10", True)],
    *[("cross_border", path, value) for path in ("length", "width", "height") for value in (10.5, 10.0)],
    *[(table, path, value) for table in PATHS for path, value in (
        ("paymentType", "COD"),
        ("paymentType", "credit_card"),
        ("codValue", 1.5),
        ("codCurrency", "USD"),
        ("consigneeEmail", "nobody"),
        ("consigneeCountry", "Malaysia"),
        ("consigneeCountry", "my"),
        ("senderCountry", "SGP"),
        ("pickupDate", "2026-11-22"),
        ("pickupDate", "11/22/2026"),
        ("pickupDate", "1/2/2026"),
        ("items", []),
        ("items", {}),
        ("items", ["shoes"]),
        ("items__0__quantity", 1.5),
        ("items__0__quantity", 0),
        ("items__0__quantity", "2"),
        ("items__0__price", "79.99"),
        ("items__0__price", -1),
        ("items__0__currency", "DOLLAR"),
    )],
    ("cross_border", "destinationPort", "KULM"),
    ("cross_border", "senderPort", "sin"),
    ("cross_border", "incoterm", "EXW"),
    ("cross_border", "note", "Handle with care"),
    ("cross_border", "consigneeCountry", "SG"),
    ("domestic", "consigneeCountry", "MY"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "path", "value"), WRONG)
def test_wrong(client: httpx.Client, request: pytest.FixtureRequest, table: str, path: str, value: Any) -> None:
    named = refused(upload(client, request, table, {path: value}))
    assert any(one.startswith(path.replace("__", ".")) for one in named)


COD = {"paymentType": "cod", "codValue": 25.5, "codCurrency": "SGD"}
RIGHT: list[tuple[str, dict[str, Any]]] = [
    *[(table, COD) for table in PATHS],
    *[(table, {"pickupDate": "06/12/2024", "items__0__price": 0}) for table in PATHS],
    ("cross_border", {"incoterm": "DDU", "weight": 0.125, "consigneeTaxId": "ID12345"}),
    ("domestic", {"length": 15.5, "width": 20.25, "height": 10.0, "weight": 5.0, "note": "Handle with care"}),
    ("domestic", {"serviceLevel": "A level that no list has", "partnerCode": "X"}),
]


@pytest.mark.parametrize(("table", "changes"), RIGHT)
def test_right(client: httpx.Client, request: pytest.FixtureRequest, table: str, changes: dict[str, Any]) -> None:
    answer = upload(client, request, table, changes)
    assert (answer.status_code, answer.json().get("errors")) == (200, None)


@pytest.mark.parametrize("table", PATHS)
@pytest.mark.parametrize("missing", ["codValue", "codCurrency"])
def test_cod_needs_value_and_currency(
    client: httpx.Client, request: pytest.FixtureRequest, table: str, missing: str
) -> None:
    assert refused(upload(client, request, table, {**COD, missing: None})) == [missing]


def test_unknown_keys_are_tolerated_and_noted(client: httpx.Client, simulator: Simulator, domestic: Make) -> None:
    assert client.post("/orders/domestic", json=[domestic()]).status_code == 200
    assert simulator.control()["carriers"]["ceva"]["unknown_keys"] == {"partnerCode": 1}


@pytest.mark.parametrize("path", PATHS.values())
@pytest.mark.parametrize(
    "body", [b"", b"{", b"{}", b"[]", b'"text"', b"[7]", b"[[]]", b"[" * 100_000, b"\xff", b'[{"weight": NaN}]']
)
def test_what_is_no_upload_at_all(client: httpx.Client, simulator: Simulator, path: str, body: bytes) -> None:
    assert client.post(path, content=body).status_code == 400
    assert simulator.control()["carriers"]["ceva"]["bookings"] == []
