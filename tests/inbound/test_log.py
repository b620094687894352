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
