"""A parcel scanned out at the end of the day, with 1,000 on its carrier's list, beside one durable commit."""

import os
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from benchmarks.book_data import booking_columns, insert_statement, shipment
from benchmarks.timing import Case
from shipdesk.app import open_desk
from shipdesk.core.handover import Verdict
from shipdesk.core.shipment import write_shipment
from shipdesk.orderbook import FILE
from shipdesk.orderbook.engine import connect
from shipdesk.usecases.hand_over import scan_out

_SIZE, _ROUNDS, _GOAL = 1_000, 300, 10.0
_CARRIER = "jne"


def cases(work: Path, *, quick: bool) -> Iterator[Case]:
    with tempfile.TemporaryDirectory(dir=work) as folder:
        os.environ["SHIPDESK_KEYFILE"] = str(Path(folder) / "key")
        home = Path(folder) / "home"
        with open_desk(home) as desk, closing(connect(Path(folder) / "bare.db", write=True)) as bare:
            with closing(sqlite3.connect(home / FILE)) as connection, connection:
                _fill(connection)
            bare.execute("CREATE TABLE note (words TEXT) STRICT")
            verdicts = {}

            def scan(number: int) -> None:
                verdicts[number] = scan_out(desk, _CARRIER, "Station 1", _number(number)).verdict

            def commit(_number: int) -> None:
                bare.execute("INSERT INTO note VALUES ('x')")

            yield Case(
                f"a parcel scanned out, {_SIZE:,} on the list", scan, commit,
                rounds=_ROUNDS // 3 if quick else _ROUNDS, passes=1, goal=_GOAL,
                holds=lambda number: verdicts[number] is Verdict.TAKEN,
            )  # fmt: skip


def _number(at: int) -> str:
    return f"BENCH{at:06}"


def _fill(connection: sqlite3.Connection) -> None:
    dice, now = random.Random(7), int(time.time() * 1_000_000)
    for at in range(_SIZE):
        one = shipment(at, dice)
        fixed = {"reference": f"REF{at}", "carrier": _CARRIER, "state": "booked", "status": "", "created_at": now + at}
        columns = booking_columns(at, one, dice, _number(at)) | fixed
        made = connection.execute(insert_statement("booking", [*columns]), tuple(columns.values())).lastrowid
        form = insert_statement("form", ["booking_id", "shipment", "problems"])
        connection.execute(form, (made, write_shipment(one), "[]"))
