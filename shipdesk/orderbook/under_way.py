"""Parcels on their way: lists, counts, and when their carriers are asked again. All of it from two partial indexes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from shipdesk.core.under_way import Cell, Limit, Parcel, Wanted
from shipdesk.orderbook.base import Base
from shipdesk.orderbook.values import (
    CALM,
    NEWS_AT,
    ROW_COLUMNS,
    UNDER_WAY,
    micros,
    moment,
    moment_or_none,
    rows,
)

_WIDTH = ROW_COLUMNS.count(",") + 1
_PARCEL = f"SELECT {ROW_COLUMNS}, coalesce(booked_at, created_at), status_at, leg, carrier_status FROM booking "  # noqa: S608
_DAY = 24 * 60 * 60 * 1_000_000
#: SQLite takes 32,766 values in one statement.
_STEP = 10_000


class WayBook(Base):
    """See `core.under_way.UnderWay`."""

    def on_the_way(self, wanted: Wanted) -> Sequence[int]:
        return [entry_id for (entry_id,) in self.database.all(*self.way_sql(wanted))]

    def way_sql(self, wanted: Wanted) -> tuple[str, list[Any]]:
        """The statement behind `on_the_way`, with its values. What it needs all stands in the index."""
        wheres: list[str] = [UNDER_WAY]
        values: list[Any] = []
        if wanted.carrier:
            wheres.append("carrier = ?")
            values.append(wanted.carrier)
        if wanted.statuses:
            wheres.append(f"status IN ({', '.join('?' * len(wanted.statuses))})")
            values += sorted(wanted.statuses)
        if wanted.leg:
            wheres.append("leg = ?")
            values.append(wanted.leg)
        if wanted.troubled:
            wheres.append(f"({CALM}) = 0")
        if wanted.silent is not None:
            condition, limits = _silent(wanted.silent)
            wheres.append(condition)
            values += limits
        where = " AND ".join(wheres)
        # Ordered by an index it could not be in a SQLite before 3.41, which reads the table for each expression.
        sql = f"SELECT id FROM booking INDEXED BY booking_under_way WHERE {where} ORDER BY ({CALM}), ({NEWS_AT})"  # noqa: S608
        return sql, values

    def parcels(self, ids: Sequence[int]) -> list[Parcel]:
        found = {parcel.row.id: parcel for some in _steps(ids) for parcel in self._of_ids(some)}
        return [found[one] for one in ids if one in found]

    def cells(self, now: datetime, limits: Sequence[Limit], most_days: int) -> list[Cell]:
        condition, values = _silent(limits)
        found = self.database.all(
            "SELECT carrier, status, leg, min(max((? - coalesce(booked_at, created_at)) / ?, 0), ?) AS days, "  # noqa: S608
            f"({condition}) AS silent, count(*) FROM booking INDEXED BY booking_under_way "
            f"WHERE {UNDER_WAY} GROUP BY 1, 2, 3, 4, 5",
            (micros(now), _DAY, most_days, *values),
        )
        return [Cell(carrier, status, leg, days, bool(silent), n) for carrier, status, leg, days, silent, n in found]

    def to_ask(self, carrier: str, now: datetime, most: int) -> list[Parcel]:
        return self._parcels(
            f"INDEXED BY booking_ask WHERE {UNDER_WAY} AND carrier = ? AND ask_at <= ? AND tracking_number <> '' "
            "ORDER BY ask_at LIMIT ?",
            (carrier, micros(now), most),
        )

    def ask_again(self, due: Mapping[int, datetime]) -> None:
        with self.database.write(shown=False) as connection:
            connection.executemany(
                "UPDATE booking SET ask_at = ? WHERE id = ?", [(micros(when), one) for one, when in due.items()]
            )

    def _of_ids(self, ids: Sequence[int]) -> list[Parcel]:
        return self._parcels(f"WHERE id IN ({', '.join('?' * len(ids))})", ids)

    def _parcels(self, where: str, values: Sequence[Any]) -> list[Parcel]:
        found = self.database.all(_PARCEL + where, values)
        return [
            Parcel(row, moment(booked), moment_or_none(news), leg, words)
            for row, (booked, news, leg, words) in zip(
                rows(line[:_WIDTH] for line in found), (line[_WIDTH:] for line in found), strict=True
            )
        ]


def _steps(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _STEP):
        yield ids[start : start + _STEP]


def _silent(limits: Sequence[Limit]) -> tuple[str, list[Any]]:
    """The condition of a parcel that is silent too long, with its values; that of a leg comes before its carrier's."""
    cases, values = [], []
    for limit in sorted(limits, key=lambda one: not one.leg):
        cases.append("WHEN carrier = ?" + (" AND leg = ?" if limit.leg else "") + " THEN ?")
        values += [limit.carrier, *([limit.leg] if limit.leg else []), micros(limit.before)]
    before = f"CASE {' '.join(cases)} ELSE 0 END" if cases else "0"
    return f"{NEWS_AT} < {before}", values
