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
    from shipdesk.usecases.book_file import book_readings  # noqa: PLC0415 - late: as in `check`
    from shipdesk.usecases.files.read import read_files  # noqa: PLC0415

    readings = read_files(args.files)
    results = _Results(len(readings), as_json=args.json)
    with application.open_desk(home_of(args)) as desk:
        broke_off = book_readings(desk, readings, results.take, accept_warnings=args.accept_warnings)
    results.end()
    if results.left:
        say(broke_off or _summary(results.left, len(readings)))
        return 1
    return 0


class _Results:
    """A line for each shipment, as it comes; where only standard error is a screen, a count there as well."""

    def __init__(self, total: int, *, as_json: bool) -> None:
        self._total, self._as_json = total, as_json
        self._done = 0
        self._counts = sys.stderr.isatty() and not sys.stdout.isatty()
        self.left: list[Booked] = []

    def take(self, one: Booked) -> None:
        _print(one, as_json=self._as_json)
        self._done += 1
        if not one.is_done:
            self.left.append(one)
        if self._counts:
            print(f"\rBooking: {self._done} of {self._total} ", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        if self._counts and self._done:
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
