"""An order book of which only the lists are there: a hundred thousand rows at once, and a gate to hold an answer at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Event

from shipdesk.core.errors import ShipDeskError
from shipdesk.core.records import Query, Row
from shipdesk.core.states import Label, State

START = datetime(2026, 1, 1, tzinfo=UTC)


def row(number: int, state: State = State.BOOKED, receiver: str = "") -> Row:
    """The booking with this id; a higher one is newer."""
    made = START + timedelta(seconds=number)
    return Row(
        number, f"REF{number:06}", 1, "jumppoint", "Air", state, Label.NONE, "", "", receiver or f"Receiver {number}",
        "TH", 1, "table", "", made, made,
    )  # fmt: skip


def _order(one: Row) -> int:
    return -one.id


@dataclass
class ListBook:
    """What a list asks of an order book (`rows`, `count`, `anchors`), over a plain list, newest first."""

    kept: list[Row]
    gate: Event = field(default_factory=Event)
    """Shut, it holds every answer whose name begins with `held`."""
    held: str = ""
    asked: list[str] = field(default_factory=list)
    read: int = 0
    fault: ShipDeskError | None = None

    def __post_init__(self) -> None:
        self.gate.set()

    def rows(self, query: Query, most: int, after: tuple[datetime, int] | None = None) -> list[Row]:
        self._pass(f"rows {query.text}".strip())
        found = self._found(query)
        begin = bisect_right(found, -after[1], key=_order) if after else 0
        found = found[begin : begin + most]
        self.read += len(found)
        return found

    def count(self, query: Query) -> int:
        self._pass("count")
        return len(self._found(query))

    def anchors(self, query: Query, every: int) -> list[tuple[datetime, int]]:
        self._pass("anchors")
        return [(one.created_at, one.id) for one in self._found(query)[every - 1 :: every]]

    def change(self, number: int, change: Callable[[Row], Row]) -> None:
        """Replace the booking with this id."""
        place = next(place for place, one in enumerate(self.kept) if one.id == number)
        self.kept[place] = change(self.kept[place])

    def _found(self, query: Query) -> list[Row]:
        if query == Query():
            return list(self.kept)
        return [
            one
            for one in self.kept
            if (not query.states or one.state in query.states) and query.text.casefold() in one.receiver.casefold()
        ]

    def _pass(self, what: str) -> None:
        assert not what.startswith(self.held) or self.gate.wait(10), "the gate stayed shut"
        self.asked.append(what)
        if self.fault:
            raise self.fault
