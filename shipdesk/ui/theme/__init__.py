"""The look: one table of tokens, turned into fonts, a palette, a style sheet and icons.

apply(app, Scheme.LIGHT)     at start and again whenever the scheme changes
load_remaining_fonts()       once, after the first paint
colours(), tone(Meaning.STOP), font(TITLE, SEMIBOLD), icon("scan")     while building and painting
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from shipdesk.ui.theme import live
from shipdesk.ui.theme.fonts import font, load_fonts, load_remaining_fonts, metrics
from shipdesk.ui.theme.icons import icon, pixmap, recolour, set_icon
from shipdesk.ui.theme.live import colours, qcolor, scheme, tone
from shipdesk.ui.theme.palette import palette
from shipdesk.ui.theme.sheet import sheet
from shipdesk.ui.theme.tokens import Meaning, Scheme

__all__ = [
    "Meaning",
    "Scheme",
    "apply",
    "colours",
    "font",
    "icon",
    "load_remaining_fonts",
    "metrics",
    "pixmap",
    "qcolor",
    "scheme",
    "set_icon",
    "system_scheme",
    "tone",
]


def apply(app: QApplication, scheme: Scheme) -> None:
    """Dress the whole program in `scheme`; windows that are open change at once.

    Raises:
        FileNotFoundError: the program was copied without its fonts.
    """
    live.show(scheme)
    load_fonts()
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(palette(colours()))
    app.setStyleSheet(sheet(colours()))
    recolour()


def system_scheme() -> Scheme:
    """What the desktop asks for; light where it does not say."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return Scheme.CONTRAST
    return Scheme.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Scheme.LIGHT
