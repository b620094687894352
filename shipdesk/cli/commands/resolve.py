"""`shipdesk resolve`: a person's word on a booking that nobody could settle."""

from __future__ import annotations

import argparse

from shipdesk.cli.application import Application
from shipdesk.cli.output import plain, print_json
from shipdesk.cli.parser import home_of, json_option
from shipdesk.core.states import State
from shipdesk.usecases.resolutions import RESOLUTIONS, Resolution

NAME = "resolve"
HELP = "a person's word on one in doubt: its number, ask or send again, book anew, give up, void"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("reference", metavar="REFERENCE")
    choices = parser.add_mutually_exclusive_group(required=True)
    for one in RESOLUTIONS:
        words = f"{one.help}{' Needs --why.' if one.needs_why else ''}"
        if one.needs_number:
            choices.add_argument(_option(one), metavar="N", help=words)
        else:
            choices.add_argument(_option(one), action="store_true", help=words)
    parser.add_argument("--why", metavar="TEXT", default="", help="the reason, kept with the booking")
    json_option(parser)


def run(args: argparse.Namespace, application: Application) -> int:
    from shipdesk.usecases.resolve import resolve  # noqa: PLC0415 - late: as in `check`
    from shipdesk.usecases.show import find, row_form  # noqa: PLC0415
    from shipdesk.usecases.work_off import work_off  # noqa: PLC0415

    said = next(one for one in RESOLUTIONS if getattr(args, one.name) not in (None, False))
    number = getattr(args, said.name) if said.needs_number else ""
    with application.open_desk(home_of(args)) as desk:
        entry = resolve(desk, find(desk, args.reference), said.name, number=number, why=args.why)
        if entry.state is State.QUEUED:
            (entry,) = work_off(desk, [entry])
    row = entry.row
    if args.json:
        print_json({**row_form(row), "key": row.key, "note": row.note})
    else:
        number = f", {row.tracking_number}" if row.tracking_number else ""
        print(plain(f"{row.key}: {row.state.replace('_', ' ')}{number}{'. ' if row.note else ''}{row.note}"))
    return 0


def _option(one: Resolution) -> str:
    return f"--{one.name.replace('_', '-')}"
