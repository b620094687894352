"""What lies over a screen: a plate with a soft shadow around it, so that it reads as above and not as beside."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from shipdesk.ui.theme import colours, qcolor, scheme
from shipdesk.ui.theme.tokens import HAIR, RADIUS_LARGE, SHADOW, XS, Scheme

_STRENGTH = {Scheme.LIGHT: 0.03, Scheme.DARK: 0.09}
_FALL = XS


def paint_raised(painter: QPainter, area: QRectF, line: str) -> None:
    """Paint a raised plate into `area`, bordered by `line` (`#rrggbb`); its shadow reaches SHADOW px beyond."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(qcolor(colours().shade))
    for reach in range(SHADOW - _FALL, 0, -2):
        painter.setOpacity(_STRENGTH.get(scheme(), 0.0) * (1 - reach / SHADOW))
        spread = area.adjusted(-reach, -reach, reach, reach).translated(0, _FALL)
        painter.drawRoundedRect(spread, RADIUS_LARGE + reach, RADIUS_LARGE + reach)
    painter.setOpacity(1)
    painter.setPen(QPen(qcolor(line), HAIR))
    painter.setBrush(qcolor(colours().raised))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_LARGE, RADIUS_LARGE)
