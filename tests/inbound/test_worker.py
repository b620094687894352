"""The thread that works off: at each delivery, whatever it raises, and after the storm rather than in it."""

from __future__ import annotations

from threading import Event

from shipdesk.inbound.worker import Worker


def test_what_it_raises_is_told_and_the_next_is_worked_off() -> None:
    faults: list[Exception] = []
    again = Event()

    def work(_most: int) -> int:
        if not faults:
            raise ValueError("broken")
        again.set()
        return 0

    worker = Worker(work, faults.append)
    worker.wake()
    assert again.wait(20)
    worker.close()
    assert [str(fault) for fault in faults] == ["broken"]


def test_it_goes_on_until_nothing_is_left_and_again_when_it_is_woken() -> None:
    left = [5, 5, 2, 0, 3, 0]
    empty, done = Event(), Event()

    def work(_most: int) -> int:
        count = left.pop(0)
        if len(left) == 2:
            empty.set()
        if not left:
            left.append(0)
            done.set()
        return count

    worker = Worker(work, lambda _fault: None)
    assert empty.wait(20)
    worker.wake()
    assert done.wait(20)
    worker.close()
