"""Begin an import of a file that was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.core.errors import InputError
from shipdesk.core.imports import Aim, Import, NewImport, Plan
from shipdesk.usecases.imports.look import Look, plan_fault

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk


def begin_import(
    desk: Desk, look: Look, plan: Plan, aim: Aim, *, accept: bool = False, watched: bool = False
) -> Import:
    """A new import of a file that was looked at; its columns are remembered. `check_on` does the work.

    Raises:
        InputError: the plan will not do.
    """
    if fault := plan_fault(look, plan):
        raise InputError(fault)
    if plan.headings:
        desk.imports.remember(plan)
    file = NewImport(
        str(look.path.absolute()),
        look.path.name,
        look.scan.digest,
        look.scan.size,
        look.form,
        plan,
        aim,
        accept,
        watched,
    )
    return desk.imports.begin(file)
