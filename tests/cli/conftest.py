"""The real commands over a home of their own, and the simulated carriers beside them as a process."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from shipdesk.assets import resource
from shipdesk.cli import main
from shipdesk.program import Program
from tests.simulator_process import Simulator, start_simulator

PASSWORD = "planted-pässwörd-7Q"


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """Standard output as one JSON object a line; anything else on it fails."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def record(self) -> dict[str, Any]:
        (record,) = self.records
        return record


@dataclass(frozen=True)
class Station:
    """A home, and the commands over it: most in this process, for speed, and as a process of its own with `start`."""

    root: Path

    @property
    def home(self) -> Path:
        return self.root / "home"

    def run(self, *words: str | Path, stdin: bytes = b"") -> Done:
        """The command over this home, with the real program behind it."""
        out, err = _stream(), _stream()
        with (
            pytest.MonkeyPatch.context() as patch,
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            patch.setattr(sys, "stdin", _stream(stdin))
            status = main(["--home", str(self.home), *map(str, words)], Program())
        return Done(status, _written(out), _written(err))

    def run_process(self, *words: str | Path, stdin: bytes = b"", **variables: str) -> Done:
        """The command as a script calls it; names no home by itself."""
        with self.start(*words, **variables) as process:
            out, err = process.communicate(stdin, timeout=120)
        return Done(process.returncode, out.decode(), err.decode())

    def start(self, *words: str | Path, **variables: str) -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        command = [sys.executable, "-m", "shipdesk", *map(str, words)]
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=os.environ | variables)

    def file(self, name: str, content: object) -> Path:
        path = self.root / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path


def _stream(content: bytes = b"") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", newline="")


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


@pytest.fixture(scope="session")
def carriers() -> Iterator[Simulator]:
    with start_simulator() as simulator:
        yield simulator


@pytest.fixture
def station(tmp_path: Path) -> Station:
    return Station(tmp_path)


@pytest.fixture
def open_station(station: Station, carriers: Simulator) -> Station:
    """A station with an account at the simulated carrier, which has forgotten all that came before."""
    carriers.control("reset")
    done = station.run(
        "account", "set", "jumppoint", "environment=custom", f"base_url={carriers.url}/jumppoint/",
        "username=station-3", "settle=0,0.1", "--secret", "password", stdin=f"{PASSWORD}\n".encode(),
    )  # fmt: skip
    assert (done.status, done.err) == (0, "")
    return station


def shipment(reference: str, **changes: Any) -> dict[str, Any]:
    """A shipment that may be booked on any day. A change is `receiver__phone="…"`; None takes a value out."""
    sample = json.loads(resource("samples", "jumppoint-singapore.json").read_text(encoding="utf-8"))
    record: dict[str, Any] = {**sample, "reference": reference}
    del record["pickup"]
    for path, value in changes.items():
        *way, last = path.split("__")
        part = record
        for step in way:
            part = part[step]
        part[last] = value
    return record
