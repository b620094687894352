"""The columns of the list of parcels: one row here, and one value in `cells`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from shipdesk.core.under_way import TROUBLED
from shipdesk.ui.moments import when
from shipdesk.ui.theme.states import STATUS
from shipdesk.ui.theme.tokens import S
from shipdesk.ui.tracking.stages import SILENT, leg_word
from shipdesk.ui.widgets.columns import Column, Kind
from shipdesk.usecases.silence import is_silent

if TYPE_CHECKING:
    from shipdesk.core.under_way import Limit, Parcel
    from shipdesk.ui.orders.columns import Services
    from shipdesk.ui.widgets.rows import Record

#: (key, title, kind, width): in the order they stand.
_TABLE = (
    ("look", QT_TRANSLATE_NOOP("Tracking", "Look at"), Kind.CHIP, 16 * S),
    ("status", QT_TRANSLATE_NOOP("Tracking", "Status"), Kind.SIGN, 16 * S),
    ("news", QT_TRANSLATE_NOOP("Tracking", "Since"), Kind.TIME, 16 * S),
    ("receiver", QT_TRANSLATE_NOOP("Tracking", "Receiver"), Kind.NAME, 16 * S),
    ("country", QT_TRANSLATE_NOOP("Tracking", "Country"), Kind.TEXT, 8 * S),
    ("number", QT_TRANSLATE_NOOP("Tracking", "AWB"), Kind.CODE, 18 * S),
    ("service", QT_TRANSLATE_NOOP("Tracking", "Carrier"), Kind.TEXT, 17 * S),
    ("leg", QT_TRANSLATE_NOOP("Tracking", "Leg"), Kind.TEXT, 15 * S),
    ("reference", QT_TRANSLATE_NOOP("Tracking", "Reference"), Kind.CODE, 17 * S),
    ("booked", QT_TRANSLATE_NOOP("Tracking", "Booked"), Kind.TIME, 15 * S),
    ("words", QT_TRANSLATE_NOOP("Tracking", "The carrier says"), Kind.QUIET, 24 * S),
)
_STRETCHED = "receiver"

#: The first to give way when the list is narrow stands first.
GIVE_WAY = ("words", "booked", "country", "reference", "leg", "service")

KEYS = tuple(row[0] for row in _TABLE)
#: What stands in a row that is still being read.
EMPTY: Record = (None,) * len(_TABLE)


def columns() -> tuple[Column, ...]:
    """The columns with their titles in the window's language."""
    return tuple(
        Column(key, QCoreApplication.translate("Tracking", str(title)), kind, width, stretch=key == _STRETCHED)
        for key, title, kind, width in _TABLE
    )


def cells(parcel: Parcel, services: Services, limits: Sequence[Limit], now: datetime) -> Record:
    """The values of one row, in the order of the columns."""
    row, status = parcel.row, STATUS.get(parcel.row.status)
    troubled = row.status in TROUBLED
    return (
        status if troubled else SILENT if is_silent(parcel, limits) else None,
        None if troubled else status,
        when(parcel.since, now),
        row.receiver or None,
        row.country or None,
        row.tracking_number or None,
        services.name(row.carrier, row.service),
        leg_word(parcel.leg) or None,
        row.key,
        when(parcel.booked_at, now),
        parcel.words or None,
    )
