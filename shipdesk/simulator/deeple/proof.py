"""PID, TIMESTAMP and SIGNATURE of a call ("Request headers"). How the signature is computed is not documented."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime

#: Name -> from the secret and what is signed to the signature.
RECIPES: dict[str, Callable[[bytes, bytes], str]] = {
    "hmac-sha256-hex": lambda secret, text: hmac.new(secret, text, hashlib.sha256).hexdigest(),
    "hmac-sha256-base64": lambda secret, text: base64.b64encode(hmac.digest(secret, text, "sha256")).decode(),
    "sha256-hex": lambda secret, text: hashlib.sha256(text + secret).hexdigest(),
}
TIMESTAMPS: dict[str, Callable[[datetime], str]] = {
    "seconds": lambda at: f"{at.timestamp():.0f}",
    "milliseconds": lambda at: f"{at.timestamp() * 1000:.0f}",
    "iso": lambda at: at.isoformat(timespec="seconds"),
}


def headers(body: bytes, secret: str, at: datetime, *, pid: str, recipe: str, timestamp: str) -> dict[str, str]:
    """The headers of a call; the signature is of PID, TIMESTAMP and body, one after the other."""
    moment = TIMESTAMPS[timestamp](at)
    signature = RECIPES[recipe](secret.encode(), f"{pid}{moment}".encode() + body)
    return {"PID": pid, "TIMESTAMP": moment, "SIGNATURE": signature}
