"""The figures of the product, each as a ratio to a floor that is taken in turn with it.

    python3 build/run.py bench [--quick] [TOPIC …]

A topic is a module of build/benchmarks with `cases(work, quick)`. Absolute times are this machine's; ratios compare.
"""

import argparse
import importlib
import sys
from pathlib import Path

from benchmarks.timing import heading, line, measure

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".work"
TOPICS = sorted(path.stem for path in (ROOT / "build" / "benchmarks").glob("bench_*.py"))


def main(words: list[str]) -> int:
    names = [topic.removeprefix("bench_") for topic in TOPICS]
    parser = argparse.ArgumentParser(prog="build/run.py bench")
    parser.add_argument("--quick", action="store_true", help="smaller data: a first look, not the figures to hold")
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help=", ".join(names))
    asked = parser.parse_args(words)
    if unknown := set(asked.topics) - set(names):
        parser.error(f"'{unknown.pop()}' is none of: {', '.join(names)}.")
    WORK.mkdir(exist_ok=True)
    print(heading())
    for name in asked.topics or names:
        for case in importlib.import_module(f"benchmarks.bench_{name}").cases(WORK, quick=asked.quick):
            print(line(measure(case)), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
