"""`shipdesk serve` as a process of its own."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from shipdesk.orderbook import FILE
from shipdesk.program import Program
from tests.inbound.senders import PROJECT, SECRETS, Sent


@dataclass(frozen=True)
class Serving:
    """A running receiver. What is kept is read from the order book's file itself."""

    url: str
    home: Path
    process: subprocess.Popen[str]
    client: httpx.Client

    def send(self, sent: Sent, **headers: str) -> httpx.Response:
        more = [(name.encode(), value.encode()) for name, value in headers.items()]
        return self.client.post(sent.path, content=sent.content, headers=[*sent.raw_headers, *more])

    def kept(self) -> list[tuple[str, bytes, str]]:
        """Source, body and token of every delivery, in the order they were kept."""
        return kept(self.home)


def kept(home: Path) -> list[tuple[str, bytes, str]]:
    with closing(sqlite3.connect(home / FILE)) as connection:
        return connection.execute("SELECT source, body, token FROM inbound ORDER BY id").fetchall()


def set_up(home: Path) -> None:
    """An account of every source."""
    accounts = Program().accounts(home)
    accounts.set("deeple", {"project_id": PROJECT})
    for source, (name, secret) in SECRETS.items():
        accounts.set_secret(source, name, secret)


@contextmanager
def serving(home: Path) -> Iterator[Serving]:
    """Run it on any free port until the block ends; it must end in good order, unless it was killed meanwhile."""
    with (home.parent / f"{home.name}.err").open("a") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "shipdesk", "serve", "--home", home, "--host", "127.0.0.1", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=err,
            text=True,
        )
    assert process.stdout is not None
    with process, httpx.Client(trust_env=False, timeout=60, verify=False) as client:
        line = process.stdout.readline()
        try:
            assert line.startswith("listening on http://127.0.0.1:"), (home.parent / f"{home.name}.err").read_text()
            client.base_url = httpx.URL(line.removeprefix("listening on ").strip())
            yield Serving(str(client.base_url), home, process, client)
        finally:
            was_killed = process.poll() is not None
            process.terminate()
            status = process.wait(30)
    assert was_killed or status == 0
