"""After a restore: what the backup cannot know is said by a person before anything new is booked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.core.errors import InputError, SetupError

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk

_MOST_NAMED = 3


def must_be_open(desk: Desk) -> None:
    """Raises `SetupError` while booking is shut."""
    if because := shut_because(desk):
        raise SetupError(because)


def shut_because(desk: Desk) -> str:
    """Why nothing new is booked, and what opens it, a sentence; empty on all days but those after a restore."""
    gaps = desk.book.gaps()
    if gaps is None:
        return ""
    if gaps.keys:
        named = ", ".join(gaps.keys[:_MOST_NAMED])
        more = f" and {len(gaps.keys) - _MOST_NAMED} more" if len(gaps.keys) > _MOST_NAMED else ""
        return (
            f"Booking is shut until it is said what became of {named}{more}, sent after the backup was made: "
            f"shipdesk resolve {gaps.keys[0]} …"
        )
    since = f"{gaps.since:%Y-%m-%d %H:%M} UTC" if gaps.since else ""
    return (
        f"Booking is shut: nothing here tells what was sent after the backup of {since}; compare the carriers' own "
        "lists with the order book, then say so: shipdesk restore --compared 'who looked, and where'"
    )


def compared(desk: Desk, why: str) -> None:
    """A person has compared the carriers' own lists with the order book. Raises `InputError` without a word of how."""
    why = " ".join(why.split())
    if not why:
        raise InputError("Say in a few words who has compared the carriers' lists, and where.")
    desk.book.close_gap(who=desk.who, why=why)
