"""How a case is measured and shown: ours and its floor in turn, the fastest of a few passes for each round."""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """One figure. `ours` and `floor` are called with the number of the round and do the same work.

    `passes` above 1 repeats every round and keeps its fastest: for work that can be done again. `holds` says whether
    the answer of a round is right. `goal` is the most the ratio of the medians may be.
    """

    name: str
    ours: Callable[[int], object]
    floor: Callable[[int], object]
    rounds: int = 200
    passes: int = 3
    goal: float | None = None
    holds: Callable[[int], bool] | None = None


@dataclass(frozen=True)
class Figures:
    """What came of a case: durations in seconds, one for each round, and the share of right answers."""

    case: Case
    ours: Sequence[float]
    floor: Sequence[float]
    right: float | None


def measure(case: Case) -> Figures:
    """Run a case."""
    ours, floor = [math.inf] * case.rounds, [math.inf] * case.rounds
    for _ in range(case.passes):
        for number in range(case.rounds):
            floor[number] = min(floor[number], _seconds(case.floor, number))
            ours[number] = min(ours[number], _seconds(case.ours, number))
    right = None
    if case.holds is not None:
        right = sum(map(case.holds, range(case.rounds))) / case.rounds
    return Figures(case, ours, floor, right)


def heading() -> str:
    """The first line of the table."""
    return (
        f"{'':44}{'floor p50':>10}{'p99':>9}{'ours p50':>10}{'p99 ms':>9}{'ratio p50':>11}{'p99':>7}{'goal':>7}  right"
    )


def line(figures: Figures) -> str:
    """One line of the table."""
    times = [percentile(values, q) for values in (figures.floor, figures.ours) for q in (50, 99)]
    median, tail = times[2] / times[0], times[3] / times[1]
    goal = figures.case.goal
    shown_goal = "" if goal is None else f"{goal:.2f}{' ' if median <= goal else '!'}"
    right = "" if figures.right is None else f"{figures.right:.0%}"
    floor_p50, floor_p99, ours_p50, ours_p99 = (f"{1000 * value:.3f}" for value in times)
    return (
        f"{figures.case.name:44}{floor_p50:>10}{floor_p99:>9}{ours_p50:>10}{ours_p99:>9}"
        f"{median:>11.2f}{tail:>7.2f}{shown_goal:>7}  {right}"
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile, `share` from 0 to 100."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share / 100 * len(ordered)) - 1)]


def _seconds(work: Callable[[int], object], number: int) -> float:
    begin = time.perf_counter()
    work(number)
    return time.perf_counter() - begin
