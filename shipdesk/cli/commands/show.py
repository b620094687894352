"""`shipdesk show`: one shipment whole."""

from __future__ import annotations

import argparse
from typing import Any

from shipdesk.cli.application import Application
from shipdesk.cli.output import plain, print_json, print_table
from shipdesk.cli.parser import home_of, json_option

NAME = "show"
HELP = "one shipment whole: as it was sent, where it stands, who moved it and why"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("reference", metavar="REFERENCE")
    json_option(parser)


def run(args: argparse.Namespace, application: Application) -> int:
    from shipdesk.usecases.show import show  # noqa: PLC0415 - late: as in `check`

    with application.open_desk(home_of(args)) as desk:
        found = show(desk, args.reference)
    if args.json:
        print_json(found)
    else:
        _print(found)
    return 0


def _print(found: dict[str, Any]) -> None:
    facts = [
        (key.replace("_", " "), str(found[key]))
        for key in ("state", "label", "tracking_number", "status", "source", "link", "note")
    ]
    if found["made_elsewhere"]:
        facts.append(("made", "elsewhere: it is tracked here, and cannot be changed or booked"))
    _print_facts([("reference", found["shipment"].get("reference", "")), *facts])
    for problem in found["problems"]:
        print(plain(f"  {problem['severity']}: {problem['field']}: {problem['message']}"))
    print("\nShipment")
    _print_facts(_leaves(found["shipment"]))
    _print_list(
        "Under the same reference", found["tied"], ("carrier", "state", "tracking_number", "status", "receiver")
    )
    _print_list("News", found["events"], ("time", "status", "text", "leg", "source"))
    _print_list("Documents", found["documents"], ("kind", "media_type", "size", "created_at"))
    _print_list("Attempts", found["attempts"], ("started_at", "kind", "verdict", "words"))
    _print_list("History", found["history"], ("time", "from", "to", "who", "why"))


def _leaves(value: Any, path: str = "") -> list[tuple[str, str]]:
    """The values of nested objects and lists with their paths, in order."""
    if isinstance(value, dict):
        return [leaf for key, item in value.items() for leaf in _leaves(item, f"{path}.{key}".lstrip("."))]
    if isinstance(value, list):
        return [leaf for index, item in enumerate(value) for leaf in _leaves(item, f"{path}[{index}]")]
    return [(path, str(value))]


def _print_facts(facts: list[tuple[str, str]]) -> None:
    facts = [(name, value) for name, value in facts if value]
    width = max((len(name) for name, _ in facts), default=0)
    for name, value in facts:
        print(plain(f"  {name:{width}}  {value}"))


def _print_list(title: str, records: list[dict[str, Any]], columns: tuple[str, ...]) -> None:
    if records:
        print(f"\n{title}")
        headings = [column.replace("_", " ") for column in columns]
        print_table(headings, [[str(record[column]) for column in columns] for record in records])
