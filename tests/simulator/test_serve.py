"""The server as a process: it says where it is, and it goes when it is told or left alone."""

import signal
import subprocess
import sys

import httpx
import pytest

from tests.simulator_process import start_simulator


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_good_order(number: signal.Signals) -> None:
    with start_simulator() as simulator:
        assert simulator.url.startswith("http://127.0.0.1:")
        assert simulator.control()["requests"]["jumppoint"] == {}
        simulator.process.send_signal(number)
        assert simulator.process.wait(10) == 0


def test_a_signal_before_the_first_request_is_not_lost() -> None:
    with start_simulator() as simulator:
        simulator.process.terminate()
        assert simulator.process.wait(10) == 0


def test_it_goes_with_its_parent() -> None:
    with start_simulator() as simulator:
        assert simulator.process.stdin is not None
        simulator.process.stdin.close()
        assert simulator.process.wait(10) == 0


def test_it_goes_though_someone_is_still_waiting() -> None:
    with start_simulator() as simulator:
        simulator.control("faults", [{"fault": "slow", "seconds": 600}])
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(f"{simulator.url}/jumppoint/login", json={}, timeout=0.2, trust_env=False)
        simulator.process.terminate()
        assert simulator.process.wait(10) == 0


def test_numbers_later_outlives_a_reset() -> None:
    with start_simulator("--numbers", "later") as simulator:
        assert simulator.control("reset")["carriers"]["jumppoint"]["settings"]["numbers"] == "later"


def test_a_port_that_is_taken_is_said_in_a_line() -> None:
    with start_simulator() as simulator:
        port = simulator.url.rpartition(":")[2]
        command = [sys.executable, "-m", "shipdesk.simulator", "--port", port]
        second = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert (second.returncode, second.stdout) == (1, "")
    assert second.stderr.startswith(f"Cannot listen on 127.0.0.1:{port}: ")
    assert second.stderr.count("\n") == 1
