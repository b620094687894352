"""From the start of the process to the first painted window, beside a bare window of the same toolkit."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.book_data import big_book
from benchmarks.timing import Case

_SCRIPT = Path(__file__).with_name("first_paint.py")
_GOAL = 1.5


def cases(work: Path, *, quick: bool) -> Iterator[Case]:
    size = 100_000 if quick else 1_000_000
    home = str(big_book(work, size))
    name = f"start: first paint, book of {size:,}"
    yield Case(name, lambda _: _open("shipdesk", home), lambda _: _open("bare"), 5 if quick else 15, 1, goal=_GOAL)
    sys.stdout.write(f"{'  peak memory, MiB':44}{_open('bare'):>10}{'':9}{_open('shipdesk', home):>10}\n")


def _open(*words: str) -> int:
    """Seconds are taken around this; gives the peak of its memory in MiB."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run([sys.executable, str(_SCRIPT), *words], env=environment, stdout=-1, stderr=-3, check=True)
    return int(done.stdout)
