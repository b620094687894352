"""The booking protocol as a model that can be walked whole: every crash, every loss, every late message.

One order, in two generations, is in the order book of up to three processes. What an outcome means is asked of
`core.protocol.after_attempt` and which moves there are of `core.states.MOVES`: the tables that the product runs by.
What is modelled by hand is the rest: compare-and-set, the commit before the first byte, recovery, settling.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from shipdesk.core.carrier import Settling
from shipdesk.core.outcomes import Outcome, Verdict
from shipdesk.core.protocol import MOST_PROBES, Step, after_attempt
from shipdesk.core.states import EDITABLE, LIVE, MOVES, SHIPPED, State
from tests.proofs.audit import KNOWN

#: Looks at a carrier that is asked, before a person is.
LOOKS = 2
#: The carrier may refuse a request for a reason that has nothing to do with the one before (a date that has passed).
_REFUSAL = Verdict.REFUSED


@dataclass(frozen=True)
class Rules:
    """The protocol, and how a variant breaks it."""

    settling: Settling
    after: Callable[..., Step] = after_attempt
    commit_first: bool = True
    """`sending` is on the disk before the first byte leaves."""
    compare_and_set: bool = True
    recover_to: State = State.IN_DOUBT
    not_found_to: State = State.NEEDS_PERSON
    alone: bool = True
    """One live booking for an order, over its generations."""
    label_trouble_to: State | None = None
    sends: int = 1
    """Requests that leave for one attempt."""

    @property
    def deduplicates(self) -> bool:
        """The carrier refuses a used reference; where it does not, every request books."""
        return self.settling is Settling.SEND_AGAIN


class Booking(NamedTuple):
    """One generation: in the order book, at the carrier (`rows`), and on the way there (`late`: nobody waits)."""

    state: State = State.DRAFT
    tries: int = 0
    looks: int = 0
    rows: int = 0
    late: int = 0


class Process(NamedTuple):
    """A station between two instructions. `fresh`: what it read still holds; `open`: the attempt is its own."""

    at: str = "idle"
    generation: int = 0
    tries: int = 0
    fresh: bool = True
    open: bool = False
    flying: int = 0
    verdict: Verdict | None = None
    before: State = State.QUEUED


class World(NamedTuple):
    bookings: tuple[Booking, ...]
    processes: tuple[Process, ...]


class BrokenError(Exception):
    """A state that must not be: the sentence says what, and the path how it came to it."""

    def __init__(self, sentence: str, path: list[str]) -> None:
        super().__init__(f"{sentence}\n  " + "\n  ".join(path))
        self.sentence = sentence
        self.path = path


@dataclass(frozen=True)
class Explored:
    """What a walk saw."""

    states: int
    moves: int
    walked: frozenset[tuple[State, State]]
    """The moves of a booking that were made."""


def explore(rules: Rules, *, stations: int, generations: int = 1) -> Explored:
    """Walk every state that can be reached, the nearest first.

    Raises:
        BrokenError: one of them is wrong; its path is a shortest one.
    """
    start = World((Booking(),) * generations, (Process(),) * stations)
    came: dict[World, tuple[World, str] | None] = {start: None}
    waiting, moves = deque([start]), 0
    walked: set[tuple[State, State]] = set()
    while waiting:
        world = waiting.popleft()
        if sentence := _wrong(rules, world):
            raise BrokenError(sentence, _path(came, world))
        stuck = any(one.state in (State.QUEUED, State.SENDING, State.IN_DOUBT) for one in world.bookings)
        for what, found in _next(rules, world):
            moves, stuck = moves + 1, False
            walked |= {(one.state, two.state) for one, two in zip(world.bookings, found.bookings, strict=True)}
            after = found._replace(processes=tuple(sorted(found.processes, key=repr)))
            if after not in came:
                came[after] = (world, what)
                waiting.append(after)
        if stuck:
            raise BrokenError("It stands still.", _path(came, world))
    return Explored(len(came), moves, frozenset(pair for pair in walked if pair[0] is not pair[1]))


def _path(came: dict[World, tuple[World, str] | None], world: World) -> list[str]:
    steps = []
    while (step := came[world]) is not None:
        world, what = step
        steps.append(what)
    return steps[::-1]


def _wrong(rules: Rules, world: World) -> str:
    """What must never be; empty when all is well."""
    if sum(one.rows for one in world.bookings) > 1:
        return "booked twice"
    flying = [process.generation for process in world.processes if process.flying]
    for generation, one in enumerate(world.bookings):
        under_way = one.rows or one.late or generation in flying
        if under_way and one.state not in KNOWN | {State.SENDING}:
            return f"lost: it may be booked, and the order book says {one.state}"
        if one.state in SHIPPED and not one.rows:
            return f"{one.state} here, and not at the carrier"
        if one.state is State.CONFLICT:
            return "a conflict with nobody but ourselves"
    if (
        not rules.deduplicates
        and sum(one.late + one.rows for one in world.bookings) + sum(process.flying for process in world.processes) > 1
    ):
        return "a second request where none may leave"
    return ""


# --- what may happen next


def _next(rules: Rules, world: World) -> Iterator[tuple[str, World]]:
    for generation, one in enumerate(world.bookings):
        yield from _clerk(rules, world, generation, one)
        yield from _house(rules, world, generation, one)
        if one.late:
            gone = one._replace(late=one.late - 1)
            yield "a late request is lost", _with(world, generation, gone)
            for _, landed in _carrier(rules, gone):
                yield "a late request lands", _with(world, generation, landed)
    for place, process in enumerate(world.processes):
        yield from _station(rules, world, place, process)


def _clerk(rules: Rules, world: World, generation: int, one: Booking) -> Iterator[tuple[str, World]]:
    others = [other for place, other in enumerate(world.bookings) if place != generation]
    is_alone = not any(other.state in LIVE for other in others)
    if one.state in EDITABLE and (is_alone or not rules.alone):
        yield "the clerk books", _moved(world, generation, one, State.QUEUED)
    if one.state is State.QUEUED and not one.tries:
        yield "the clerk takes it back", _moved(world, generation, one, State.DRAFT)


def _house(rules: Rules, world: World, generation: int, one: Booking) -> Iterator[tuple[str, World]]:
    """What any station does beside sending: recover, look, give up, fetch a label."""
    owned = any(process.open and process.generation == generation for process in world.processes)
    if one.state is State.SENDING and not owned:
        yield "recovered", _moved(world, generation, one, rules.recover_to)
    if one.state is State.IN_DOUBT and not rules.deduplicates:
        if one.rows:
            yield "looked, found", _moved(world, generation, one, State.BOOKED)
        elif one.looks + 1 < LOOKS:
            yield "looked, not found", _with(world, generation, one._replace(looks=one.looks + 1))
        else:
            yield "looked, never found", _moved(world, generation, one._replace(looks=0), rules.not_found_to)
    if one.state is State.IN_DOUBT and rules.deduplicates and one.tries > MOST_PROBES:
        yield "asked often enough", _moved(world, generation, one, State.NEEDS_PERSON)
    if one.state is State.BOOKED and rules.label_trouble_to is not None:
        yield "no label", _moved(world, generation, one, rules.label_trouble_to)


def _station(rules: Rules, world: World, place: int, process: Process) -> Iterator[tuple[str, World]]:
    step = {"idle": _take, "connected": _begin, "begun": _send, "sent": _begin_late, "waiting": _wait, "answered": _end}
    yield from step[process.at](rules, world, place, process)
    if process.at != "idle":
        one = world.bookings[process.generation]
        late = _with(world, process.generation, one._replace(late=one.late + process.flying))
        yield "a station dies", _at(late, place, Process())


def _take(rules: Rules, world: World, place: int, _: Process) -> Iterator[tuple[str, World]]:
    for generation, one in enumerate(world.bookings):
        probe = one.state is State.IN_DOUBT and rules.deduplicates and one.tries <= MOST_PROBES
        if one.state is State.QUEUED or probe:
            taken = Process("connected", generation, one.tries, before=one.state)
            yield "taken up and connected", _at(world, place, taken)


def _begin(rules: Rules, world: World, place: int, process: Process) -> Iterator[tuple[str, World]]:
    if not rules.commit_first:
        yield "sent", _at(world, place, process._replace(at="sent", flying=rules.sends))
        return
    begun = _committed(rules, world, place, process)
    yield "sending is committed", begun or _at(world, place, Process())


def _begin_late(rules: Rules, world: World, place: int, process: Process) -> Iterator[tuple[str, World]]:
    begun = _committed(rules, world, place, process)
    yield "sending is committed late", begun or _at(world, place, Process())


def _committed(rules: Rules, world: World, place: int, process: Process) -> World | None:
    """`sending` on the disk; None when somebody else moved it meanwhile."""
    one = world.bookings[process.generation]
    if rules.compare_and_set and not process.fresh:
        return None
    if one.state is not process.before and State.SENDING not in MOVES[one.state] and rules.compare_and_set:
        return None
    sending = one._replace(state=State.SENDING, tries=min(one.tries, MOST_PROBES) + 1, looks=0)
    after = "waiting" if process.at == "sent" else "begun"
    mine = process._replace(at=after, open=True, fresh=True)
    return _at(_changed(world, process.generation, sending), place, mine)


def _send(rules: Rules, world: World, place: int, process: Process) -> Iterator[tuple[str, World]]:
    yield "the first byte leaves", _at(world, place, process._replace(at="waiting", flying=rules.sends))
    answered = process._replace(at="answered", verdict=Verdict.NOT_SENT)
    yield "refused for who asks", _at(world, place, answered)


def _wait(rules: Rules, world: World, place: int, process: Process) -> Iterator[tuple[str, World]]:
    one = world.bookings[process.generation]
    unknown = process._replace(at="answered", flying=0, verdict=Verdict.UNKNOWN)
    late = _with(world, process.generation, one._replace(late=one.late + process.flying))
    yield "the deadline passes", _at(late, place, unknown)
    left = process.flying - 1
    yield (
        "the request is lost",
        _at(_with(world, process.generation, one._replace(late=one.late + left)), place, unknown),
    )
    for verdict, landed in _carrier(rules, one._replace(late=one.late + left)):
        after = _with(world, process.generation, landed)
        yield f"answered: {verdict}", _at(after, place, unknown._replace(verdict=verdict))
        yield f"the answer ({verdict}) is lost", _at(after, place, unknown)


def _carrier(rules: Rules, one: Booking) -> Iterator[tuple[Verdict, Booking]]:
    """What the carrier may do with a request of this key."""
    if one.rows and rules.deduplicates:
        yield Verdict.DUPLICATE, one
    else:
        yield Verdict.BOOKED, one._replace(rows=one.rows + 1)
        yield Verdict.ACCEPTED, one._replace(rows=one.rows + 1)
    yield _REFUSAL, one


def _end(rules: Rules, world: World, place: int, process: Process) -> Iterator[tuple[str, World]]:
    """The outcome is committed where the attempt is still open, as `Attempts.end` does."""
    done = _at(world, place, Process())
    if not process.open:
        yield "the answer comes too late", done
        return
    assert process.verdict is not None
    number = "N" if process.verdict in (Verdict.BOOKED, Verdict.DUPLICATE) else ""
    step = rules.after(Outcome("R", process.verdict, number=number), earlier_tries=process.tries)
    one = world.bookings[process.generation]
    if one.state is not State.SENDING:
        yield "somebody else has moved it", done
        return
    unsent = process.verdict is Verdict.NOT_SENT or step.to in (State.QUEUED, State.REFUSED)
    ended = one._replace(tries=one.tries - 1 if unsent else one.tries)
    yield f"ended as {step.to}", _moved(done, process.generation, ended, step.to)


# --- how a world changes


def _with(world: World, generation: int, one: Booking) -> World:
    bookings = list(world.bookings)
    bookings[generation] = one
    return world._replace(bookings=tuple(bookings))


def _changed(world: World, generation: int, one: Booking) -> World:
    """The row is written: what others have read of it no longer holds."""
    processes = tuple(
        process._replace(fresh=False) if process.generation == generation and process.at == "connected" else process
        for process in world.processes
    )
    return _with(world._replace(processes=processes), generation, one)


def _moved(world: World, generation: int, one: Booking, to: State) -> World:
    """A move of the house's table; whoever waited for an answer to it waits for nothing now."""
    processes = tuple(
        process._replace(open=False) if process.generation == generation else process for process in world.processes
    )
    tries = 0 if to is State.DRAFT else one.tries
    return _changed(world._replace(processes=processes), generation, one._replace(state=to, tries=tries, looks=0))


