"""Our own share of one scan with 10,000 orders in the book: to the request on the wire, and from the answer to paper.

The carrier answers at once, so what is measured is what we add. Beside it the same number of durable commits, bare:
nothing that never loses a booking is faster than those.
"""

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from benchmarks.book_data import big_book
from benchmarks.timing import Case
from shipdesk.app import open_desk
from shipdesk.assets import resource
from shipdesk.core.connector import LabelFile
from shipdesk.core.outcomes import Found, Frozen, Outcome, Verdict
from shipdesk.core.reading import read_shipment
from shipdesk.core.records import Entry
from shipdesk.core.shipment import Shipment
from shipdesk.core.states import Label
from shipdesk.core.statuses import TrackingEvent
from shipdesk.orderbook.engine import connect
from shipdesk.settings.store import SettingsStore
from shipdesk.usecases.book import add, queue
from shipdesk.usecases.desk import Desk
from shipdesk.usecases.label import fetch, print_label
from shipdesk.usecases.scan import what_is
from shipdesk.usecases.work import book_round

SIZE, ROUNDS = 10_000, 60
#: Durable commits on the way: queued, sending; then the end of the attempt, the label's attempt, its bytes, its print.
_TO_WIRE, _TO_PAPER = 2, 4
_GOAL = 25.0


def cases(work: Path, *, quick: bool) -> Iterator[Case]:
    source = big_book(work, SIZE)
    with tempfile.TemporaryDirectory(dir=work) as folder:
        os.environ["SHIPDESK_KEYFILE"] = str(Path(folder) / "key")
        home = Path(shutil.copytree(source, Path(folder) / "home"))
        SettingsStore(home / "settings.json").set({"label_printer": f"file:{home / 'labels'}"})
        with open_desk(home) as opened, closing(connect(Path(folder) / "bare.db", write=True)) as bare:
            bare.execute("CREATE TABLE note (words TEXT) STRICT")
            yield from _cases(opened, bare, ROUNDS // 3 if quick else ROUNDS)


def _cases(opened: Desk, bare: sqlite3.Connection, rounds: int) -> Iterator[Case]:
    opened.warm_labels()  # as the window does in a quiet moment
    carrier = _AtOnce(opened)
    desk = replace(opened, connector=lambda _carrier: carrier)
    for number in range(rounds):
        add(desk, _order(number), source="file", why="Measured")

    def to_wire(number: int) -> None:
        entry = what_is(desk, f"BENCH{number}").entry
        assert entry is not None
        queue(desk, desk.fill_in(entry.shipment, entry.row.source), accept_warnings=False)
        book_round(desk, "jumppoint")

    def to_paper(number: int) -> None:
        entry = desk.book.entry(f"BENCH{number}")
        assert entry is not None
        print_label(desk, fetch(desk, entry))

    def is_printed(number: int) -> bool:
        entry = desk.book.entry(f"BENCH{number}")
        return entry is not None and entry.row.label is Label.PRINTED

    wire, paper = _commits(bare, _TO_WIRE), _commits(bare, _TO_PAPER)
    yield Case("one scan to the request on the wire", to_wire, wire, rounds=rounds, passes=1, goal=_GOAL)
    yield Case("the answer to the printer", to_paper, paper, rounds=rounds, passes=1, goal=_GOAL * 4, holds=is_printed)


def _commits(bare: sqlite3.Connection, count: int) -> Callable[[int], None]:
    def commits(_number: int) -> None:
        for _ in range(count):
            bare.execute("INSERT INTO note VALUES ('x')")

    return commits


def _order(number: int) -> Shipment:
    record = json.loads(resource("samples", "jumppoint-singapore.json").read_text(encoding="utf-8"))
    del record["pickup"]
    return read_shipment({**record, "reference": f"BENCH{number}"}).shipment


class _AtOnce:
    """A carrier that books everything and has the label there and then."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def test(self) -> str:
        return "It answers."

    def book(self, requests: Sequence[Frozen], sending: Callable[[], None]) -> list[Outcome]:
        sending()
        return [Outcome(one.reference, Verdict.BOOKED, number=f"JP{one.reference}") for one in requests]

    def label(self, number: str, reference: str = "") -> LabelFile:  # noqa: ARG002 - as the port has it
        entry: Entry | None = self._desk.book.entry(reference)
        assert entry is not None
        return self._desk.draw_label(self._desk.record("jumppoint"), entry)

    def find(self, number: str) -> Found | None:  # noqa: ARG002 - the same
        return None

    def look(self, reference: str) -> Found | None:  # noqa: ARG002 - the same
        return None

    def track(
        self,
        numbers: Sequence[str],  # noqa: ARG002 - the same
        references: Mapping[str, str] | None = None,  # noqa: ARG002 - the same
    ) -> dict[str, list[TrackingEvent]]:
        return {}

    def close(self) -> None: ...
