"""`shipdesk simulate`: the simulated carriers alone."""

from __future__ import annotations

import argparse

from shipdesk.cli.application import Application
from shipdesk.core.errors import SetupError

NAME = "simulate"
HELP = "the simulated carriers alone, for training and for tests"
_LAST_PORT = 65_535


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=port, default=0, help="0 takes any that is free; the first line says which")
    parser.add_argument("--numbers", choices=("in-answer", "later"), default="in-answer", help="when numbers are known")
    parser.add_argument("--with-parent", action="store_true", help="stop when standard input ends")


def run(args: argparse.Namespace, application: Application) -> int:
    try:
        application.simulate(args.host, args.port, numbers=args.numbers, with_parent=args.with_parent)
    except OSError as fault:
        raise SetupError(f"{args.host}:{args.port} cannot be listened on: {fault.strerror or fault}.") from fault
    return 0


def port(text: str) -> int:
    """A port of the command line."""
    if not (text.isascii() and text.isdigit() and int(text) <= _LAST_PORT):
        raise argparse.ArgumentTypeError(f"'{text}' is no port; give a number from 0 to {_LAST_PORT}")
    return int(text)
