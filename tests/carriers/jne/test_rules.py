"""Rules that look at more than one row, what the clerk is offered, and what is told of the request before it leaves."""

from datetime import UTC, datetime

import pytest

from shipdesk.carriers.jne import RECORD
from shipdesk.core.carrier import CheckContext
from shipdesk.core.problems import Severity
from shipdesk.core.shipment import Shipment
from tests.carriers.samples import CONTEXT, changed, names, problems, record_of, sample

ERROR, WARNING = Severity.ERROR, Severity.WARNING


@pytest.mark.parametrize("name", names("jne"))
def test_the_samples_have_nothing_wrong(name: str) -> None:
    assert problems(RECORD, sample(name)) == {}


@pytest.mark.parametrize(
    ("name", "values", "place", "severity", "fix"),
    [
        ("cod", {"sender.country": "SG"}, "sender.country country.choice", ERROR, "ID"),
        ("cod", {"receiver.country": "id"}, "receiver.country country.choice", ERROR, "ID"),
        ("cod", {"receiver.country": ""}, "receiver.country country.missing", ERROR, "ID"),
        ("batam", {"options.return_to.country": "MY"}, "options.return_to.country country.choice", ERROR, "ID"),
        ("cod", {"cod.currency": "USD"}, "cod.currency currency.mismatch", ERROR, "IDR"),
        ("cod", {"cod.currency": ""}, "cod.currency currency.missing", ERROR, "IDR"),
        ("cod", {"cod.amount": ""}, "cod.amount amount.missing", ERROR, None),
        ("cod", {"cod.amount": "0"}, "cod.amount amount.zero", ERROR, None),
        ("cod", {"cod.amount": "378000.5"}, "cod.amount amount.decimals", ERROR, None),
        ("cod", {"declared_value.amount": "1.5"}, "declared_value.amount amount.decimals", ERROR, None),
        ("cod", {"insurance.amount": "0"}, "insurance.amount amount.zero", ERROR, None),
        ("cod", {"products[0].unit_price": "1.5"}, "products[0].unit_price unit_price.decimals", ERROR, None),
        ("cod", {"products[0].currency": ""}, "products[0].currency currency.missing", ERROR, "IDR"),
        ("cod", {"products[0].quantity": 0}, "products[0].quantity quantity.zero", ERROR, None),
        ("cod", {"parcel.gross_weight_kg": "0.8505"}, "parcel.gross_weight_kg gross_weight_kg.decimals", ERROR, None),
        ("cod", {"parcel.gross_weight_kg": "0"}, "parcel.gross_weight_kg gross_weight_kg.zero", ERROR, None),
        ("cod", {"sender.phone": "123"}, "sender.phone phone.invalid", ERROR, None),
        ("batam", {"options.return_to.phone": "+6512345678"}, "options.return_to.phone phone.invalid", ERROR, None),
        ("cod", {"options.pickup_phone": "1"}, "options.pickup_phone phone.invalid", ERROR, None),
        ("cod", {"receiver.postcode": "6514A"}, "receiver.postcode postcode.form", WARNING, None),
        ("cod", {"receiver.postcode": "651411"}, "receiver.postcode postcode.bytes", ERROR, None),
        ("cod", {"options.origin_code": "cgk10000"}, "options.origin_code origin_code.form", ERROR, "CGK10000"),
        ("cod", {"options.origin_code": "CGK1000"}, "options.origin_code origin_code.form", ERROR, None),
        ("cod", {"options.origin_code": ""}, "options.origin_code origin_code.missing", ERROR, None),
        ("cod", {"options.origin_code": "CGK1000A"}, "options.origin_code origin_code.form", WARNING, None),
        ("cod", {"options.destination_code": "香港"}, "options.destination_code destination_code.form", ERROR, None),
        ("cod", {"service": "ondelivery/reg"}, "service service.choice", ERROR, "ONDELIVERY/REG"),
        ("cod", {"service": "ONDELIVERY"}, "service service.choice", ERROR, None),
        ("cod", {"service": "AIR/REG"}, "service service.choice", ERROR, None),
        ("cod", {"service": "ONDELIVERY/JTR<130"}, "service service.unknown", WARNING, None),
        ("cod", {"service": "ONDELIVERY/yes"}, "service service.unknown", WARNING, "ONDELIVERY/YES"),
        ("cod", {"options.handover": "pickup"}, "options.handover handover.case", ERROR, "PICKUP"),
        ("cod", {"options.pickup_vehicle": "MOTOR"}, "options.pickup_vehicle pickup_vehicle.case", ERROR, "Motor"),
        ("cod", {"options.pickup_service": "REG"}, "options.pickup_service pickup_service.choice", ERROR, None),
        ("cod", {"options.latitude": "91"}, "options.latitude latitude.range", ERROR, None),
        ("cod", {"options.longitude": "-180.5"}, "options.longitude longitude.range", ERROR, None),
        ("cod", {"options.latitude": "south"}, "options.latitude options.type", ERROR, None),
        ("cod", {"options.awb": "12-34"}, "options.awb awb.form", ERROR, None),
        ("cod", {"options.colour": "red"}, "options.colour options.unknown", ERROR, None),
        ("cod", {"pickup.date": "2026-11-19"}, "pickup.date pickup.past", ERROR, "2026-11-20"),
        ("cod", {"options.destination_code": "BTH10000"}, "options.batam.item_type batam.missing", WARNING, None),
        ("batam", {"options.batam.npwp": ""}, "options.batam.npwp npwp.missing", WARNING, None),
        ("batam", {"options.batam.item_type": "6"}, "options.batam.item_type item_type.choice", ERROR, None),
        ("batam", {"options.batam.tax_value": "1.5"}, "options.batam.tax_value tax_value.decimals", ERROR, None),
        ("batam", {"products[0].hs_code": ""}, "products[0].hs_code hs_code.missing", ERROR, None),
        ("batam", {"products[0].hs_code": "42,02;21"}, "products[0].hs_code hs_code.separator", ERROR, "420221"),
        ("batam", {"products[1].hs_code": "book"}, "products[1].hs_code hs_code.form", WARNING, None),
    ],
)
def test_what_is_wrong_and_what_would_be_right(
    name: str, values: dict[str, object], place: str, severity: Severity, fix: str | None
) -> None:
    record = record_of(f"jne-{name}")
    found = problems(RECORD, changed(record, values))
    assert place in found, list(found)
    assert (found[place].severity, found[place].fix) == (severity, fix)
    if fix is not None:
        assert place not in problems(RECORD, changed(record, {found[place].field: fix}))


