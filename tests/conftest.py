"""What every test gets: no live home or keyring within reach, and no skipping where CI forbids it."""

import os
import signal
import threading
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

#: Windows of tests are painted, and not shown; name another platform to watch them.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Started in the background by a shell: the programs that tests stop with Ctrl+C must not inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that forgets to name its home must not find the clerk's."""
    monkeypatch.setenv("SHIPDESK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SHIPDESK_KEYRING", "file")
    monkeypatch.setenv("SHIPDESK_KEYFILE", str(tmp_path / "keyfile"))


@pytest.fixture(autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    """A lane, server or client that a test opened must be closed by it."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    for thread in left:
        thread.join(5)
    names = [thread.name for thread in left if thread.is_alive() and not thread.daemon]
    assert not names, f"threads left behind: {', '.join(names)}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if os.environ.get("SHIPDESK_NO_SKIPS") and report.skipped:
        report.outcome = "failed"
    return report
