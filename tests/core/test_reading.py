"""Reading is strict and names the place; writing is canonical; nothing that fits is lost."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shipdesk.core.reading import NotJsonError, get_path, parse_json, path_steps, path_text, read_shipment, set_path
from shipdesk.core.shipment import Shipment, canonical, write_shipment

WHOLE = {
    "reference": "REF1",
    "carrier": "jumppoint",
    "service": "Air",
    "sender": {"name": "Tommy Lee", "address": "1 Road\nFloor 2", "country": "HK"},
    "parcel": {"gross_weight_kg": "25.2"},
    "products": [{"description": "T-Shirt", "quantity": 20}],
    "pickup": {"date": "2026-11-24", "slot": "AM", "time": "09:05"},
    "options": {"package_amount": "1"},
}


def codes(data: object) -> dict[str, str]:
    return {problem.field: problem.code for problem in read_shipment(data).problems}


def test_a_whole_shipment_comes_back_as_it_was() -> None:
    reading = read_shipment(parse_json(json.dumps(WHOLE))[0])
    assert reading.problems == ()
    assert canonical(reading.shipment) == WHOLE


def test_keys_are_written_in_the_forms_order_and_empty_values_are_left_out() -> None:
    reading = read_shipment({"note": "", "service": "Air", "reference": "A", "cod": {}, "products": []})
    assert write_shipment(reading.shipment) == '{"reference": "A", "service": "Air"}'


@pytest.mark.parametrize(
    ("written", "canonical_text"),
    [("25.20", "25.2"), ("100", "100"), ("0.500", "0.5"), ("1000000000000.01", "1000000000000.01"), (" 3 ", "3")],
)
def test_numbers_keep_every_digit(written: str, canonical_text: str) -> None:
    for text in (f'{{"parcel":{{"gross_weight_kg":"{written}"}}}}', f'{{"parcel":{{"gross_weight_kg":{written}}}}}'):
        reading = read_shipment(parse_json(text)[0])
        assert canonical(reading.shipment) == {"parcel": {"gross_weight_kg": canonical_text}}


@pytest.mark.parametrize(
    ("data", "field", "code"),
    [
        ({"recever": {}}, "recever", "form.unknown_key"),
        ({"products": [{}, {"qty": 1}]}, "products[1].qty", "form.unknown_key"),
        ({"receiver": {"name": 5}}, "receiver.name", "form.type"),
        ({"receiver": "Jerry"}, "receiver", "form.type"),
        ({"products": {"description": "x"}}, "products", "form.type"),
        ({"parcel": {"gross_weight_kg": True}}, "parcel.gross_weight_kg", "form.type"),
        ({"parcel": {"gross_weight_kg": "1e3"}}, "parcel.gross_weight_kg", "form.number"),
        ({"parcel": {"gross_weight_kg": "1,5"}}, "parcel.gross_weight_kg", "form.number"),
        ({"parcel": {"gross_weight_kg": "NaN"}}, "parcel.gross_weight_kg", "form.number"),
        ({"products": [{"quantity": "1.5"}]}, "products[0].quantity", "form.whole"),
        ({"pickup": {"date": "24/11/2026"}}, "pickup.date", "form.date"),
        ({"pickup": {"time": "9:05"}}, "pickup.time", "form.time"),
        ({"receiver": {"phone": "1\x002"}}, "receiver.phone", "form.control"),
        ({"reference": "a\nb"}, "reference", "form.control"),
        ({"options": []}, "options", "form.type"),
    ],
)
def test_what_does_not_fit_is_named_at_its_place_and_the_rest_is_kept(data: object, field: str, code: str) -> None:
    assert isinstance(data, dict)
    reading = read_shipment({"reference": "KEPT", **data})
    assert {problem.field: problem.code for problem in reading.problems} == {field: code}
    if field != "reference":
        assert reading.shipment.reference == "KEPT"


def test_a_near_miss_is_offered() -> None:
    (problem,) = read_shipment({"recever": {}}).problems
    assert "did you mean 'receiver'?" in problem.message


def test_all_faults_are_named_at_once() -> None:
    assert codes({"recever": 1, "sender": [], "receiver": {"name": 1}}) == {
        "recever": "form.unknown_key",
        "sender": "form.type",
        "receiver.name": "form.type",
    }


def test_a_key_given_twice_is_an_error() -> None:
    (record,) = parse_json('{"reference": "A", "receiver": {"name": "x", "name": "y"}}')
    assert codes(record) == {"receiver.name": "form.twice"}


def test_one_object_a_line_is_read() -> None:
    assert parse_json('{"reference": "A"}\n\n{"reference": "B"}\n') == [{"reference": "A"}, {"reference": "B"}]


@pytest.mark.parametrize("text", ["", "hello", '{"a": }', "[1, 2", "<html></html>", '{"a": NaN}', "[" * 100_000])
def test_what_is_no_json_says_where(text: str) -> None:
    with pytest.raises(NotJsonError, match=r"\.$"):
        parse_json(text)


@given(st.lists(st.one_of(st.integers(0, 9), st.sampled_from(["sender", "name", "products"])), min_size=1))
def test_paths_go_there_and_back(steps: list[int | str]) -> None:
    steps = ["products", *steps]
    assert path_steps(path_text(tuple(steps))) == tuple(steps)


def test_a_draft_is_built_path_by_path() -> None:
    draft: dict[str, object] = {}
    set_path(draft, "products[1].sku", "B")
    set_path(draft, "receiver.name", "Ana")
    assert draft == {"products": [{}, {"sku": "B"}], "receiver": {"name": "Ana"}}
    set_path(draft, "receiver.name", "")
    assert get_path(draft, "receiver.name") is None
    assert get_path(draft, "products[1].sku") == "B"
    assert read_shipment(draft).shipment.products[1].sku == "B"


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20).map(str.strip)


@given(
    reference=_TEXT,
    name=_TEXT,
    weight=st.decimals(0, 10**6, places=3),
    quantity=st.integers(1, 10**6),
    when=st.dates(),
    clock=st.times(),
)
def test_writing_and_reading_agree(
    reference: str, name: str, weight: object, quantity: int, when: object, clock: object
) -> None:
    shipment = Shipment.model_validate(
        {
            "reference": reference,
            "receiver": {"name": name},
            "parcel": {"gross_weight_kg": weight},
            "products": [{"quantity": quantity}],
            "pickup": {"date": when, "time": clock},
        }
    )
    text = write_shipment(shipment)
    again = read_shipment(parse_json(text)[0])
    assert again.problems == ()
    assert write_shipment(again.shipment) == text
