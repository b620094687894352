"""The simulated carriers as a process of their own, for any test that needs a carrier on the wire."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

_STARTED = "listening on "


@dataclass(frozen=True)
class Simulator:
    """A running server: `url` is its root, so a Jumppoint account's base_url is `url + "/jumppoint"`."""

    url: str
    process: "subprocess.Popen[str]"

    def control(self, verb: str = "", given: Any = None, **values: Any) -> Any:
        """Ask or tell the control door.

        `control()` is the state and `control("requests")` what was asked; every other verb (`reset`, `faults`,
        `jumppoint/advance`, `jumppoint/settings`, `jumppoint/expire_tokens`) is told, with `given` or the keywords
        as its JSON.

        Raises:
            httpx.HTTPStatusError: the door refused; its sentence is in the message.
        """
        url = f"{self.url}/_control/{verb}".rstrip("/")
        # Plain HTTP: reading the authorities' certificates would take longer than everything else here.
        with httpx.Client(trust_env=False, timeout=10, verify=False) as client:
            if verb in ("", "requests"):
                answer = client.get(url)
            else:
                answer = client.post(url, json=values if given is None else given)
        if answer.is_error:
            raise httpx.HTTPStatusError(answer.text, request=answer.request, response=answer)
        return answer.json()


@contextmanager
def start_simulator(*args: str) -> Iterator[Simulator]:
    """Run `python -m shipdesk.simulator --port 0` with these arguments as well, until the block ends."""
    command = [sys.executable, "-m", "shipdesk.simulator", "--port", "0", "--with-parent", *args]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            if not line.startswith(_STARTED):
                raise RuntimeError(f"The simulator said {line!r}.")
            yield Simulator(line.removeprefix(_STARTED).strip(), process)
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            finally:
                process.kill()
