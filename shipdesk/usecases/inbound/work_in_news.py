"""News of a parcel: tied to its booking by number, by the address it came to, or by asking the carrier whose it is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from shipdesk.core.carrier import Settling
from shipdesk.core.exchange import journal
from shipdesk.core.inbound import Working
from shipdesk.core.outcomes import Found
from shipdesk.core.records import Changes
from shipdesk.core.states import EDITABLE, IN_FLIGHT, SHIPPED, State
from shipdesk.usecases.inbound.outcome import Later, Worked
from shipdesk.usecases.inbound.own_address import booking_of
from shipdesk.usecases.late import noticed
from shipdesk.usecases.settle import ASK, same_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipdesk.core.exchange import Exchange
    from shipdesk.core.inbound import ParcelNews, Received
    from shipdesk.core.records import Entry
    from shipdesk.usecases.desk import Desk

#: Seconds to the next look for a parcel that nobody here knows; the last one is kept to.
UNKNOWN_PAUSES = (60, 300, 900, 3600, 14400)
#: After that nobody looks any more, unless a booking gets its number.
LOOK_FOR = timedelta(days=14)
_A_MOMENT = timedelta(seconds=2)
#: The carrier's word that it has a parcel makes it booked.
_AWAITS_NUMBER = frozenset({State.ACCEPTED, State.IN_DOUBT, State.NEEDS_PERSON})


def work_news(desk: Desk, received: Received, news: ParcelNews) -> Worked | Later:
    """Keep the news with its parcel.

    Raises:
        SetupError, CarrierError, NetworkError: the carrier cannot be asked whose it is.
    """
    carrier = received.source
    if (entry := desk.book.by_number(news.number, carrier)) is not None:
        return _kept(desk, entry, news)
    if key := booking_of(desk, carrier, received.token) if received.token else "":
        ours = _under_key(desk, carrier, key)
        if ours is not None and ours.state in _AWAITS_NUMBER:
            return _kept(desk, _book(desk, ours, Found(news.number, key), (), by="to its own address"), news)
    if news.reference and (ours := _under_key(desk, carrier, news.reference)) is not None:
        return _of_our_code(desk, received, ours, news)
    if desk.record(carrier).settling is Settling.SEND_AGAIN:
        return _asked(desk, received, news)
    return _unknown(desk, received, news, f"Nobody here knows {news.number}.")


def _kept(desk: Desk, entry: Entry, news: ParcelNews) -> Worked:
    new = desk.book.add_events(entry, news.events)
    what = ", ".join(event.text for event in news.events)
    return Worked(Working.DONE, f"{what}: {'new' if new else 'known already'}.", entry.row.key)


def _under_key(desk: Desk, carrier: str, key: str) -> Entry | None:
    """The carrier's booking under a reference on the wire (`REF1-2`)."""
    found = [*desk.book.generations(key), *desk.book.generations(key.rpartition("-")[0])]
    return next((e for e in found if e.row.key.casefold() == key.casefold() and e.row.carrier == carrier), None)


def _of_our_code(desk: Desk, received: Received, entry: Entry, news: ParcelNews) -> Worked | Later:
    """News under our own code: it belongs there once there is a parcel; of a doubt it says that it is time to look."""
    if entry.state in SHIPPED:
        return _kept(desk, entry, news)
    if entry.state in IN_FLIGHT:
        return _in_a_moment(entry)
    if entry.state is State.IN_DOUBT:
        label = desk.record(received.source).label
        desk.book.postpone(entry, desk.clock(), f"{label} has sent news of it, so it seems to be booked; looking.")
        return _in_a_moment(entry, pause=timedelta(seconds=UNKNOWN_PAUSES[0]))
    return _unknown(desk, received, news, _stands(entry))


