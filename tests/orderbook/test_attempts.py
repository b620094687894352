"""Attempts: begun all or none, ended once, orphaned when their process is gone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from shipdesk.core.errors import ConflictError
from shipdesk.core.exchange import Exchange
from shipdesk.core.outcomes import Found, Outcome, Verdict
from shipdesk.core.records import Changes, Entry
from shipdesk.core.states import IllegalMoveError, State
from shipdesk.orderbook import open_book
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import NUMBER, START, Ticking, add, booked, current, end, queue, send, shipment

LATER = START + timedelta(hours=1)
EXCHANGE = Exchange(START, 812, "POST", "https://carrier.test/book", "Host: x", "{…}", 200, "Date: x", "{}", "")


def _queued(book: SqlOrderBook, *references: str) -> list[Entry]:
    return [queue(book, add(book, shipment(reference))) for reference in references]


def test_what_is_queued_comes_oldest_first_when_due(book: SqlOrderBook) -> None:
    first, second, third = _queued(book, "A", "B", "C")
    elsewhere = add(book, shipment("D", carrier="ceva"))
    queue(book, elsewhere)
    book.postpone(second, LATER, "No network; it goes out by itself.")
    assert [entry.id for entry in book.queued("jne", START, 10)] == [first.id, third.id]
    assert [entry.id for entry in book.queued("jne", LATER, 10)] == [first.id, second.id, third.id]
    assert [entry.id for entry in book.queued("jne", LATER, 1)] == [first.id]


def test_begin_takes_all_or_none(book: SqlOrderBook) -> None:
    first, second = _queued(book, "A", "B")
    book.move(second, State.DRAFT, who="Ben", why="Wait.")
    with pytest.raises(ConflictError, match="B was changed meanwhile: it is draft now"):
        book.begin([first, second], "book", who="May")
    assert current(book, first) == first
    assert book.attempts(first.id) == []


def test_an_attempt_is_begun_and_ended(book: SqlOrderBook) -> None:
    entry, attempt = send(book, _queued(book, "A")[0])
    assert (entry.state, entry.tries) == (State.SENDING, 1)
    running = book.attempts(entry.id)[0]
    assert (running.id, running.kind, running.ended_at, running.verdict) == (attempt, "book", None, "")
    done = book.end(
        entry.id,
        attempt,
        State.BOOKED,
        Outcome("A", Verdict.BOOKED, NUMBER, words="sukses"),
        [EXCHANGE],
        who="May",
        why="Booked.",
        changes=Changes(tracking_number=NUMBER, note=""),
    )
    assert (done.state, done.row.tracking_number, done.tries) == (State.BOOKED, NUMBER, 1)
    ended = book.attempts(entry.id)[0]
    assert (ended.verdict, ended.words, ended.exchanges) == ("booked", "sukses", (EXCHANGE,))
    assert ended.ended_at is not None
    assert book.by_number(NUMBER) == done


def test_an_attempt_ends_once(book: SqlOrderBook) -> None:
    entry, attempt = send(book, _queued(book, "A")[0])
    end(book, entry, attempt)
    with pytest.raises(ConflictError, match="A was changed meanwhile: it is booked now"):
        end(book, entry, attempt, State.REFUSED, Verdict.REFUSED)
    assert current(book, entry).state is State.BOOKED


def test_an_answer_after_recovery_comes_too_late(book: SqlOrderBook) -> None:
    entry, attempt = send(book, _queued(book, "A")[0])
    book.move(entry, State.IN_DOUBT, who="ShipDesk", why="The program stopped.")
    assert book.attempts(entry.id)[0].verdict == "unknown"
    with pytest.raises(ConflictError, match="it is in doubt now"):
        end(book, entry, attempt)
    again, second = send(book, current(book, entry))
    with pytest.raises(ConflictError):
        end(book, again, attempt)
    assert end(book, again, second).state is State.BOOKED


def test_an_attempt_cannot_end_in_a_state_that_needs_a_person_first(book: SqlOrderBook) -> None:
    entry, attempt = send(book, _queued(book, "A")[0])
    with pytest.raises(IllegalMoveError):
        end(book, entry, attempt, State.VOID)


def test_what_was_proved_not_sent_does_not_count_as_a_try(book: SqlOrderBook) -> None:
    entry, attempt = send(book, _queued(book, "A")[0])
    back = end(book, entry, attempt, State.QUEUED, Verdict.NOT_SENT, number=None)
    assert (back.state, back.tries) == (State.QUEUED, 0)


def test_what_was_refused_together_with_others_goes_alone_from_then_on(book: SqlOrderBook) -> None:
    entry, attempt = send(book, _queued(book, "A")[0])
    assert not entry.alone
    back = end(book, entry, attempt, State.QUEUED, Verdict.SPLIT, number=None)
    assert (back.state, back.tries, back.alone) == (State.QUEUED, 0, True)
    again, second = send(book, back)
    assert end(book, again, second, State.REFUSED, Verdict.REFUSED, number=None).tries == 0
    assert current(book, entry).alone


def test_postponing_keeps_the_state_and_says_why_once(book: SqlOrderBook) -> None:
    entry = _queued(book, "A")[0]
    note = "No network; it goes out by itself."
    entry = book.postpone(entry, LATER, note)
    entry = book.postpone(entry, LATER + timedelta(minutes=1), note)
    assert (entry.state, entry.row.note, entry.due_at) == (State.QUEUED, note, LATER + timedelta(minutes=1))
    assert [move.why for move in book.history(entry.id)].count(note) == 1


def test_an_exchange_that_moved_nothing_is_kept(book: SqlOrderBook) -> None:
    entry = booked(book)
    book.note_attempt(entry, "label", "not ready", "Not yet.", [EXCHANGE])
    kept = book.attempts(entry.id)[-1]
    assert (kept.kind, kept.verdict, kept.words, kept.exchanges) == ("label", "not ready", "Not yet.", (EXCHANGE,))
    assert kept.ended_at is not None
    assert current(book, entry) == entry


def test_what_a_carrier_showed_is_kept_with_the_attempt(book: SqlOrderBook) -> None:
    shown = Found("CE1", "A", None, "Tan Wei Ling", "SG", START)
    entry, attempt = send(book, _queued(book, "A")[0])
    outcome = Outcome("A", Verdict.CONFLICT, found=shown)
    entry = book.end(entry.id, attempt, State.CONFLICT, outcome, (), who="", why="", changes=Changes())
    nameless = Found("CE2", "")
    book.note_attempt(entry, "ask", "found", "", (), found=nameless)
    book.note_attempt(entry, "ask", "not found", "", ())
    assert [one.found for one in book.attempts(entry.id)] == [shown, nameless, None]


def test_what_was_let_go_is_watched_while_it_has_a_time(book: SqlOrderBook) -> None:
    entries = _queued(book, "A", "B", "C")
    for entry, due in zip(entries, (LATER, None, START), strict=True):
        draft = book.move(entry, State.DRAFT, who="", why="")
        book.move(draft, State.VOID, who="", why="", changes=Changes(due_at=due))
    assert [one.row.reference for one in book.watched("jne", START)] == ["C"]
    assert [one.row.reference for one in book.watched("jne", LATER)] == ["C", "A"]
    assert book.watched("ceva", LATER) == []
    assert book.carriers_due(START) == ["jne"]
    book.postpone(current(book, entries[2]), None, "Long enough.")
    assert book.carriers_due(START) == []


def test_what_is_due_and_when_the_next_is(book: SqlOrderBook) -> None:
    doubts = frozenset({State.IN_DOUBT})
    assert book.next_due(doubts) is None
    for reference, due in (("A", LATER), ("B", None), ("C", LATER + timedelta(days=1))):
        entry, attempt = send(book, _queued(book, reference)[0])
        outcome = Outcome(reference, Verdict.UNKNOWN)
        book.end(entry.id, attempt, State.IN_DOUBT, outcome, (), who="", why="", changes=Changes(due_at=due))
    assert [entry.row.reference for entry in book.due(doubts, START)] == ["B"]
    assert [entry.row.reference for entry in book.due(doubts, LATER)] == ["A", "B"]
    assert book.next_due(doubts) == LATER


def test_a_process_that_lives_has_no_orphans_and_one_that_is_gone_has(home: Path) -> None:
    first, second = open_book(home, clock=Ticking()), open_book(home, clock=Ticking())
    entry, _ = send(first, queue(first, add(first)))
    assert second.orphans() == []
    assert first.orphans() == []
    first.close()
    assert [orphan.id for orphan in second.orphans()] == [entry.id]
    second.close()


def test_a_process_that_is_no_owner_cannot_send(home: Path) -> None:
    book = open_book(home, clock=Ticking(), owner=False)
    entry = _queued(book, "A")[0]
    with pytest.raises(RuntimeError):
        book.begin([entry], "book", who="May")
    book.close()


def test_what_nobody_here_waits_for_any_more_is_an_orphan_too(book: SqlOrderBook) -> None:
    """The disk was full when the outcome was to be written, say: the process lives, its thread has gone on."""
    first, second = (send(book, entry)[0] for entry in _queued(book, "A", "B"))
    book.let_go([first])
    assert [orphan.id for orphan in book.orphans()] == [first.id]
    book.let_go([second])
    assert [orphan.id for orphan in book.orphans()] == [first.id, second.id]
