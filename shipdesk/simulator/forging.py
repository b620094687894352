"""A webhook before it leaves: proved as its document says, or forged on purpose, so that a receiver can be tried."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from shipdesk.simulator.carrier import ControlError, Json

#: From the body, the secret and the time to the headers that prove who sends it.
Prove = Callable[[bytes, str, datetime], dict[str, str]]

_MIB = 1 << 20


def _spaced(body: bytes) -> bytes:
    return json.dumps(json.loads(body), indent=1, ensure_ascii=False).encode()


#: What is wrong with the body though its proof is right.
_BODIES: dict[str, Callable[[bytes], bytes]] = {
    "oversized": lambda body: body[:-1] + b',"padding":"' + b"x" * _MIB + b'"}',
    "not_json": lambda body: body[:-1],
    "not_object": lambda body: b"[" + body + b"]",
    "odd": lambda _body: b"{}",
}
#: What is done to the body after it was proved.
_AFTERWARDS: dict[str, Callable[[bytes], bytes]] = {
    "tampered": lambda body: body[:-1] + b',"tampered":true}',
    "spaced": _spaced,
}
_PROOFS = ("wrong_proof", "missing_proof", "stale")
FORGERIES = (*_PROOFS, *_BODIES, *_AFTERWARDS)


def compact(event: Json) -> bytes:
    """JSON as the senders write it: without blanks, its letters as they are."""
    return json.dumps(event, separators=(",", ":"), ensure_ascii=False, default=str).encode()


def proved(
    body: bytes, secret: str, prove: Prove, forged: str = "", *, dated: bool = False
) -> tuple[bytes, dict[str, str]]:
    """Body and headers as they go out. `forged` is one of FORGERIES, or empty; `dated`: the proof has a time in it.

    Raises:
        ControlError: there is no such forgery, or this sender has no time to forge.
    """
    if forged not in ("", *FORGERIES):
        raise ControlError(f"Unknown forgery {forged!r}. Known: {', '.join(FORGERIES)}.")
    if forged == "stale" and not dated:
        raise ControlError("This sender's proof has no time in it that could be stale.")
    at = datetime.now(UTC) - (timedelta(hours=1) if forged == "stale" else timedelta())
    body = _BODIES.get(forged, bytes)(body)
    headers = prove(body, f"not {secret}" if forged == "wrong_proof" else secret, at)
    return _AFTERWARDS.get(forged, bytes)(body), {} if forged == "missing_proof" else headers
