"""The tables of both ways to book, row by row: what is refused, and for which field."""

from collections.abc import Callable

import pytest

from tests.simulator.jne.conftest import PATHS, POLICY, Jne, Sample
from tests.simulator_process import Simulator

Refused = Callable[[], list[str]]

#: Field -> bytes that fit.
ONMARKET_TEXT = {
    "OLSHOP_BRANCH": 10, "OLSHOP_CUST": 10, "OLSHOP_ORDERID": 20, "OLSHOP_SHIPPER_NAME": 30,
    "OLSHOP_SHIPPER_ADDR1": 30, "OLSHOP_SHIPPER_ADDR2": 30, "OLSHOP_SHIPPER_ADDR3": 30, "OLSHOP_SHIPPER_CITY": 20,
    "OLSHOP_SHIPPER_REGION": 20, "OLSHOP_SHIPPER_ZIP": 5, "OLSHOP_RECEIVER_NAME": 30, "OLSHOP_RECEIVER_ADDR1": 30,
    "OLSHOP_RECEIVER_ADDR2": 30, "OLSHOP_RECEIVER_ADDR3": 30, "OLSHOP_RECEIVER_CITY": 20,
    "OLSHOP_RECEIVER_REGION": 20, "OLSHOP_RECEIVER_ZIP": 5, "OLSHOP_GOODSDESC": 60, "OLSHOP_GOODSTYPE": 1,
    "OLSHOP_INST": 60,
}  # fmt: skip
ONDELIVERY_TEXT = {
    "PICKUP_NAME": 50, "PICKUP_PIC": 30, "PICKUP_PIC_PHONE": 30, "PICKUP_ADDRESS": 300, "PICKUP_DISTRICT": 30,
    "PICKUP_CITY": 30, "BRANCH": 6, "CUST_ID": 10, "ORDER_ID": 20, "SHIPPER_NAME": 30, "SHIPPER_ADDR1": 85,
    "SHIPPER_ADDR2": 85, "SHIPPER_ADDR3": 85, "SHIPPER_CITY": 20, "SHIPPER_ZIP": 5, "SHIPPER_REGION": 20,
    "SHIPPER_COUNTRY": 20, "SHIPPER_CONTACT": 20, "SHIPPER_PHONE": 50, "RECEIVER_NAME": 30, "RECEIVER_ADDR1": 85,
    "RECEIVER_ADDR2": 85, "RECEIVER_ADDR3": 85, "RECEIVER_CITY": 20, "RECEIVER_ZIP": 5, "RECEIVER_REGION": 20,
    "RECEIVER_COUNTRY": 20, "RECEIVER_CONTACT": 20, "RECEIVER_PHONE": 50, "GOODS_DESC": 60, "SPECIAL_INS": 60,
    "MERCHANT_ID": 100, "LAT": 60, "LON": 60, "AWB": 16, "NPWP": 90, "RETURN_NAME": 30, "RETURN_ADDR1": 30,
    "RETURN_ADDR2": 30, "RETURN_ADDR3": 30, "RETURN_CITY": 20, "RETURN_ZIP": 5, "RETURN_REGION": 20,
    "RETURN_COUNTRY": 20, "RETURN_CONTACT": 20, "RETURN_PHONE": 15, "RETURN_BRANCH": 6,
}  # fmt: skip
TEXTS = [
    *[("generatecnote", field, size) for field, size in ONMARKET_TEXT.items()],
    *[("pickupcashless", field, size) for field, size in ONDELIVERY_TEXT.items()],
]


