"""`shipdesk label`: the label as a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from shipdesk.cli.application import Application
from shipdesk.cli.output import plain
from shipdesk.cli.parser import home_of
from shipdesk.core.errors import InputError
from shipdesk.settings.private import write_private

NAME = "label"
HELP = "the label of a booked shipment, from the order book or else from the carrier"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("reference", metavar="REFERENCE")
    parser.add_argument("-o", "--out", metavar="FILE", type=Path, required=True, help="where to write it")
    told = "also where letters are missing on it; kept with who said so"
    parser.add_argument("--as-it-is", action="store_true", help=told)


def run(args: argparse.Namespace, application: Application) -> int:
    from shipdesk.usecases.label import fetch, released  # noqa: PLC0415 - late: as in `check`
    from shipdesk.usecases.show import find  # noqa: PLC0415

    with application.open_desk(home_of(args)) as desk:
        entry = fetch(desk, find(desk, args.reference))
        label = released(desk, entry, as_it_is=args.as_it_is)
    try:
        write_private(args.out.absolute(), label.content)
    except OSError as fault:
        raise InputError(f"The label cannot be written to {args.out}: {fault.strerror}.") from fault
    print(plain(f"{args.out}: the label of {entry.row.reference}, {entry.row.tracking_number}"))
    return 0
