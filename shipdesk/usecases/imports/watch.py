"""The watched folder: a file that has stopped growing is imported, and moved to `done` or `failed` beside it.

Good rows go to the to-ship list, never out to a carrier; faulty ones wait in the import. What came of each file is
told in its import and in a line of `log.txt` in the folder it was moved to.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from shipdesk.core.errors import ShipDeskError
from shipdesk.core.imports import TAKEABLE, Aim, FileForm, FileKind, Import, NewImport, Plan, Stage, Standing
from shipdesk.usecases.imports.begin import begin_import
from shipdesk.usecases.imports.check import check_on
from shipdesk.usecases.imports.encodings import digest_of
from shipdesk.usecases.imports.look import look_at
from shipdesk.usecases.imports.take import take_on

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk

DONE, FAILED = "done", "failed"
LOG = "log.txt"
SUFFIXES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".json", ".jsonl", ".ndjson"})


class WatchedFolder:
    """One folder, looked at now and then. A file is taken at the first look that finds it as the last one left it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seen: dict[Path, tuple[int, int]] = {}
        self._stuck: dict[Path, tuple[int, int]] = {}
        """Imported, and could not be moved away: once is enough."""

    def look(self, folder: Path, stop: Event) -> list[Import]:
        """Import what has come to rest in `folder`; what came of each file. Empty where the folder is not there."""
        found = _files(folder)
        at_rest = [path for path, stand in found.items() if self._seen.get(path) == stand != self._stuck.get(path)]
        self._seen = found
        came = []
        for path in at_rest:
            if stop.is_set():
                break
            one = self._take(path, stop)
            if one is not None:
                came.append(one)
            if path.exists():
                self._stuck[path] = found[path]
        return came

    def _take(self, path: Path, stop: Event) -> Import | None:
        """The import of one file; None when it was stopped, or the file is gone again."""
        try:
            one = self._begun(path)
            if one.stage is Stage.CHECKING:
                one = check_on(self._desk, one.id, stop=stop)
            if one.stage in (Stage.READY, Stage.TAKING) and one.count(*TAKEABLE):
                one = take_on(self._desk, one.id, stop=stop)
        except ShipDeskError as fault:
            one = self._failed(path, str(fault))
        except FileNotFoundError:
            return None
        if one.stage in (Stage.CHECKING, Stage.TAKING):
            return None
        taken = one.count(Standing.TAKEN, Standing.KNOWN, Standing.FAULTY)
        if not taken and one.stage is not Stage.FAILED:
            self._desk.imports.set_stage(one.id, Stage.FAILED, one.note)
        elif not one.count(Standing.FAULTY) and one.stage is Stage.READY:
            self._desk.imports.set_stage(one.id, Stage.DONE, one.note)
        return self._moved(path, self._desk.imports.get(one.id) or one)

    def _begun(self, path: Path) -> Import:
        """The import that a stopped program left of this very file, else a new one."""
        found = self._desk.imports.of_file(str(path), digest_of(path))
        if found is not None:
            return found
        look = look_at(self._desk, path)
        return begin_import(self._desk, look, look.plan, Aim.TO_SHIP, watched=True)

    def _failed(self, path: Path, why: str) -> Import:
        form = FileForm(FileKind.TABLE)
        file = NewImport(str(path), path.name, "", path.stat().st_size, form, Plan(), Aim.TO_SHIP, watched=True)
        one = self._desk.imports.begin(file)
        self._desk.imports.set_stage(one.id, Stage.FAILED, why)
        return self._desk.imports.get(one.id) or one

    def _moved(self, path: Path, one: Import) -> Import:
        folder = path.parent / (FAILED if one.stage is Stage.FAILED else DONE)
        with suppress(OSError):  # it stays, and is known again at the next look
            folder.mkdir(exist_ok=True)
            target = _free(folder / path.name)
            path.rename(target)
            self._desk.imports.moved(one.id, str(target))
            with (folder / LOG).open("a", encoding="utf-8") as log:
                log.write(f"{self._desk.clock():%Y-%m-%d %H:%M:%S}Z {target.name}: {_line(one)}\n")
        return self._desk.imports.get(one.id) or one


def _files(folder: Path) -> dict[Path, tuple[int, int]]:
    """What there is to import, with what changes while a file grows."""
    found = {}
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~")) and path.is_file():
                stand = path.stat()
                found[path] = (stand.st_size, stand.st_mtime_ns)
    return found


def _free(path: Path) -> Path:
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return found


def _line(one: Import) -> str:
    """What came of a file; no name or address is in it."""
    told = ", ".join(f"{one.count(standing)} {standing.value}" for standing in Standing if one.count(standing))
    return " ".join(filter(None, (told, one.note.replace("\n", " "))))
