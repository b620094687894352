"""Stations that are killed at random moments while they book at a faulty carrier; afterwards the books are compared.

A round is a new home and a few dozen orders. A process books them, is killed, and another one goes on where it
stopped, until all is done or with a person.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from shipdesk.core.carrier import Settling
from shipdesk.core.states import State
from tests.proofs.audit import complaints
from tests.proofs.flows import Flow, Rule, ledger
from tests.proofs.station import set_up, station

if TYPE_CHECKING:
    from shipdesk.orderbook.repository import SqlOrderBook
    from tests.simulator_process import Simulator

ROUND = 40
#: Of an answer or of the work on it; at most this many requests are remembered by the simulator.
MOST_REQUESTS = 1000
#: Lives end at any moment between these, in units of how long a station takes to begin its first request: on a busy
#: machine a life of a fixed length would end before anything was sent, and prove nothing.
_LIFE = (0.1, 1.5)
_LAST_LIFE_S = 90
_STRUCK = 0.5
_FAULTS: tuple[Rule, ...] = (
    {"fault": "lose_answer"},
    {"fault": "reset_after"},
    {"fault": "reset_before"},
    {"fault": "truncate"},
    {"fault": "html"},
    {"fault": "html", "effect": True},
    {"fault": "empty"},
    {"fault": "empty", "effect": True},
    {"fault": "huge", "size": 2 * 1024 * 1024},
    {"fault": "status", "code": 500},
    {"fault": "status", "code": 500, "effect": True},
    {"fault": "status", "code": 502, "body": "<html>Bad gateway</html>", "effect": True},
    {"fault": "status", "code": 503},
    {"fault": "status", "code": 307, "headers": {"Location": "/elsewhere"}},
    {"fault": "slow", "seconds": 0.1},
    {"fault": "late", "seconds": 0.1},
    {"fault": "drip", "seconds": 0.002},
    {"fault": "expire_token"},
)
#: CEVA's is a no; where the same bytes may go out again it is one more doubt.
_BUSY: Rule = {"fault": "status", "code": 429}


@dataclass
class Tally:
    """What a campaign came to."""

    kills: int = 0
    cut: int = 0
    """Bookings that were being sent when their process was killed."""
    bookings: int = 0
    complaints: list[str] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def line(self, flow: Flow) -> str:
        ends = ", ".join(f"{count} {state}" for state, count in self.states.most_common())
        return (
            f"{flow.name}: {self.kills} kills ({self.kills / self.seconds:.1f}/s), {self.cut} of them while sending; "
            f"{self.bookings} bookings: {ends}; {len(self.complaints)} complaints"
        )


@dataclass(frozen=True)
class Undertaker:
    """The process that forks stations, each of which lives until it is done or killed."""

    process: subprocess.Popen[str]

    def live(self, life: dict[str, Any], seconds: float, *, once: Callable[[], bool] | None = None) -> int:
        """Let a station live at most so long, or until `once` something is so; its exit status, -9 when killed."""
        pid = self.begin(life)
        deadline = time.monotonic() + seconds
        while once is not None and not once() and time.monotonic() < deadline:
            pass
        if not self._has_said(0.0 if once else seconds):
            with suppress(ProcessLookupError):  # it was done in this very moment
                os.kill(pid, signal.SIGKILL)
        return self.end()

    def begin(self, life: dict[str, Any]) -> int:
        """Let a station live; its process id."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{json.dumps(life)}\n")
        self.process.stdin.flush()
        return int(self._line())

    def end(self) -> int:
        """Wait for the end of the station that lives; its exit status."""
        return int(self._line())

    def _has_said(self, seconds: float) -> bool:
        assert self.process.stdout is not None
        return bool(select.select([self.process.stdout.fileno()], [], [], seconds)[0])

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@contextmanager
def undertaker() -> Iterator[Undertaker]:
    """Run `tests.proofs.worker` until the block ends."""
    command = [sys.executable, "-m", "tests.proofs.worker"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Undertaker(process)
        finally:
            process.kill()


def campaign(simulator: Simulator, flow: Flow, *, kills: int, seed: int) -> Tally:
    """Kill so many stations of a flow. The same seed makes the same faults, if not the same moments."""
    tally, dice, started = Tally(), random.Random(f"{flow.name} {seed}"), time.monotonic()
    with undertaker() as grave:
        while tally.kills < kills and not tally.complaints:
            with TemporaryDirectory(prefix="shipdesk-kills-") as folder:
                _round(simulator, flow, grave, dice, tally, Path(folder))
    tally.seconds = time.monotonic() - started
    return tally


def _round(
    simulator: Simulator, flow: Flow, grave: Undertaker, dice: random.Random, tally: Tally, folder: Path
) -> None:
    home = folder / "home"
    simulator.control("reset", {})
    reach = _seconds_to_begin(simulator, flow, grave, folder / "measured" / "home")
    references = [f"K{dice.randrange(16**6):06x}{number:03d}" for number in range(ROUND)]
    simulator.control("reset", {})
    if settings := dice.choice(flow.replies):
        simulator.control(f"{flow.carrier}/settings", dict(settings))
    simulator.control("faults", [*faults(dice, flow, references), *flow.no_label])
    set_up(home, simulator.url)
    life = {"flow": flow.name, "home": str(home), "references": references}
    while (status := grave.live(life, reach * dice.uniform(*_LIFE))) == -signal.SIGKILL and _goes_on(dice):
        tally.kills += 1
    if status != 0:
        tally.kills += status == -signal.SIGKILL
        status = grave.live(life, _LAST_LIFE_S)
    if status != 0:
        tally.complaints.append(f"A station ended with {status}.")
    requests = simulator.control("requests")
    if len(requests) >= MOST_REQUESTS:
        tally.complaints.append("There were more requests than the simulator remembers.")
    books = ledger(flow, simulator.control(), requests, references)
    with station(home, flow) as desk:
        book = cast("SqlOrderBook", desk.book)
        tally.complaints += complaints(book, flow, books, references)
        before = tally.states[State.CONFLICT]
        _count(book, references, tally)
    if tally.states[State.CONFLICT] > before and settings.get("reply") not in ("stranger", "twice"):
        tally.complaints.append("A conflict with nobody but ourselves.")


def _seconds_to_begin(simulator: Simulator, flow: Flow, grave: Undertaker, home: Path) -> float:
    """How long a station lives until its first request is about to leave, as busy as this machine is now."""
    home.parent.mkdir()
    set_up(home, simulator.url)
    started = time.monotonic()
    grave.live({"flow": flow.name, "home": str(home), "references": ["R1"], "die": "before begin"}, _LAST_LIFE_S)
    return time.monotonic() - started


def _goes_on(dice: random.Random) -> bool:
    """Rounds of some thirty kills: long enough for every order to be cut short, short enough to compare the books."""
    return dice.random() > 1 / 30


def faults(dice: random.Random, flow: Flow, references: Sequence[str]) -> list[Rule]:
    """About half of these meet a fault, once or twice, some of them only when they are sent again."""
    kinds = (*_FAULTS, _BUSY) if flow.settling is Settling.SEND_AGAIN else _FAULTS
    return [
        {
            "carrier": flow.carrier,
            "endpoint": dice.choice(flow.endpoints),
            "contains": reference,
            "times": dice.randint(1, 2),
            "skip": dice.choice((0, 0, 0, 1)),
            **dice.choice(kinds),
        }
        for reference in references
        if dice.random() < _STRUCK
    ]


def _count(book: SqlOrderBook, references: Sequence[str], tally: Tally) -> None:
    for reference in references:
        entry = book.entry(reference)
        if entry is None:
            continue
        tally.bookings += 1
        tally.states[entry.state] += 1
        moves = book.history(entry.id)
        tally.cut += sum(move.before == State.SENDING and "program stopped" in move.why for move in moves)
