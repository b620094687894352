"""What the Import screen does in the lanes: values in and out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipdesk.ui.widgets.paged import PAGE

if TYPE_CHECKING:
    from shipdesk.core.imports import Aim, Import, ImportRow, Plan, Standing
    from shipdesk.usecases.desk import Desk
    from shipdesk.usecases.imports.look import Look

_MOST_IMPORTS = 100


@dataclass(frozen=True, slots=True)
class Listed:
    """An import, and its rows of one standing: all their numbers, the first of them read."""

    one: Import
    standing: Standing | None
    ids: tuple[int, ...]
    first: tuple[ImportRow, ...]


def latest(desk: Desk) -> list[Import]:
    """The newest imports."""
    return desk.imports.latest(_MOST_IMPORTS)


def listed(desk: Desk, import_id: int, standing: Standing | None) -> Listed | None:
    """The rows of an import that stand so, or all; None where it was discarded."""
    one = desk.imports.get(import_id)
    if one is None:
        return None
    ids = desk.imports.ids(import_id, standing)
    return Listed(one, standing, tuple(ids), tuple(desk.imports.rows(ids[:PAGE])))


def begin(desk: Desk, look: Look, plan: Plan, aim: Aim, accept: bool) -> Import:
    """Begin an import as it was set up."""
    from shipdesk.usecases.imports.begin import begin_import  # noqa: PLC0415 - late: keeps start-up fast

    return begin_import(desk, look, plan, aim, accept=accept)
