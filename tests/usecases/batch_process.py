"""A station that works off batches, as a process of its own: `python -m tests.usecases.batch_process HOME`.

It says `sent ID` for every booking that moves, and `done` when no batch is open any more.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from shipdesk.app import open_desk
from shipdesk.usecases.batch_run import run_open


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def tell(ids: Sequence[int]) -> None:
    if ids:
        say("moved", *ids)


if __name__ == "__main__":
    with open_desk(Path(sys.argv[1])) as desk:
        say("ready")
        while run_open(desk, tell) and not desk.closing.wait(0.05):
            pass
        say("done")
