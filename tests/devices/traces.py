"""Recorded traces: when which key was pressed, in ms, by people and by scanners."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from shipdesk.core.devices import Fate, ScanJudge

ENTER = "\r"
#: (pause before the key in ms, key): as an X server stamped them.
HUNT_AND_PECK = [(0, "4"), (412, "0"), (388, "3"), (530, " "), (610, "B"), (295, "n"), (707, ENTER)]
CLERK = [
    (0, "J"),
    (142, "e"),
    (96, "r"),
    (88, "r"),
    (131, "y"),
    (79, " "),
    (118, "L"),
    (104, "e"),
    (67, "e"),
    (150, ENTER),
]
#: 120 words a minute with keys rolled over each other: pairs come as near as 11 ms.
RACER = [(0, "t"), (52, "h"), (11, "e"), (61, "r"), (14, "e"), (47, " "), (58, "i"), (18, "n"), (66, "g"), (71, ENTER)]
USB_SCANNER = [(0, "R"), *[(3 + at % 3, letter) for at, letter in enumerate("EF00001008")], (4, ENTER)]
CHEAP_SCANNER = [(0, "R"), *[(16 + at % 4, letter) for at, letter in enumerate("EF00001008")], (18, ENTER)]
STUMBLING_SCANNER = [(0, "R"), (4, "E"), (4, "F"), (4, "0"), (44, "0"), (3, "1"), (51, "7"), (4, ENTER)]
PEOPLE = {"hunt and peck": HUNT_AND_PECK, "clerk": CLERK, "racer": RACER}
SCANNERS = {"usb": USB_SCANNER, "cheap": CHEAP_SCANNER, "stumbling": STUMBLING_SCANNER}

Trace = Sequence[tuple[int, str]]


def text_of(trace: Trace) -> str:
    return "".join(key for _, key in trace)


@dataclass
class Heard:
    """What came out: the keys let through in order, the scans, and how long the slowest key was kept back, ms."""

    typed: str = ""
    scans: tuple[str, ...] = ()
    slowest: int = 0


def replay(judge: ScanJudge, trace: Trace) -> Heard:
    """A trace against the judge alone, as a window with all the time in the world drives it."""
    heard, now, held = Heard(), 0, list[tuple[int, str]]()

    def let_go(at: int) -> None:
        heard.typed += "".join(key for _, key in held)
        heard.slowest = max([heard.slowest, *(at - since for since, _ in held)])
        held.clear()

    for pause, key in trace:
        due = now + judge.wait_ms
        now += pause
        if held and due < now:
            if judge.pause():
                heard.scans += (judge.finish(due),)
                held.clear()
            else:
                judge.clear()
                let_go(due)
        if key == ENTER:
            if judge.ends(now):
                heard.scans += (judge.finish(now),)
                held.clear()
            elif not judge.trails(now):
                judge.clear()
                let_go(now)
                heard.typed += key
            continue
        fate = judge.press(key, now)
        if fate is not Fate.HOLD:
            let_go(now)
        if fate is Fate.PASS:
            heard.typed += key
        else:
            held.append((now, key))
    if held and judge.pause():
        heard.scans += (judge.finish(now + judge.wait_ms),)
        held.clear()
    let_go(now + judge.wait_ms)
    return heard


def typist(chance: random.Random, text: str) -> list[tuple[int, str]]:
    """A fast person: 35 to 180 ms from key to key, now and then two keys almost together, never three."""
    trace: list[tuple[int, str]] = []
    together = True  # what was typed before may have ended with a pair
    for letter in text:
        together = not together and chance.random() < 0.05
        trace.append((chance.randint(5, 19) if together else chance.randint(35, 180), letter))
    return trace


def scanner(chance: random.Random, text: str, *, most: int = 18) -> list[tuple[int, str]]:
    """A scanner with a pace of its own, after a pause that no scanner makes."""
    pace = chance.randint(1, most)
    steps = [max(0, pace + chance.randint(-1, 1)) for _ in text]
    return [(chance.randint(120, 400), text[0]), *zip(steps[1:], text[1:], strict=True), (pace, ENTER)]
