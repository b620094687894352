"""Stations that die: `python -m tests.proofs.worker`. Each line it reads is a life, a process forked for it alone.

It answers with the life's process id, and when it is over with its exit status (-9 for one that was killed).
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
import traceback
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from shipdesk.core.errors import ConflictError
from shipdesk.core.states import State
from shipdesk.usecases.desk import Desk
from shipdesk.usecases.work import recover
from shipdesk.usecases.work_off import THREADS, drain
from tests.proofs.deaths import deadly
from tests.proofs.flows import FLOWS, Flow
from tests.proofs.station import book, order, set_up, station

_OPEN = frozenset({State.QUEUED, State.SENDING, State.IN_DOUBT})
_PAUSE_S = 0.01


def live(life: dict[str, Any]) -> None:
    """Book what is not in the book yet and settle everything, until all is done or this process dies."""
    flow = next(flow for flow in FLOWS if flow.name == life["flow"])
    with station(Path(life["home"]), flow) as desk, deadly(desk, life.get("die", "")) as mortal:
        recover(mortal)
        with ThreadPoolExecutor(THREADS + 1) as pool:
            queueing = pool.submit(_queue, mortal, flow, life["references"])
            while _is_open(mortal, queueing):
                for run in [pool.submit(drain, mortal, flow.carrier) for _ in range(THREADS)]:
                    run.result()
                time.sleep(_PAUSE_S)
            queueing.result()


def _queue(desk: Desk, flow: Flow, references: list[str]) -> None:
    missing = [one for one in references if desk.book.entry(one) is None or _was_cut_short(desk, one)]
    for reference in missing:
        with suppress(ConflictError):  # another station was quicker: it is theirs
            book(desk, order(desk, flow), [reference])


def _was_cut_short(desk: Desk, reference: str) -> bool:
    """In the book as a draft: the process died between adding and queueing it."""
    entry = desk.book.entry(reference)
    return entry is not None and entry.state is State.DRAFT


def _is_open(desk: Desk, queueing: Future[None]) -> bool:
    counts = desk.book.counts()
    return not queueing.done() or any(counts.get(state) for state in _OPEN)


def warm_up() -> None:
    """Bring in, once and before any life, all that a life would bring in late: a life is to be short and busy."""
    with TemporaryDirectory(prefix="shipdesk-warm-") as folder:
        home = Path(folder) / "home"
        set_up(home, "http://127.0.0.1:9")
        for flow in FLOWS:
            with station(home, flow) as desk:
                book(desk, order(desk, flow), [f"WARM-{flow.name}"])
                desk.connector(flow.carrier)
    gc.freeze()


def main() -> None:
    warm_up()
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                live(json.loads(line))
                status = 0
            except BaseException:  # noqa: BLE001 - whatever ends a life is shown, and never reaches the loop above
                traceback.print_exc()
            finally:
                os._exit(status)
        _say(pid)
        _say(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


def _say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
