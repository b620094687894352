"""Search: what a clerk types is found in any script, and no text is an error."""

from __future__ import annotations

import unicodedata
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shipdesk.core.records import Changes, Query
from shipdesk.core.shipment import Shipment
from shipdesk.core.states import State
from shipdesk.orderbook.repository import SqlOrderBook
from shipdesk.orderbook.search import document, read_typed
from tests.orderbook.books import NUMBER, add, booked, current, send, shipment

SHANGHAI = "上海市浦东新区世纪大道100号"
SUKHUMVIT = "ถนนสุขุมวิทแขวงคลองเตย"
UNSPACED = "上海市浦东新区東京都渋谷区ひらがなカタカナㄅㄆ서울특별시강남구ถนนสุขุมวิทแขวงคลองเตยน้ำตำກຂມຽនគရန်"
ONE_BOOK = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
_references = count()


def found(book: SqlOrderBook, text: str) -> list[str]:
    rows = book.rows(Query(text=text), 50)
    assert book.count(Query(text=text)) == len(rows)
    return [row.reference for row in rows]


def full() -> Shipment:
    return shipment(
        "SO-2026-001234",
        receiver={},
        receiver__name="José Müller-Nowak",
        receiver__company="Håkansson Trading B.V.",
        receiver__address=f"{SUKHUMVIT} 12/3\n{SHANGHAI}",
        receiver__district="김서연",
        receiver__city="กรุงเทพมหานคร",
        receiver__postcode="10110",
        receiver__phone="+66 81 234 5678",
        products=[{"sku": "TS-BLK-M", "description": "Cotton T-Shirt", "description_origin": "棉質上衣"}],
    )


@pytest.mark.parametrize(
    "typed",
    [
        "müller",
        "MULLER",
        "mul",
        "nowak jose",
        "hakansson trad",
        "浦东",
        "世纪大道",
        "棉質",
        "서연",
        "สุขุม",
        "คลอง",
        "มหา",
        "12/3",
        "10110",
        "+66 81 234 5678",
        "0812345678",
        "12345678",
        "so-2026-001234",
        "SO-2026-00",
        "001234",
        NUMBER,
        NUMBER[:8],
        NUMBER[-6:],
        f"  {NUMBER} ",
        "TS-BLK-M",
        "ts-blk",
        "cotton",
        "kwai chung",
        "Ｍüller",
        "浦东 müll",
    ],
)
def test_what_a_clerk_types_is_found(book: SqlOrderBook, typed: str) -> None:
    add(book, shipment("OTHER", sender={"name": "Elsewhere"}, products=[]))
    booked(book, full())
    assert found(book, typed) == ["SO-2026-001234"]


@pytest.mark.parametrize("typed", ["Mullerin", "ller", "上东", "东浦", "123457", "SO-2027", "nobody müller"])
def test_what_is_not_there_is_not_found(book: SqlOrderBook, typed: str) -> None:
    booked(book, full())
    assert found(book, typed) == []


@ONE_BOOK
@given(data=st.data())
def test_any_piece_of_an_unspaced_address_is_found(book: SqlOrderBook, data: st.DataObject) -> None:
    address = data.draw(st.text(st.sampled_from(UNSPACED), min_size=2))
    address = unicodedata.normalize("NFKC", address)  # a cut between marks in another order is no piece of it
    begin = data.draw(st.integers(0, len(address) - 1))
    piece = address[begin : data.draw(st.integers(begin + 1, len(address)))]
    reference = f"ADDRESS{next(_references)}"
    add(book, shipment(reference, receiver__address=address))
    assert reference in [row.reference for row in book.rows(Query(text=piece), 1000)]


@ONE_BOOK
@given(text=st.text())
def test_no_text_is_an_error(book: SqlOrderBook, text: str) -> None:
    if book.revision() == 0:
        booked(book, full())
    assert len(book.rows(Query(text=text), 10)) == book.count(Query(text=text))


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '"" OR "',
        "NEAR(",
        "NEAR(a b, 3)",
        "a* OR",
        "people : müller",
        "AND OR NOT",
        "{people places} : x",
        "müller) OR (cotton",
        "'; DROP TABLE booking; --",
        "%",
        "_",
        "\0",
        "a\0b",
        "\ud800",
        "x" * 10_240,
        '"' * 10_240,
        "(" * 10_240,
    ],
)
def test_what_looks_like_a_query_is_only_text(book: SqlOrderBook, text: str) -> None:
    booked(book, full())
    assert found(book, text) == []
    assert found(book, "müller") == ["SO-2026-001234"]


