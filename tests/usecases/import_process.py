"""An import as a process of its own: `python -m tests.usecases.import_process HOME FILE`.

It begins the import of FILE, or goes on with the one that is there, and says a line after each portion.
"""

from __future__ import annotations

import sys
from pathlib import Path

from shipdesk.app import open_desk
from shipdesk.core.imports import Aim, Plan
from shipdesk.usecases import imports
from shipdesk.usecases.imports import Progress
from tests.usecases.import_files import FIXED


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def tell(progress: Progress) -> None:
    say("portion", progress.done)


if __name__ == "__main__":
    with open_desk(Path(sys.argv[1])) as desk:
        found = desk.imports.latest(1)
        if not found:
            look = imports.look(desk, Path(sys.argv[2]))
            plan = Plan(look.plan.headings, look.plan.paths, FIXED)
            found = [imports.begin(desk, look, plan, Aim.TO_SHIP)]
        one = imports.check_on(desk, found[0].id, tell)
        one = imports.take_on(desk, one.id, tell)
        say("done", one.stage)
