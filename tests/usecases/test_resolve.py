"""A person's word: from which states, what it does, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shipdesk.core.carrier import Settling
from shipdesk.core.connector import LabelFile
from shipdesk.core.errors import ConflictError, InputError, NetworkError
from shipdesk.core.outcomes import Found, Outcome, Verdict
from shipdesk.core.records import Entry
from shipdesk.core.states import MOVES, Label, State
from shipdesk.usecases import label as labels
from shipdesk.usecases import resolve as verbs
from shipdesk.usecases.book import queue, unqueue
from shipdesk.usecases.resolutions import RESOLUTIONS, resolutions
from shipdesk.usecases.resolve import resolve
from shipdesk.usecases.settle import settle_round
from shipdesk.usecases.work import book_round
from tests.usecases.desks import PDF, Bench, open_bench, sample

RECEIVER = sample().receiver.name
OURS = Found("JP77", "A1", receiver=RECEIVER, country="MY")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path) as bench:
        yield bench


def queued(bench: Bench, reference: str = "A1") -> Entry:
    return queue(bench.desk, sample(reference=reference), accept_warnings=True)


def ended(bench: Bench, verdict: Verdict | Outcome, reference: str = "A1") -> Entry:
    queued(bench, reference)
    bench.carrier.script = [verdict]
    (entry,) = book_round(bench.desk, "jumppoint")
    return entry


def asked_for(bench: Bench, reference: str = "A1") -> Entry:
    """In `needs_person`, after all that goes by itself."""
    entry = ended(bench, Verdict.UNKNOWN, reference)
    while entry.state is State.IN_DOUBT:
        bench.clock.pass_(1000)
        bench.carrier.script = [Verdict.UNKNOWN]
        (entry,) = settle_round(bench.desk, "jumppoint")
    assert entry.state is State.NEEDS_PERSON
    return entry


def last(bench: Bench, entry: Entry) -> tuple[str, str, str]:
    move = bench.desk.book.history(entry.id)[-1]
    return move.after, move.who, move.why


# --- the table


def test_each_row_of_the_table_is_done_and_can_be_done_from_each_state_it_names() -> None:
    assert [one.name for one in RESOLUTIONS] == list(verbs._DO)
    leads_to = {
        "number": {State.BOOKED},
        "ask": {State.SENDING},
        "send_again": {State.SENDING},
        "book_anew": {State.VOID},
        "give_up": {State.VOID},
        "void": {State.VOID},
    }
    for one in RESOLUTIONS:
        for state in one.from_states - {State.VOID}:
            assert leads_to[one.name] <= MOVES[state], (one.name, state)


def test_whatever_needs_a_person_can_be_resolved_and_nothing_that_is_under_way() -> None:
    assert [one.name for one in resolutions(State.NEEDS_PERSON)] == [one.name for one in RESOLUTIONS]
    assert [one.name for one in resolutions(State.CONFLICT)] == ["number", "book_anew", "void"]
    assert [one.name for one in resolutions(State.IN_DOUBT)] == ["number", "ask"]
    assert [one.name for one in resolutions(State.ACCEPTED)] == ["number", "void"]
    assert [one.name for one in resolutions(State.BOOKED)] == ["number", "void"]
    for state in (State.DRAFT, State.TO_SHIP, State.HELD, State.QUEUED, State.SENDING, State.REFUSED):
        assert resolutions(state) == []


@pytest.mark.parametrize("name", [one.name for one in RESOLUTIONS])
def test_what_a_resolution_is_not_for_it_leaves_alone(bench: Bench, name: str) -> None:
    entry = queued(bench)
    with pytest.raises(ConflictError, match="A1 is queued; "):
        resolve(bench.desk, entry, name, number="JP77", why="because")
    assert bench.desk.book.entry_by_id(entry.id) == entry


@pytest.mark.parametrize("name", [one.name for one in RESOLUTIONS if one.needs_why])
def test_who_decides_says_why(bench: Bench, name: str) -> None:
    entry = asked_for(bench)
    with pytest.raises(InputError, match="The reason is missing"):
        resolve(bench.desk, entry, name, why=" \n ")
    assert bench.desk.book.entry_by_id(entry.id) == entry


# --- enter the number


@pytest.mark.parametrize(
    "found", [OURS, Found("JP77", "a1"), Found("JP77", "", receiver=RECEIVER.upper(), country="my")]
)
def test_a_number_that_the_carrier_confirms_is_booked_and_its_label_fetched(bench: Bench, found: Found) -> None:
    entry = asked_for(bench)
    bench.carrier.found = found
    bench.carrier.labels = [PDF]
    entry = resolve(bench.desk, entry, "number", number=" JP77 ")
    assert (entry.state, entry.row.tracking_number, entry.row.label) == (State.BOOKED, "JP77", Label.STORED)
    assert entry.row.note == ""
    moves = [move for move in bench.desk.book.history(entry.id) if move.after == State.BOOKED]
    assert [(move.who, move.why) for move in moves] == [
        ("Mei", "The number JP77 was entered. The carrier confirms it.")
    ]


def test_the_number_of_what_was_accepted_makes_it_booked(bench: Bench) -> None:
    entry = ended(bench, Verdict.ACCEPTED)
    bench.carrier.found = OURS
    assert resolve(bench.desk, entry, "number", number="JP77").state is State.BOOKED


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (Found("JP77", "R2", receiver="Tan Ah Kow", country="SG"), "At Jumppoint: R2, Tan Ah Kow, SG; here: A1, "),
        (Found("JP77", "", receiver="Tan Ah Kow", country="MY"), "At Jumppoint: Tan Ah Kow, MY; here: A1, "),
        (Found("JP77", "", receiver=RECEIVER, country="SG"), f"At Jumppoint: {RECEIVER}, SG; here: A1, "),
    ],
)
def test_the_number_of_another_parcel_is_never_taken_and_both_are_shown(
    bench: Bench, found: Found, sentence: str
) -> None:
    entry = asked_for(bench)
    bench.carrier.found = found
    with pytest.raises(ConflictError) as caught:
        resolve(bench.desk, entry, "number", number="JP77", why="I insist.")
    assert sentence in str(caught.value)
    assert bench.desk.book.entry_by_id(entry.id) == entry
    assert bench.desk.book.attempts(entry.id)[-1].kind == "ask"


@pytest.mark.parametrize(
    ("found", "doubt"),
    [
        (None, "Jumppoint does not know JP77."),
        (NetworkError("There is no network."), "Jumppoint cannot confirm JP77: There is no network."),
        (Found("JP77", ""), "Jumppoint knows JP77 and does not say whose it is."),
    ],
)
def test_a_number_that_nobody_can_confirm_is_taken_on_a_persons_word_alone(
    bench: Bench, found: Found | Exception | None, doubt: str
) -> None:
    entry = asked_for(bench)
    bench.carrier.found = found
    with pytest.raises(InputError) as caught:
        resolve(bench.desk, entry, "number", number="JP77")
    assert str(caught.value).startswith(f"{doubt} Ask again later")
    assert bench.desk.book.entry_by_id(entry.id) == entry
    entry = resolve(bench.desk, entry, "number", number="JP77", why="It is on their portal.")
    assert (entry.state, entry.row.tracking_number) == (State.BOOKED, "JP77")
    why = f"The number JP77 was entered. {doubt} It is on their portal."
    assert ("booked", "Mei", why) in [(m.after, m.who, m.why) for m in bench.desk.book.history(entry.id)]


def test_a_number_belongs_to_one_booking(bench: Bench) -> None:
    ended(bench, Outcome("A2", Verdict.BOOKED, number="JP77"), "A2")
    entry = asked_for(bench)
    bench.carrier.found = OURS
    with pytest.raises(ConflictError, match="jp77 is already the number of A2"):
        resolve(bench.desk, entry, "number", number="jp77", why="because")
    with pytest.raises(InputError, match="The number is missing"):
        resolve(bench.desk, entry, "number", why="because")


def test_of_a_conflict_a_person_takes_the_number_or_says_that_it_is_void(bench: Bench) -> None:
    first, second = (ended(bench, Verdict.DUPLICATE, reference) for reference in ("A1", "A2"))
    assert first.state is second.state is State.CONFLICT
    bench.carrier.found = OURS
    assert resolve(bench.desk, first, "number", number="JP77").state is State.BOOKED
    second = resolve(bench.desk, second, "void", why="Somebody's test, cancelled.")
    assert last(bench, second) == ("void", "Mei", "Somebody's test, cancelled.")


# --- a second parcel


SECOND = Found("JP78", "", receiver=RECEIVER, country="MY")


def printed(bench: Bench) -> Entry:
    """Booked as JP-A1, and its label printed."""
    bench.carrier.labels = [PDF]
    entry = labels.fetch(bench.desk, ended(bench, Verdict.BOOKED))
    return labels.print_label(bench.desk, entry)[0]


def test_a_second_parcel_of_a_booked_one_is_shown_beside_it_and_the_number_stays(bench: Bench) -> None:
    entry = printed(bench)
    bench.carrier.found = SECOND
    both = resolve(bench.desk, entry, "number", number="JP78")
    assert (both.state, both.row.tracking_number, both.row.label) == (State.CONFLICT, "JP-A1", Label.PRINTED)
    assert both.row.note == (
        "Two parcels at Jumppoint for one order: A1 as JP-A1, and one as JP78. "
        "Have Jumppoint cancel one, then say which is shipped. The carrier confirms it."
    )
    assert last(bench, both) == ("conflict", "Mei", both.row.note)
    assert bench.desk.book.attempts(both.id)[-1].found == SECOND


def test_of_two_parcels_the_one_that_is_kept_keeps_its_label(bench: Bench) -> None:
    entry = printed(bench)
    bench.carrier.found = SECOND
    both = resolve(bench.desk, entry, "number", number="JP78")
    bench.carrier.found = Found("JP-A1", "A1")
    kept = resolve(bench.desk, both, "number", number="JP-A1", why="They have cancelled JP78.")
    assert (kept.state, kept.row.tracking_number, kept.row.label) == (State.BOOKED, "JP-A1", Label.PRINTED)


@pytest.mark.parametrize(("there", "label"), [([PDF], Label.STORED), ([], Label.FAILED_CHECK)])
def test_no_parcel_leaves_with_the_label_of_the_one_that_was_cancelled(
    bench: Bench, there: list[LabelFile | Exception], label: Label
) -> None:
    entry = printed(bench)
    bench.carrier.found = SECOND
    both = resolve(bench.desk, entry, "number", number="JP78")
    bench.carrier.labels = there
    other = resolve(bench.desk, both, "number", number="JP78", why="They have cancelled JP-A1.")
    assert (other.state, other.row.tracking_number, other.row.label) == (State.BOOKED, "JP78", label)
    whys = [move.why for move in bench.desk.book.history(other.id)]
    assert "It is the label of JP-A1, and the parcel is shipped as JP78." in whys


@pytest.mark.parametrize("found", [None, NetworkError("There is no network."), Found("JP78", "")])
def test_a_second_parcel_that_nobody_can_confirm_is_a_persons_word(
    bench: Bench, found: Found | Exception | None
) -> None:
    entry = ended(bench, Verdict.BOOKED)
    bench.carrier.found = found
    with pytest.raises(InputError, match="give a reason to take the number on your word"):
        resolve(bench.desk, entry, "number", number="JP78")
    assert bench.desk.book.entry_by_id(entry.id) == entry
    both = resolve(bench.desk, entry, "number", number="JP78", why="Their driver has it in his hand.")
    assert (both.state, both.row.tracking_number) == (State.CONFLICT, "JP-A1")
    assert both.row.note.endswith("Their driver has it in his hand.")


def test_what_is_no_second_parcel_of_this_order_changes_nothing(bench: Bench) -> None:
    ended(bench, Outcome("A2", Verdict.BOOKED, number="JP77"), "A2")
    entry = ended(bench, Verdict.BOOKED)
    bench.carrier.found = Found("JP79", "R2", receiver="Tan Ah Kow", country="SG")
    for number, fault, sentence in [
        ("jp-a1", InputError, "jp-a1 is what A1 is booked under; enter the second parcel's number"),
        ("JP77", ConflictError, "JP77 is already the number of A2"),
        ("JP79", ConflictError, "JP79 is another parcel's number"),
    ]:
        with pytest.raises(fault, match=sentence):
            resolve(bench.desk, entry, "number", number=number, why="I insist.")
    assert bench.desk.book.entry_by_id(entry.id) == entry


# --- ask again


def test_asking_is_the_same_request_where_the_carrier_refuses_a_used_reference(bench: Bench) -> None:
    entry = asked_for(bench)
    bench.carrier.script = [Verdict.DUPLICATE]
    entry = resolve(bench.desk, entry, "ask")
    assert entry.state is State.ACCEPTED
    assert len(set(bench.carrier.sent)) == 1
    assert len(bench.carrier.sent) == 5


def test_a_person_who_asks_does_not_wait_for_the_pause(bench: Bench) -> None:
    entry = ended(bench, Verdict.UNKNOWN)
    assert settle_round(bench.desk, "jumppoint") == []
    bench.carrier.script = [Verdict.DUPLICATE]
    assert resolve(bench.desk, entry, "ask").state is State.ACCEPTED


def test_asking_is_a_look_where_the_carrier_can_be_looked_at(tmp_path: Path) -> None:
    with open_bench(tmp_path, settling=Settling.LOOK) as bench:
        entry = asked_for(bench)
        entry = resolve(bench.desk, entry, "ask")
        assert entry.state is State.NEEDS_PERSON
        assert entry.row.note.startswith("Jumppoint does not know it; that is no proof")
        attempt = bench.desk.book.attempts(entry.id)[-1]
        assert (attempt.kind, attempt.verdict, attempt.words) == ("ask", "not found", "Asked by Mei.")
        bench.carrier.found = OURS
        entry = resolve(bench.desk, entry, "ask")
        assert (entry.state, entry.row.tracking_number) == (State.BOOKED, "JP77")
        assert len(bench.carrier.sent) == 1


def test_what_must_not_be_probed_is_not_asked_but_may_be_sent_on_a_persons_word(tmp_path: Path) -> None:
    with open_bench(tmp_path, probe="never") as bench:
        entry = asked_for(bench)
        with pytest.raises(InputError, match="leaves every doubt to a person"):
            resolve(bench.desk, entry, "ask")
        assert len(bench.carrier.sent) == 1
        bench.carrier.script = [Verdict.ACCEPTED]
        assert resolve(bench.desk, entry, "send_again", why="Not on the portal.").state is State.ACCEPTED


# --- send again


def test_sending_again_is_the_same_bytes_counted_and_in_the_history(tmp_path: Path) -> None:
    with open_bench(tmp_path, settling=Settling.LOOK, batch=3) as bench:
        entry = asked_for(bench)
        queued(bench, "A2")
        bench.carrier.script = [Verdict.BOOKED]
        entry = resolve(bench.desk, entry, "send_again", why="Called them: nothing there.")
        assert (entry.state, entry.tries) == (State.BOOKED, 2)
        assert bench.carrier.calls == [["A1"], ["A1"]]  # never together with others
        assert len(set(bench.carrier.sent)) == 1
        history = [(move.after, move.who, move.why) for move in bench.desk.book.history(entry.id)]
        assert ("sending", "Mei", "Sent again. Called them: nothing there.") in history


def test_a_refusal_of_what_was_sent_again_proves_nothing_and_ends_with_a_person(bench: Bench) -> None:
    entry = asked_for(bench)
    bench.carrier.script = [Verdict.REFUSED]
    entry = resolve(bench.desk, entry, "send_again", why="Once more.")
    assert entry.state is State.IN_DOUBT
    bench.clock.pass_(1000)
    (entry,) = settle_round(bench.desk, "jumppoint")
    assert (entry.state, entry.tries, len(bench.carrier.sent)) == (State.NEEDS_PERSON, 5, 5)


def test_what_was_sent_again_and_not_found_is_looked_for_all_over_again(tmp_path: Path) -> None:
    with open_bench(tmp_path, settling=Settling.LOOK) as bench:
        entry = asked_for(bench)
        bench.carrier.script = [Verdict.UNKNOWN]
        resolve(bench.desk, entry, "send_again", why="Once more.")
        states = []
        for _ in range(3):
            bench.clock.pass_(1000)
            states += [entry.state for entry in settle_round(bench.desk, "jumppoint")]
        assert states == [State.IN_DOUBT, State.IN_DOUBT, State.NEEDS_PERSON]


@pytest.mark.parametrize("name", ["ask", "send_again"])
def test_without_a_network_a_person_hears_so_and_nothing_has_changed(bench: Bench, name: str) -> None:
    entry = asked_for(bench)
    bench.carrier.script = [Outcome("A1", Verdict.NOT_SENT, words="Jumppoint cannot be reached.")]
    with pytest.raises(NetworkError, match=r"Nothing was sent\. Jumppoint cannot be reached\."):
        resolve(bench.desk, entry, name, why="because")
    assert bench.desk.book.entry_by_id(entry.id) == entry


def test_of_two_persons_one_is_heard(bench: Bench, tmp_path: Path) -> None:
    entry = asked_for(bench)
    with open_bench(tmp_path) as other:
        resolve(other.desk, entry, "give_up", why="Lost.")
    bench.carrier.script = [Verdict.BOOKED]
    with pytest.raises(ConflictError):
        resolve(bench.desk, entry, "send_again", why="Once more.")
    assert len(bench.carrier.sent) == 4


# --- book anew, give up, void


def test_booking_anew_goes_out_under_the_next_reference_and_the_old_one_is_let_go(bench: Bench) -> None:
    old = asked_for(bench)
    new = resolve(bench.desk, old, "book_anew", why="They lost it.")
    assert (new.state, new.row.key, new.tries) == (State.QUEUED, "A1-2", 0)
    gone = bench.desk.book.entry_by_id(old.id)
    assert gone is not None
    assert last(bench, gone) == ("void", "Mei", "Booked anew. They lost it.")
    assert bench.desk.book.history(new.id)[0].why == "Booked anew. They lost it."
    bench.carrier.script = [Verdict.BOOKED]
    (new,) = book_round(bench.desk, "jumppoint")
    assert new.row.tracking_number == "JP-A1-2"
    assert bench.carrier.calls[-1] == ["A1-2"]
    assert '"A1-2"' in bench.carrier.sent[-1]


def test_warnings_that_were_accepted_once_need_no_second_yes(bench: Bench) -> None:
    queue(bench.desk, sample(reference="A1", cod={"amount": "0", "currency": "MYR"}), accept_warnings=True)
    bench.carrier.script = [Verdict.DUPLICATE]
    (old,) = book_round(bench.desk, "jumppoint")
    assert [one.code for one in old.problems] == ["amount.zero"]
    assert resolve(bench.desk, old, "book_anew", why="Not ours.").state is State.QUEUED


def test_what_can_no_longer_be_booked_as_it_is_waits_anew_for_the_clerk(bench: Bench) -> None:
    shipment = sample(reference="A1", pickup={"date": "2026-11-24", "slot": "AM", "bag": "1"})
    queue(bench.desk, shipment, accept_warnings=True)
    bench.carrier.script = [Verdict.DUPLICATE]
    (old,) = book_round(bench.desk, "jumppoint")
    bench.clock.pass_(7 * 86400)
    new = resolve(bench.desk, old, "book_anew", why="Not ours.")
    assert (new.state, new.row.key) == (State.HELD, "A1-2")
    assert new.row.note == "1 fault to mend before it can be booked."


def test_what_is_void_can_be_booked_anew(bench: Bench) -> None:
    entry = ended(bench, Verdict.BOOKED)
    entry = resolve(bench.desk, entry, "void", why="Cancelled by telephone.")
    assert (entry.state, entry.row.note) == (State.VOID, "Cancelled by telephone.")
    assert [one.name for one in resolutions(entry.state)] == ["book_anew"]
    new = resolve(bench.desk, entry, "book_anew", why="The customer wants it after all.")
    assert new.row.key == "A1-2"
    with pytest.raises(ConflictError):
        resolve(bench.desk, entry, "book_anew", why="Pressed twice.")
    assert unqueue(bench.desk, "A1").row.key == "A1-2"


def test_what_is_given_up_is_not_booked_by_a_persons_word(bench: Bench) -> None:
    entry = resolve(bench.desk, asked_for(bench), "give_up", why="Not on their list, order cancelled.")
    assert last(bench, entry) == ("void", "Mei", "Given up as not booked. Not on their list, order cancelled.")
    assert len(bench.carrier.sent) == 4
