"""Imports in the order book's file: see `core.imports.Imports`.

A checked row is kept with all that its booking will be made of, so that taking rows over is a few statements for
hundreds of them inside SQLite: a booking written meanwhile waits for no more than these.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from shipdesk.core.errors import ConflictError
from shipdesk.core.imports import (
    Aim,
    FileForm,
    FileKind,
    Import,
    ImportRow,
    NewImport,
    Plan,
    Stage,
    Staged,
    Standing,
)
from shipdesk.core.ports import Clock
from shipdesk.core.problems import Problem
from shipdesk.core.reading import path_steps
from shipdesk.core.shipment import write_shipment
from shipdesk.orderbook.base import of_shipment, write_problems
from shipdesk.orderbook.engine import Database
from shipdesk.orderbook.search import COLUMNS, document
from shipdesk.orderbook.taking_over import EMPTIED, in_book, marks, portions, take_over
from shipdesk.orderbook.values import micros, moment, write_json

_FILE = "id, path, name, digest, size, form, plan, aim, accept, watched, stage, position, note, created_at"
_ROW = "id, import_id, row, standing, reference, receiver, country, problems, unread, data, shipment, booking_id"
_STAGED = (
    "row, standing, reference, digest, data, unread, problems, shipment, carrier, service, receiver, country, pieces, "
    f"{COLUMNS}"
)
_ALIKE = f"""SELECT id FROM import_row WHERE import_id = ? AND standing IN ('{Standing.FAULTY}', '{Standing.WARNED}')
    AND coalesce(json_extract(data, ?), '') = ?
    AND EXISTS (SELECT 1 FROM json_each(problems) WHERE value ->> 'field' = ? AND value ->> 'code' = ?)
    AND NOT EXISTS (SELECT 1 FROM json_each(unread) WHERE value ->> 'field' = ?) ORDER BY id"""  # noqa: S608


class SqlImports:
    """`core.imports.Imports` on SQLite; the order book has one."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    # --- files

    def begin(self, file: NewImport) -> Import:
        values = (
            file.path,
            file.name,
            file.digest,
            file.size,
            write_json(asdict(file.form)),
            _plan_text(file.plan),
            file.aim,
            file.accept,
            file.watched,
            Stage.CHECKING,
            0,
            "",
            self._now(),
        )
        with self._database.write() as connection:
            sql = f"INSERT INTO import_file ({_FILE}) VALUES (NULL, {', '.join('?' * len(values))})"  # noqa: S608
            number = connection.execute(sql, values).lastrowid
        made = self.get(number or 0)
        assert made is not None
        return made

    def get(self, import_id: int) -> Import | None:
        found = self._imports("WHERE id = ?", (import_id,))
        return found[0] if found else None

    def latest(self, most: int) -> list[Import]:
        return self._imports("ORDER BY id DESC LIMIT ?", (most,))

    def of_file(self, path: str, digest: str) -> Import | None:
        where = "WHERE watched = 1 AND path = ? AND digest = ? ORDER BY id DESC LIMIT 1"
        found = self._imports(where, (path, digest))
        return found[0] if found else None

    def set_stage(self, import_id: int, stage: Stage, note: str = "") -> None:
        with self._database.write() as connection:
            connection.execute("UPDATE import_file SET stage = ?, note = ? WHERE id = ?", (stage, note, import_id))

    def moved(self, import_id: int, path: str) -> None:
        with self._database.write() as connection:
            connection.execute("UPDATE import_file SET path = ? WHERE id = ?", (path, import_id))

    def forget(self, import_id: int) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM import_row WHERE import_id = ?", (import_id,))
            connection.execute("DELETE FROM import_file WHERE id = ?", (import_id,))

    # --- rows

    def stage(self, import_id: int, rows: Sequence[Staged], position: int) -> None:
        values = [(import_id, *_columns(row)) for row in rows]
        marks = ", ".join("?" * (_STAGED.count(",") + 2))
        sql = f"INSERT INTO import_row (import_id, {_STAGED}, booking_id) VALUES ({marks}, 0)"  # noqa: S608 - our names
        with self._database.write(shown=False) as connection:
            here = (position, import_id, position - len(rows))
            moved = connection.execute("UPDATE import_file SET position = ? WHERE id = ? AND position = ?", here)
            if moved.rowcount != 1:
                raise ConflictError("Another window works on this import, or has discarded it; look again.")
            connection.executemany(sql, values)

    def change(self, rows: Mapping[int, Staged]) -> None:
        names = ", ".join(f"{name.strip()} = ?" for name in _STAGED.split(","))
        sql = f"UPDATE import_row SET {names} WHERE id = ? AND booking_id = 0"  # noqa: S608 - our names
        values = [(*_columns(row), number) for number, row in rows.items()]
        with self._database.write(shown=False) as connection:
            connection.executemany(sql, values)

    def set_standing(self, row_id: int, standing: Standing) -> None:
        with self._database.write(shown=False) as connection:
            sql = "UPDATE import_row SET standing = ? WHERE id = ? AND booking_id = 0"
            connection.execute(sql, (standing, row_id))

    def settle(self, row_id: int, booking_id: int, problems: Sequence[Problem]) -> None:
        with self._database.write(shown=False) as connection:
            if booking_id:
                sql = f"UPDATE import_row SET standing = ?, booking_id = ?, problems = ?, {EMPTIED} WHERE id = ?"  # noqa: S608
                connection.execute(sql, (Standing.TAKEN, booking_id, write_problems(problems), row_id))
            else:
                sql = "UPDATE import_row SET standing = ?, problems = ? WHERE id = ?"
                connection.execute(sql, (Standing.FAULTY, write_problems(problems), row_id))

    def ids(self, import_id: int, standing: Standing | None = None) -> list[int]:
        sql, values = "SELECT id FROM import_row WHERE import_id = ?", [str(import_id)]
        if standing is not None:
            sql, values = f"{sql} AND standing = ?", [*values, standing]
        return [number for (number,) in self._database.all(f"{sql} ORDER BY id", values)]

    def rows(self, ids: Sequence[int]) -> list[ImportRow]:
        found: dict[int, ImportRow] = {}
        for some in portions(ids):
            sql = f"SELECT {_ROW} FROM import_row WHERE id IN ({marks(some)})"  # noqa: S608 - our names
            found |= {line[0]: _row(line) for line in self._database.all(sql, some)}
        return [found[number] for number in ids if number in found]

    def alike(self, import_id: int, path: str, code: str, value: str) -> list[int]:
        steps = path_steps(path)
        where = "$" + "".join(f"[{step}]" if isinstance(step, int) else f'."{step}"' for step in steps)
        return [number for (number,) in self._database.all(_ALIKE, (import_id, where, value, path, code, path))]

    def places(self, import_id: int, references: Sequence[str]) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for some in portions(references):
            where = (
                f"import_id = ? AND standing <> '{Standing.LEFT}' AND reference <> '' AND reference IN ({marks(some)})"
            )
            sql = f"SELECT reference, min(row) FROM import_row WHERE {where} GROUP BY reference"  # noqa: S608 - our names
            found |= {reference.casefold(): row for reference, row in self._database.all(sql, (import_id, *some))}
        return found

    def in_book(self, references: Sequence[str]) -> Mapping[str, str]:
        return {reference: shipment for reference, (shipment, _state) in in_book(self._database, references).items()}

    def taken(self, references: Sequence[str]) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for some in portions(references):
            sql = (
                f"SELECT reference, digest FROM import_row WHERE standing = '{Standing.TAKEN}' "  # noqa: S608
                f"AND reference <> '' AND reference IN ({marks(some)})"
            )
            for reference, digest in self._database.all(sql, some):
                found[reference.casefold()] = found.get(reference.casefold(), frozenset()) | {digest}
        return found

    def take(self, import_id: int, most: int, *, who: str) -> int:
        with self._database.write() as connection:
            return take_over(connection, import_id, most, self._now(), who)

    # --- how columns were read

    def plan(self, headings: Sequence[str]) -> Plan | None:
        found = self._database.one("SELECT plan FROM import_plan WHERE headings = ?", (_key(headings),))
        return _plan(found[0]) if found else None

    def remember(self, plan: Plan) -> None:
        sql = (
            "INSERT INTO import_plan (headings, plan, used_at) VALUES (?, ?, ?) "
            "ON CONFLICT (headings) DO UPDATE SET plan = excluded.plan, used_at = excluded.used_at"
        )
        with self._database.write(shown=False) as connection:
            connection.execute(sql, (_key(plan.headings), _plan_text(plan), self._now()))

    def _imports(self, where: str, values: Sequence[Any]) -> list[Import]:
        lines = self._database.all(f"SELECT {_FILE} FROM import_file {where}", values)  # noqa: S608 - our names
        made = []
        for line in lines:
            sql = "SELECT standing, count(*) FROM import_row WHERE import_id = ? GROUP BY standing"
            counts = {Standing(word): count for word, count in self._database.all(sql, (line[0],))}
            made.append(_import(line, counts))
        return made

    def _now(self) -> int:
        return micros(self._clock())


