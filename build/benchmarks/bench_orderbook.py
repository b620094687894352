"""The order book of a million bookings: pages, searches and one durable booking, beside the same SQL bare."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.book_data import big_book, booking_columns, insert_statement, shipment
from benchmarks.timing import Case
from shipdesk.core.records import Query
from shipdesk.core.shipment import write_shipment
from shipdesk.core.states import State
from shipdesk.orderbook import FILE, open_book
from shipdesk.orderbook.engine import connect
from shipdesk.orderbook.repository import SqlOrderBook
from shipdesk.orderbook.values import moment

_QUERIES = 200
_SAVES = 300
_PAGE, _FOUND = 100, 50
_TEXT_GOAL, _PAGE_GOAL, _SAVE_GOAL = 1.4, 1.5, 1.5

Asked = tuple[Query, tuple[datetime, int] | None]
Line = tuple[int, str, str, str, str]  # id, receiver's name, address, tracking number, reference


def cases(work: Path, *, quick: bool) -> Iterator[Case]:
    size = 100_000 if quick else 1_000_000
    home = big_book(work, size)
    book = open_book(home, clock=_now, owner=False)
    with closing(connect(home / FILE, write=False)) as raw:
        yield from _pages(book, raw, size)
        yield from _searches(book, raw, size)
    book.close()
    yield from _saves(home, work, size)


def _pages(book: SqlOrderBook, raw: sqlite3.Connection, size: int) -> Iterator[Case]:
    dice = random.Random(3)
    found = [
        raw.execute("SELECT created_at, id FROM booking WHERE id = ?", (dice.randint(200, size),))
        for _ in "." * _QUERIES
    ]
    keys = [(moment(created), number) for created, number in (cursor.fetchone() for cursor in found)]
    shipped = frozenset({State.BOOKED, State.ACCEPTED})
    for name, query, deep in (
        ("newest 100", Query(), False),
        ("100 at a random depth", Query(), True),
        ("100 at a random depth, two states", Query(states=shipped), True),
        ("100 at a random depth, one carrier", Query(carrier="jne"), True),
    ):
        yield _case(
            f"page: {name}", book, raw, [(query, key if deep else None) for key in keys], _PAGE, goal=_PAGE_GOAL
        )


def _searches(book: SqlOrderBook, raw: sqlite3.Connection, size: int) -> Iterator[Case]:
    for name, country, cut in _KINDS:
        lines = _lines(raw, size, country)
        typed: list[Asked] = [(Query(text=cut(line)), None) for line in lines]

        def found(number: int, lines: list[Line] = lines, cut: Callable[[Line], str] = cut) -> bool:
            """The booking that the text was cut from is among what is found."""
            line = lines[number]
            after = (_now(), line[0] + 1)
            return [row.id for row in book.rows(Query(text=cut(line)), 1, after)] == [line[0]]

        case = _case(f"search: {name}", book, raw, typed, _FOUND, goal=_TEXT_GOAL)
        yield replace(case, holds=found)


_KINDS: tuple[tuple[str, str, Callable[[Line], str]], ...] = (
    ("one letter", "NL", lambda line: line[1][0]),
    ("surname", "NL", lambda line: line[1].split()[-1]),
    ("full name", "NL", lambda line: line[1]),
    ("first 3 letters of a surname", "NL", lambda line: line[1].split()[-1][:3]),
    ("house number and start of the street", "NL", lambda line: " ".join(line[2].split()[:2])[:-1]),
    ("tracking number, first 8", "NL", lambda line: line[3][:8]),
    ("tracking number, last 6", "NL", lambda line: line[3][-6:]),
    ("tracking number", "NL", lambda line: line[3]),
    ("reference", "NL", lambda line: line[4]),
    ("2 characters of a Chinese name", "CN", lambda line: line[1][-2:]),
    ("2 characters inside a Chinese address", "CN", lambda line: line[2][2:4]),
    ("3 characters inside a Chinese address", "CN", lambda line: line[2][1:4]),
    ("a Korean given name", "KR", lambda line: line[1][-2:]),
    ("5 letters inside a Thai address", "TH", lambda line: line[2].split()[1][4:9]),
    ("3 letters of a Thai name", "TH", lambda line: line[1].split()[0][1:4]),
)


def _lines(raw: sqlite3.Connection, size: int, country: str) -> list[Line]:
    dice = random.Random(99)
    lines: list[Line] = []
    while len(lines) < _QUERIES:
        line = raw.execute(
            "SELECT id, receiver, json_extract(shipment, '$.receiver.address'), tracking_number, reference "
            "FROM booking JOIN form ON booking_id = id WHERE id = ? AND country = ?",
            (dice.randint(1, size), country),
        ).fetchone()
        if line is not None:
            lines.append(line)
    return lines


def _case(
    name: str, book: SqlOrderBook, raw: sqlite3.Connection, asked: list[Asked], most: int, *, goal: float
) -> Case:
    statements = [book.page_sql(query, most, after) for query, after in asked]
    return Case(
        name,
        ours=lambda number: book.rows(asked[number][0], most, asked[number][1]),
        floor=lambda number: raw.execute(*statements[number]).fetchall(),
        rounds=len(asked),
        goal=goal,
    )


def _saves(home: Path, work: Path, size: int) -> Iterator[Case]:
    """One booking, durable, with its line of history and its search row; the floor is its row and its form alone."""
    dice = random.Random(11)
    new = [
        shipment(size + 1 + number, dice).model_copy(update={"reference": f"NEW-{number:06d}"})
        for number in range(_SAVES)
    ]
    rows = [booking_columns(size + number, one, dice, f"99{number:012d}") for number, one in enumerate(new)]
    forms = [write_shipment(one) for one in new]
    floor_home, our_home = work / "save-floor", work / "save-ours"
    try:
        for copy in (floor_home, our_home):
            copy.mkdir(exist_ok=True)
            shutil.copy(home / FILE, copy / FILE)
        book = open_book(our_home, clock=_now)
        raw = connect(floor_home / FILE, write=True)
        insert = insert_statement("booking", list(rows[0]))
        insert_form = insert_statement("form", ["booking_id", "shipment", "problems"])

        def bare(number: int) -> None:
            raw.execute("BEGIN IMMEDIATE")
            booking_id = raw.execute(insert, tuple(rows[number].values())).lastrowid
            raw.execute(insert_form, (booking_id, forms[number], "[]"))
            raw.execute("COMMIT")

        def ours(number: int) -> None:
            book.add(new[number], State.TO_SHIP, who="bench", why="measured", source="table")

        yield Case("save one booking durably", ours, bare, rounds=_SAVES, passes=1, goal=_SAVE_GOAL)
        book.close()
        raw.close()
    finally:
        for copy in (floor_home, our_home):
            shutil.rmtree(copy, ignore_errors=True)


def _now() -> datetime:
    return datetime.now(UTC)