def _asked(desk: Desk, received: Received, news: ParcelNews) -> Worked | Later:
    """Ask whose number it is."""
    label = desk.record(received.source).label
    found, exchanges = _find(desk, received.source, news.number)
    if found is None:
        return _unknown(desk, received, news, f"{label} does not know {news.number} itself.")
    if not found.reference:
        return _unknown(desk, received, news, f"{label} does not say whose {news.number} is.")
    entry = _under_key(desk, received.source, found.reference)
    if entry is None:
        note = f"{news.number} is {found.reference} at {label}, which is not in the order book."
        return _unknown(desk, received, news, note)
    return _tied(desk, entry, found, exchanges, news) or _unknown(desk, received, news, _stands(entry))


def _tied(
    desk: Desk, entry: Entry, found: Found, exchanges: Sequence[Exchange], news: ParcelNews
) -> Worked | Later | None:
    """The carrier has `found` under our reference: what awaited its number has it. None where it awaits none."""
    if entry.state in IN_FLIGHT:
        return _in_a_moment(entry)
    if entry.state in _AWAITS_NUMBER:
        return _kept(desk, _book(desk, entry, found, exchanges, by="and has it under that reference"), news)
    if entry.state is State.BOOKED:
        return Worked(Working.DONE, _two_numbers(desk, entry, found, exchanges), entry.row.key)
    if entry.state is State.VOID and noticed(desk, entry.row.carrier, found):
        return Worked(Working.DONE, f"{entry.row.key} was let go and is booked after all.", entry.row.key)
    return None


def _find(desk: Desk, carrier: str, number: str) -> tuple[Found | None, Sequence[Exchange]]:
    with journal() as exchanges:
        return desk.connector(carrier).find(number), exchanges


def _two_numbers(desk: Desk, entry: Entry, found: Found, exchanges: Sequence[Exchange]) -> str:
    """One reference, two parcels at the carrier: for a person, in a sentence."""
    label, number = desk.record(entry.row.carrier).label, entry.row.tracking_number
    why = f"{label} has {entry.row.key} under two numbers: {number} and {found.number}. Have {label} say which."
    desk.book.note_attempt(entry, ASK, "found", why, exchanges, found=found)
    desk.book.move(entry, State.CONFLICT, who=_who(desk, entry), why=why, changes=Changes(note=why))
    return why


def _book(desk: Desk, entry: Entry, found: Found, exchanges: Sequence[Exchange], *, by: str) -> Entry:
    """What awaited its number has it: by the carrier's own word, except where that is of another consignee."""
    label = desk.record(entry.row.carrier).label
    other = entry.state is not State.ACCEPTED and found.receiver and found.country and not same_place(entry, found)
    to = State.CONFLICT if other else State.BOOKED
    told = f"{label} has sent news of {found.number} {by}: it is {entry.row.key}"
    why = f"{told}, but for another consignee." if other else f"{told}."
    if exchanges:
        desk.book.note_attempt(entry, ASK, "found", why, exchanges, found=found)
    changes = Changes(tracking_number=found.number, note=why if other else "")
    return desk.book.move(entry, to, who=_who(desk, entry), why=why, changes=changes)


def _who(desk: Desk, entry: Entry) -> str:
    return f"{desk.record(entry.row.carrier).label}'s webhook"


def _in_a_moment(entry: Entry, pause: timedelta = _A_MOMENT) -> Later:
    return Later(pause, f"{entry.row.key} is {entry.state.replace('_', ' ')}; its news follows.")


def _stands(entry: Entry) -> str:
    where = "not booked" if entry.state in EDITABLE else entry.state.replace("_", " ")
    return f"It is news of {entry.row.key}, which is {where} here."


def _unknown(desk: Desk, received: Received, news: ParcelNews, note: str) -> Worked | Later:
    if desk.clock() - received.received_at > LOOK_FOR:
        return Worked(Working.UNMATCHED, note, news.number)
    pause = UNKNOWN_PAUSES[min(received.tries, len(UNKNOWN_PAUSES) - 1)]
    return Later(timedelta(seconds=pause), note, Working.UNMATCHED, news.number)
