"""An import as a process of its own: `python -m tests.usecases.imports.process HOME FILE`.

It begins the import of FILE, or goes on with the one that is there, and says a line after each portion.
"""

from __future__ import annotations

import sys
from pathlib import Path

from shipdesk.app import open_desk
from shipdesk.core.imports import Aim, Plan
from shipdesk.usecases.imports.begin import begin_import
from shipdesk.usecases.imports.check import check_on
from shipdesk.usecases.imports.look import look_at
from shipdesk.usecases.imports.run import Progress
from shipdesk.usecases.imports.take import take_on
from tests.usecases.imports.orders import FIXED


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def tell(progress: Progress) -> None:
    say("portion", progress.done)


if __name__ == "__main__":
    with open_desk(Path(sys.argv[1])) as desk:
        found = desk.imports.latest(1)
        if not found:
            look = look_at(desk, Path(sys.argv[2]))
            plan = Plan(look.plan.headings, look.plan.paths, FIXED)
            found = [begin_import(desk, look, plan, Aim.TO_SHIP)]
        one = check_on(desk, found[0].id, tell)
        one = take_on(desk, one.id, tell)
        say("done", one.stage)
