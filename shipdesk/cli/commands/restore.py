"""`shipdesk restore`: put a backup in the place of the order book."""

from __future__ import annotations

import argparse
from pathlib import Path

from shipdesk.cli.application import Application
from shipdesk.cli.output import count, plain, say
from shipdesk.cli.parser import UsageError, home_of

NAME = "restore"
HELP = "put a backup in the place of the order book; what it cannot know is asked before anything new is booked"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="what `shipdesk backup` has written")
    parser.add_argument(
        "--compared",
        metavar="TEXT",
        help="somebody has compared the carriers' own lists with the order book: who, and where",
    )


def run(args: argparse.Namespace, application: Application) -> int:
    from shipdesk.usecases.restore import compared, why_shut  # noqa: PLC0415 - late: as in `check`

    home = home_of(args)
    if args.file is None and args.compared is None:
        raise UsageError("nothing to restore; give the FILE that `shipdesk backup` has written")
    if args.file is not None:
        made, kept = application.restore(home, args.file.absolute())
        print(plain(f"Restored: {count(made.shipments, 'shipment')} as of {made.made_at.astimezone():%Y-%m-%d %H:%M}."))
        if kept is not None:
            print(plain(f"The order book that was there is kept as {kept}."))
    with application.open_desk(home) as desk:
        if args.compared is not None:
            compared(desk, args.compared)
        shut = why_shut(desk)
    if shut is not None:
        say(f"{shut.because}: {shut.command}")
    elif args.file is None:
        print("Booking is open.")
    return 0
