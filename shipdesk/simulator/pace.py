"""Things that happen by themselves now and then, so that training is alive."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from shipdesk.simulator import values
from shipdesk.simulator.carrier import ControlError, Json


@dataclass
class Rhythm:
    """How often.

    Attributes:
        first, every: seconds until it happens first, and from then on.
        most: how often at most; 0 ends what was going on.
    """

    first: float = 5.0
    every: float = 90.0
    most: int = 40

    def __post_init__(self) -> None:
        if self.first < 0 or self.every <= 0:
            raise ValueError("first is not negative, and every more than 0 seconds.")


class Pace:
    """One thing that happens by itself. What cannot happen just then (nothing to send, nowhere to) is left out."""

    def __init__(self, act: Callable[[], object]) -> None:
        self._act = act
        self._task: asyncio.Task[None] | None = None

    def verb(self, given: Json) -> Json:
        """Begin, or begin anew, as a Rhythm says."""
        rhythm = values.read(Rhythm, given)
        self.reset()
        if rhythm.most:
            self._task = asyncio.get_running_loop().create_task(self._run(rhythm))
        return {"most": rhythm.most}

    def reset(self) -> None:
        """End it."""
        if self._task is not None:
            self._task.cancel()

    async def close(self) -> None:
        self.reset()
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)

    async def _run(self, rhythm: Rhythm) -> None:
        pause = rhythm.first
        for _ in range(rhythm.most):
            await asyncio.sleep(pause)
            pause = rhythm.every
            with suppress(ControlError):
                self._act()