def test_hs_codes_of_the_documents_own_example() -> None:
    products = [
        {"description": "A", "hs_code": code, "unit_price": price, "currency": "IDR", "quantity": count}
        for code, price, count in (("4204", "1000000", 1), ("4905", "1000000", 2), ("4988", "1000000", 3))
    ]
    shipment = sample("jne-batam", products=products)
    assert problems(RECORD, shipment) == {}
    assert "1000000%3B1%3B4204%2C2000000%3B2%3B4905%2C3000000%3B3%3B4988" in RECORD.freeze(shipment, CONTEXT).payload
    many = sample("jne-batam", products=[*products, *products])
    assert "products products.too_many" in problems(RECORD, many)


def test_a_number_of_the_kind_of_goods_may_be_a_number() -> None:
    assert problems(RECORD, sample("jne-batam", options__batam__item_type=2)) == {}


@pytest.mark.parametrize(
    ("now", "wrong"),
    [
        (datetime(2026, 11, 24, 1, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 24, 2, 1, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 17, 1, tzinfo=UTC), False),
    ],
)
def test_a_pickup_that_has_passed_in_jakarta(now: datetime, wrong: bool) -> None:
    found = problems(RECORD, sample("jne-cod"), CheckContext(now))
    assert ("pickup.time pickup.past" in found) is wrong
    assert not problems(RECORD, sample("jne-yes-cod", pickup__date="2020-01-01"), CheckContext(now))


def test_the_goods_are_shortened_with_a_persons_word_only() -> None:
    long = "Kemeja batik tulis lengan panjang motif parang khas Surakarta ukuran besar"
    shipment = changed(record_of("jne-cod"), {"products[0].description": long})
    found = problems(RECORD, shipment)["options.goods_description goods_description.bytes"]
    assert found.severity is WARNING
    assert found.fix == "Kemeja batik tulis lengan panjang motif parang khas"
    frozen = RECORD.freeze(shipment, CONTEXT)
    assert "khas&GOODS_AMOUNT" in frozen.payload
    assert f"The goods go out as '{found.fix}'." in frozen.notes
    record = record_of("jne-cod")
    accepted = changed(record, {"products[0].description": long, "options.goods_description": found.fix})
    assert problems(RECORD, accepted) == {}
    refused = changed(record_of("jne-cod"), {"options.goods_description": long})
    told = problems(RECORD, refused)["options.goods_description goods_description.bytes"]
    assert (told.severity, told.fix) == (ERROR, None)


@pytest.mark.parametrize(
    ("service", "address", "place", "severity"),
    [
        ("ONMARKET/REG", "a" * 31, "sender.address address.word", ERROR),
        ("ONMARKET/REG", "ทดสอบทดสอบ1", "sender.address address.word", ERROR),
        ("ONDELIVERY/REG", "a" * 85 + " b", None, None),
        ("ONDELIVERY/REG", "a" * 86, "sender.address address.word", ERROR),
        ("ONMARKET/REG", " ".join(["a" * 29] * 4), "sender.address address.bytes", ERROR),
        ("ONMARKET/REG", " ".join(["a" * 29] * 3), "sender.district district.no_line", WARNING),
    ],
)
def test_addresses(service: str, address: str, place: str | None, severity: Severity | None) -> None:
    values: dict[str, object] = {"service": service, "sender.address": address}
    found = problems(RECORD, changed(record_of("jne-cod"), values))
    about = {one: found[one].severity for one in found if one.startswith(("sender.address", "sender.district"))}
    assert about == ({place: severity} if place else {})


