"""A clerk at the real window who presses any key at any time, while the carrier answers as it likes.

Hypothesis finds the order of the keys. The window is a process of its own: it is killed in the middle of sending, and
another one opens over the same home. Whenever nothing is on its way, the books of both sides are compared.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from shipdesk.core.states import EDITABLE, State
from shipdesk.orderbook import open_book
from shipdesk.usecases.resolutions import RESOLUTIONS
from tests.proofs.audit import complaints
from tests.proofs.flows import FLOWS, Ledger, ledger
from tests.proofs.window_process import READY
from tests.simulator_process import Simulator
from tests.ui.table import set_up_table

if TYPE_CHECKING:
    from shipdesk.core.records import Entry

REFERENCES = ("REF1", "REF2", "REF3")
JUMPPOINT = next(flow for flow in FLOWS if flow.name == "jumppoint")
#: What a hand may hit at the station. Twice the same is a bounce or a double press.
KEYS = ("F10", "F10", "F12", "F8", "F3", "F4", "F6", "Escape", "Return", "Alt+1", "Alt+2", "Alt+3", "Alt+5")
FAULTS = ("lose_answer", "reset_after", "reset_before", "truncate", "html", "empty", "slow")
#: What a person says of a booking only when the carrier does not have it.
_NOT_THERE = frozenset({"send_again", "book_anew", "give_up", "void"})
_ON_ITS_WAY = (State.QUEUED, State.SENDING, State.IN_DOUBT)
_PATIENCE_S = 60.0
#: What was pressed is in the order book by then, if it is to be there at all.
_SOON_S = 2.0
_TICK_S = 0.01


@dataclass
class Windows:
    """The process that opens windows, one after the other, and the one that is open."""

    process: subprocess.Popen[str]
    pid: int = 0

    def open(self, home: Path) -> None:
        self._write(str(home))
        self.pid = int(self._line())
        self._must_be_ready()

    def do(self, verb: str, *values: object) -> None:
        """Act at the window; `window_process` has the verbs."""
        self._write([verb, *values])
        self._must_be_ready()

    def close(self) -> None:
        """As a clerk closes it."""
        self._write(["close"])
        self._must_end(0)

    def kill(self) -> None:
        """As a power cut does. Nothing when none is open."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            self._must_end(-signal.SIGKILL)

    def _must_end(self, status: int) -> None:
        self.pid = 0
        assert int(self._line()) == status

    def _must_be_ready(self) -> None:
        said = self._line()
        if said != READY:
            self.pid = 0
        assert said == READY, f"the window ended: {said}"

    def _write(self, value: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{json.dumps(value)}\n")
        self.process.stdin.flush()

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@contextmanager
def windows() -> Iterator[Windows]:
    """Run `tests.proofs.window_process` until the block ends."""
    command = [sys.executable, "-m", "tests.proofs.window_process"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        opened = Windows(process)
        try:
            yield opened
        finally:
            opened.kill()
            process.kill()


class WindowClerk(RuleBasedStateMachine):
    """Keys at the station, in any order. `cut` counts the bookings that a kill has cut in the middle of sending."""

    windows: Windows
    carriers: Simulator
    cut = 0

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.root = Path(self.stack.enter_context(TemporaryDirectory(prefix="shipdesk-window-")))
        set_up_table(self.root, self.carriers)
        self.windows.open(self.home)
        self.book = open_book(self.home, clock=lambda: datetime.now(UTC), owner=False)
        self.stack.callback(self.book.close)

    @property
    def home(self) -> Path:
        return self.root / "home"

    def teardown(self) -> None:
        self.windows.kill()
        moves = [move for one in self._entries() for move in self.book.history(one.id)]
        type(self).cut += sum(move.before == State.SENDING and "program stopped" in move.why for move in moves)
        self.stack.close()

    @initialize(fault=st.sampled_from(FAULTS), cut_short=st.booleans())
    def orders_have_come_in(self, fault: str, cut_short: bool) -> None:
        """Every day has at least one answer that is no answer: one without would prove little."""
        for reference in REFERENCES:
            self.windows.do("add", reference)
        self._book(REFERENCES[0], fault, presses=2)
        if cut_short:
            self._die_sending(presses=2)

    # --- what happens

    @rule(fault=st.sampled_from(FAULTS), times=st.integers(1, 5))
    def the_carrier_errs(self, fault: str, times: int) -> None:
        self._fault(fault, times=times, seconds=0.1)

    @rule(reference=st.sampled_from(REFERENCES), times=st.integers(1, 3))
    def scans(self, reference: str, times: int) -> None:
        for _ in range(times):
            self.windows.do("scan", reference)

    @rule(reference=st.sampled_from(REFERENCES), keys=st.lists(st.sampled_from(KEYS), min_size=1, max_size=5))
    def opens_and_presses(self, reference: str, keys: list[str]) -> None:
        self.windows.do("open", reference)
        self.windows.do("press", keys)

    @rule(reference=st.sampled_from(REFERENCES), keys=st.lists(st.sampled_from(KEYS), min_size=1, max_size=5))
    def presses_before_it_is_open(self, reference: str, keys: list[str]) -> None:
        self.windows.do("scan", reference)
        self.windows.do("press", keys)

    @rule(reference=st.sampled_from(REFERENCES), fault=st.sampled_from(FAULTS), presses=st.integers(1, 3))
    def books_while_it_errs(self, reference: str, fault: str, presses: int) -> None:
        self._book(reference, fault, presses)

    def _book(self, reference: str, fault: str, presses: int) -> None:
        self._fault(fault, times=1, seconds=0.1)
        self.windows.do("open", reference)
        self.windows.do("press", ["F10"] * presses)

    @rule(reference=st.sampled_from(REFERENCES), name=st.sampled_from([one.name for one in RESOLUTIONS]))
    def says(self, reference: str, name: str) -> None:
        """A person's word, which is true: nobody says of what the carrier has that it is not there."""
        self._ends()
        entry = self.book.entry(reference)
        numbers = self._ledger().rows.get(entry.row.key, ()) if entry else ()
        if not (numbers and name in _NOT_THERE):
            self.windows.do("open", reference)
            self.windows.do("say", name, numbers[0] if numbers else "")

    @rule()
    def closes_and_starts_again(self) -> None:
        self.windows.close()
        self.windows.open(self.home)

    @rule(presses=st.integers(1, 3))
    def dies_while_it_sends(self, presses: int) -> None:
        self._die_sending(presses)

    def _die_sending(self, presses: int) -> None:
        reference = next((one for one in REFERENCES if self._state(one) in EDITABLE), REFERENCES[0])
        self._fault("slow", times=1, seconds=0.3)
        self.windows.do("open", reference)
        self.windows.do("press", ["F10"] * presses)
        self._comes(lambda: self._state(reference) not in (*EDITABLE, State.QUEUED), _SOON_S)
        self.windows.kill()
        self.windows.open(self.home)

    # --- what must be

    @invariant()
    def nothing_is_twice_and_nothing_lost(self) -> None:
        while True:
            self._ends()
            before = len(self.carriers.control("requests"))
            there = [one for one in REFERENCES if self.book.entry(one) is not None]
            found = complaints(self.book, JUMPPOINT, self._ledger(), there)
            if len(self.carriers.control("requests")) == before:  # nobody has begun to send meanwhile
                break
        assert found == [], "\n".join(found)
        assert not [one.row.key for one in self._entries() if one.state is State.CONFLICT]

    # --- in between

    def _fault(self, fault: str, *, times: int, seconds: float) -> None:
        made = {"fault": fault, "carrier": "jumppoint", "endpoint": "POST /booking", "times": times, "seconds": seconds}
        self.carriers.control("faults", [made])

    def _ends(self) -> None:
        """Wait until nothing goes on by itself."""
        ended = self._comes(lambda: not any(one.state in _ON_ITS_WAY for one in self._entries()), _PATIENCE_S)
        assert ended, "it goes on for ever"

    def _comes(self, fact: Callable[[], bool], patience_s: float) -> bool:
        deadline = time.monotonic() + patience_s
        while not (so := fact()) and time.monotonic() < deadline:
            time.sleep(_TICK_S)
        return so

    def _state(self, reference: str) -> State | None:
        entry = self.book.entry(reference)
        return entry.state if entry else None

    def _entries(self) -> list[Entry]:
        return [entry for one in REFERENCES for entry in self.book.generations(one)]

    def _ledger(self) -> Ledger:
        keys = [entry.row.key for entry in self._entries()]
        return ledger(JUMPPOINT, self.carriers.control(), self.carriers.control("requests"), keys)
