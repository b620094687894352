"""After a restore: what the backup cannot know is said by a person before anything new is booked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.core.errors import InputError, ShutError

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk

_MOST_NAMED = 3


def must_be_open(desk: Desk) -> None:
    """Raises `ShutError` while booking is shut."""
    if (shut := why_shut(desk)) is not None:
        raise shut


def why_shut(desk: Desk) -> ShutError | None:
    """Why nothing new is booked, and what opens it; None on all days but those after a restore."""
    gaps = desk.book.gaps()
    if gaps is None:
        return None
    if gaps.keys:
        named = ", ".join(gaps.keys[:_MOST_NAMED])
        more = f" and {len(gaps.keys) - _MOST_NAMED} more" if len(gaps.keys) > _MOST_NAMED else ""
        return ShutError(
            f"Booking is shut until it is said what became of {named}{more}, sent after the backup was made",
            ". Open it from the list in doubt, and say with F3 what the carrier has.",
            command=f"shipdesk resolve {gaps.keys[0]} …",
            key=gaps.keys[0],
        )
    since = f"{gaps.since.astimezone():%d %b %Y %H:%M}" if gaps.since else ""
    return ShutError(
        f"Booking is shut: nothing here tells what was sent after the backup of {since}; somebody has to compare the "
        "carriers' own lists with the order book and say so",
        " in Settings, under Data.",
        command="shipdesk restore --compared 'who looked, and where'",
    )


def compared(desk: Desk, why: str) -> None:
    """A person has compared the carriers' own lists with the order book. Raises `InputError` without a word of how."""
    why = " ".join(why.split())
    if not why:
        raise InputError("Say in a few words who has compared the carriers' lists, and where.")
    desk.book.close_gap(who=desk.who, why=why)
