"""Simulated carriers on the loopback, for training and for tests.

Written from the carriers' documents alone: this package imports nothing else of ours, or a wrong mapper would agree
with itself. README.md beside this file says what they answer and how they are controlled.
"""

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from types import FrameType

import uvicorn

from shipdesk.simulator.carrier import Options
from shipdesk.simulator.server import build

__all__ = ["serve"]


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def serve(
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    announce: Callable[[str], object] = _print,
    numbers: str = "in-answer",
    with_parent: bool = False,
) -> None:
    """Run the simulated carriers until SIGTERM or SIGINT, then return.

    Args:
        host: the address to listen on.
        port: 0 takes any that is free.
        announce: told `listening on http://HOST:PORT` once connections are accepted.
        numbers: `in-answer` or `later`, see README.md.
        with_parent: stop as well when standard input ends, which it does when the parent process that holds its
            other end dies.

    Raises:
        OSError: the port is taken.
    """
    listener = _listener(host, port)
    config = uvicorn.Config(
        build(Options(numbers=numbers)),
        http="h11",
        loop="asyncio",
        ws="none",
        proxy_headers=False,
        access_log=False,
        log_config=None,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    if threading.current_thread() is threading.main_thread():
        _end_on_signals(server)
    if with_parent:
        threading.Thread(target=_stop_at_end_of_input, args=(server,), daemon=True).start()
    announce(f"listening on http://{host}:{listener.getsockname()[1]}")
    server.run(sockets=[listener])


def _listener(host: str, port: int) -> socket.socket:
    # With the protocol named, or asyncio leaves Nagle's delay on and every answer takes 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    listener.listen()
    return listener


def _end_on_signals(server: uvicorn.Server) -> None:
    # uvicorn takes these over while it runs, and afterwards raises them again for whoever handled them before: with
    # no handler that would kill the process after it has stopped in good order.
    def stop(_number: int, _frame: FrameType | None) -> None:
        server.should_exit = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


def _stop_at_end_of_input(server: uvicorn.Server) -> None:
    # The descriptor itself: a daemon thread inside sys.stdin would hold its lock when the interpreter ends.
    while os.read(0, 4096):
        pass
    server.should_exit = True
