"""Short ways through an import."""

from pathlib import Path

from shipdesk.core.imports import Aim, FileKind, Import, ImportRow, Plan, Standing
from shipdesk.core.records import Query
from shipdesk.usecases.imports.begin import begin_import
from shipdesk.usecases.imports.check import check_on
from shipdesk.usecases.imports.look import look_at
from tests.usecases.desks import Bench
from tests.usecases.imports.orders import FIXED


def begun(bench: Bench, path: Path, aim: Aim = Aim.TO_SHIP, *, accept: bool = False) -> Import:
    look = look_at(bench.desk, path)
    plan = look.plan if look.form.kind is FileKind.JSON else Plan(look.plan.headings, look.plan.paths, FIXED)
    return begin_import(bench.desk, look, plan, aim, accept=accept)


def checked(bench: Bench, path: Path, aim: Aim = Aim.TO_SHIP, *, accept: bool = False) -> Import:
    return check_on(bench.desk, begun(bench, path, aim, accept=accept).id)


def rows(bench: Bench, one: Import, standing: Standing | None = None) -> list[ImportRow]:
    return bench.desk.imports.rows(bench.desk.imports.ids(one.id, standing))


def references(bench: Bench) -> list[str]:
    return sorted(row.reference for row in bench.desk.book.rows(Query(), 10_000))


def codes(row: ImportRow) -> set[str]:
    return {problem.code for problem in row.problems}
