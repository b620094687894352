"""Since when, until when, what was tried: as the order book has it."""

from datetime import UTC, datetime, timedelta

from shipdesk.core.exchange import Exchange
from shipdesk.core.outcomes import Outcome, Verdict
from shipdesk.core.records import Attempt, Move
from shipdesk.core.states import State
from shipdesk.ui.station.doubt.attempts import said, told
from shipdesk.ui.station.doubt.reading import Wait, began, read_doubt, read_waits
from tests.ui.orders.world import World

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def history(*states: str) -> list[Move]:
    """One move a minute, each to the next of these states."""
    return [
        Move(NOW + timedelta(minutes=minute), before, after, "Mei", "")
        for minute, (before, after) in enumerate(zip(("", *states), states, strict=False))
    ]


def test_a_doubt_lasts_from_its_first_moment_through_every_asking() -> None:
    moves = history("to_ship", "queued", "sending", "in_doubt", "sending", "in_doubt", "needs_person")
    assert began(moves) == NOW + timedelta(minutes=3)


def test_an_earlier_doubt_that_ended_does_not_count() -> None:
    moves = history("sending", "in_doubt", "accepted", "conflict")
    assert began(moves) == NOW + timedelta(minutes=3)
    assert began(history("sending", "in_doubt", "booked")) is None
    assert began([]) is None


def test_what_is_asked_again_by_itself_has_a_time_and_the_rest_has_none(one: World) -> None:
    doubt = one.sent("REF1", Outcome("REF1", Verdict.UNKNOWN), State.IN_DOUBT)
    due = one.time() + timedelta(seconds=24)
    one.book.postpone(doubt, due, "We keep asking.")
    person = one.sent("REF2", Outcome("REF2", Verdict.UNKNOWN), State.IN_DOUBT)
    one.book.move(person, State.NEEDS_PERSON, who="ShipDesk", why="Asked enough.")
    one.booked("REF3", "JP3")
    waits = read_waits(one.workplace.desk)
    assert waits == {doubt.id: Wait(one.time(), due), person.id: Wait(one.time(), None)}


def test_a_doubt_comes_with_what_was_tried(one: World) -> None:
    entry = one.sent("REF1", Outcome("REF1", Verdict.UNKNOWN, words="No answer within 30 s."), State.IN_DOUBT)
    one.book.note_attempt(entry, "ask", "not found", "", ())
    doubt = read_doubt(one.workplace.desk, entry.id)
    assert doubt is not None
    assert [said(one) for one in doubt.attempts] == ["Sent: no clear answer", "Asked: not found"]
    assert told(doubt.attempts[0]) == "No answer within 30 s."
    assert read_doubt(one.workplace.desk, 999) is None


def test_where_the_carrier_said_nothing_the_network_is_quoted() -> None:
    exchange = Exchange(NOW, 30_000, "POST", "https://x", "", "", 0, "", "", "Read timed out.")
    attempt = Attempt(1, "book", NOW, NOW, "unknown", "", (exchange,))
    assert told(attempt) == "Read timed out."
