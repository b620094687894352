"""A clerk who presses anything at any time, over the real order book, at a carrier that does as it likes.

Hypothesis finds the order of the keys; after each of them the order book must be as it must be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from shipdesk.core.carrier import Settling
from shipdesk.core.connector import LabelFile
from shipdesk.core.errors import InputError, NotReadyError, ShipDeskError
from shipdesk.core.outcomes import Found, Frozen, Outcome, Verdict
from shipdesk.core.protocol import MOST_PROBES
from shipdesk.core.records import Entry
from shipdesk.core.shipment import Shipment
from shipdesk.core.states import EDITABLE, LIVE, State
from shipdesk.core.statuses import TrackingEvent
from shipdesk.orderbook.repository import SqlOrderBook
from shipdesk.usecases.book import hold, keep, queue, unqueue
from shipdesk.usecases.desk import Desk
from shipdesk.usecases.label import print_label
from shipdesk.usecases.resolutions import RESOLUTIONS
from shipdesk.usecases.resolve import resolve
from shipdesk.usecases.work import book_round, recover
from shipdesk.usecases.work_off import drain
from tests.proofs.audit import KNOWN, breaks, damage
from tests.usecases.desks import PDF, Bench, open_bench, sample

#: What becomes of a request, in the order of how often it should. `gone`: the station dies while it waits.
FATES = ("booked", "accepted", "lost after", "lost before", "not sent", "refused", "split", "gone after", "gone before")
_DONE = frozenset({"booked", "accepted", "lost after", "gone after"})
_MAY_BE_BOOKED = _DONE | {"lost before", "gone before"}
REFERENCES = ("A1", "B2", "C3")
_SAMPLE = sample()


class GoneError(BaseException):
    """The process has died: nothing of it runs on."""


@dataclass
class Carrier:
    """Books what it gets as `fates` has it; it refuses a used reference, or can be asked for one."""

    deduplicates: bool
    fates: list[str] = field(default_factory=list)
    rows: dict[str, list[str]] = field(default_factory=dict)
    posts: Counter[str] = field(default_factory=Counter)
    """Requests by key that may have booked something."""
    payloads: dict[str, set[str]] = field(default_factory=dict)
    """Of those."""
    receivers: dict[str, tuple[str, str]] = field(default_factory=dict)

    def test(self) -> str:
        return "It answers."

    def book(self, requests: Sequence[Frozen], sending: Callable[[], None]) -> list[Outcome]:
        fate = self.fates.pop(0) if self.fates else "booked"
        if fate == "not sent":
            return [Outcome(one.reference, Verdict.NOT_SENT, words="Nobody answers.") for one in requests]
        if not self.deduplicates and any(self.rows.get(one.reference) for one in requests):
            return [Outcome(one.reference, Verdict.DUPLICATE, self.rows[one.reference][0]) for one in requests]
        sending()
        return [self._outcome(one, fate) for one in requests]

    def _outcome(self, request: Frozen, fate: str) -> Outcome:
        key, there = request.reference, self.rows.setdefault(request.reference, [])
        if fate in _MAY_BE_BOOKED:
            self.posts[key] += 1
            self.payloads.setdefault(key, set()).add(request.payload)
        if self.deduplicates and there and fate in ("booked", "accepted"):
            return Outcome(key, Verdict.DUPLICATE, words="already taken")
        if fate in _DONE and not (self.deduplicates and there):
            there.append(f"N{key}{len(there)}")
        if fate.startswith("gone"):
            raise GoneError
        verdicts = {"booked": Verdict.BOOKED, "accepted": Verdict.ACCEPTED, "refused": Verdict.REFUSED}
        verdict = verdicts.get(fate, Verdict.SPLIT if fate == "split" else Verdict.UNKNOWN)
        return Outcome(key, verdict, there[0] if verdict is Verdict.BOOKED else "", words=fate)

    def label(self, number: str, reference: str = "") -> LabelFile:
        if self.fates and self.fates[0] == "not sent":
            raise NotReadyError("There is no label yet.")
        return PDF

    def find(self, number: str) -> Found | None:
        found = next((key for key, numbers in self.rows.items() if number in numbers), None)
        return Found(number, found) if found else None

    def look(self, reference: str) -> Found | None:
        if not self.rows.get(reference):
            return None
        return Found(self.rows[reference][0], reference, receiver=_SAMPLE.receiver.name, country="MY")

    def track(
        self, numbers: Sequence[str], references: Mapping[str, str] | None = None
    ) -> dict[str, list[TrackingEvent]]:
        return {}

    def close(self) -> None: ...


class Clerk(RuleBasedStateMachine):
    """The verbs of the table, in any order."""

    settling = Settling.SEND_AGAIN

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.home = Path(self.stack.enter_context(TemporaryDirectory(prefix="shipdesk-clerk-")))
        self.carrier = Carrier(deduplicates=self.settling is Settling.SEND_AGAIN)
        self.opened = ExitStack()
        self.anew: set[str] = set()
        """Orders of which a person said that they are to be booked once more."""
        self.bench, self.desk = self._open()

    def _open(self) -> tuple[Bench, Desk]:
        bench = self.opened.enter_context(open_bench(self.home, settling=self.settling, batch=3))
        desk = replace(bench.desk, connector=lambda _: self.carrier)
        recover(desk)
        return bench, desk

    @property
    def book(self) -> SqlOrderBook:
        return cast("SqlOrderBook", self.desk.book)

    def teardown(self) -> None:
        self.opened.close()
        self.stack.close()

    def _shipment(self, reference: str, note: str) -> Shipment:
        return _SAMPLE.model_copy(update={"reference": reference, "note": note})

    def _entry(self, reference: str) -> Entry | None:
        return self.book.entry(reference)

    # --- at the table

    @rule(reference=st.sampled_from(REFERENCES), note=st.sampled_from(("", "fragile")))
    def books(self, reference: str, note: str) -> None:
        before = self._entry(reference)
        shipment = self._shipment(reference, note)
        try:
            after = queue(self.desk, shipment, accept_warnings=True)
        except InputError:
            assert before is not None
            assert before.state not in EDITABLE
            assert before.shipment != shipment
            return
        if before is not None and before.state not in EDITABLE:
            assert after == before
        else:
            assert after.state is State.QUEUED

    @rule(reference=st.sampled_from(REFERENCES), note=st.sampled_from(("", "fragile")))
    def types(self, reference: str, note: str) -> None:
        before = self._entry(reference)
        with suppress(ShipDeskError):
            keep(self.desk, self._shipment(reference, note))
        after = self._entry(reference)
        if before is not None and before.state not in EDITABLE:
            assert after == before

    @rule(reference=st.sampled_from(REFERENCES))
    def puts_aside(self, reference: str) -> None:
        with suppress(ShipDeskError):
            hold(self.desk, self._shipment(reference, ""), why="Stock is short.")

    @rule(reference=st.sampled_from(REFERENCES))
    def takes_back(self, reference: str) -> None:
        before = self._entry(reference)
        with suppress(ShipDeskError):
            unqueue(self.desk, reference)
            assert before is not None
            assert before.state is State.QUEUED

    @rule(reference=st.sampled_from(REFERENCES))
    def prints(self, reference: str) -> None:
        if (entry := self._entry(reference)) is not None:
            with suppress(ShipDeskError):
                print_label(self.desk, entry)

    # --- behind the table

    @rule(fates=st.lists(st.sampled_from(FATES), max_size=4))
    def drains(self, fates: list[str]) -> None:
        self.carrier.fates = list(fates)
        with suppress(GoneError):
            drain(self.desk, "jumppoint")
            return
        self.restarts()

    @rule(fate=st.sampled_from(FATES))
    def sends_one(self, fate: str) -> None:
        self.carrier.fates = [fate]
        with suppress(GoneError):
            book_round(self.desk, "jumppoint")
            return
        self.restarts()

    @rule(seconds=st.sampled_from((1, 10, 100, 4000)))
    def waits(self, seconds: int) -> None:
        self.bench.clock.pass_(seconds)

    @rule()
    def restarts(self) -> None:
        """Another process on the same file; a thread that waits for an answer does not outlive its own."""
        now = self.bench.clock.now
        self.opened.close()
        self.opened = ExitStack()
        self.bench, self.desk = self._open()
        self.bench.clock.now = now

    # --- a person's word, which is true

    @rule(reference=st.sampled_from(REFERENCES), name=st.sampled_from([one.name for one in RESOLUTIONS]))
    def says(self, reference: str, name: str) -> None:
        entry = self._entry(reference)
        if entry is None:
            return
        numbers = self.carrier.rows.get(entry.row.key, [])
        if name in ("send_again", "book_anew", "give_up", "void") and numbers:
            return  # it is booked: whoever has looked it up does not say that it is not
        self.carrier.fates = ["booked"]
        with suppress(ShipDeskError):
            resolve(self.desk, entry, name, number=numbers[0] if numbers else "", why="Looked up.")

    # --- what must be

    @invariant()
    def nothing_is_twice_and_nothing_lost(self) -> None:
        for reference in REFERENCES:
            entry = self._entry(reference)
            generations = [] if entry is None else self._generations(reference)
            assert sum(one.state in LIVE for one in generations) <= 1
            assert sum(len(self.carrier.rows.get(one.row.key, [])) for one in generations) <= 1
            for one in generations:
                self._must_be_right(one)

    def _generations(self, reference: str) -> list[Entry]:
        return self.book.entries("WHERE b.reference = ? ORDER BY b.generation", (reference,))

    def _must_be_right(self, entry: Entry) -> None:
        key = entry.row.key
        rows = self.carrier.rows.get(key, [])
        assert len(rows) <= 1, f"{key} is booked twice"
        assert not rows or entry.state in KNOWN, f"{key} is lost: {entry.state}"
        if entry.state is State.BOOKED:
            assert rows == [entry.row.tracking_number]
        if entry.state is State.ACCEPTED:
            assert rows
        most = 1 + MOST_PROBES if self.carrier.deduplicates else 1
        assert self.carrier.posts[key] <= most + self._words(entry)
        assert len(self.carrier.payloads.get(key, ())) <= 1, "what may be booked was changed and sent again"
        assert list(breaks(self.book.history(entry.id))) == []
        assert entry.state is not State.SENDING

    def _words(self, entry: Entry) -> int:
        """How often a person had it sent or asked for."""
        return sum("Looked up." in move.why for move in self.book.history(entry.id))

    @invariant()
    def the_file_is_whole(self) -> None:
        assert damage(self.book) == []


class ClerkWhoLooks(Clerk):
    """The same at a carrier that documents no refusal of a used reference."""

    settling = Settling.LOOK
