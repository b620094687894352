"""Book many orders as one piece of work: look at all of them, ask once, keep the batch; `batch_run` does the work.

outlook = look(desk, ids)                       # what is ready, what has which warnings, what has faults
batch = make(desk, ids, order=PrintOrder.GIVEN, accepted=outlook.codes, prints=True)
run_open(desk)                                  # again after a stop, and until nothing is open
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from shipdesk.core.batches import Batch, BatchLine, NewLine, Print, PrintOrder, Stage, Standing
from shipdesk.core.errors import ConflictError, InputError
from shipdesk.core.problems import has_errors
from shipdesk.core.records import Changes
from shipdesk.core.states import DOUBTFUL, EDITABLE, IN_FLIGHT, Label, State
from shipdesk.usecases.check import check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipdesk.core.records import Row
    from shipdesk.usecases.desk import Desk

_FORMS = 500
#: Its label is at the printer, or further.
_PRINTED = frozenset(Label) - {Label.NONE, Label.PENDING, Label.STORED, Label.FAILED_CHECK}
_DIGITS = re.compile(r"(\d+)")

#: Is told how many were looked at; ends the looking with False.
Looked = Callable[[int], bool]


class Result(StrEnum):
    """What became of one order of a batch."""

    WAITING = "waiting"
    UNDER_WAY = "under_way"
    LABEL_AWAITED = "label_awaited"
    TO_PRINT = "to_print"
    PRINTED = "printed"
    BOOKED = "booked"
    """Booked, in a batch that prints nothing."""
    NO_NUMBER = "no_number"
    """The carrier has accepted it and its number is not known yet, so there is no label."""
    UNSURE = "unsure"
    """The program stopped while its label was being printed."""
    NOT_PRINTED = "not_printed"
    IN_DOUBT = "in_doubt"
    REFUSED = "refused"
    HELD = "held"
    FAULTS = "faults"
    SKIPPED = "skipped"
    TAKEN_BACK = "taken_back"


#: More comes of these without anybody's doing.
GOING_ON = frozenset({Result.WAITING, Result.UNDER_WAY, Result.LABEL_AWAITED, Result.TO_PRINT})
#: As it was meant.
WELL = frozenset({Result.PRINTED, Result.BOOKED})


@dataclass(frozen=True, slots=True)
class Warned:
    """One kind of warning among the orders: its code, one of its sentences, and how many orders have it."""

    code: str
    sentence: str
    count: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would come of booking these. `warned` orders are held unless their warnings are accepted."""

    ids: tuple[int, ...]
    ready: int = 0
    warned: int = 0
    faulty: int = 0
    skipped: int = 0
    warnings: tuple[Warned, ...] = ()

    @property
    def codes(self) -> frozenset[str]:
        """What is accepted by accepting all warnings."""
        return frozenset(one.code for one in self.warnings)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is: how many orders stand at which result."""

    batch: Batch
    results: Mapping[Result, int]

    @property
    def total(self) -> int:
        """Without those that were never to be booked."""
        return sum(self.results.values()) - self.results.get(Result.SKIPPED, 0)

    @property
    def left(self) -> int:
        return sum(self.results.get(one, 0) for one in GOING_ON)

    @property
    def done(self) -> int:
        return self.total - self.left

    @property
    def well(self) -> int:
        return sum(self.results.get(one, 0) for one in WELL)


def look(desk: Desk, ids: Sequence[int], looked: Looked = lambda _count: True) -> Outlook | None:
    """Check all of these; None when `looked` ended it. Nothing is changed."""
    counts: Counter[str] = Counter()
    found: dict[str, Warned] = {}
    for number, entry_id in enumerate(ids, 1):
        if not looked(number - 1):
            return None
        entry = desk.book.entry_by_id(entry_id)
        if entry is None or _why_not(entry.row):
            counts["skipped"] += 1
            continue
        problems = check(desk, entry.shipment)
        if has_errors(problems):
            counts["faulty"] += 1
            continue
        counts["warned" if problems else "ready"] += 1
        for code, problem in {problem.code: problem for problem in problems}.items():
            before = found.get(code)
            found[code] = Warned(code, problem.message, 1 + (before.count if before else 0))
    warnings = tuple(sorted(found.values(), key=lambda one: (-one.count, one.code)))
    return Outlook(tuple(ids), **counts, warnings=warnings)


def make(
    desk: Desk,
    ids: Sequence[int],
    *,
    order: PrintOrder = PrintOrder.GIVEN,
    accepted: Iterable[str] = (),
    prints: bool,
) -> Batch:
    """Keep a batch of these bookings, to be worked off by `batch_run.run_open`.

    `accepted` are the codes of warnings that a person accepts for all of them; an order with any other is put on hold.
    Raises `InputError` when none of them can be booked.
    """
    rows = _sorted(desk, desk.batches.rows_of(list(dict.fromkeys(ids))), order)
    lines = [
        NewLine(row.id, row.state, Stage.SKIPPED if (why := _why_not(row)) else Stage.WAITING, why) for row in rows
    ]
    if all(line.stage is Stage.SKIPPED for line in lines):
        raise InputError(lines[0].sentence if len(lines) == 1 else "None of these orders is still to be booked.")
    return desk.batches.make_batch(lines, order=order, accepted=frozenset(accepted), prints=prints, who=desk.who)


def _why_not(row: Row) -> str:
    """Why an order is no longer to be booked; empty where it is."""
    if row.elsewhere_id:
        return "It was made elsewhere, and is only followed here."
    return "" if row.state in EDITABLE else f"It is {row.state.replace('_', ' ')} already."


def _sorted(desk: Desk, rows: list[Row], order: PrintOrder) -> list[Row]:
    if order is PrintOrder.REFERENCE:
        return sorted(rows, key=lambda row: _natural(row.key))
    if order is PrintOrder.DESTINATION:
        postcodes = _postcodes(desk, rows)
        return sorted(rows, key=lambda row: (row.carrier, row.country, postcodes.get(row.id, ""), _natural(row.key)))
    return rows


def _natural(text: str) -> list[tuple[int, int, str]]:
    """REF2 before REF10."""
    parts = _DIGITS.split(text.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]


def _postcodes(desk: Desk, rows: Sequence[Row]) -> dict[int, str]:
    found: dict[int, str] = {}
    for start in range(0, len(rows), _FORMS):
        forms = desk.book.forms([row.id for row in rows[start : start + _FORMS]])
        found |= {one: json.loads(form).get("receiver", {}).get("postcode", "") for one, form in forms.items()}
    return found


def pause(desk: Desk, batch_id: int) -> None:
    """Send and print nothing more for now; what is being sent comes to its end."""
    desk.batches.stand(batch_id, Standing.PAUSED)


def go_on(desk: Desk, batch_id: int) -> None:
    """Take a paused batch up again; `run_open` works it off."""
    desk.batches.stand(batch_id, Standing.RUNNING)


def cancel(desk: Desk, batch_id: int) -> None:
    """Send nothing more; what is not sent goes back to where it was. What is sent keeps its label."""
    desk.batches.stand(batch_id, Standing.CANCELLED)
    take_back(desk, batch_id)


def take_back(desk: Desk, batch_id: int) -> None:
    """Whatever of a cancelled batch was queued and has not left goes back to where it was."""
    for line in desk.batches.queued_lines(batch_id):
        with suppress(ConflictError):  # it is being sent at this very moment
            if _moved_back(desk, line):
                desk.batches.mark_line(line, Stage.TAKEN_BACK, "It was not sent: the batch was cancelled.")


def _moved_back(desk: Desk, line: BatchLine) -> bool:
    entry = desk.book.entry_by_id(line.row.id)
    if entry is None or entry.state not in (State.QUEUED, State.DRAFT):
        return False
    before, why = State(line.before), "The batch was cancelled before it was sent."
    if entry.state is State.QUEUED:
        to = State.DRAFT if before is State.TO_SHIP else before
        entry = desk.book.move(entry, to, who=desk.who, why=why, changes=Changes(note=""))
    if before is State.TO_SHIP:  # there is no way to it but by the table
        desk.book.move(entry, before, who=desk.who, why=why)
    return True


def progress(desk: Desk, batch_id: int) -> Progress | None:
    """How far it is; None where there is no such batch."""
    batch = desk.batches.batch(batch_id)
    if batch is None:
        return None
    results: Counter[Result] = Counter()
    for (stage, printed, state, label), count in desk.batches.tally(batch_id).items():
        results[_result(Stage(stage), Print(printed), State(state), Label(label), prints=batch.prints)] += count
    return Progress(batch, results)


def results(desk: Desk, batch: Batch) -> list[tuple[BatchLine, Result, str]]:
    """Each line with its result and the sentence that says why, in the order of the batch."""
    return [
        (line, result, line.sentence or line.row.note)
        for line in desk.batches.batch_lines(batch.id)
        for result in (_result(line.stage, line.print, line.row.state, line.row.label, prints=batch.prints),)
    ]


_OF_STAGE = {
    Stage.WAITING: Result.WAITING,
    Stage.HELD: Result.HELD,
    Stage.FAULTY: Result.FAULTS,
    Stage.SKIPPED: Result.SKIPPED,
    Stage.TAKEN_BACK: Result.TAKEN_BACK,
}


def _result(stage: Stage, printed: Print, state: State, label: Label, *, prints: bool) -> Result:
    if stage in _OF_STAGE:
        return _OF_STAGE[stage]
    if state is State.ACCEPTED:
        return Result.NO_NUMBER
    if state is State.BOOKED:
        return _of_label(printed, label, prints=prints)
    if state in IN_FLIGHT:
        return Result.UNDER_WAY
    if state in DOUBTFUL:
        return Result.IN_DOUBT
    return {State.REFUSED: Result.REFUSED, State.HELD: Result.HELD}.get(state, Result.TAKEN_BACK)


def _of_label(printed: Print, label: Label, *, prints: bool) -> Result:
    if label in _PRINTED:
        return Result.PRINTED
    if label is Label.FAILED_CHECK or printed is Print.FAILED:
        return Result.NOT_PRINTED
    if not prints:
        return Result.BOOKED
    if label is Label.STORED:
        return Result.UNSURE if printed is Print.UNSURE else Result.TO_PRINT
    return Result.LABEL_AWAITED
