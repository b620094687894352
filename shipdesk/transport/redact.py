"""Strikes secrets out of what is kept of an exchange: by the names they go under, and by their known values."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, quote_plus

STRUCK = "[struck out]"
#: The most that is kept of a body, in bytes.
MOST = 64 * 1024
_SHORTEST = 4

_NAMES = (
    r"password|passwd|access_?token|refresh_?token|id_?token|token|api_?key|app_?key|client_?secret|secret|signature"
    r"|webhook_?secret|authorization|X-Amz-(?:Signature|Credential|Security-Token)"
)
_HEADERS = frozenset(
    ("authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "api-key", "clientid")
)
#: `"password": "…"`, also where the JSON is cut or stands inside a JSON text.
_IN_JSON = re.compile(rf'(?i)(\\?"(?:{_NAMES})\\?"\s*:\s*)(\\?"(?:[^"\\]|\\(?!")|\\"(?=[^,}}\]\s]))*\\?"?|[\w.+-]+)')
#: `password=…` in a form or a query; a user name beside it is half of what opens the account.
_IN_PAIRS = re.compile(rf"(?i)((?:^|[?&;\s\"'])(?:{_NAMES}|username)=)[^&\s\"'\\<]*")
_BEARER = re.compile(r"(?i)\b(Bearer|Basic)\s+[\w.~+/=-]{4,}")


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """`text` without secrets: those in `secrets` wherever they stand, others by the names beside them."""
    for value in sorted(set(_spellings(secrets)), key=len, reverse=True):
        text = text.replace(value, STRUCK)
    text = _BEARER.sub(rf"\1 {STRUCK}", text)
    text = _IN_PAIRS.sub(rf"\1{STRUCK}", text)
    return _IN_JSON.sub(rf'\1"{STRUCK}"', text)


def _spellings(secrets: Iterable[str]) -> Iterable[str]:
    """Each secret as it is, in a URL, in JSON, and in base64."""
    for secret in secrets:
        if len(secret) >= _SHORTEST:
            yield from (secret, quote(secret, safe=""), quote_plus(secret))
            yield from (json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1])
            yield base64.b64encode(secret.encode()).decode()


def redact_headers(headers: Mapping[str, str], secrets: Iterable[str] = ()) -> str:
    """One header a line."""
    lines = [f"{name}: {STRUCK if name.lower() in _HEADERS else value}" for name, value in headers.items()]
    return redact("\n".join(lines), secrets)


def redact_body(body: bytes, media_type: str, secrets: Iterable[str] = ()) -> str:
    """The text of a body, cut at 64 KiB; of a file only what it is."""
    if body and not _is_text(body, media_type):
        return f"({len(body)} bytes of {media_type or 'something'})"
    text = redact(body.decode("utf-8", "replace"), secrets)
    cut = text.encode()[:MOST].decode("utf-8", "ignore")
    return cut if len(cut) == len(text) else f"{cut} … (cut)"


def _is_text(body: bytes, media_type: str) -> bool:
    kind = media_type.partition(";")[0].strip().lower()
    if kind.startswith(("image/", "video/", "audio/")) or kind in ("application/pdf", "application/octet-stream"):
        return False
    return b"\0" not in body[:1024] and not body.startswith(b"%PDF")
