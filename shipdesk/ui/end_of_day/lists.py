"""The lists of the end of day: their names, their columns, and a record for each of their rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from shipdesk.core.handover import Verdict
from shipdesk.ui.moments import when
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.shapes import Shape
from shipdesk.ui.theme.states import BOOKING, LABEL, StateSpec
from shipdesk.ui.theme.tokens import S
from shipdesk.ui.widgets.columns import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipdesk.core.handover import Line, Sheet
    from shipdesk.core.records import Row
    from shipdesk.usecases.hand_over import Evening

_CONTEXT = "EndOfDay"
#: One row of a list: what identifies it, and its values.
Listed = tuple[Hashable, Sequence[object]]


def _tr(source: object) -> str:
    return QCoreApplication.translate(_CONTEXT, str(source))


#: What a scan was, as a chip and as the big word.
VERDICT: dict[Verdict, StateSpec] = {
    Verdict.TAKEN: StateSpec(Shape.TICK, str(QT_TRANSLATE_NOOP("State", "Goes")), Meaning.GOOD),
    Verdict.TWICE: StateSpec(Shape.TRIANGLE, str(QT_TRANSLATE_NOOP("State", "Scanned already")), Meaning.CARE),
    Verdict.UNKNOWN: StateSpec(Shape.OCTAGON, str(QT_TRANSLATE_NOOP("State", "Unknown parcel")), Meaning.STOP),
    Verdict.OTHER_CARRIER: StateSpec(Shape.OCTAGON, str(QT_TRANSLATE_NOOP("State", "Other carrier")), Meaning.STOP),
    Verdict.VOID: StateSpec(Shape.OCTAGON, str(QT_TRANSLATE_NOOP("State", "Given up")), Meaning.STOP),
    Verdict.IN_DOUBT: StateSpec(Shape.RING, str(QT_TRANSLATE_NOOP("State", "In doubt")), Meaning.DOUBT),
    Verdict.NOT_BOOKED: StateSpec(Shape.OCTAGON, str(QT_TRANSLATE_NOOP("State", "Not booked")), Meaning.STOP),
    Verdict.NO_LABEL: StateSpec(Shape.OCTAGON, str(QT_TRANSLATE_NOOP("State", "No label")), Meaning.STOP),
    Verdict.ALREADY: StateSpec(Shape.OCTAGON, str(QT_TRANSLATE_NOOP("State", "Left already")), Meaning.STOP),
}


@dataclass(frozen=True, slots=True)
class ListSpec:
    """One list: its key and word among the picks, its columns, its rows, and what an empty one says."""

    key: str
    word: str
    meaning: Meaning | None
    columns: tuple[Column, ...]
    rows: Callable[[Evening | None, Sheet | None, Mapping[str, str]], list[Listed]]
    empty: str


def _parcel(row: Row, first: object, now: datetime) -> list[object]:
    return [first, row.key, row.tracking_number, row.receiver, row.country, when(row.updated_at, now)]


def _missing(_evening: Evening | None, sheet: Sheet | None, _names: Mapping[str, str]) -> list[Listed]:
    now = datetime.now(UTC)
    return [(row.id, _parcel(row, LABEL.get(row.label), now)) for row in (sheet.missing if sheet else ())]


def _scanned(_evening: Evening | None, sheet: Sheet | None, _names: Mapping[str, str]) -> list[Listed]:
    now = datetime.now(UTC)
    return [
        (line.id, [VERDICT[line.verdict], *_parcel(line.row, None, now)[1:5], when(line.time, now)])
        for line in (sheet.taken if sheet else ())
        if line.row is not None
    ]


def _extra(_evening: Evening | None, sheet: Sheet | None, _names: Mapping[str, str]) -> list[Listed]:
    now = datetime.now(UTC)
    return [
        (line.id, [VERDICT[line.verdict], _key(line), line.sentence, when(line.time, now)])
        for line in (sheet.extra if sheet else ())
    ]


def _key(line: Line) -> str:
    return line.row.key if line.row else line.text


def _doubts(evening: Evening | None, _sheet: Sheet | None, names: Mapping[str, str]) -> list[Listed]:
    now = datetime.now(UTC)
    return [
        (row.id, [BOOKING.get(row.state), row.key, names.get(row.carrier, row.carrier), row.note,
                  when(row.updated_at, now)])
        for row in (evening.doubts if evening else ())
    ]  # fmt: skip


def _pickups(evening: Evening | None, _sheet: Sheet | None, names: Mapping[str, str]) -> list[Listed]:
    return [
        (one.row.id, [f"{one.day} {one.when}".strip(), one.row.key, names.get(one.row.carrier, one.row.carrier),
                      one.row.tracking_number, one.row.receiver])
        for one in (evening.pickups if evening else ())
    ]  # fmt: skip


def _unseen(evening: Evening | None, _sheet: Sheet | None, _names: Mapping[str, str]) -> list[Listed]:
    now = datetime.now(UTC)
    return [(row.id, _parcel(row, LABEL.get(row.label), now)) for row in (evening.unseen if evening else ())]


def _closed(evening: Evening | None, _sheet: Sheet | None, names: Mapping[str, str]) -> list[Listed]:
    now = datetime.now(UTC)
    return [
        (one.handover.id, [one.handover.number, names.get(one.handover.carrier, one.handover.carrier),
                           f"{one.parcels}", one.handover.driver, when(one.handover.closed_at, now)])
        for one in (evening.closed if evening else ())
        if one.handover.closed_at is not None
    ]  # fmt: skip


def _parcel_columns(first: str, time: str) -> tuple[Column, ...]:
    return (
        Column("state", first, Kind.CHIP, 16 * S),
        Column("reference", _tr("Reference"), Kind.STRONG, 18 * S),
        Column("number", _tr("AWB"), Kind.CODE, 22 * S),
        Column("receiver", _tr("Receiver"), Kind.NAME, 20 * S, stretch=True),
        Column("country", _tr("To"), Kind.TEXT, 6 * S),
        Column("time", time, Kind.TIME, 16 * S),
    )


def specs() -> tuple[ListSpec, ...]:
    """Every list, in the order of the picks."""
    return (*_of_the_sheet(), *_of_the_evening())


def _of_the_sheet() -> tuple[ListSpec, ...]:
    """Of the carrier that is being handed over to."""
    return (
        ListSpec(
            "missing", _tr("Missing"), Meaning.CARE, _parcel_columns(_tr("Label"), _tr("Since")), _missing,
            _tr("Nothing is missing: every parcel of this carrier is scanned out."),
        ),
        ListSpec(
            "scanned", _tr("Scanned out"), Meaning.GOOD, _parcel_columns(_tr("Scan"), _tr("Scanned")), _scanned,
            _tr("Scan each parcel as it goes to the driver; it is listed here."),
        ),
        ListSpec(
            "extra", _tr("Must not leave"), Meaning.STOP,
            (
                Column("state", _tr("Scan"), Kind.CHIP, 18 * S),
                Column("reference", _tr("Reference"), Kind.STRONG, 20 * S),
                Column("why", _tr("Why"), Kind.TEXT, 30 * S, stretch=True),
                Column("time", _tr("Scanned"), Kind.TIME, 16 * S),
            ),
            _extra, _tr("Parcels that are scanned and must not leave are listed here."),
        ),
    )  # fmt: skip


def _of_the_evening() -> tuple[ListSpec, ...]:
    """Of all carriers."""
    carrier = Column("carrier", _tr("Carrier"), Kind.TEXT, 14 * S)
    return (
        ListSpec(
            "doubts", _tr("In doubt"), Meaning.DOUBT,
            (
                Column("state", _tr("State"), Kind.CHIP, 18 * S),
                Column("reference", _tr("Reference"), Kind.STRONG, 20 * S),
                carrier,
                Column("note", _tr("Note"), Kind.TEXT, 30 * S, stretch=True),
                Column("time", _tr("Since"), Kind.TIME, 16 * S),
            ),
            _doubts, _tr("Nothing is in doubt."),
        ),
        ListSpec(
            "pickups", _tr("Pickups"), None,
            (
                Column("day", _tr("Asked for"), Kind.STRONG, 18 * S),
                Column("reference", _tr("Reference"), Kind.STRONG, 20 * S),
                carrier,
                Column("number", _tr("AWB"), Kind.CODE, 22 * S),
                Column("receiver", _tr("Receiver"), Kind.NAME, 20 * S, stretch=True),
            ),
            _pickups, _tr("No pickup is asked for."),
        ),
        ListSpec(
            "unseen", _tr("Not seen"), None, _parcel_columns(_tr("Label"), _tr("Printed")), _unseen,
            _tr("Every printed label was scanned on its parcel."),
        ),
        ListSpec(
            "closed", _tr("Closed"), None,
            (
                Column("number", _tr("Hand-over"), Kind.STRONG, 16 * S),
                carrier,
                Column("parcels", _tr("Parcels"), Kind.NUMBER, 10 * S),
                Column("driver", _tr("Driver"), Kind.NAME, 20 * S, stretch=True),
                Column("time", _tr("Closed"), Kind.TIME, 18 * S),
            ),
            _closed, _tr("Closed hand-overs are kept here, with what the driver signed."),
        ),
    )  # fmt: skip
