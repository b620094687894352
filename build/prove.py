"""The proofs of "never twice, never lost" at length.

    python3 build/run.py prove [--long] [--seed N] [--flow NAME] [TOPIC …]

Without a topic all of them run. Their short forms are tests (tests/proofs) and run with every other test.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.documents.label_trial import try_bad, try_good
from tests.proofs import fuzz
from tests.proofs.clerk import Clerk, ClerkWhoLooks
from tests.proofs.flows import FLOWS, Flow
from tests.proofs.kills import campaign
from tests.proofs.model import RULES, VARIANTS, BrokenError, explore
from tests.proofs.window_clerk import WindowClerk, windows
from tests.simulator_process import start_simulator

#: What a proof found: a line for a person, and whether all was well.
Found = Iterator[tuple[str, bool]]


def kills(flows: list[Flow], number: int, *, long: bool) -> Found:
    """Stations killed at random moments: 10,000 for each flow, or 300."""
    with start_simulator() as simulator:
        for flow in flows:
            tally = campaign(simulator, flow, kills=10_000 if long else 300, seed=number)
            yield "\n".join([tally.line(flow), *tally.complaints]), not tally.complaints


def matrix(flows: list[Flow], _number: int, *, long: bool) -> Found:
    """Every cell of the fault matrix, with two seeds, or ten when long."""
    yield from _tests("test_matrix.py", flows, seeds=10 if long else 2)


def order(flows: list[Flow], _number: int, *, long: bool) -> Found:
    """The order of system calls, five times over when long."""
    yield from _tests("test_order.py", flows, times=5 if long else 1)


def _tests(name: str, flows: list[Flow], *, times: int = 1, seeds: int = 2) -> Found:
    chosen = " or ".join(flow.name for flow in flows)
    for _ in range(times):
        command = [sys.executable, "-m", "pytest", f"tests/proofs/{name}", "--tb=short", "-k", chosen]
        environment = os.environ | {"SHIPDESK_SEEDS": str(seeds)}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        yield done.stdout.strip().splitlines()[-1] if done.returncode == 0 else done.stdout, done.returncode == 0


def model(_flows: list[Flow], _number: int, *, long: bool) -> Found:
    """The protocol, walked whole with up to three stations and two generations, and its broken variants."""
    for name, rules in RULES.items():
        for stations, generations in ((1, 1), (2, 1), (2, 2), (3, 1), *([(3, 2)] if long else [])):
            seen = explore(rules, stations=stations, generations=generations)
            yield (
                f"{name}, {stations} stations, {generations} generations: {seen.states:,} states, {seen.moves:,} moves",
                True,
            )
    for name, rules in VARIANTS.items():
        try:
            explore(rules, stations=2, generations=2)
            yield f"{name}: NOT CAUGHT", False
        except BrokenError as caught:
            yield f"{name}: caught after {len(caught.path)} steps: {caught.sentence}", True


def clerk(_flows: list[Flow], number: int, *, long: bool) -> Found:
    """Keys in any order: 2,000 days of 60 at each kind of carrier and 200 of 40 at the window, or 60 and 10 of 30."""
    wanted = _days(2000 if long else 60, 60 if long else 30)
    for machine in (Clerk, ClerkWhoLooks):
        seeded = seed(number)(machine)
        run_state_machine_as_test(seeded, settings=wanted)
        yield f"{machine.__name__}: {wanted.max_examples} days of {wanted.stateful_step_count} keys", True
    if not hasattr(os, "fork"):
        return
    wanted = _days(200 if long else 10, 40 if long else 30)
    with start_simulator() as WindowClerk.carriers, windows() as WindowClerk.windows:
        run_state_machine_as_test(seed(number)(WindowClerk), settings=wanted)
    what = f"WindowClerk: {wanted.max_examples} days of {wanted.stateful_step_count} steps"
    yield f"{what}, {WindowClerk.cut} bookings cut in the middle of sending", WindowClerk.cut > 0


def _days(days: int, keys: int) -> settings:
    return settings(
        max_examples=days,
        stateful_step_count=keys,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )


def fuzzed(flows: list[Flow], number: int, *, long: bool) -> Found:
    """Answers with something wrong: 50,000 for each flow and kind of call, or 2,000."""
    answers = 50_000 if long else 2_000
    for flow in flows:
        for what, run in (("bookings", fuzz.fuzz_booking), ("questions", fuzz.fuzz_questions)):
            tally = run(flow, answers=answers, seed=number)
            yield "\n".join([tally.line(f"{flow.name} {what}"), *tally.complaints]), not tally.complaints


def labels(_flows: list[Flow], number: int, *, long: bool) -> Found:
    """The label check: 300 defective labels and 1,000 good ones, or 105 and 150; it may miss 1 % and stop none."""
    bad, good = (300, 1000) if long else (105, 150)
    missed, stopped = try_bad(bad, number), try_good(good, number)
    caught = sum(missed.found.values())
    yield (
        "\n".join([f"{caught} of {bad} defective labels caught", *missed.table(), *missed.wrong]),
        caught >= 0.99 * bad,
    )
    count = sum(stopped.found.values())
    yield "\n".join([f"{count} of {good} good labels stopped", *stopped.table(), *stopped.wrong]), not count


def robot(_flows: list[Flow], _number: int, *, long: bool) -> Found:
    """What work at the table costs in keys and in time; every key with its time and its field when long."""
    command = [sys.executable, "-m", "pytest", "tests/robot", "-p", "no:randomly", "--tb=short", "-q"]
    environment = os.environ | ({"SHIPDESK_STROKES": "1"} if long else {})
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        yield done.stdout, False
        return
    for line in done.stdout.splitlines():
        if any(mark in line for mark in (" scans, ", " letters", " ms  ")):
            yield line.strip(".\n"), True


TOPICS: dict[str, Callable[..., Found]] = {
    "kills": kills,
    "matrix": matrix,
    "order": order,
    "model": model,
    "clerk": clerk,
    "fuzz": fuzzed,
    "labels": labels,
    "robot": robot,
}


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="build/run.py prove")
    parser.add_argument("--long", action="store_true", help="the figures to hold, not a first look")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--flow", choices=[flow.name for flow in FLOWS], help="this flow alone")
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help=", ".join(TOPICS))
    asked = parser.parse_args(words)
    if unknown := set(asked.topics) - set(TOPICS):
        parser.error(f"'{unknown.pop()}' is none of: {', '.join(TOPICS)}.")
    flows, all_well = [flow for flow in FLOWS if asked.flow in (None, flow.name)], True
    for topic in asked.topics or TOPICS:
        started = time.monotonic()
        for line, well in TOPICS[topic](flows, asked.seed, long=asked.long):
            all_well = all_well and well
            print(f"{topic:7} {time.monotonic() - started:7.1f} s  {line}", flush=True)
    return 0 if all_well else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
