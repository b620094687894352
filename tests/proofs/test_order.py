"""The order of system calls: `sending` is on the disk, for certain, before the first byte of the booking leaves."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shipdesk.core.states import State
from shipdesk.orderbook import FILE, open_book
from tests.proofs.audit import damage
from tests.proofs.flows import FLOWS, Flow
from tests.proofs.stage import Stage
from tests.proofs.station import book, order
from tests.proofs.trace import Call, Disk, calls, command
from tests.simulator_process import Simulator

EACH = pytest.mark.parametrize("flow", FLOWS, ids=[flow.name for flow in FLOWS])


def is_booking(flow: Flow, call: Call) -> bool:
    """The head of a request that books."""
    paths = [endpoint.partition(" ")[2].encode() for endpoint in flow.endpoints]
    return call.name == "sendto" and call.text.startswith(b"POST ") and any(path in call.text[:200] for path in paths)


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@EACH
def test_8_a_power_cut_at_the_first_byte_leaves_a_book_that_knows_of_it(
    simulator: Simulator, tmp_path: Path, flow: Flow
) -> None:
    """What was synced before the first byte, and nothing else, is opened as after the power has come back."""
    stage = Stage(simulator, flow, tmp_path)
    with stage.desk() as desk:
        book(desk, order(desk, flow), stage.references)
    disk = Disk(stage.home)
    disk.durable[FILE] = (stage.home / FILE).read_bytes()
    log = tmp_path / "strace.log"
    life = {"flow": flow.name, "home": str(stage.home), "references": stage.references}
    done = subprocess.run(
        command(log, [sys.executable, "-m", "tests.proofs.worker"]),
        input=json.dumps(life) + "\n",
        text=True,
        capture_output=True,
        check=True,
    )
    assert done.stdout.split()[1] == "0", done.stderr
    seen = iter(calls(log))
    for call in seen:
        if is_booking(flow, call):
            break
        disk.take(call)
    else:
        pytest.fail("no booking left")
    assert disk.synced > 0
    assert disk.durable[f"{FILE}-wal"]
    disk.restore(tmp_path / "after")
    found = open_book(tmp_path / "after", clock=lambda: datetime.now(UTC))
    entry = found.entry(stage.references[0])
    assert entry is not None
    assert (entry.state, entry.tries) == (State.SENDING, 1)
    assert [orphan.id for orphan in found.orphans()] == [entry.id]
    assert damage(found) == []
    found.close()


def test_a_write_that_was_not_synced_is_gone(tmp_path: Path) -> None:
    disk = Disk(tmp_path)
    path = "".join(rf"\x{byte:02x}" for byte in str(tmp_path / "a.db").encode())
    log = tmp_path / "log"
    log.write_text(
        f'7 openat(AT_FDCWD, "{path}", O_RDWR) = 3\n'
        '7 pwrite64(3, "\\x41\\x42", 2, 0) = 2\n'
        "8 fdatasync(3 <unfinished ...>\n"
        '7 pwrite64(3, "\\x43", 1, 2) = 1\n'
        "8 <... fdatasync resumed>) = 0\n"
        '7 pwrite64(3, "\\x44", 1, 0) = 1\n'
    )
    for call in calls(log):
        disk.take(call)
    assert disk.durable == {"a.db": b"AB"}
    assert disk.written == {"a.db": bytearray(b"DBC")}
