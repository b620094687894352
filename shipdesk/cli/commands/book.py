"""`shipdesk book`: check, queue and book the shipments of some files."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shipdesk.cli.application import Application
from shipdesk.cli.output import count, print_json, say
from shipdesk.cli.parser import home_of, json_option
from shipdesk.cli.problems import print_problems

if TYPE_CHECKING:
    from shipdesk.usecases.book_file import Booked

NAME = "book"
HELP = "check, queue and book the shipments of files (JSON, CSV, XLSX)"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--accept-warnings", action="store_true", help="book those with warnings too")
    json_option(parser)


def run(args: argparse.Namespace, application: Application) -> int:
    from shipdesk.usecases.book_file import book_queued, queue_readings  # noqa: PLC0415 - late: as in `check`
    from shipdesk.usecases.files.read import read_files  # noqa: PLC0415

    readings = read_files(args.files)
    with application.open_desk(home_of(args)) as desk:
        queued = queue_readings(desk, readings, accept_warnings=args.accept_warnings)
        progress = _Progress({one.entry.id for one in queued if one.entry})
        booked, broke_off = book_queued(desk, queued, progress.tell)
    progress.end()
    for one in booked:
        _print(one, as_json=args.json)
    if left := [one for one in booked if not one.is_done]:
        say(broke_off or _summary(left, len(booked)))
        return 1
    return 0


class _Progress:
    """A line on a screen that says how many bookings have moved; nothing where standard error is no screen."""

    def __init__(self, ids: set[int]) -> None:
        self._ids = ids
        self._moved: set[int] = set()
        self._shown = sys.stderr.isatty()

    def tell(self, ids: Sequence[int]) -> None:
        """Called from the threads that book."""
        self._moved |= self._ids.intersection(ids)
        if self._shown:
            print(f"\rBooking: {len(self._moved)} of {len(self._ids)} ", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._shown and self._moved:
            print(file=sys.stderr)


def _print(one: Booked, *, as_json: bool) -> None:
    if as_json:
        print_json(one.as_dict())
        return
    words = one.state.replace("_", " ") or "not booked"
    if one.entry and one.entry.row.tracking_number:
        words += f", {one.entry.row.tracking_number}"
    if one.entry and one.entry.row.note:
        words += f". {one.entry.row.note}"
    print_problems(one.reference or one.place, words, one.problems)


def _summary(left: Sequence[Booked], of: int) -> str:
    states = Counter(one.state.replace("_", " ") or "with faults" for one in left)
    parts = ", ".join(f"{number} {state}" for state, number in states.items())
    return f"{len(left)} of {count(of, 'shipment')} not booked: {parts}."
