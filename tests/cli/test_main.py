from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from shipdesk.cli import main
from shipdesk.core.errors import SetupError
from shipdesk.core.records import Backup
from shipdesk.settings.accounts import CarrierAccounts
from shipdesk.usecases.desk import Desk

SECRET = "9 Harbour Road, hunter2"


class Program:
    """A program whose order book cannot be opened, because of whatever `fault` is; notes the rest."""

    def __init__(self, fault: BaseException | None = None) -> None:
        self.fault = fault or SetupError("There is none.")
        self.asked: list[object] = []

    def open_desk(self, home: Path) -> AbstractContextManager[Desk]:
        raise self.fault

    def accounts(self, home: Path) -> CarrierAccounts:
        raise self.fault

    def restore(self, home: Path, file: Path) -> tuple[Backup, Path | None]:
        raise self.fault

    def open_window(self, home: Path) -> int:
        self.asked.append(home)
        return 0

    def demo(self, *, headless: bool, out: Path | None) -> int:
        self.asked += [headless, out]
        return 0

    def selfcheck(self) -> int:
        return 0

    def serve(self, home: Path, host: str, port: int) -> None:
        self.asked += [home, host, port]

    def simulate(self, host: str, port: int, *, numbers: str, with_parent: bool) -> None:
        self.asked += [host, port, numbers, with_parent]
        raise OSError(98, "Address already in use")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["chek"], "invalid choice: 'chek'"),
        (["check"], "the following arguments are required: FILE"),
        (["orders", "--colour"], "unrecognized arguments: --colour"),
        (["orders", "--jso"], "unrecognized arguments: --jso"),
        (["orders", "--limit", "0"], "'0' is no number of lines"),
        (["orders", "--since", "yesterday"], "'yesterday' is no date; write it like 2026-11-30"),
        (["orders", "--state", "gone"], "invalid choice: 'gone'"),
        (["label", "R1"], "the following arguments are required: -o/--out"),
        (["account"], "the following arguments are required: list|set"),
        (["simulate", "--port", "70000"], "'70000' is no port"),
        (["--home"], "argument --home: expected one argument"),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words, Program()) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("shipdesk: ")
    assert sentence in printed.err
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("words", [["--help"], ["orders", "--help"], ["account", "set", "--help"]])
def test_help_is_no_fault(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words, Program()) == 0
    assert capsys.readouterr().out.startswith("usage: shipdesk")


def test_without_a_command_the_window_opens_over_the_home(tmp_path: Path) -> None:
    program = Program()
    assert main(["--home", str(tmp_path / "other")], program) == 0
    assert main([], program) == 0
    assert program.asked == [tmp_path / "other", tmp_path / "home"]


def test_demo_and_simulate_hand_on_what_they_were_given(capsys: pytest.CaptureFixture[str]) -> None:
    program = Program()
    assert main(["demo", "--headless", "--out", "pictures"], program) == 0
    assert main(["simulate", "--port", "8000", "--with-parent"], program) == 1
    assert program.asked == [True, Path("pictures"), "127.0.0.1", 8000, "in-answer", True]
    assert capsys.readouterr().err == "shipdesk: 127.0.0.1:8000 cannot be listened on: Address already in use.\n"


def test_a_fault_of_ours_is_one_line_and_written_down_without_anybodys_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fault = ValueError(SECRET)
    fault.__cause__ = KeyError(SECRET)
    assert main(["orders"], Program(fault)) == 1
    printed = capsys.readouterr()
    log = tmp_path / "home" / "logs" / "errors.log"
    assert printed.err == f"shipdesk: A fault of ShipDesk's own (ValueError); it is written down in {log}.\n"
    written = log.read_text()
    assert "ValueError after KeyError" in written
    assert "orders.py" in written
    assert "hunter2" not in written + printed.err


def test_a_fault_that_cannot_be_written_down_is_still_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "home").write_text("in the way")
    assert main(["orders"], Program(ValueError(SECRET))) == 1
    assert capsys.readouterr().err.endswith("(ValueError); it could not be written down.\n")


def test_control_c_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["orders"], Program(KeyboardInterrupt())) == 1
    assert capsys.readouterr().err == "shipdesk: Stopped.\n"


def test_control_c_at_an_awkward_moment_is_one_line_too(capsys: pytest.CaptureFixture[str]) -> None:
    fault = RuntimeError("release unlocked lock")
    fault.__context__ = KeyboardInterrupt()
    assert main(["orders"], Program(fault)) == 1
    assert capsys.readouterr().err == "shipdesk: Stopped.\n"


def test_a_home_of_nobody_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["orders", "--home", "~nobody-of-that-name/x"], Program()) == 1
    assert capsys.readouterr().err.endswith("cannot be found; choose another with --home.\n")