def _columns(row: Staged) -> tuple[object, ...]:
    """The values of `_STAGED`."""
    shipment = row.shipment
    return (
        row.row,
        row.standing,
        shipment.reference,
        row.digest,
        row.data,
        write_problems(row.unread),
        write_problems(row.problems),
        write_shipment(shipment),
        *of_shipment(shipment).values(),
        *document(shipment, shipment.reference, ""),
    )


def _row(line: Sequence[Any]) -> ImportRow:
    number, import_id, row, standing, reference, receiver, country, problems, unread, data, shipment, booking = line
    return ImportRow(
        number,
        import_id,
        row,
        Standing(standing),
        reference,
        receiver,
        country,
        _problems(problems),
        _problems(unread),
        data,
        shipment,
        booking,
    )


def _import(line: Sequence[Any], counts: Mapping[Standing, int]) -> Import:
    number, path, name, digest, size, form, plan, aim, accept, watched, stage, position, note, created = line
    read = json.loads(form)
    known = FileForm(**{**read, "kind": FileKind(read["kind"])})
    file = NewImport(path, name, digest, size, known, _plan(plan), Aim(aim), bool(accept), bool(watched))
    return Import(number, file, Stage(stage), position, note, moment(created), counts)


def _problems(text: str) -> tuple[Problem, ...]:
    return tuple(Problem.from_dict(record) for record in json.loads(text))


def _plan_text(plan: Plan) -> str:
    return write_json({"headings": plan.headings, "paths": plan.paths, "fixed": dict(plan.fixed)})


def _plan(text: str) -> Plan:
    read = json.loads(text)
    return Plan(tuple(read["headings"]), tuple(read["paths"]), read["fixed"])


def _key(headings: Sequence[str]) -> str:
    return write_json(list(headings))
