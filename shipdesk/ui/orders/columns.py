"""The columns of the list of orders: one row here, and one value in `cells`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from shipdesk.ui.moments import when
from shipdesk.ui.theme.states import BOOKING, LABEL, STATUS
from shipdesk.ui.theme.tokens import S
from shipdesk.ui.widgets.columns import Column, Kind

if TYPE_CHECKING:
    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.core.records import Row
    from shipdesk.ui.widgets.rows import Record

#: (key, title, kind, width): in the order they stand.
_TABLE = (
    ("created", QT_TRANSLATE_NOOP("Orders", "Created"), Kind.TIME, 15 * S),
    ("reference", QT_TRANSLATE_NOOP("Orders", "Reference"), Kind.CODE, 17 * S),
    ("state", QT_TRANSLATE_NOOP("Orders", "Booking"), Kind.CHIP, 13 * S),
    ("receiver", QT_TRANSLATE_NOOP("Orders", "Receiver"), Kind.NAME, 16 * S),
    ("country", QT_TRANSLATE_NOOP("Orders", "Country"), Kind.TEXT, 8 * S),
    ("number", QT_TRANSLATE_NOOP("Orders", "AWB"), Kind.CODE, 18 * S),
    ("service", QT_TRANSLATE_NOOP("Orders", "Carrier"), Kind.TEXT, 17 * S),
    ("label", QT_TRANSLATE_NOOP("Orders", "Label"), Kind.SIGN, 15 * S),
    ("status", QT_TRANSLATE_NOOP("Orders", "On its way"), Kind.SIGN, 16 * S),
    ("pieces", QT_TRANSLATE_NOOP("Orders", "Pieces"), Kind.NUMBER, 7 * S),
)
_STRETCHED = "receiver"

#: The first to give way when the list is narrow stands first.
GIVE_WAY = ("pieces", "label", "country", "service", "status", "number", "created")

KEYS = tuple(row[0] for row in _TABLE)


def columns() -> tuple[Column, ...]:
    """The columns with their titles in the window's language."""
    return tuple(
        Column(key, QCoreApplication.translate("Orders", str(title)), kind, width, stretch=key == _STRETCHED)
        for key, title, kind, width in _TABLE
    )


#: What stands in a row that is still being read.
EMPTY: Record = (None,) * len(_TABLE)


class Services:
    """What carriers and their services are called."""

    def __init__(self, records: Mapping[str, CarrierRecord]) -> None:
        self._records = records
        self._names: dict[tuple[str, str], str] = {}

    def name(self, carrier: str, service: str) -> str:
        """`Jumppoint · Air`; an unknown word stays as it is."""
        key = (carrier, service)
        if key not in self._names:
            record = self._records.get(carrier)
            known = record.service(service) if record else None
            words = (record.label if record else carrier, known.name if known else service)
            self._names[key] = " · ".join(word for word in words if word)
        return self._names[key]


def cells(row: Row, services: Services, now: datetime) -> Record:
    """The values of one row, in the order of the columns."""
    return (
        when(row.created_at, now),
        row.key,
        BOOKING[row.state],
        row.receiver or None,
        row.country or None,
        row.tracking_number or None,
        services.name(row.carrier, row.service),
        LABEL[row.label] if row.label != "none" else None,
        STATUS.get(row.status) if row.status else None,
        str(row.pieces) if row.pieces else None,
    )
