"""`shipdesk serve`: receives webhooks into the order book, until it is stopped."""

from __future__ import annotations

import argparse

from shipdesk.cli.application import Application
from shipdesk.cli.commands.simulate import port
from shipdesk.cli.parser import home_of
from shipdesk.settings.paths import open_home
from shipdesk.settings.store import SettingsStore

NAME = "serve"
HELP = "receive webhooks into the order book, also beside an open window"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="the address to listen on; else as in Settings, Webhooks")
    parser.add_argument("--port", type=port, help="0 takes any that is free; the first line says which")


def run(args: argparse.Namespace, application: Application) -> int:
    home = home_of(args)
    settings = SettingsStore(open_home(home).settings)
    host = args.host or settings.text("receive_host")
    application.serve(home, host, int(settings.text("receive_port")) if args.port is None else args.port)
    return 0
