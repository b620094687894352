"""A fault of ours, written down without anybody's data: which error, and the lines of code that led to it."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from pathlib import Path

from shipdesk.settings.paths import open_home

_LARGEST = 1 << 20


def write_down(home: Path, fault: BaseException) -> Path | None:
    """Add `fault` to the log below `home`; the log's path, or None where it cannot be written.

    Messages and values are left out: they may hold an address or a key.
    """
    lines = [f"{datetime.now(UTC).isoformat(timespec='seconds')} {_kinds(fault)}"]
    lines += [f"  {Path(at.filename).name}:{at.lineno} {at.name}" for at in traceback.extract_tb(fault.__traceback__)]
    try:
        log = open_home(home).logs / "errors.log"
        if log.exists() and log.stat().st_size > _LARGEST:
            log.replace(log.with_suffix(".old.log"))
        with log.open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except Exception:  # noqa: BLE001 - a log that cannot be written must not hide the fault
        return None
    return log


def _kinds(fault: BaseException) -> str:
    names = [type(fault).__name__]
    while (fault := fault.__cause__ or fault.__context__) is not None:  # type: ignore[assignment]
        names.append(type(fault).__name__)
    return " after ".join(names)
