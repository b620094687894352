"""Problems for a person: a line for the shipment, and below it one for each thing that is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from shipdesk.cli.output import plain
from shipdesk.core.problems import Problem


def print_problems(title: str, state: str, problems: Sequence[Problem]) -> None:
    """`REF1: held`, then its problems; a fix is shown as what to write."""
    print(plain(f"{title}: {state}" if state else f"{title}:"))
    for problem in problems:
        field = f"{problem.field}: " if problem.field else ""
        fix = "" if problem.fix is None else f" [{problem.fix or 'leave it empty'}]"
        print(plain(f"  {problem.severity}: {field}{problem.message}{fix}"))
