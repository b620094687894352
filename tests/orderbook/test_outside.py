"""What was said outside of a booking stands until it is taken, and is told once."""

from __future__ import annotations

from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import booked, current


def test_the_last_word_stands_until_it_is_taken(book: SqlOrderBook) -> None:
    entry = booked(book)
    book.tell(entry, "It is cancelled.", who="Deeple")
    book.tell(entry, "It is cancelled.", who="Deeple")
    book.tell(entry, "It is cancelled twice.", who="Deeple")
    (told,) = book.told()
    assert (told.entry_id, told.key, told.text, told.who) == (
        entry.id,
        entry.row.key,
        "It is cancelled twice.",
        "Deeple",
    )
    assert [move.why for move in book.history(entry.id)][-2:] == ["It is cancelled.", "It is cancelled twice."]
    assert current(book, entry).version == entry.version
    book.take(entry.id, who="Mei")
    book.take(entry.id, who="Ann")
    assert book.told() == []
    assert [(move.who, move.before, move.after) for move in book.history(entry.id)][-1] == ("Mei", "booked", "booked")
    book.tell(entry, "It is cancelled twice.", who="Deeple")
    assert book.told() == []


def test_an_empty_word_takes_it_back(book: SqlOrderBook) -> None:
    entry = booked(book)
    before = book.revision()
    book.tell(entry, "", who="Deeple")
    assert book.revision() == before
    book.tell(entry, "It is cancelled.", who="Deeple")
    assert book.revision() > before
    book.tell(entry, "", who="Deeple")
    assert book.told() == []
