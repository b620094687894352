"""A station as a process of its own: `python -m tests.usecases.station_process HOME`.

It says `ready`, and for each reference that it reads books a sample order under it, as any front end does; then it
says the reference and where the booking stands, or the sentence of why it is not booked.
"""

from __future__ import annotations

import sys
from pathlib import Path

from shipdesk.app import open_desk
from shipdesk.core.errors import ShipDeskError
from shipdesk.usecases.book import queue
from shipdesk.usecases.desk import Desk
from shipdesk.usecases.work_off import work_off
from tests.usecases.desks import sample


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def booked(desk: Desk, reference: str) -> str:
    try:
        (entry,) = work_off(desk, [queue(desk, sample(reference=reference), accept_warnings=True)])
    except ShipDeskError as fault:
        return str(fault)
    return entry.state


if __name__ == "__main__":
    with open_desk(Path(sys.argv[1])) as desk:
        say("ready")
        for line in sys.stdin:
            say(line.strip(), booked(desk, line.strip()))