@pytest.mark.parametrize(("name", "field", "size"), TEXTS)
def test_lengths_are_bytes(jne: Jne, refused: Refused, name: str, field: str, size: int) -> None:
    assert "detail" in jne.book(name, **{field: "é" * (size // 2) + "x" * (size % 2)})
    for too_long in ("x" * (size + 1), "é" + "x" * (size - 1)):
        assert jne.book(name, **{field: too_long}) == POLICY
        assert refused() == [field]


CODES = [
    ("generatecnote", "OLSHOP_ORIG", "Origin"),
    ("generatecnote", "OLSHOP_DEST", "Destination"),
    ("pickupcashless", "ORIGIN_CODE", "Origin"),
    ("pickupcashless", "DESTINATION_CODE", "Destination"),
]


@pytest.mark.parametrize(("name", "field", "word"), CODES)
def test_codes(jne: Jne, refused: Refused, name: str, field: str, word: str) -> None:
    number = "cnote_no" if name == "generatecnote" else "cnote"
    reason = f"{word} Code ABC1234567 Not Exists"
    answer = jne.book(name, **{field: "ABC1234567"})
    assert answer == {"detail": [{"status": "Error", "reason": reason, number: None}]}
    assert jne.book(name, **{field: "ABC12345678"}) == POLICY
    assert refused() == [field]


OPTIONAL = {
    "generatecnote": [
        "OLSHOP_SHIPPER_ADDR3", "OLSHOP_SHIPPER_REGION", "OLSHOP_RECEIVER_ADDR3", "OLSHOP_RECEIVER_REGION",
        "OLSHOP_INST",
    ],
    "pickupcashless": [
        "SHIPPER_ADDR3", "SHIPPER_COUNTRY", "RECEIVER_ADDR3", "RECEIVER_COUNTRY", "LAT", "LON", "COD_FLAG",
        "COD_AMOUNT", "AWB",
    ],
}  # fmt: skip


@pytest.mark.parametrize("value", [None, "", " "])
@pytest.mark.parametrize("name", PATHS)
def test_mandatory_or_not(jne: Jne, refused: Refused, name: str, value: str | None) -> None:
    for field in jne.form(name).keys() - {"username", "api_key", *OPTIONAL[name]}:
        assert jne.book(name, **{field: value}) == POLICY
        assert refused() == [field]
    assert "detail" in jne.book(name, **dict.fromkeys(OPTIONAL[name], value))


WRONG = [
    *[("generatecnote", field, value) for field, value in (
        ("OLSHOP_SHIPPER_PHONE", "0812 3456"),
        ("OLSHOP_RECEIVER_PHONE", "+628578906543212"),
        ("OLSHOP_RECEIVER_PHONE", "+"),
        ("OLSHOP_QTY", "0"),
        ("OLSHOP_QTY", "1.5"),
        ("OLSHOP_QTY", "100000"),
        ("OLSHOP_WEIGHT", "0"),
        ("OLSHOP_WEIGHT", "0.4"),
        ("OLSHOP_WEIGHT", "1000"),
        ("OLSHOP_WEIGHT", "1 kg"),
        ("OLSHOP_GOODSVALUE", "1,000"),
        ("OLSHOP_GOODSVALUE", "1000.50"),
        ("OLSHOP_GOODSVALUE", "1" * 13),
        ("OLSHOP_INS_FLAG", "0"),
        ("OLSHOP_INS_FLAG", "y"),
        ("OLSHOP_SERVICE", "REGULAR"),
        ("OLSHOP_COD_FLAG", "NO"),
        ("OLSHOP_COD_FLAG", "Y"),
        ("OLSHOP_COD_AMOUNT", "-1"),
        ("OLSHOP_COD_AMOUNT", "1" * 13),
        ("OLSHOP_COD_AMOUNT", "37000"),
    )],
    *[("pickupcashless", field, value) for field, value in (
        ("PICKUP_DATE", "2019-10-10"),
        ("PICKUP_DATE", "31-02-2026"),
        ("PICKUP_DATE", "1-10-2019"),
        ("PICKUP_TIME", "24:00"),
        ("PICKUP_TIME", "9:30"),
        ("PICKUP_TIME", "23:60"),
        ("PICKUP_SERVICE", "domestic"),
        ("PICKUP_VEHICLE", "Motorcycle"),
        ("SERVICE_CODE", "REGULAR"),
        ("WEIGHT", "0"),
        ("WEIGHT", "1.2345"),
        ("WEIGHT", "12345678"),
        ("WEIGHT", "1,5"),
        ("QTY", "0.0"),
        ("QTY", "1e3"),
        ("GOODS_AMOUNT", "Rp 30000"),
        ("GOODS_AMOUNT", "-1"),
        ("INSURANCE_FLAG", "1"),
        ("TYPE", "Drop"),
        ("COD_FLAG", "N"),
        ("COD_AMOUNT", "36999"),
        ("TAX_VALUE", "none"),
        ("ITEM_TYPE", "6"),
        ("HS_CODE", "1000000;1;4204;1"),
        ("HS_CODE", "1000000;1"),
        ("HS_CODE", ",".join(["1;1;4204"] * 6)),
    )],
]  # fmt: skip


@pytest.mark.parametrize(("name", "field", "value"), WRONG)
def test_wrong(jne: Jne, refused: Refused, name: str, field: str, value: str) -> None:
    assert jne.book(name, **{field: value}) == POLICY
    assert refused() == [field]


BATAM = {"TAX_VALUE": "1500", "ITEM_TYPE": "2", "HS_CODE": "1000000;1;4204,2000000;2;4905", "NPWP": "01.234.567.8-9"}
RETURN = {
    "RETURN_NAME": "ALI", "RETURN_ADDR1": "JL. D.I PANJAITAN NO 43", "RETURN_ADDR2": "JELUTUNG", "RETURN_CITY": "JAMBI",
    "RETURN_ZIP": "12345", "RETURN_PHONE": "+6281234567890", "RETURN_BRANCH": "CGK000",
}  # fmt: skip
RIGHT = [
    ("generatecnote", {"OLSHOP_COD_FLAG": "YES", "OLSHOP_COD_AMOUNT": "37000"}),
    ("generatecnote", {"OLSHOP_SERVICE": "YES", "OLSHOP_GOODSTYPE": "2", "OLSHOP_INS_FLAG": "Y"}),
    ("generatecnote", {"OLSHOP_SERVICE": "SS", "OLSHOP_WEIGHT": "999", "OLSHOP_QTY": "99999"}),
    ("generatecnote", {"OLSHOP_SERVICE": "JTR<130", "OLSHOP_SHIPPER_PHONE": "081234567890123"}),
    ("generatecnote", dict.fromkeys(["username", "api_key", "OLSHOP_BRANCH", "OLSHOP_CUST"], "training")),
    ("pickupcashless", {"COD_FLAG": "YES", "COD_AMOUNT": "37000.5"}),
    ("pickupcashless", {"WEIGHT": "1234567.125", "QTY": "0.5", "SERVICE_CODE": "REG19", "TYPE": "PICKUP"}),
    ("pickupcashless", {"PICKUP_SERVICE": "Intracity", "PICKUP_VEHICLE": "Truck", "PICKUP_TIME": "00:00"}),
    ("pickupcashless", RETURN),
    ("pickupcashless", {"DESTINATION_CODE": "BTH10000", **BATAM}),
    ("pickupcashless", dict.fromkeys(["username", "api_key", "BRANCH", "CUST_ID"], "training")),
    ("pickupcashless", {"GOODS_DESC": "a&b=c+%0d%0a;é"}),
]


@pytest.mark.parametrize(("name", "changes"), RIGHT)
def test_right(jne: Jne, refused: Refused, name: str, changes: dict[str, str]) -> None:
    answer = jne.book(name, **changes)
    assert refused() == []
    assert answer["detail"][0]["status"] in ("sukses", "success")


@pytest.mark.parametrize(("flow", "flag", "amount"), [
    ("generatecnote", "OLSHOP_COD_FLAG", "OLSHOP_COD_AMOUNT"), ("pickupcashless", "COD_FLAG", "COD_AMOUNT"),
])  # fmt: skip
def test_cod_without_an_amount(jne: Jne, refused: Refused, flow: str, flag: str, amount: str) -> None:
    for value in ("0", ""):
        assert jne.book(flow, **{flag: "YES", amount: value}) == POLICY
        assert refused() == [amount]


@pytest.mark.parametrize("field", ["ORIGIN_CODE", "DESTINATION_CODE"])
def test_batam_asks_for_more(jne: Jne, simulator: Simulator, refused: Refused, field: str) -> None:
    assert jne.book("pickupcashless", **{field: "BTH10000"}) == POLICY
    assert refused() == list(BATAM)
    simulator.control("jne/settings", batam_required=False)
    assert "detail" in jne.book("pickupcashless", **{field: "BTH10000"})


@pytest.mark.parametrize(
    ("field", "value"),
    [("PICKUP_SERVICE", "REG"), ("PICKUP_VEHICLE", "MOTOR"), ("INSURANCE_FLAG", "0"), ("COD_AMOUNT", "37000")],
)
def test_the_table_alone(jne: Jne, simulator: Simulator, refused: Refused, field: str, value: str) -> None:
    assert jne.sample("pickupcashless.request")[field] == value
    simulator.control("jne/settings", samples=False)
    assert jne.book("pickupcashless", **{field: value}) == POLICY
    assert refused() == [field]
    simulator.control("jne/settings", samples=True)
    assert jne.book("pickupcashless", **{field: value})["detail"][0]["status"] == "success"


def test_characters_that_the_policy_may_refuse(jne: Jne, simulator: Simulator, refused: Refused) -> None:
    simulator.control("jne/settings", refused_characters="<>'")
    assert jne.book("generatecnote", OLSHOP_RECEIVER_NAME="O'Neil") == POLICY
    assert refused() == ["OLSHOP_RECEIVER_NAME"]


def test_field_errors_hide_a_duplicate(jne: Jne) -> None:
    assert "detail" in jne.book("generatecnote")
    assert jne.book("generatecnote", OLSHOP_WEIGHT="0") == POLICY


def test_unknown_keys_are_tolerated_and_noted(jne: Jne, simulator: Simulator) -> None:
    assert "detail" in jne.book("generatecnote", COLOUR="red")
    assert simulator.control()["carriers"]["jne"]["unknown_keys"] == {"COLOUR": 1}


def test_a_body_that_is_not_form_encoded(jne: Jne, sample: Sample) -> None:
    answer = jne.client.post("/pickupcashless", json=sample("pickupcashless.request"))
    assert (answer.status_code, answer.json()) == (200, sample("pickupcashless.bad-key"))


def test_a_body_that_is_not_utf_8(jne: Jne) -> None:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    for body in (b"username=\xff", b"username=%ff"):
        assert jne.client.post("/pickupcashless", content=body, headers=kind).json() == POLICY
