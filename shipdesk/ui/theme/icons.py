"""The icon set: `resources/icons/NAME.svg` in the colour of a role, re-coloured when the scheme changes."""

from __future__ import annotations

from functools import lru_cache
from weakref import WeakKeyDictionary

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton
from shiboken6 import isValid

from shipdesk.assets import resource
from shipdesk.ui.theme.live import colours, qcolor, tone
from shipdesk.ui.theme.tokens import ICON, ICON_LARGE, ICON_SMALL, Meaning

_PLAIN = ("text", "muted", "faint", "on_accent")

#: What follows the scheme, with the name and role of its icon.
_followers: WeakKeyDictionary[QAction | QAbstractButton, tuple[str, str]] = WeakKeyDictionary()


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    path = resource("icons", f"{name}.svg")
    if not path.is_file():
        raise KeyError(f"There is no icon {name!r}.")
    return path.read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    image = QPixmap(QSize(size, size) * ratio)
    image.fill(Qt.GlobalColor.transparent)
    image.setDevicePixelRatio(ratio)
    with QPainter(image) as painter:
        renderer.render(painter, QRectF(0, 0, size, size))
    return image


def role_colour(role: str) -> str:
    """The `#rrggbb` of a role in the scheme shown: text, muted, faint, a meaning's word, or `on_` and that word.

    Raises:
        ValueError: no such role.
    """
    if role.startswith("on_"):
        return tone(Meaning(role.removeprefix("on_"))).on_solid
    return str(getattr(colours(), role)) if role in _PLAIN else tone(Meaning(role)).fg


def pixmap(name: str, role: str = "text", size: int = ICON) -> QPixmap:
    """One icon as a picture of `size` px, sharp on the screen at hand. Read it while painting, never keep it.

    Raises:
        KeyError: there is no such icon.
        ValueError: there is no such role.
    """
    screen = QGuiApplication.primaryScreen()
    return _pixmap(name, role_colour(role), size, screen.devicePixelRatio() if screen else 1.0)


def icon(name: str, role: str = "text") -> QIcon:
    """One icon for a menu or a button. It keeps its colour: use `set_icon` for what outlives a change of scheme.

    Raises:
        KeyError: there is no such icon.
        ValueError: there is no such role.
    """
    made = QIcon()
    for size in (ICON_SMALL, ICON, ICON_LARGE):
        made.addPixmap(pixmap(name, role, size))
        made.addPixmap(pixmap(name, "faint", size), QIcon.Mode.Disabled)
    return made


def set_icon(target: QAction | QAbstractButton, name: str, role: str = "text") -> None:
    """Give a button or an action an icon that follows the scheme.

    Raises:
        KeyError: there is no such icon.
        ValueError: there is no such role.
    """
    _followers[target] = name, role
    target.setIcon(icon(name, role))


def recolour() -> None:
    """Draw the icons of all buttons and actions again, in the scheme shown."""
    for target, spec in list(_followers.items()):
        if isValid(target):  # Qt may have taken it away already
            target.setIcon(icon(*spec))


def draw_icon(painter: QPainter, area: QRectF, name: str, colour: str) -> None:
    """Paint one icon into `area` (square, logical px) in `colour`, sharp at the painter's own resolution."""
    size = round(area.width())
    painter.drawPixmap(area.topLeft(), _pixmap(name, qcolor(colour).name(), size, painter.device().devicePixelRatioF()))
