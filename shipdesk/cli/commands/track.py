"""`shipdesk track`: ask the carriers for news."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from shipdesk.cli.application import Application
from shipdesk.cli.output import count, plain, print_json, say
from shipdesk.cli.parser import home_of, json_option

if TYPE_CHECKING:
    from shipdesk.usecases.track import Tracked

NAME = "track"
HELP = "ask the carriers for news of these shipments, or of all that are under way"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "references", metavar="REFERENCE", nargs="*", default=[], help="or tracking number; without it, all"
    )
    json_option(parser)


def run(args: argparse.Namespace, application: Application) -> int:
    from shipdesk.usecases.track import track  # noqa: PLC0415 - late: as in `check`

    with application.open_desk(home_of(args)) as desk:
        tracked = track(desk, args.references)
    for one in tracked:
        if args.json and one.row:
            print_json(one.as_dict())
        elif not args.json and not one.fault:
            print(plain(_line(one)))
    if not (tracked or args.json):
        print("Nothing is under way.")
    failed = [one for one in tracked if one.fault]
    for sentence in _sentences(failed):
        say(sentence)
    return 1 if failed else 0


def _line(one: Tracked) -> str:
    status = one.row.status.replace("_", " ") if one.row else ""
    new = count(one.new_events, "new event") if one.new_events else "nothing new"
    return f"{one.reference}: {status or 'no news yet'}, {new}"


def _sentences(failed: Iterable[Tracked]) -> list[str]:
    """A line for each; what kept several from being asked is said once."""
    by_fault: dict[str, list[str]] = {}
    for one in failed:
        by_fault.setdefault(one.fault, []).append(one.reference)
    return [
        f"{references[0] if len(references) == 1 else count(len(references), 'shipment')}: {fault}"
        for fault, references in by_fault.items()
    ]
