"""`shipdesk doctor`: what is set up, what is reachable, what is missing."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from shipdesk.cli.application import Application
from shipdesk.cli.output import plain, print_json, say
from shipdesk.cli.parser import home_of, json_option
from shipdesk.core.errors import ShipDeskError
from shipdesk.settings.paths import open_home
from shipdesk.settings.store import SettingsStore

if TYPE_CHECKING:
    from shipdesk.usecases.doctor import Finding

NAME = "doctor"
HELP = "what is set up, what is reachable, what is missing, and the command that mends it"


def arguments(parser: argparse.ArgumentParser) -> None:
    json_option(parser)


def run(args: argparse.Namespace, application: Application) -> int:
    found = []
    for finding in _findings(home_of(args), application):
        found.append(finding)
        if args.json:
            print_json(finding.as_dict())
        else:
            _print(finding)
    wrong = [finding.name for finding in found if not finding.ok]
    if wrong:
        say(f"To be mended: {', '.join(wrong)}.")
    return 1 if wrong else 0


def _findings(home: Path, application: Application) -> Iterator[Finding]:
    """The home and its files first; where one of them is broken, what it keeps from being looked at is left out."""
    from shipdesk.usecases.doctor import Finding, findings  # noqa: PLC0415 - late: as in `check`
    from shipdesk.usecases.inbound.standing import receiving_findings  # noqa: PLC0415

    name = "home"
    try:
        folder = open_home(home)
        yield Finding(name, ok=True, detail=str(folder.root))
        name = "settings"
        faults = SettingsStore(folder.settings).faults()
        yield Finding(name, ok=not faults, detail=" ".join(faults) or "good", mend="Settings" if faults else "")
        name = "secrets"
        yield Finding(name, ok=True, detail=application.accounts(home).secrets_place())
        name = "order book"
        with application.open_desk(home) as desk:
            yield from findings(desk)
            views = application.accounts(home).views()
            yield from receiving_findings(desk, SettingsStore(folder.settings), views)
    except ShipDeskError as fault:
        yield Finding(name, ok=False, detail=str(fault))


def _print(finding: Finding) -> None:
    print(plain(f"{'good' if finding.ok else 'MEND'}  {finding.name}: {finding.detail}"))
    if finding.mend:
        print(plain(f"      {finding.mend}"))
