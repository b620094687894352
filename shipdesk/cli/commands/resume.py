"""`shipdesk resume`: work off what an earlier run left."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from shipdesk.cli.application import Application
from shipdesk.cli.output import count, plain, print_json, say
from shipdesk.cli.parser import home_of, json_option

if TYPE_CHECKING:
    from datetime import datetime

    from shipdesk.usecases.resume import Resumed, Resumption

NAME = "resume"
HELP = "work off what an earlier run left queued, in doubt or without its label"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--wait", action="store_true", help="stay until nothing goes on by itself any more")
    json_option(parser)


def run(args: argparse.Namespace, application: Application) -> int:
    from shipdesk.usecases.resume import resume  # noqa: PLC0415 - late: as in `check`

    with application.open_desk(home_of(args)) as desk:
        found = resume(desk, wait=args.wait)
    for one in found.resumed:
        if args.json:
            print_json(one.as_dict())
        else:
            print(plain(_line(one)))
    if not args.json:
        print(_end(found))
    for trouble in found.troubles:
        say(trouble)
    left = [one for one in found.resumed if not one.is_done]
    if left:
        say(f"{len(left)} of {count(len(found.resumed), 'shipment')} not booked.")
    return 1 if left or found.troubles else 0


def _line(one: Resumed) -> str:
    row = one.entry.row
    words = [f"{row.reference}: {row.state.replace('_', ' ')}"]
    if row.tracking_number:
        words.append(f", {row.tracking_number}")
    if one.note:
        words.append(f". {one.note}")
    if one.due_at:
        words.append(f" Next at {_time(one.due_at)}.")
    return "".join(words)


def _end(found: Resumption) -> str:
    if not found.resumed:
        return "Nothing was left over."
    return f"The next is due at {_time(found.next_due)}." if found.next_due else "Nothing more goes on by itself."


def _time(moment: datetime) -> str:
    return moment.astimezone().strftime("%H:%M:%S")
