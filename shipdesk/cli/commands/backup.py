"""`shipdesk backup`: the order book with its labels, whole."""

from __future__ import annotations

import argparse
from pathlib import Path

from shipdesk.cli.application import Application
from shipdesk.cli.output import count, plain
from shipdesk.cli.parser import home_of

NAME = "backup"
HELP = "the order book with its labels into one verified file, also while ShipDesk runs"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="where to write it; an older backup is replaced")


def run(args: argparse.Namespace, application: Application) -> int:
    from shipdesk.usecases.backup import backup  # noqa: PLC0415 - late: as in `check`

    with application.open_desk(home_of(args)) as desk:
        made = backup(desk, args.file)
    print(plain(f"{args.file}: {count(made.shipments, 'shipment')}, {count(made.labels, 'label')}"))
    return 0
