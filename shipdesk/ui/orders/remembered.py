"""What a screen remembers from one day to the next and nobody else cares about: widths, what was open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from shipdesk.settings.private import write_private

FILE = "orders.json"


def recall(home: Path) -> dict[str, Any]:
    """What was kept; empty where nothing is, or nothing that can be read."""
    try:
        kept = json.loads((home / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def keep(home: Path, what: dict[str, Any]) -> None:
    """Keep it for the next day. Where that cannot be written, the next day begins afresh."""
    try:
        write_private(home / FILE, json.dumps(what).encode())
    except OSError:
        return
