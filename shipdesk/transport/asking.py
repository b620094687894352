"""Questions: they change nothing at the carrier, so they are asked again, a few times and not for long."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import httpx
import stamina
from stamina.instrumentation import set_on_retry_hooks

from shipdesk.core.errors import BusyError, NetworkError
from shipdesk.transport.client import AccountClient
from shipdesk.transport.sending import Answer, Ending, ask_once

ATTEMPTS = 3
#: Seconds for all attempts with the pauses between them; a carrier that asks for a longer pause is not waited for.
PATIENCE_S = 20.0
_FIRST_PAUSE_S = 0.3
_BUSY = frozenset({429, 502, 503, 504})

# Its log line would hold the fault, and a fault may hold a URL.
set_on_retry_hooks(())


@dataclass
class _AgainError(Exception):
    ending: Ending


def ask(client: AccountClient, request: Callable[[], httpx.Request], *, attempts: int = ATTEMPTS) -> Answer:
    """The answer to a question; `request` makes it anew for each attempt.

    `Retry-After` is honoured. Give `attempts=1` for a call that changes something.

    Raises:
        NetworkError: no answer came.
        BusyError: the carrier was too busy each time.
    """
    try:
        for attempt in stamina.retry_context(
            on=_pause, attempts=attempts, timeout=PATIENCE_S, wait_initial=_FIRST_PAUSE_S, wait_max=5.0
        ):
            with attempt:
                ending = ask_once(client, request())
                if not isinstance(ending, Answer) or ending.status in _BUSY:
                    raise _AgainError(ending)
                return ending
    except _AgainError as last:
        raise _sentence(last.ending) from last
    raise AssertionError("the loop ends by an answer or an error")


def retry_after(answer: Answer) -> float | None:
    """The seconds the carrier asks to wait; None where it does not say in seconds."""
    text = answer.headers.get("retry-after", "")
    return float(text) if text.replace(".", "", 1).isdigit() else None


def _pause(fault: Exception) -> bool | float:
    """Told to the retry loop: wait so long, wait as you think best, or give up."""
    if not isinstance(fault, _AgainError):
        return False
    wanted = retry_after(fault.ending) if isinstance(fault.ending, Answer) else None
    if wanted is None:
        return True
    return wanted if wanted <= PATIENCE_S else False


def _sentence(ending: Ending) -> Exception:
    if not isinstance(ending, Answer):
        return NetworkError(ending.error)
    wanted = retry_after(ending)
    later = f"in {wanted:.0f} seconds" if wanted else "later"
    return BusyError(f"The carrier is too busy to answer (status {ending.status}); ask again {later}.", wanted)
