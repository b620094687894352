"""Which languages there are: how each writes numbers and dates, and whether the words of the window are in it."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QLocale

_LOCALES = {"en": "en_HK", "zh": "zh_Hant_HK", "th": "th_TH", "id": "id_ID"}
#: Those in which every word of the window is there.
COMPLETE = frozenset({"en"})


def locale_of(language: str) -> QLocale:
    """How `language` of the settings writes numbers and dates; that of the system for `system`."""
    return QLocale(_LOCALES[language]) if language in _LOCALES else QLocale.system()


def use_language(language: str) -> None:
    """From now on numbers, dates and times are written so."""
    QLocale.setDefault(locale_of(language))


def sample(language: str) -> str:
    """Today, now and a number as `language` writes them."""
    locale, now = locale_of(language), QDateTime.currentDateTime()
    short = QLocale.FormatType.ShortFormat
    parts = (locale.toString(QDate.currentDate(), short), locale.toString(now.time(), short), locale.toString(1234.5))
    return " · ".join(parts)
