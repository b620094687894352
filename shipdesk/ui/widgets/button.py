"""Buttons: one that the screen is for, others beside it, quiet ones in text."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from shipdesk.ui.theme import font, set_icon
from shipdesk.ui.theme.tokens import BODY, CAPTION, ICON, ICON_SMALL, SEMIBOLD


class Kind(Enum):
    """How much a button asks for."""

    PRIMARY = "primary"
    PLAIN = "plain"
    QUIET = "quiet"
    STOP = "stop"


_ROLE = {Kind.PRIMARY: "on_accent", Kind.PLAIN: "text", Kind.QUIET: "accent", Kind.STOP: "on_accent"}


def button(
    text: str,
    kind: Kind = Kind.PLAIN,
    *,
    icon: str = "",
    icon_after: bool = False,
    small: bool = False,
    parent: QWidget | None = None,
) -> QPushButton:
    """A button with a verb on it; `icon_after` puts its icon behind the words; `small` only inside lines and notices.

    Raises:
        KeyError: there is no icon of that name.
    """
    made = QPushButton(text, parent)
    made.setFont(font(CAPTION if small else BODY, SEMIBOLD))
    made.setProperty("kind", kind.value)
    made.setProperty("small", "true" if small else "false")
    made.setAutoDefault(False)
    if icon:
        set_icon(made, icon, _ROLE[kind])
        made.setIconSize(QSize(*(2 * [ICON_SMALL if small or icon_after else ICON])))
        if icon_after:
            made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return made


def icon_button(icon: str, name: str, *, shortcut: str = "", parent: QWidget | None = None) -> QToolButton:
    """A button that is only an icon. `name` is read out and shown as its tooltip, with the key where it has one.

    Raises:
        KeyError: there is no icon of that name.
    """
    made = QToolButton(parent)
    set_icon(made, icon, "muted")
    made.setIconSize(QSize(ICON, ICON))
    made.setAccessibleName(name)
    made.setToolTip(f"{name}  {shortcut}".strip())
    return made