def _at(world: World, place: int, process: Process) -> World:
    processes = list(world.processes)
    processes[place] = process
    return world._replace(processes=tuple(processes))


# --- the variants


def retrying_unknown(outcome: Outcome, *, earlier_tries: int) -> Step:
    """As programs do that save after sending: what was not answered is sent again."""
    step = after_attempt(outcome, earlier_tries=earlier_tries)
    return Step(State.QUEUED, step.why) if outcome.verdict is Verdict.UNKNOWN else step


def refusal_is_proof(outcome: Outcome, *, earlier_tries: int) -> Step:
    """The refusal of a second request taken for a word about the first."""
    return after_attempt(outcome, earlier_tries=0 if outcome.verdict is Verdict.REFUSED else earlier_tries)


def silence_is_refusal(outcome: Outcome, *, earlier_tries: int) -> Step:
    step = after_attempt(outcome, earlier_tries=earlier_tries)
    return Step(State.REFUSED, step.why) if outcome.verdict is Verdict.UNKNOWN else step


def silence_is_success(outcome: Outcome, *, earlier_tries: int) -> Step:
    step = after_attempt(outcome, earlier_tries=earlier_tries)
    return Step(State.ACCEPTED, step.why) if outcome.verdict is Verdict.UNKNOWN else step


