"""Run a verb in a lane, with its two ends connected."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from shipdesk.workers.lanes import Lanes, Task

P = ParamSpec("P")
T = TypeVar("T")


def start(
    lanes: Lanes,
    lane: str,
    done: Callable[[T], None],
    failed: Callable[[Exception], None],
    verb: Callable[P, T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> Task:
    """Run `verb` in `lane`; then `done` with its value or `failed` with its exception, on the window's thread.

    `done` and `failed` are bound methods of something that lives as long as its screen.
    """
    task = Task()
    task.done.connect(done)
    task.failed.connect(failed)
    lanes.run(lane, task, verb, *args, **kwargs)
    return task
