"""What can be done at the station, its key, and in one sentence why it cannot be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from shipdesk.core.states import State

if TYPE_CHECKING:
    from shipdesk.ui.station.order.order import Order

_CONTEXT = "Station"
_NONE_OPEN = "Open an order first."
_SENT = "It has been sent; it is never booked twice."
_CHANGES = ("book", "hold", "change_service", "weigh", "add_product", "remove_product", "pick_box")


#: Prints a label with letters missing on it: a key of its own, and no barcode.
AS_IT_IS = "Ctrl+F8"


class ActionRow(NamedTuple):
    """One action: `name` is the method of `Deeds` that does it. `bar`: it stands in the bar along the bottom."""

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


def make_actions(owner: QWidget, deeds: QObject) -> dict[str, QAction]:
    """The actions of the table on `owner`, each connected to its method of `deeds`; a key that is held acts once."""
    made = {}
    for line in ACTIONS:
        action = QAction(QCoreApplication.translate(_CONTEXT, str(line.words)), owner)
        action.setShortcut(QKeySequence(line.key))
        action.setAutoRepeat(False)
        if line.help:
            action.setToolTip(QCoreApplication.translate(_CONTEXT, str(line.help)))
        action.triggered.connect(getattr(deeds, line.name))
        owner.addAction(action)
        made[line.name] = action
    return made


def reasons(
    order: Order | None, *, finds: bool, fixes: bool, printable: bool, as_it_is: bool, doubt: str, choosing: bool
) -> dict[str, str]:
    """Why each action of the station is closed, by its name; empty where it is open.

    `finds`: the checks have found something; `fixes`: some of it has a fix; `printable`: there is a label to print;
    `as_it_is`: it failed its check, and a person may print it all the same;
    `doubt`: why nothing can be said of a booking in doubt; `choosing`: what can be said is listed.
    """
    locked = _NONE_OPEN if order is None else "" if order.editable else _SENT
    queued = order is not None and order.state is State.QUEUED
    return dict.fromkeys(_CHANGES, locked) | {
        "next_fault": locked or ("" if finds else "There is nothing to mend."),
        "resolve": _NONE_OPEN if order is None else doubt,
        "remember": _NONE_OPEN if order is None else "",
        "take_first_fix": "" if choosing else locked or ("" if fixes else "There is no fix to take."),
        "print_slip": "" if order is not None and order.row is not None else "Open an order that is in the order book.",
        "reprint": "" if printable else "There is no label yet.",
        "print_as_it_is": "" if as_it_is else "Only for a label that is shown and lacks some letters.",
        "take_back": "" if queued else "It is not waiting in the queue.",
    }
