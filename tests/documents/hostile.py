"""What a hostile document could make its reader do; run by name in the process that opens documents."""

import os
import time


def hang() -> None:
    time.sleep(3600)


def spin() -> None:
    while True:
        pass


def crash() -> None:
    os.abort()


def hog() -> int:
    return len(bytearray(8 * 1024**3))


def refuse() -> None:
    raise ValueError("not this one")


def who() -> int:
    return os.getpid()
