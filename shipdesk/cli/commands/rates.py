"""`shipdesk rates`: what the shipments of a file would cost."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from shipdesk.cli.application import Application
from shipdesk.cli.output import plain, print_json, print_table, say
from shipdesk.cli.parser import home_of, json_option
from shipdesk.core.errors import ShipDeskError

NAME = "rates"
HELP = "what each service would cost for the shipments of a file, where a carrier can say"
_HEADINGS = ("service", "name", "amount", "currency", "days")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)
    json_option(parser)


def run(args: argparse.Namespace, application: Application) -> int:
    from shipdesk.usecases.files.read import read_file  # noqa: PLC0415 - late: as in `check`
    from shipdesk.usecases.rates import rate_form, rates  # noqa: PLC0415

    readings = read_file(args.file)
    unsaid = 0
    with application.open_desk(home_of(args)) as desk:
        for reading in readings:
            name = reading.shipment.reference or reading.place
            try:
                found = [rate_form(carrier, rate) for carrier, rate in rates(desk, reading.shipment)]
            except ShipDeskError as fault:
                unsaid += 1
                say(f"{name}: {fault}")
                continue
            _print(name, found, as_json=args.json)
    return 1 if unsaid else 0


def _print(name: str, found: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        for record in found:
            print_json(record)
        return
    print(plain(f"{name}, with {', '.join(dict.fromkeys(record['carrier'] for record in found))}"))
    print_table(_HEADINGS, [_line(record) for record in found])


def _line(record: dict[str, Any]) -> tuple[str, ...]:
    days = "-".join(dict.fromkeys(str(day) for day in (record["days_min"], record["days_max"]) if day is not None))
    return record["service"], record["name"], record["amount"] or "", record["currency"], days
