"""The library of tens of thousands of cards: what is offered while one types, beside one bare full-text query."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.timing import Case
from shipdesk.core.cards import CardKind
from shipdesk.orderbook import FILE, open_book
from shipdesk.orderbook.engine import connect
from shipdesk.orderbook.library import match

_QUERIES = 200
_MOST = 6
_GOAL = 3.0
_FIRST = ("Jerry", "Mei Ling", "Somchai", "Annelies", "Budi", "陳大文", "王小明", "สมชาย", "Nguyễn", "Wei")
_LAST = ("Lee", "Chan", "Rattanakosin", "van der Meer", "Santoso", "先生", "小姐", "ใจดี", "Hồng", "Tan")
_BARE = (
    "SELECT content FROM card WHERE id IN "
    "(SELECT rowid FROM search_card WHERE search_card MATCH ? ORDER BY rowid DESC LIMIT ?)"
)
_KINDS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("one letter", lambda name: name[0]),
    ("three letters", lambda name: name[:3]),
    ("a number inside the name", lambda name: name.rpartition(" ")[2]),
    ("full name", lambda name: name),
)


def cases(work: Path, *, quick: bool) -> Iterator[Case]:
    dice, size = random.Random(5), 10_000 if quick else 50_000
    names = [f"{dice.choice(_FIRST)} {dice.choice(_LAST)} {number}" for number in range(size)]
    home = work / "library"
    shutil.rmtree(home, ignore_errors=True)
    book = open_book(home, clock=lambda: datetime.now(UTC), owner=False)
    try:
        rows = (
            {"name": name, "city": "Bangkok", "country": "TH", "phone": f"08{at:08}"} for at, name in enumerate(names)
        )
        book.library.put_all(CardKind.RECEIVER, rows)
        with closing(connect(home / FILE, write=False)) as raw:
            for name, cut in _KINDS:
                typed = [cut(dice.choice(names)) for _ in range(_QUERIES)]
                yield _case(name, book.library.suggest, raw, typed)
    finally:
        book.close()
        shutil.rmtree(home, ignore_errors=True)


def _case(name: str, suggest: Callable[..., object], raw: sqlite3.Connection, typed: list[str]) -> Case:
    asked = [match(CardKind.RECEIVER, text) for text in typed]
    return Case(
        f"type-ahead: {name}",
        ours=lambda number: suggest(CardKind.RECEIVER, typed[number], _MOST),
        floor=lambda number: raw.execute(_BARE, (asked[number], _MOST)).fetchall(),
        rounds=_QUERIES,
        goal=_GOAL,
    )
