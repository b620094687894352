"""`shipdesk demo`: training mode."""

from __future__ import annotations

import argparse
from pathlib import Path

from shipdesk.cli.application import Application

NAME = "demo"
HELP = "training mode: a throw-away home, simulated carriers, sample orders waiting"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--headless", action="store_true", help="drive the windows without a screen")
    parser.add_argument("--out", metavar="DIR", type=Path, help="where --headless leaves labels and pictures")


def run(args: argparse.Namespace, application: Application) -> int:
    return application.demo(headless=args.headless, out=args.out)
