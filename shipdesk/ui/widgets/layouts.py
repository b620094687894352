"""Rows and columns with the spaces of the grid, so that no screen writes a margin."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from shipdesk.ui.theme.tokens import HAIR, NONE, S

#: What a row or column holds: a widget, a layout in it, or None for a space that takes the rest.
Item = QWidget | QLayout | None


def column(*items: Item, gap: int = S, margin: int = NONE, into: QWidget | None = None) -> QVBoxLayout:
    """Items below each other. `gap` and `margin` are spaces of the tokens; `into` is the widget that it fills."""
    made = QVBoxLayout(into) if into else QVBoxLayout()
    _fill(made, items, gap, margin)
    return made


def row(*items: Item, gap: int = S, margin: int = NONE, into: QWidget | None = None) -> QHBoxLayout:
    """Items beside each other; else as `column`."""
    made = QHBoxLayout(into) if into else QHBoxLayout()
    _fill(made, items, gap, margin)
    return made


def _fill(layout: QBoxLayout, items: tuple[Item, ...], gap: int, margin: int) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(margin, margin, margin, margin)
    for item in items:
        if item is None:
            layout.addStretch()
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def rule(*, vertical: bool = False) -> QFrame:
    """A hairline between two parts."""
    line = QFrame()
    line.setProperty("rule", "true")
    if vertical:
        line.setFixedWidth(HAIR)
        line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
    else:
        line.setFixedHeight(HAIR)
    return line


def plate(*items: Item, gap: int = S, margin: int = NONE) -> QFrame:
    """A surface with a hairline around it: one per part of a screen, never one in another.

    Without a margin its content stays inside the hairline.
    """
    frame = QFrame()
    frame.setProperty("plate", "true")
    column(*items, gap=gap, margin=max(margin, HAIR), into=frame)
    return frame
