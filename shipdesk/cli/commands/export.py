"""`shipdesk export`: the order book, or a search of it, as a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from shipdesk.cli.application import Application
from shipdesk.cli.commands.orders import query_of, search_arguments
from shipdesk.cli.output import count, plain
from shipdesk.cli.parser import home_of

NAME = "export"
HELP = "the order book, or a search of it, as CSV, XLSX or JSON"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="FILE.csv, FILE.xlsx or FILE.json; it is replaced")
    search_arguments(parser)


def run(args: argparse.Namespace, application: Application) -> int:
    from shipdesk.usecases.export import export  # noqa: PLC0415 - late: as in `check`

    with application.open_desk(home_of(args)) as desk:
        written = export(desk, query_of(args, desk), args.file)
    print(plain(f"{args.file}: {count(written, 'shipment')}"))
    return 0
