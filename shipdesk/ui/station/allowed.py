"""What can be done with the shipment at hand, and of the rest in one sentence why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.core.states import State

if TYPE_CHECKING:
    from shipdesk.ui.station.order import Order

_NONE_OPEN = "Open an order first."
_SENT = "It has been sent; it is never booked twice."
_CHANGES = ("book", "hold", "change_service", "weigh", "add_product", "remove_product", "pick_box")


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
