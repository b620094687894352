"""One cell of the fault matrix, played: a station, one fault at the simulated carrier, and what both books say then."""

from __future__ import annotations

import random
import resource
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from shipdesk.core.states import State
from shipdesk.usecases.work import recover
from shipdesk.usecases.work_off import drain
from tests.proofs.flows import Flow, Ledger, Rule, ledger
from tests.proofs.station import book, order, set_up, station

if TYPE_CHECKING:
    from shipdesk.core.ports import OrderBook
    from shipdesk.core.records import Entry
    from shipdesk.usecases.desk import Desk
    from tests.proofs.kills import Undertaker
    from tests.simulator_process import Simulator

_PATIENCE_S = 20.0
_SLOWEST_S = 0.03
#: What is due later than this is not waited for.
_SOON = timedelta(seconds=1)
_AUTOMATIC = frozenset({State.QUEUED, State.IN_DOUBT})


@dataclass
class Stage:
    """A flow, a new home, and a simulator that has forgotten everything."""

    simulator: Simulator
    flow: Flow
    folder: Path
    grave: Undertaker | None = None
    """Who runs the stations that are to be killed."""
    seed: int = 0
    """Draws what the page of the matrix leaves open: how the orders are called, and how long the carrier takes."""
    references: list[str] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = random.Random(f"{self.flow.name} {self.seed}")
        self.name(1)
        self.simulator.control("reset", {})
        self.mend()
        if settings := self.flow.replies[0]:
            self.settings(**settings)
        set_up(self.home, self.simulator.url)

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def name(self, count: int) -> None:
        """So many orders, each with a name that nobody has used."""
        letters = "".join(self.dice.choices("ABCDEFGHJKLMNPQRSTUVWXYZ", k=self.dice.randint(1, 6)))
        self.references = [f"{letters}{number}" for number in range(1, count + 1)]

    # --- what goes wrong

    def fault(self, fault: str, *, on: str = "", **rule: Any) -> None:
        """At the carrier's booking call, or `on` another; once, unless `times` says otherwise."""
        made = {"fault": fault, "carrier": self.flow.carrier, "endpoint": on or self.flow.endpoints[0], **rule}
        self.rules.insert(0, made)
        self._tell()

    def mend(self) -> None:
        """No more faults; a carrier takes its time as always."""
        slow = {"fault": "slow", "carrier": self.flow.carrier, "endpoint": self.flow.endpoints[0], "times": None}
        self.rules = [*self.flow.no_label, slow | {"seconds": self.dice.uniform(0, _SLOWEST_S)}]
        self._tell()

    def _tell(self) -> None:
        self.simulator.control("faults", self.rules)

    def settings(self, **values: Any) -> None:
        self.simulator.control(f"{self.flow.carrier}/settings", values)

    # --- what the station does

    @contextmanager
    def desk(self, home: Path | None = None, *, total_s: float = 0.0) -> Iterator[Desk]:
        with station(home or self.home, self.flow, total_s=total_s) as desk:
            yield desk

    def work(self, home: Path | None = None, *, total_s: float = 0.0) -> None:
        """Start, book what is not booked, and settle until nothing goes on by itself soon."""
        with self.desk(home, total_s=total_s) as desk:
            self.work_at(desk)

    def work_at(self, desk: Desk) -> None:
        recover(desk)
        book(desk, order(desk, self.flow), [one for one in self.references if desk.book.entry(one) is None])
        deadline = time.monotonic() + _PATIENCE_S
        while (due := desk.book.next_due(_AUTOMATIC)) is None or due < desk.clock() + _SOON:
            if not any(desk.book.counts().get(state) for state in _AUTOMATIC):
                return
            assert time.monotonic() < deadline, "it goes on for ever"
            drain(desk, self.flow.carrier)
            time.sleep(0.005)

    def die(self, where: str = "", *, once: Callable[[], bool] | None = None) -> None:
        """A station that is killed at `where`, or `once` something is so."""
        assert self.grave is not None
        life = {"flow": self.flow.name, "home": str(self.home), "references": self.references, "die": where}
        assert self.grave.live(life, _PATIENCE_S, once=once) == -signal.SIGKILL

    # --- what the books say

    def ledger(self) -> Ledger:
        return ledger(self.flow, self.simulator.control(), self.simulator.control("requests"), self.references)

    def rows(self) -> int:
        return sum(len(numbers) for numbers in self.ledger().rows.values())

    def posts(self) -> int:
        """Requests that may have booked something."""
        return sum(self.ledger().posts.values())

    def entries(self, home: Path | None = None) -> list[Entry]:
        with self.desk(home) as desk:
            return [entry for one in self.references if (entry := desk.book.entry(one))]

    def told(self) -> str:
        """All that the clerk can read of it: the notes, and the history."""
        with self.desk() as desk:
            entries = [entry for one in self.references if (entry := desk.book.entry(one))]
            moves = [move.why for entry in entries for move in desk.book.history(entry.id)]
            return "\n".join([*moves, *(entry.row.note for entry in entries)])


class FullDisk:
    """An order book in front of the real one; while `call` runs nothing can be written to any file."""

    def __init__(self, book: OrderBook, call: str) -> None:
        self._book = book
        self._call = call

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._book, name)
        return self._full(found) if name == self._call else found

    def _full(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def full(*values: Any, **named: Any) -> Any:
            soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
            try:
                return call(*values, **named)
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

        return full


def with_full_disk(desk: Desk, call: str) -> Desk:
    """A desk whose disk is full whenever `call` writes."""
    return replace(desk, book=cast("OrderBook", FullDisk(desk.book, call)))


def states(entries: Sequence[Entry]) -> list[State]:
    return [entry.state for entry in entries]
