"""Where Tab goes: the order in which a page is read, whenever each of its parts was made."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QLayout, QScrollArea, QWidget


def follow_the_eye(page: QWidget) -> None:
    """Tab goes through `page` in the order of its layouts."""
    for before, after in itertools.pairwise(stops(page)):
        QWidget.setTabOrder(before, after)


def one_stop(group: QButtonGroup) -> None:
    """Of several of which one is picked, Tab comes to that one; arrows go on from there. To all while none is."""
    picked = group.checkedButton()
    for button in group.buttons():
        here = picked is None or button is picked
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)


def stops(widget: QWidget) -> Iterator[QWidget]:
    """What takes the keyboard with Tab in `widget`, and it itself, in the order of the layouts."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    layout = widget.layout()
    if isinstance(widget, QScrollArea):
        if (inner := widget.widget()) is not None:
            yield from stops(inner)
    elif layout is not None:
        yield from _in_layout(layout)
    else:
        for child in widget.children():
            if isinstance(child, QWidget) and not child.isWindow():
                yield from stops(child)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        if (item := layout.itemAt(place)) is None:
            continue
        inner, part = item.layout(), item.widget()
        if inner is not None:
            yield from _in_layout(inner)
        elif part is not None:
            yield from stops(part)
