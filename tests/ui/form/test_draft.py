"""What was typed, value by value: nothing is thrown away."""

from hypothesis import given
from hypothesis import strategies as st

from shipdesk.core.fields import FIELDS, Kind
from shipdesk.core.shipment import canonical
from shipdesk.ui.form.draft import Draft

PATHS = st.sampled_from([f.path.replace("[]", "[1]") for f in FIELDS if f.kind in (Kind.TEXT, Kind.PHONE)])
TYPED = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20)


@given(st.dictionaries(PATHS, TYPED, max_size=8))
def test_what_is_typed_stands_where_it_was_typed(values: dict[str, str]) -> None:
    draft = Draft()
    for path, value in values.items():
        draft.put(path, value)
    assert {path: draft.text(path) for path in values} == values
    assert set(draft.filled()) == set(values)
    assert draft.changed is bool(values)


def test_what_is_taken_out_is_gone_and_changes_nothing() -> None:
    draft = Draft({"receiver": {"name": "Jerry"}})
    draft.put("receiver.company", "Lee Ltd")
    changes = [draft.changed]
    draft.put("receiver.company", "")
    changes.append(draft.changed)
    assert changes == [True, False]
    assert draft.text("receiver.company") == ""


def test_a_value_that_cannot_be_read_stays_as_typed_and_is_a_problem() -> None:
    draft = Draft({"parcel": {"gross_weight_kg": "1"}})
    draft.put("parcel.gross_weight_kg", "abc")
    (problem,) = draft.reading().problems
    assert problem.field == "parcel.gross_weight_kg"
    assert draft.text("parcel.gross_weight_kg") == "abc"


def test_empty_products_at_the_end_are_not_sent_and_those_between_are() -> None:
    draft = Draft({"products": [{"description": "Shirt", "currency": "THB"}]})
    assert draft.add_product() == 1
    assert draft.add_product() == 2
    assert draft.text("products[2].currency") == "THB"
    assert not draft.changed
    draft.put("products[2].description", "Case")
    assert len(canonical(draft.reading().shipment)["products"]) == 3


def test_a_product_that_is_taken_out_lets_the_next_move_up() -> None:
    draft = Draft({"products": [{"sku": "A"}, {"sku": "B"}]})
    draft.remove_product(0)
    assert (draft.products, draft.text("products[0].sku")) == (1, "B")


def test_a_draft_of_the_order_book_does_not_change_it() -> None:
    kept = {"receiver": {"name": "Jerry"}}
    Draft(kept).put("receiver.name", "Tom")
    assert kept == {"receiver": {"name": "Jerry"}}
