"""The command line's grammar: one parser a command, `--home` before or after the command's name."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, Protocol

from shipdesk.cli.application import Application
from shipdesk.settings.paths import home_folder


class UsageError(Exception):
    """The command line itself is wrong; one sentence."""


class Command(Protocol):
    """A module below `commands`: what it is called, what it takes, what it does."""

    @property
    def NAME(self) -> str: ...

    @property
    def HELP(self) -> str: ...

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace, application: Application) -> int: ...


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        sys.stdout.flush()  # here, where it is noticed that nobody reads the help any more
        super().exit(status, message)


def make_parser(commands: Sequence[Command]) -> argparse.ArgumentParser:
    """The parser of the whole command line; `command` in its result is the command's module, or None."""
    parser = _Parser(
        prog="shipdesk",
        description="A shipping workstation for the packing table. Without a command it opens the window.",
        allow_abbrev=False,
    )
    parser.set_defaults(command=None)
    parser.add_argument("--home", metavar="DIR", help="the folder of the order book and settings (SHIPDESK_HOME)")
    parser.add_argument("--selfcheck", action="store_true", help="call every library once and say which answers")
    choices = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    for command in commands:
        one = choices.add_parser(command.NAME, help=command.HELP, description=command.HELP, allow_abbrev=False)
        one.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        one.set_defaults(command=command)
        command.arguments(one)
    return parser


def json_option(parser: argparse.ArgumentParser) -> None:
    """`--json`, for a command that prints records."""
    parser.add_argument("--json", action="store_true", help="one JSON object a line, and nothing else")


def home_of(args: argparse.Namespace) -> Path:
    """The home that was asked for."""
    return home_folder(args.home)
