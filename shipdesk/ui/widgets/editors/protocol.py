"""What the frame of a field asks of the editor in it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget


class Editor(Protocol):
    """What a FieldRow asks of an editor; every class of this package is one."""

    edited: SignalInstance
    focus_moved: SignalInstance
    framed: bool
    trailing: str

    def text(self) -> str:
        """The value in its canonical written form; empty where nothing was entered."""

    def set_text(self, text: str) -> None:
        """Show a value; does not count as an edit."""

    def set_locked(self, locked: bool) -> None:
        """Make it readable only."""

    def set_suggestion(self, text: str) -> None:
        """Offer a value in grey while the field is empty; Tab takes it."""

    def suggestion(self) -> str:
        """What Tab would take now; empty once something is written."""

    def field_height(self) -> int:
        """How high its frame is, px."""

    def open_picker(self) -> None:
        """Unfold the list or the calendar behind the icon `trailing`."""

    def widget(self) -> QWidget:
        """The editor as the widget that it is."""
