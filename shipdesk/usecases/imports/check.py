"""Read and check the rows of a file that an import was begun with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from shipdesk.core.errors import InputError
from shipdesk.core.imports import FileKind, Import, Stage
from shipdesk.usecases.imports.encodings import digest_of
from shipdesk.usecases.imports.judge import Raw, judged, raw_records, raw_rows
from shipdesk.usecases.imports.reader import RowSource
from shipdesk.usecases.imports.run import Pace, Tell, import_of

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk

#: Rows that are checked and kept at once: what a crash has to do again, and what a booking may have to wait for.
_CHUNK = 100


def check_on(desk: Desk, import_id: int, tell: Tell | None = None, stop: Event | None = None) -> Import:
    """Read and check what is left of the file. `stop` leaves it where it is, to be gone on with later.

    Raises:
        InputError: the file is gone, or is another one now; what is staged stays.
    """
    one = import_of(desk, import_id)
    if one.stage is not Stage.CHECKING:
        return one
    path = Path(one.file.path)
    _must_be_the_same(one, path)
    pace = Pace(tell)
    with RowSource(path, one.file.form) as source:
        position = one.position
        raws = islice(_raws(source, one), position, None)
        while chunk := list(islice(raws, _CHUNK)):
            if stop is not None and stop.is_set():
                return import_of(desk, import_id)
            position += len(chunk)
            desk.imports.stage(import_id, judged(desk, import_id, chunk), position)
            pace.told(len(chunk), source.share)
        note = source.fault
    if not position:
        note = note or f"{one.file.name} holds no shipment."
    desk.imports.set_stage(import_id, Stage.READY, note)
    return import_of(desk, import_id)


def _raws(source: RowSource, one: Import) -> Iterator[Raw]:
    plan = one.file.plan
    if one.file.form.kind is FileKind.JSON:
        return raw_records(source.records(), plan)
    return raw_rows(source.body(), plan)


def _must_be_the_same(one: Import, path: Path) -> None:
    digest = ""
    with suppress(OSError):
        digest = digest_of(path)
    if digest != one.file.digest:
        what = "was changed since it was begun" if digest else f"is not at {path.parent} any more"
        raise InputError(
            f"{one.file.name} {what}; {one.position:,} of its shipments are here. Put the file back to go on, or "
            "import it again: what was added before is known."
        )
