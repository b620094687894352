"""`shipdesk check`: what is wrong with the shipments of some files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from shipdesk.cli.application import Application
from shipdesk.cli.output import count, print_json, say
from shipdesk.cli.parser import home_of, json_option
from shipdesk.cli.problems import print_problems
from shipdesk.core.problems import Problem, has_errors

if TYPE_CHECKING:
    from shipdesk.core.reading import Reading

NAME = "check"
HELP = "check the shipments of files (JSON, CSV, XLSX) without booking anything"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    json_option(parser)


def run(args: argparse.Namespace, application: Application) -> int:
    from shipdesk.usecases.check import check_reading  # noqa: PLC0415 - late: `shipdesk --help` needs none of it
    from shipdesk.usecases.files.read import read_files  # noqa: PLC0415

    readings = read_files(args.files)
    wrong = 0
    with application.open_desk(home_of(args)) as desk:
        for reading in readings:
            problems = check_reading(desk, reading)
            wrong += has_errors(problems)
            _print(reading, problems, as_json=args.json)
    if wrong:
        say(f"{wrong} of {count(len(readings), 'shipment')} cannot be booked as they are.")
    return 1 if wrong else 0


def _print(reading: Reading, problems: list[Problem], *, as_json: bool) -> None:
    shipment = reading.shipment
    if as_json:
        found = [problem.as_dict() for problem in problems]
        print_json({"reference": shipment.reference, "carrier": shipment.carrier, "problems": found})
    else:
        print_problems(shipment.reference or reading.place, "good" if not problems else "", problems)
