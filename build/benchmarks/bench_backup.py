"""What safety costs: the journal of intents beside a booking without it, and a backup and its restore as commands."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

from benchmarks.book_data import big_book
from benchmarks.timing import Case
from shipdesk.assets import resource
from shipdesk.core.outcomes import Frozen
from shipdesk.core.reading import parse_json, read_shipment
from shipdesk.core.records import Entry
from shipdesk.core.states import State
from shipdesk.orderbook import FILE, attempts, open_book
from shipdesk.orderbook.repository import SqlOrderBook

_SIZE, _QUICK_SIZE = 100_000, 20_000
_BOOKINGS = 200
#: One more write that is on the disk before the next begins, beside the one of the transaction.
_JOURNAL_GOAL = 2.5


def cases(work: Path, *, quick: bool) -> Iterator[Case]:
    size = _QUICK_SIZE if quick else _SIZE
    whole = big_book(work, size)
    work = work / "backup"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    yield from _intents(work / "intents")
    home, file = work / "home", work / "orders.zip"
    home.mkdir()
    shutil.copy2(whole / FILE, home / FILE)
    for verb in ("backup", "restore"):
        seconds, peak = _run(verb, str(file), "--home", str(home))
        told = f"{seconds:.1f} s, at most {peak / 1024:.0f} MiB of memory"
        held = f", the file has {file.stat().st_size / 2**20:.0f} MiB" if verb == "backup" else ""
        sys.stdout.write(f"{f'{verb} of {size:,} rows, verified':44}{told}{held}\n")
    shutil.rmtree(work)


def _intents(home: Path) -> Iterator[Case]:
    """From `queued` to `sending`, durably: with the journal, and with it left out."""
    book = open_book(home, clock=lambda: datetime.now(UTC))
    queued = [_queued(book, number) for number in range(2 * _BOOKINGS)]
    try:
        yield Case(
            "booking: sending, with its intent; floor: none",
            ours=lambda number: book.begin([queued[number]], "book", who="bench", why=""),
            floor=lambda number: _without(book, queued[_BOOKINGS + number]),
            rounds=_BOOKINGS,
            passes=1,
            goal=_JOURNAL_GOAL,
        )
    finally:
        book.close()


def _without(book: SqlOrderBook, entry: Entry) -> None:
    with mock.patch.object(attempts, "write_intents", new=_nothing):
        book.begin([entry], "book", who="bench", why="")


def _nothing(_path: Path, _intents: object) -> None: ...


def _queued(book: SqlOrderBook, number: int) -> Entry:
    text = resource("samples", "jumppoint-singapore.json").read_text(encoding="utf-8")
    shipment = read_shipment(parse_json(text)).shipment.model_copy(update={"reference": f"B{number}"})
    entry = book.add(shipment, State.TO_SHIP, source="file", who="bench", why="")
    return book.queue(
        entry, shipment, Frozen(shipment.carrier, shipment.reference, "booking", "{}"), accepted=(), who="bench"
    )


def _run(*words: str) -> tuple[float, int]:
    """A command of ours in a process of its own: how long it took, and the most memory it had, in KiB."""
    begin = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "shipdesk", *words], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"shipdesk {words[0]} ended with {process.returncode}.")
    return time.perf_counter() - begin, used.ru_maxrss
