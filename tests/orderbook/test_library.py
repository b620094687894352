"""Cards: found while one types, learned once from each booking, never changed behind a person's back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shipdesk.core.cards import KINDS, CardKind, checked_values
from shipdesk.core.errors import ConflictError, InputError
from shipdesk.core.library import Learned, Lesson
from shipdesk.core.states import State
from shipdesk.orderbook import FILE, open_book
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import Ticking, shipment

RECEIVER, PRODUCT, BOX = CardKind.RECEIVER, CardKind.PRODUCT, CardKind.BOX
SIDES = {"length_cm": "30", "width_cm": "20", "height_cm": "10"}


@pytest.fixture
def book(tmp_path: Path) -> Iterator[SqlOrderBook]:
    made = open_book(tmp_path / "home", clock=Ticking())
    yield made
    made.close()


def titles(book: SqlOrderBook, kind: CardKind, text: str) -> list[str]:
    return [card.title for card in book.library.suggest(kind, text, 8)]


def lesson(book: SqlOrderBook, reference: str, **values: str) -> Lesson:
    """What a booking tells of one product."""
    entry = book.entry(reference) or book.add(shipment(reference), State.DRAFT, who="Mei", why="Test", source="table")
    return Lesson(entry.id, entry.row.created_at, (Learned(PRODUCT, {"sku": "A-1", **values}),))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        *[(text, True) for text in ("jer", "LEE", "大", "jerry bang", "081-2345678", "นภ", "ภัส")],
        *[(text, False) for text in ("陈", "rry", '" OR', "kind : x")],
    ],
)
def test_any_word_in_any_script_finds_it(book: SqlOrderBook, typed: str, found: bool) -> None:
    name = "Jerry Lee 陳大文 นภัสวรรณ"
    book.library.save(RECEIVER, {"name": name, "city": "Bangkok", "phone": "+66 81 234 5678"})
    book.library.save(CardKind.SENDER, {"name": name})
    assert titles(book, RECEIVER, typed) == ([name] if found else [])


def test_the_commonest_comes_first_also_among_more_than_are_weighed(book: SqlOrderBook) -> None:
    book.library.put_all(RECEIVER, [{"name": f"Chan {number:04}"} for number in range(1500)])
    entry = book.add(shipment("R-1"), State.DRAFT, who="Mei", why="Test", source="table")
    book.library.learn([Lesson(entry.id, entry.row.created_at, (Learned(RECEIVER, {"name": "Chan 0003"}),))])
    assert titles(book, RECEIVER, "ch")[0] == "Chan 0003"
    assert len(book.library.ids(RECEIVER, "chan")) == 1500


@pytest.mark.parametrize(
    ("typed", "name"), [("Budi San", "Budi Santoso 0007"), ("สมชาย", "สมชาย 0007"), ("陳大", "陳大文 0007")]
)
def test_a_name_that_begins_so_comes_before_a_thousand_where_it_is_in_the_address(
    book: SqlOrderBook, typed: str, name: str
) -> None:
    others = [{"name": f"Chan {at:04}", "address": f"Jl. Santoso Budi สมชาย 陳大文 {at}"} for at in range(700)]
    book.library.put_all(RECEIVER, [{"name": name}, *others])
    assert titles(book, RECEIVER, typed)[0] == name
    assert len(titles(book, RECEIVER, typed)) == 8


def test_a_card_that_changed_is_found_by_its_new_words_alone(book: SqlOrderBook) -> None:
    card = book.library.save(PRODUCT, {"sku": "A-1", "description": "Shirt"})
    book.library.save(PRODUCT, {"sku": "A-1", "description": "Trousers"}, card.id)
    assert (titles(book, PRODUCT, "shirt"), titles(book, PRODUCT, "trou")) == ([], ["A-1"])
    gone = book.library.remove(card.id)
    assert titles(book, PRODUCT, "trou") == []
    assert gone is not None
    book.library.restore(gone)
    assert titles(book, PRODUCT, "trou") == ["A-1"]


def test_the_same_box_twice_is_refused_and_nothing_is_changed(book: SqlOrderBook) -> None:
    book.library.save(BOX, {"name": "M", **SIDES})
    with pytest.raises(ConflictError, match="There is a box M already"):
        book.library.save(BOX, {"name": "ｍ ", **SIDES})
    assert book.library.counts()[BOX] == 1


def test_a_number_is_never_used_for_a_second_card(book: SqlOrderBook) -> None:
    first = book.library.save(BOX, {"name": "S", **SIDES})
    book.library.remove(first.id)
    second = book.library.save(BOX, {"name": "L", **SIDES})
    book.library.restore(first)
    assert sorted(titles(book, BOX, "")) == ["L", "S"]
    assert second.id != first.id


def test_a_booking_teaches_once(book: SqlOrderBook) -> None:
    told = lesson(book, "R-1", description="Shirt")
    assert book.library.learn([told]) == 1
    revision = book.revision()
    assert book.library.learn([told, told]) == 0
    assert book.revision() == revision
    assert [card.uses for card in book.library.suggest(PRODUCT, "", 5)] == [1]


def test_a_booking_that_was_corrected_teaches_again_and_counts_once(book: SqlOrderBook) -> None:
    book.library.learn([lesson(book, "R-1", description="Shrit")])
    book.library.learn([lesson(book, "R-1", description="Shirt")])
    (card,) = book.library.suggest(PRODUCT, "", 5)
    assert (card.text("description"), card.uses) == ("Shirt", 1)


def test_what_a_person_wrote_stays(book: SqlOrderBook) -> None:
    book.library.save(PRODUCT, {"sku": "a-1", "hs_code": "610910"})
    book.library.learn([lesson(book, "R-1", hs_code="999999", brand="Acme")])
    (card,) = book.library.suggest(PRODUCT, "", 5)
    assert (card.values, card.uses, card.by_hand) == ({"sku": "a-1", "hs_code": "610910"}, 1, True)


def test_a_price_never_gets_the_currency_of_another(book: SqlOrderBook) -> None:
    book.library.learn([lesson(book, "R-1", unit_price="254", currency="THB")])
    book.library.learn([lesson(book, "R-2", unit_price="60")])
    (card,) = book.library.suggest(PRODUCT, "", 5)
    assert (card.text("unit_price"), card.text("currency")) == ("60", "")


def test_a_receiver_who_moved_has_the_new_address_alone(book: SqlOrderBook) -> None:
    before = {"name": "Jerry", "phone": "0812345678", "address": "Old road", "district": "Khlong Toei"}
    after = {"name": "Jerry", "phone": "+66 81 234 5678", "address": "New road"}
    for reference, values in (("R-1", before), ("R-2", after)):
        entry = book.add(shipment(reference), State.DRAFT, who="Mei", why="Test", source="table")
        book.library.learn([Lesson(entry.id, entry.row.created_at, (Learned(RECEIVER, values),))])
    (card,) = book.library.suggest(RECEIVER, "", 5)
    assert card.values == after


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["x", "y", ""])), min_size=1, max_size=8),
    again=st.randoms(use_true_random=False),
)
def test_learning_again_in_any_order_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[int, str]], again: object
) -> None:
    book = open_book(tmp_path_factory.mktemp("book"), clock=Ticking())
    try:
        entry = book.add(shipment("R-1"), State.DRAFT, who="Mei", why="Test", source="table")
        lessons = {}
        for number, text in told:
            at = entry.row.created_at + timedelta(minutes=number)
            values = {"sku": "A-1"} | ({"brand": text} if text else {})
            booking = book.entry(f"B-{number}") or book.add(
                shipment(f"B-{number}"), State.DRAFT, who="Mei", why="Test", source="table"
            )
            lessons[booking.id] = Lesson(booking.id, at, (Learned(PRODUCT, values),))
        newest = sorted(lessons.values(), key=lambda one: one.at)
        book.library.learn(newest)
        first = book.library.suggest(PRODUCT, "", 5)
        shuffled = list(lessons.values())
        again.shuffle(shuffled)  # type: ignore[attr-defined]
        book.library.learn(shuffled)
        assert book.library.suggest(PRODUCT, "", 5) == first
        assert first[0].uses == len(lessons)
        brands = [brand for one in newest if (brand := one.cards[0].values.get("brand"))]
        assert first[0].text("brand") == (brands[-1] if brands else "")
    finally:
        book.close()


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        (BOX, {"name": "M"}, "length_cm"),
        (BOX, {"name": "M", **SIDES, "weight_kg": "-1"}, "weight_kg"),
        (PRODUCT, {"sku": "A", "battery_count": "1.5"}, "battery_count"),
        (PRODUCT, {"sku": "A", "currency": "Baht"}, "currency"),
        (CardKind.PRESET, {"name": "A", "pickup_slot": "noon"}, "pickup_slot"),
        (RECEIVER, {"name": "A", "colour": "red"}, "colour"),
        (RECEIVER, {"name": "A\x00B"}, "name"),
    ],
)
def test_a_value_that_will_not_do_is_named(kind: CardKind, values: dict[str, str], field: str) -> None:
    with pytest.raises(InputError) as caught:
        checked_values(kind, values)
    assert [problem.field for problem in caught.value.problems] == [field] or field == "length_cm"
    assert caught.value.problems[0].message.endswith(".")


def test_the_table_of_kinds_names_its_own_fields() -> None:
    for kind, row in KINDS.items():
        names = {field.path for field in row.fields}
        assert len(names) == len(row.fields), kind
        assert names.issuperset(
            {*row.needed, *row.identity, *row.columns, *(name for pair in row.pairs for name in pair)}
        )


def test_the_index_holds_what_the_cards_hold(book: SqlOrderBook, tmp_path: Path) -> None:
    book.library.put_all(BOX, [{"name": f"B{number}", **SIDES} for number in range(50)])
    book.library.put_all(BOX, [{"name": f"B{number}", **SIDES, "height_cm": "12"} for number in range(0, 50, 2)])
    for number in book.library.ids(BOX)[:10]:
        book.library.remove(number)
    with closing(sqlite3.connect(tmp_path / "home" / FILE)) as connection:
        connection.execute("INSERT INTO search_card(search_card) VALUES ('integrity-check')")
        (rows,) = connection.execute("SELECT count(*) FROM search_card WHERE search_card MATCH 'box'").fetchone()
    assert rows == book.library.counts()[BOX] == 40
