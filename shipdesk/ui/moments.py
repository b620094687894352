"""Moments as a region writes them, with the age beside: "14:32 · 3 min"."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from shipdesk.ui.widgets.columns import When

_SHORT = QLocale.FormatType.ShortFormat
_WEEK_DAYS = 6
_CONTEXT = "Moments"


def when(moment: datetime, now: datetime) -> When:
    """An aware moment in the clerk's own time: the clock today, the day of the week this week, else the date."""
    local = moment.astimezone()
    return When(_clock(local, now.astimezone().date(), QLocale().name()), age(moment, now))


@lru_cache(maxsize=8192)
def _clock(local: datetime, today: date, language: str) -> str:
    region = QLocale(language)
    clock = region.toString(QTime(local.hour, local.minute), _SHORT)
    days = (today - local.date()).days
    if days == 0:
        return clock
    if 0 < days <= _WEEK_DAYS:
        return f"{region.dayName(local.isoweekday(), _SHORT)} {clock}"
    return region.toString(QDate(local.year, local.month, local.day), _SHORT)


def whole(moment: datetime) -> str:
    """Date and clock of an aware moment, in the clerk's own time and the region's manner."""
    local = moment.astimezone()
    region = QLocale()
    day = region.toString(QDate(local.year, local.month, local.day), _SHORT)
    return f"{day} {region.toString(QTime(local.hour, local.minute), _SHORT)}"


def clock(moment: datetime) -> str:
    """The clock alone, in the clerk's own time."""
    local = moment.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), _SHORT)


def day(moment: datetime) -> str:
    """The day in words: `Saturday, 21 November 2026`."""
    local = moment.astimezone()
    return QLocale().toString(QDate(local.year, local.month, local.day), QLocale.FormatType.LongFormat)


def age(moment: datetime, now: datetime) -> str:
    """How long ago, in one unit."""
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 1:
        return QCoreApplication.translate(_CONTEXT, "now")
    steps = (
        (60, 1, QCoreApplication.translate(_CONTEXT, "{count} min")),
        (24 * 60, 60, QCoreApplication.translate(_CONTEXT, "{count} h")),
        (60 * 24 * 60, 24 * 60, QCoreApplication.translate(_CONTEXT, "{count} d")),
        (730 * 24 * 60, 30 * 24 * 60, QCoreApplication.translate(_CONTEXT, "{count} months")),
    )
    for below, unit, words in steps:
        if minutes < below:
            return words.format(count=minutes // unit)
    return QCoreApplication.translate(_CONTEXT, "{count} years").format(count=minutes // (365 * 24 * 60))
