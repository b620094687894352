"""`shipdesk account`: the carrier accounts. A secret comes by standard input and is never printed."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from shipdesk.cli.application import Application
from shipdesk.cli.output import plain, print_json, print_table
from shipdesk.cli.parser import UsageError, home_of, json_option
from shipdesk.core.errors import InputError

if TYPE_CHECKING:
    from shipdesk.settings.accounts import AccountView

NAME = "account"
HELP = "carrier accounts: list them, set one up"
_LONGEST = 1 << 16


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(title="verbs", metavar="list|set|fit", dest="verb", required=True)
    listing = verbs.add_parser("list", help="every account and what it lacks", allow_abbrev=False)
    json_option(listing)
    setting = verbs.add_parser("set", help="set keys of an account, or one of its secrets", allow_abbrev=False)
    setting.add_argument("carrier", metavar="CARRIER")
    setting.add_argument(
        "settings", metavar="KEY=VALUE", nargs="*", default=[], help="environment=, base_url=, the carrier's own"
    )
    setting.add_argument("--secret", metavar="KEY", help="read this secret from standard input")
    setting.add_argument("--forget", metavar="KEY", help="take the oldest secret of this name away")
    fitting = verbs.add_parser("fit", help="find the recipe of a signature from genuine requests", allow_abbrev=False)
    fitting.add_argument("carrier", metavar="SENDER")
    fitting.add_argument("requests", metavar="FILE", nargs="+", type=Path, help="headers, an empty line, the body")
    for one in (listing, setting, fitting):
        one.add_argument("--home", metavar="DIR", default=argparse.SUPPRESS, help=argparse.SUPPRESS)


def run(args: argparse.Namespace, application: Application) -> int:
    if args.verb == "fit":
        return _fit(args, application)
    return _list(args, application) if args.verb == "list" else _set(args, application)


def _fit(args: argparse.Namespace, application: Application) -> int:
    """Find it, keep it, and say it."""
    from shipdesk.usecases.inbound.fit_recipe import ENOUGH, fit_recipe  # noqa: PLC0415 - late: as in `check`

    try:
        requests = [file.read_bytes() for file in args.requests]
    except OSError as fault:
        raise InputError(f"{fault.filename} cannot be read: {fault.strerror}.") from fault
    accounts = application.accounts(home_of(args))
    with application.open_desk(home_of(args)) as desk:
        source = desk.sources.get(args.carrier)
        if source is None:
            raise InputError(f"There is no sender '{args.carrier}'; there are {', '.join(desk.sources)}.")
        recipe = fit_recipe(source, requests, accounts.secrets(source.id, source.secrets[0]), desk.clock())
    accounts.set(source.id, {source.fit_key: recipe})
    few = "" if len(requests) >= ENOUGH else f"; {ENOUGH} requests would make it sure"
    print(plain(f"The recipe is kept: {recipe}{few}."))
    return 0


def _list(args: argparse.Namespace, application: Application) -> int:
    views = application.accounts(home_of(args)).views()
    if args.json:
        for view in views:
            print_json(_form(view))
        return 0
    rows = [(view.id, view.label, _settings(view), _secrets(view), ", ".join(view.missing)) for view in views]
    print_table(("account", "name", "settings", "secrets", "missing"), rows)
    return 0


def _form(view: AccountView) -> dict[str, object]:
    return {
        "carrier": view.id,
        "label": view.label,
        "settings": dict(view.settings),
        "secrets": dict(view.secrets),
        "missing": list(view.missing),
    }


def _settings(view: AccountView) -> str:
    return " ".join(f"{key}={value}" for key, value in view.settings.items())


def _secrets(view: AccountView) -> str:
    return " ".join(f"{key}: {'set' if number == 1 else number}" for key, number in view.secrets.items() if number)


def _set(args: argparse.Namespace, application: Application) -> int:
    changes = dict(_pair(word) for word in args.settings)
    if len(changes) < len(args.settings):
        raise UsageError("a key is given twice; keep one")
    if not changes and not args.secret and not args.forget:
        raise UsageError("nothing to set; give KEY=VALUE, or --secret KEY with the secret on standard input")
    accounts = application.accounts(home_of(args))
    if changes:
        accounts.set(args.carrier, changes)
    if args.secret:
        accounts.set_secret(args.carrier, args.secret, _read_secret(args.secret))
    if args.forget:
        accounts.forget_secret(args.carrier, args.forget)
    view = next(view for view in accounts.views() if view.id == args.carrier)
    lacks = f"; it still lacks {' and '.join(view.missing)}" if view.missing else ""
    print(plain(f"The {view.label} account is kept{lacks}."))
    return 0


def _pair(word: str) -> tuple[str, str]:
    key, sign, value = word.partition("=")
    if not sign or not key:
        # Not repeated: it may be a secret that somebody typed here.
        raise UsageError("settings are written KEY=VALUE; a secret comes by standard input with --secret KEY")
    return key, value


def _read_secret(key: str) -> str:
    """UTF-8, one newline at the end cut."""
    if sys.stdin.isatty():
        return getpass.getpass(f"{key}: ", sys.stderr)
    content = sys.stdin.buffer.read(_LONGEST)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise InputError(f"The secret {key} on standard input is not UTF-8.") from fault
    return text.removesuffix("\n").removesuffix("\r")