def forgetting(outcome: Outcome, *, earlier_tries: int) -> Step:
    """A used reference is somebody else's, also after a lost answer of our own."""
    return after_attempt(outcome, earlier_tries=0)


_AGAIN, _LOOK = Rules(Settling.SEND_AGAIN), Rules(Settling.LOOK)
RULES = {"send again": _AGAIN, "look": _LOOK}
#: Ways to get it wrong, each with the rules that have it: all must be caught.
VARIANTS = {
    "commit after the send": replace(_LOOK, commit_first=False),
    "commit after the send, duplicates refused": replace(_AGAIN, commit_first=False),
    "an unknown is sent again": replace(_LOOK, after=retrying_unknown),
    "the refusal of a probe is proof": replace(_AGAIN, after=refusal_is_proof),
    "silence is a refusal": replace(_AGAIN, after=silence_is_refusal),
    "silence is success": replace(_AGAIN, after=silence_is_success),
    "earlier tries are forgotten": replace(_AGAIN, after=forgetting),
    "no compare-and-set": replace(_LOOK, compare_and_set=False),
    "recovered to queued": replace(_LOOK, recover_to=State.QUEUED),
    "not found is not booked": replace(_LOOK, not_found_to=State.QUEUED),
    "two generations live": replace(_AGAIN, alone=False),
    "label trouble books again": replace(_LOOK, label_trouble_to=State.QUEUED),
    "the HTTP library tries again": replace(_LOOK, sends=2),
}
