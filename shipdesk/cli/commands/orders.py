"""`shipdesk orders`: search the order book."""

from __future__ import annotations

import argparse
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from shipdesk.cli.application import Application
from shipdesk.cli.output import print_json, print_table
from shipdesk.cli.parser import home_of, json_option
from shipdesk.core.states import State

if TYPE_CHECKING:
    from shipdesk.core.records import Query
    from shipdesk.usecases.desk import Desk

NAME = "orders"
HELP = "search the order book by reference, tracking number, name, address, SKU"
_COLUMNS = ("reference", "carrier", "service", "state", "label", "tracking_number", "status", "receiver", "country")
_MOST = 1_000_000


def arguments(parser: argparse.ArgumentParser) -> None:
    search_arguments(parser)
    parser.add_argument("--limit", metavar="N", type=_limit, default=100, help="at most this many (100), newest first")
    json_option(parser)


def search_arguments(parser: argparse.ArgumentParser) -> None:
    """What narrows the order book, here and in `export`."""
    parser.add_argument("text", metavar="TEXT", nargs="*", default=[], help="what to look for; without it, everything")
    parser.add_argument("--state", action="append", choices=[str(state) for state in State], help="may be given again")
    parser.add_argument("--carrier", default="")
    parser.add_argument("--since", metavar="DATE", type=_since, help="made on this day or later: 2026-11-30")
    parser.add_argument("--until", metavar="DATE", type=_until, help="made on this day or earlier")


def run(args: argparse.Namespace, application: Application) -> int:
    from shipdesk.usecases.show import orders  # noqa: PLC0415 - late: as in `check`

    with application.open_desk(home_of(args)) as desk:
        found = orders(desk, query_of(args, desk), args.limit)
    if args.json:
        for record in found:
            print_json(record)
    elif found:
        headings = [column.replace("_", " ") for column in _COLUMNS]
        print_table(headings, [[record[column] for column in _COLUMNS] for record in found])
    return 0


def query_of(args: argparse.Namespace, desk: Desk) -> Query:
    """The search that `search_arguments` took. Raises `SetupError` for a carrier that is none."""
    from shipdesk.core.records import Query  # noqa: PLC0415 - late: as in `check`

    if args.carrier:
        desk.record(args.carrier)
    return Query(
        text=" ".join(args.text),
        states=frozenset(State(word) for word in args.state or ()),
        carrier=args.carrier,
        since=args.since,
        until=args.until,
    )


def _since(text: str) -> datetime:
    return _moment(text, end=False)


def _until(text: str) -> datetime:
    return _moment(text, end=True)


def _moment(text: str, *, end: bool) -> datetime:
    """A day of this machine's zone from its first to its last moment, or a moment with its own zone or this one."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"'{text}' is no date; write it like 2026-11-30") from fault
    if end and moment.time() == time() and len(text) <= len("2026-11-30"):
        moment += timedelta(days=1)
    return moment.astimezone()


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= _MOST):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of lines; give one from 1 to {_MOST}")
    return int(text)