def test_the_sentence_says_by_how_much() -> None:
    found = problems(RECORD, sample("jne-onmarket", reference="1234567890123456789é12"))
    assert found["reference reference.bytes"].message == (
        "The reference is 3 bytes too long: JNE has room for 20 bytes, and letters beyond A to Z count 2 to 4."
    )
    found = problems(RECORD, sample("jne-onmarket", sender__address=" ".join(["a" * 29] * 4)))
    assert found["sender.address address.bytes"].message == (
        "The sender's address is 29 bytes too long: JNE has 3 lines of 30 bytes; shorten it."
    )


def test_the_company_stands_for_the_name() -> None:
    alone = sample("jne-cod", sender__name="")
    assert problems(RECORD, alone) == {}
    assert "SHIPPER_CONTACT=Toko+Batik" in RECORD.freeze(alone, CONTEXT).payload
    market = sample("jne-yes-cod", sender__company="Kopi Gayo Abadi")
    assert "OLSHOP_SHIPPER_NAME=Kopi+Gayo+Abadi" in RECORD.freeze(market, CONTEXT).payload


@pytest.mark.parametrize(
    ("name", "values", "note"),
    [
        ("yes-cod", {}, "The weight of 1.25 kg goes out as 2 kg: OnMarket takes whole kilograms."),
        ("yes-cod", {}, "The value of the goods goes out as 220000 IDR, the sum of the prices."),
        (
            "yes-cod",
            {"sender.company": "Gayo"},
            "The sender's name is not sent: OnMarket has one name, and the company goes there.",
        ),
        ("yes-cod", {"pickup.date": "2026-11-24"}, "The pickup date is not sent: OnMarket has no field for it."),
        ("yes-cod", {"options.batam.npwp": "1"}, "The option batam is not sent: OnMarket has no field for it."),
        ("cod", {}, "What was not filled in goes out as: pickup service Domestic, vehicle Motor, instruction -."),
        ("cod", {}, "The insured amount is not sent: JNE takes a yes or no."),
        (
            "cod",
            {"products[0].hs_code": "610910"},
            "The HS codes are not sent: they go out with the option batam alone.",
        ),
        (
            "cod",
            {"sender.name": "Raden Mas Suryo Hadiningrat"},
            "The sender's name goes out as 'Raden Mas Suryo' for the contact, which has 20 bytes.",
        ),
    ],
)  # fmt: skip
def test_what_a_person_is_told_before_it_leaves(name: str, values: dict[str, object], note: str) -> None:
    assert note in RECORD.freeze(changed(record_of(f"jne-{name}"), values), CONTEXT).notes


def test_no_weight_that_is_whole_is_spoken_of() -> None:
    assert not any("weight" in note for note in RECORD.freeze(sample("jne-onmarket"), CONTEXT).notes)
    assert not any("weight" in note for note in RECORD.freeze(sample("jne-cod"), CONTEXT).notes)


def test_the_lines_of_an_address_are_shown_as_they_will_be_sent() -> None:
    assert RECORD.wire_lines is not None
    assert RECORD.wire_lines(sample("jne-yes-cod"))["receiver.address"] == [
        "Jl. Tukad Badung XIV No. 8,",
        "Renon",
        "Denpasar Selatan",
    ]
    assert list(RECORD.wire_lines(sample("jne-batam"))) == [
        "sender.address",
        "receiver.address",
        "options.return_to.address",
    ]
    assert RECORD.wire_lines(Shipment()) == {}


@pytest.mark.parametrize(
    ("service", "path", "most"),
    [
        ("ONMARKET/REG", "reference", 20),
        ("ONMARKET/REG", "sender.company", 30),
        ("ONMARKET/REG", "sender.address", 92),
        ("ONDELIVERY/REG", "sender.address", 257),
        ("ONDELIVERY/REG", "sender.city", 20),
        ("ONDELIVERY/REG", "note", 60),
        ("ONDELIVERY/REG", "options.pickup_name", 50),
        ("ONDELIVERY/REG", "options.return_to.name", 30),
        ("ONDELIVERY/REG", "options.merchant_id", 100),
        ("ONDELIVERY/REG", "options.goods_description", 60),
        ("ONDELIVERY/REG", "options.handover", None),
        ("ONDELIVERY/REG", "sender.phone", None),
    ],
)
def test_bytes_for_the_counter_of_a_field(service: str, path: str, most: int | None) -> None:
    assert RECORD.byte_limits is not None
    assert RECORD.byte_limits(service).get(path) == most
