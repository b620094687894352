"""What can be done at the station, and the key of each: one row each."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

_CONTEXT = "Station"


#: Prints a label with letters missing on it: a key of its own, and no barcode.
AS_IT_IS = "Ctrl+F8"


class ActionRow(NamedTuple):
    """One action: `name` is the method of the station that does it. `bar`: it stands in the bar along the bottom."""

    name: str
    words: object
    key: str
    bar: bool = True
    help: object = ""


ACTIONS: tuple[ActionRow, ...] = (
    ActionRow("book", QT_TRANSLATE_NOOP("Station", "Book and print"), "F10"),
    ActionRow("hold", QT_TRANSLATE_NOOP("Station", "Hold"), "F12"),
    ActionRow("reprint", QT_TRANSLATE_NOOP("Station", "Reprint"), "F8"),
    ActionRow("resolve", QT_TRANSLATE_NOOP("Station", "Say what is there"), "F3"),
    ActionRow("next_fault", QT_TRANSLATE_NOOP("Station", "Next fault"), "F6"),
    ActionRow("weigh", QT_TRANSLATE_NOOP("Station", "Weigh"), "F9"),
    ActionRow("change_service", QT_TRANSLATE_NOOP("Station", "Carrier"), "F4"),
    ActionRow("search", QT_TRANSLATE_NOOP("Station", "Find"), "F2"),
    ActionRow("new", QT_TRANSLATE_NOOP("Station", "New"), "Ctrl+N", help=QT_TRANSLATE_NOOP("Station", "New shipment")),
    ActionRow(
        "take_first_fix",
        QT_TRANSLATE_NOOP("Station", "Take the first fix (Alt+2 to 9: the others)"),
        "Alt+1",
        bar=False,
    ),
    ActionRow("print_as_it_is", QT_TRANSLATE_NOOP("Station", "Print the label as it is"), AS_IT_IS, bar=False),
    ActionRow("print_slip", QT_TRANSLATE_NOOP("Station", "Print packing slip"), "Shift+F8", bar=False),
    ActionRow("back", QT_TRANSLATE_NOOP("Station", "Back"), "Esc", bar=False),
    ActionRow("take_back", QT_TRANSLATE_NOOP("Station", "Take back from the queue"), "F7", bar=False),
    ActionRow("open_next", QT_TRANSLATE_NOOP("Station", "Open the next order"), "Ctrl+Down", bar=False),
    ActionRow("add_product", QT_TRANSLATE_NOOP("Station", "Add a product"), "Ctrl+Return", bar=False),
    ActionRow("remove_product", QT_TRANSLATE_NOOP("Station", "Remove the product"), "Ctrl+-", bar=False),
    ActionRow("pick_box", QT_TRANSLATE_NOOP("Station", "Take a box from the library"), "Ctrl+B", bar=False),
    ActionRow("remember", QT_TRANSLATE_NOOP("Station", "Remember receiver, box and products"), "Ctrl+R", bar=False),
)


def make_actions(owner: QWidget) -> dict[str, QAction]:
    """The actions of the table on `owner`, each connected to the method of its name; a key that is held acts once."""
    made = {}
    for line in ACTIONS:
        action = QAction(QCoreApplication.translate(_CONTEXT, str(line.words)), owner)
        action.setShortcut(QKeySequence(line.key))
        action.setAutoRepeat(False)
        if line.help:
            action.setToolTip(QCoreApplication.translate(_CONTEXT, str(line.help)))
        action.triggered.connect(getattr(owner, line.name))
        owner.addAction(action)
        made[line.name] = action
    return made
