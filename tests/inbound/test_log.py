"""The receiver's log: a line for everything that is told, by itself or by a library, and never a traceback."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from shipdesk.inbound.log import Log


def test_what_others_warn_of_is_one_line_without_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = Log(tmp_path / "webhooks.log", aloud=True)
    others = logging.Logger("others")
    log.listen_to(others)
    others.info("nothing to see")
    others.warning("something\nis %s", "odd")
    try:
        raise ValueError("somebody's address")
    except ValueError:
        others.exception("Task exception was never retrieved")
    log.close()
    lines = (tmp_path / "webhooks.log").read_text(encoding="utf-8").splitlines()
    said = [line.partition(" ")[2] for line in lines]
    assert said == ["something is odd", "Task exception was never retrieved (ValueError)"]
    assert capsys.readouterr().err.splitlines() == lines


def test_strangers_do_not_push_out_what_matters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 5000.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    log = Log(tmp_path / "webhooks.log", aloud=False)
    for number in range(100):
        log.nothing_at(f"/{number}", "192.0.2.1")
    log.answered(401, "ceva", "192.0.2.2", size=0, milliseconds=1, why="It has no clientId.")
    now += 3600
    log.malformed("192.0.2.3")
    log.close()
    said = [line.partition(" ")[2] for line in (tmp_path / "webhooks.log").read_text(encoding="utf-8").splitlines()]
    assert said[:30] == [f"404 from 192.0.2.1: there is nothing at '/{number}'" for number in range(30)]
    assert said[30:] == [
        "More such follow; they are told again within an hour",
        "401 ceva from 192.0.2.2, 0 bytes, 1 ms: It has no clientId.",
        "400 from 192.0.2.3: this is no HTTP; https ends at the proxy in front",
    ]
