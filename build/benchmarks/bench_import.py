"""An import: taking checked rows over, beside the same rows by bare executemany; a whole file, with its memory.

The whole file is imported by a process of its own, once of a tenth of the size: what it takes of memory must not grow.
"""

import csv
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from benchmarks.book_data import booking_columns, insert_statement, shipment
from benchmarks.timing import Case
from shipdesk.app import open_desk
from shipdesk.core.cards import CardKind
from shipdesk.core.imports import Aim, FileForm, FileKind, NewImport, Plan, Staged, Standing
from shipdesk.core.shipment import Shipment, write_shipment
from shipdesk.orderbook import FILE, open_book
from shipdesk.orderbook.engine import connect
from shipdesk.orderbook.search import COLUMNS, document
from shipdesk.usecases.imports.begin import begin_import
from shipdesk.usecases.imports.check import check_on
from shipdesk.usecases.imports.look import look_at
from shipdesk.usecases.imports.take import take_on

_PORTION = 250
_GOAL = 1.5
_SENDER = {
    "name": "HK warehouse", "company": "HK warehouse Ltd", "address": "Unit 5, 3/F", "district": "Kwai Chung",
    "province": "Kwai Tsing", "country": "HK", "phone": "+852 2123 4567", "postcode": "00000", "default": "true",
}  # fmt: skip
_ORDER = {
    "Order No": "", "Recipient Name": "Jerry Lee", "Company": "ACME", "Address 1": "88 Sukhumvit Road",
    "Address 2": "Floor 3", "District": "Khlong Toei", "City": "Bangkok", "State": "Bangkok", "Zip": "10110",
    "Country": "TH", "Phone": "+66 81 234 5678", "Email": "jerry@example.com", "Item": "Cotton T-shirt", "Qty": "2",
    "Price": "254", "Currency": "THB", "SKU": "TS-1", "Weight": "1.24", "Total": "508", "Order currency": "THB",
    "Category": "Apparel", "HS code": "610910", "Goods": "General",
}  # fmt: skip
_FIXED = {"carrier": "jumppoint", "service": "Air", "products.description_origin": "棉質T恤"}


def cases(work: Path, *, quick: bool) -> Iterator[Case]:
    size = 20_000 if quick else 100_000
    yield from _taking(work / "import-book", size)
    for rows in (size // 10, size):
        print(_whole(work / "import-file", rows), flush=True)


def _taking(home: Path, size: int) -> Iterator[Case]:
    dice = random.Random(7)
    made = [shipment(number, dice) for number in range(size)]
    try:
        shutil.rmtree(home, ignore_errors=True)
        with closing(open_book(home / "ours", clock=_now)) as book:
            file = NewImport("a.csv", "a.csv", "", 0, FileForm(FileKind.TABLE, "utf-8", ","), Plan())
            number = book.imports.begin(file).id
            staged = [Staged(at, Standing.GOOD, "{}", (), (), "", one) for at, one in enumerate(made)]
            for at in range(0, size, _PORTION):
                book.imports.stage(number, staged[at : at + _PORTION], at + _PORTION)
            open_book(home / "floor", clock=_now).close()
            with closing(connect(home / "floor" / FILE, write=True)) as raw:
                bare = _Bare(raw, made, dice)
                yield Case(
                    f"import: take over {_PORTION} of {size:,}",
                    ours=lambda _round: book.imports.take(number, _PORTION, who="bench"),
                    floor=bare.insert,
                    rounds=size // _PORTION,
                    passes=1,
                    goal=_GOAL,
                )
    finally:
        shutil.rmtree(home, ignore_errors=True)


class _Bare:
    """The same rows, ready as tuples, into the same four tables by executemany, durable as well."""

    def __init__(self, raw: sqlite3.Connection, made: Sequence[Shipment], dice: random.Random) -> None:
        self._raw = raw
        columns = [booking_columns(at, one, dice, "") for at, one in enumerate(made)]
        names = ["id", *columns[0]]
        self._tables = (
            (insert_statement("booking", names), [(at, *row.values()) for at, row in enumerate(columns, 1)]),
            (
                insert_statement("form", ["booking_id", "shipment", "problems"]),
                [(at, write_shipment(one), "[]") for at, one in enumerate(made, 1)],
            ),
            (
                insert_statement("move", ["booking_id", "time", "before", "after", "who", "why"]),
                [(at, 0, "", "to_ship", "bench", "Imported.") for at in range(1, len(made) + 1)],
            ),
            (
                insert_statement("search", ["rowid", *COLUMNS.split(", ")]),
                [(at, *document(one, one.reference, "")) for at, one in enumerate(made, 1)],
            ),
        )

    def insert(self, number: int) -> None:
        self._raw.execute("BEGIN IMMEDIATE")
        for sql, values in self._tables:
            self._raw.executemany(sql, values[number * _PORTION : (number + 1) * _PORTION])
        self._raw.execute("COMMIT")


def _whole(home: Path, rows: int) -> str:
    """Import a file in a process of its own; what it says of itself."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    path = home / "orders.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(_ORDER)
        table.writerows([f"SO-{number:07}", *list(_ORDER.values())[1:]] for number in range(rows))
    try:
        command = [sys.executable, "-m", "benchmarks.bench_import", str(home / "home"), str(path)]
        folders = [str(Path(__file__).parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}
        return subprocess.run(command, env=env, text=True, check=True, stdout=subprocess.PIPE).stdout.strip()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _import(home: Path, path: Path) -> str:
    """Look, check and take over; seconds for each, and the most memory there was."""
    with open_desk(home) as desk:
        desk.library.save(CardKind.SENDER, _SENDER)
        times = [time.perf_counter()]
        look = look_at(desk, path)
        plan = Plan(look.plan.headings, look.plan.paths, _FIXED)
        one = begin_import(desk, look, plan, Aim.TO_SHIP)
        times.append(time.perf_counter())
        rows = check_on(desk, one.id).rows
        times.append(time.perf_counter())
        taken = take_on(desk, one.id).count(Standing.TAKEN)
        times.append(time.perf_counter())
    seen, checked, took = (after - before for before, after in pairwise(times))
    return (
        f"import: {rows:,} rows, {taken:,} taken: look {seen:.2f} s, check {checked:.1f} s "
        f"({rows / checked:,.0f} a second), take over {took:.1f} s; most memory {_most_memory()} MiB"
    )


def _most_memory() -> int:
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) >> 10


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    print(_import(Path(sys.argv[1]), Path(sys.argv[2])))
