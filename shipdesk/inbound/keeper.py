"""The one thread that keeps deliveries: whatever is waiting goes into one durable transaction."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from threading import Condition, Thread

from shipdesk.core.errors import SetupError
from shipdesk.core.inbound import Delivery, Inbox

MOST_WAITING = 1000
_BATCH = 200
_Waiting = tuple[Delivery, str, "Future[None]"]


class FullError(Exception):
    """So many are waiting that one more would wait too long."""


class Keeper:
    """Made running; `close` keeps what is waiting and ends the thread."""

    def __init__(self, inbox: Inbox, kept: Callable[[], object]) -> None:
        """`kept` is called on the keeper's thread after each transaction."""
        self._inbox = inbox
        self._kept = kept
        self._waiting: deque[_Waiting] = deque()
        self._changed = Condition()
        self._closed = False
        self._thread = Thread(target=self._run, name="inbound keeper")
        self._thread.start()

    def keep(self, delivery: Delivery, identity: str) -> Future[None]:
        """Done when the delivery is on the disk, failed when it is not. Raises `FullError`."""
        done: Future[None] = Future()
        with self._changed:
            if self._closed or len(self._waiting) >= MOST_WAITING:
                raise FullError
            self._waiting.append((delivery, identity, done))
            self._changed.notify()
        return done

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while batch := self._next():
            try:
                self._keep(batch)
            except Exception as fault:  # noqa: BLE001 - whoever waits for it says so
                self._one_by_one(batch, fault)
            self._kept()

    def _next(self) -> list[_Waiting]:
        """What is waiting, at least one; empty at the end."""
        with self._changed:
            while not self._waiting and not self._closed:
                self._changed.wait()
            return [self._waiting.popleft() for _ in range(min(_BATCH, len(self._waiting)))]

    def _keep(self, batch: list[_Waiting]) -> None:
        self._inbox.keep([(delivery, identity) for delivery, identity, _done in batch])
        for _delivery, _identity, done in batch:
            done.set_result(None)

    def _one_by_one(self, batch: list[_Waiting], fault: Exception) -> None:
        """One that cannot be kept is not to take the others with it; a disk that fails fails for all."""
        if len(batch) == 1 or isinstance(fault, SetupError):
            for _delivery, _identity, done in batch:
                done.set_exception(fault)
            return
        for one in batch:
            try:
                self._keep([one])
            except Exception as own:  # noqa: BLE001 - as above
                one[2].set_exception(own)