@pytest.mark.parametrize("text", ["- müller", "^müller", '"müller"', "(müller)", "müller*", "müller " * 1_500])
def test_marks_around_a_word_do_not_hide_it(book: SqlOrderBook, text: str) -> None:
    booked(book, full())
    assert found(book, text) == ["SO-2026-001234"]


def test_a_text_of_blanks_asks_for_everything(book: SqlOrderBook) -> None:
    add(book)
    assert found(book, "  \t ") == ["REF1"]


def test_the_newest_come_first_and_pages_join(book: SqlOrderBook) -> None:
    references = [f"REF{n:03}" for n in range(25)]
    for reference in references:
        add(book, shipment(reference))
    for text in ("jerry", "REF0"):
        pages: list[str] = []
        after = None
        while page := book.rows(Query(text=text), 7, after):
            pages += [row.reference for row in page]
            after = (page[-1].created_at, page[-1].id)
        assert pages == references[::-1]


def test_the_index_follows_every_change(book: SqlOrderBook) -> None:
    entry = add(book, shipment(receiver__name="Ann Wong"))
    entry = book.change(entry, shipment("REF2", receiver__name="Ben Chan"), who="May", why="")
    assert [found(book, text) for text in ("wong", "REF1", "chan", "REF2")] == [[], [], ["REF2"], ["REF2"]]
    entry = book.move(entry, State.HELD, who="May", why="", changes=Changes(tracking_number="JP111222333"))
    entry = book.move(entry, State.DRAFT, who="May", why="", changes=Changes(tracking_number="JP444555666"))
    assert [found(book, text) for text in ("JP111222333", "JP444555666", "555666")] == [[], ["REF2"], ["REF2"]]
    with book.database.write() as connection:
        connection.execute("INSERT INTO search (search) VALUES ('integrity-check')")


def test_a_later_generation_is_found_by_its_own_key(book: SqlOrderBook) -> None:
    book.next_generation(add(book), who="Lead", why="")
    assert [row.key for row in book.rows(Query(text="REF1-2"), 10)] == ["REF1-2"]


def test_a_text_is_narrowed_by_state_carrier_and_time(book: SqlOrderBook) -> None:
    first, second = add(book, shipment("A")), add(book, shipment("B", carrier="ceva"))
    book.move(first, State.HELD, who="May", why="")
    narrowed = {
        Query(text="jerry", states=frozenset({State.HELD})): ["A"],
        Query(text="jerry", carrier="ceva"): ["B"],
        Query(text="jerry", since=second.row.created_at): ["B"],
        Query(text="jerry", until=second.row.created_at): ["A"],
        Query(text="jerry", carrier="ceva", states=frozenset({State.HELD})): [],
    }
    for query, references in narrowed.items():
        assert [row.reference for row in book.rows(query, 10)] == references
        assert book.count(query) == len(references)


def test_a_change_of_these_texts_needs_a_migration_that_builds_the_index_anew() -> None:
    """The index forgets a row only by the text it learned: an old book would keep its rows for ever."""
    assert document(full(), "SO-2026-001234", NUMBER) == (
        "José Müller-Nowak | Håkansson Trading B.V. | HK warehouse",
        " ถ  น  น  ส  ุ  ข  ุ  ม  ว  ิ  ท  แ  ข  ว  ง  ค  ล  อ  ง  เ  ต  ย  12/3\n"
        " 上  海  市  浦  东  新  区  世  纪  大  道 100 号  |  김  서  연  |  ก  ร  ุ  ง  เ  ท  พ  ม  ห  า  น  ค  ร  "
        "| 10110 | Kwai Chung",
        f"SO-2026-001234 | {NUMBER} | 12345678 | 64352654",
        "TS-BLK-M | Cotton T-Shirt |  棉  質  上  衣 ",
    )


def test_only_the_last_word_may_be_unfinished() -> None:
    assert read_typed("ann won").prefix == '"ann" "won"*'
    assert read_typed("ann won").match == '"ann" "won"'
    assert read_typed("王小").prefix == '"王 小"'


def test_what_is_being_sent_stays_searchable(book: SqlOrderBook) -> None:
    entry = add(book, full())
    entry, _ = send(book, book.move(entry, State.QUEUED, who="May", why=""))
    assert found(book, "müller") == [current(book, entry).row.reference]
