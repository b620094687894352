"""From queued to the end of an attempt, whatever the carrier does."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from shipdesk.core.carrier import Settling
from shipdesk.core.errors import ConflictError, InputError, SetupError
from shipdesk.core.outcomes import Found, Outcome, Verdict
from shipdesk.core.problems import error
from shipdesk.core.records import Entry
from shipdesk.core.states import Label, State
from shipdesk.usecases.book import hold, keep, queue, unqueue
from shipdesk.usecases.settle import settle_round
from shipdesk.usecases.work import book_round, recover
from shipdesk.usecases.work_off import drain, work_off
from tests.usecases.desks import PDF, Bench, open_bench, sample


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path) as bench:
        yield bench


def queued(bench: Bench, reference: str = "A1") -> Entry:
    return queue(bench.desk, sample(reference=reference), accept_warnings=True)


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (Verdict.BOOKED, State.BOOKED),
        (Verdict.ACCEPTED, State.ACCEPTED),
        (Verdict.REFUSED, State.REFUSED),
        (Verdict.DUPLICATE, State.CONFLICT),
        (Verdict.CONFLICT, State.CONFLICT),
        (Verdict.UNKNOWN, State.IN_DOUBT),
        (Verdict.SPLIT, State.QUEUED),
    ],
)
def test_an_attempt_ends_in_the_state_of_its_verdict(bench: Bench, verdict: Verdict, state: State) -> None:
    queued(bench)
    bench.carrier.script = [verdict]
    (entry,) = book_round(bench.desk, "jumppoint")
    assert entry.state is state
    assert entry.tries == (0 if verdict in (Verdict.REFUSED, Verdict.SPLIT) else 1)
    (attempt,) = bench.desk.book.attempts(entry.id)
    assert attempt.verdict == verdict
    assert [move.after for move in bench.desk.book.history(entry.id)][-2:] == ["sending", state]


def test_sending_is_in_the_book_before_the_request_leaves(bench: Bench, tmp_path: Path) -> None:
    entry = queued(bench)
    seen: list[State] = []

    def look_from_outside(_ids: object) -> None:
        with open_bench(tmp_path) as other:
            found = other.desk.book.entry_by_id(entry.id)
            assert found is not None
            seen.append(found.state)
            assert bench.carrier.sent == []

    bench.carrier.script = [Verdict.BOOKED]
    book_round(bench.desk, "jumppoint", look_from_outside)
    assert seen == [State.SENDING]
    assert len(bench.carrier.sent) == 1


def test_what_the_network_keeps_back_stays_queued_and_says_so(bench: Bench) -> None:
    queued(bench)
    bench.carrier.script = [Outcome("A1", Verdict.NOT_SENT, words="Jumppoint cannot be reached.")]
    (entry,) = book_round(bench.desk, "jumppoint")
    assert entry.state is State.QUEUED
    assert entry.row.note == "Jumppoint cannot be reached. It goes out by itself."
    assert entry.tries == 0
    assert book_round(bench.desk, "jumppoint") == []  # not before its pause is over
    bench.clock.pass_(3)
    bench.carrier.script = [Verdict.BOOKED]
    (entry,) = book_round(bench.desk, "jumppoint")
    assert (entry.state, entry.row.note) == (State.BOOKED, "")


def test_the_pause_grows_while_the_carrier_cannot_be_reached(bench: Bench) -> None:
    queued(bench)
    pauses = []
    for _ in range(6):
        bench.carrier.script = [Verdict.NOT_SENT]
        (entry,) = book_round(bench.desk, "jumppoint")
        assert entry.due_at is not None
        pauses.append((entry.due_at - bench.clock.now).total_seconds())
        bench.clock.now = entry.due_at
    assert pauses == [2, 5, 15, 30, 60, 60]


def test_another_process_was_quicker_and_nothing_is_sent_here(bench: Bench, tmp_path: Path) -> None:
    entry = queued(bench)

    def take_it_away() -> None:
        with open_bench(tmp_path) as other:
            found = other.desk.book.entry_by_id(entry.id)
            assert found is not None
            other.desk.book.begin([found], "book", who="other")

    bench.carrier.script = [Verdict.BOOKED]
    bench.carrier.before_sending = take_it_away
    assert book_round(bench.desk, "jumppoint") == []
    assert bench.carrier.sent == []


def test_a_refusal_leaves_its_problems_and_the_shipment_can_be_mended_and_booked(bench: Bench) -> None:
    queued(bench)
    problem = error("receiver.phone", "carrier.refused", "The phone is wrong.")
    bench.carrier.script = [Outcome("A1", Verdict.REFUSED, problems=(problem,), words="Errors: receiver.phone")]
    (entry,) = book_round(bench.desk, "jumppoint")
    assert entry.problems == (problem,)
    assert entry.row.note == "The carrier refused it; nothing was booked. The carrier said: Errors: receiver.phone"
    queued(bench)
    bench.carrier.script = [Verdict.BOOKED]
    (entry,) = book_round(bench.desk, "jumppoint")
    assert entry.row.tracking_number == "JP-A1"


def test_a_second_refusal_is_one_too_and_a_used_reference_after_it_is_a_conflict(bench: Bench) -> None:
    """What was refused for certain cannot have been booked by us."""
    states = []
    for verdict in (Verdict.REFUSED, Verdict.REFUSED, Verdict.DUPLICATE):
        queued(bench)
        bench.carrier.script = [verdict]
        states += [entry.state for entry in book_round(bench.desk, "jumppoint")]
    assert states == [State.REFUSED, State.REFUSED, State.CONFLICT]


def test_a_login_that_is_refused_after_all_puts_it_back_into_the_queue(bench: Bench) -> None:
    queued(bench)
    bench.carrier.before_any_byte = frozenset()
    bench.carrier.script = [Outcome("A1", Verdict.NOT_SENT, words="The login was refused.", retry_after_s=40)]
    (entry,) = book_round(bench.desk, "jumppoint")
    assert (entry.state, entry.tries) == (State.QUEUED, 0)
    assert entry.row.note == "The login was refused. It goes out by itself."
    assert entry.due_at is not None
    assert (entry.due_at - bench.clock.now).total_seconds() == 40


@pytest.mark.parametrize("verdict", [Verdict.DUPLICATE, Verdict.CONFLICT])
def test_a_reference_found_in_use_before_anything_is_sent_is_a_conflict(bench: Bench, verdict: Verdict) -> None:
    queued(bench)
    bench.carrier.before_any_byte = frozenset({verdict})
    bench.carrier.script = [Outcome("A1", verdict, number="JP9", words="It has JP9.")]
    (entry,) = book_round(bench.desk, "jumppoint")
    assert (entry.state, entry.row.tracking_number, entry.tries) == (State.CONFLICT, "JP9", 0)
    assert "The carrier said: It has JP9." in entry.row.note
    assert bench.carrier.sent == []


def test_a_call_holds_one_operation_and_as_many_as_the_carrier_takes(tmp_path: Path) -> None:
    with open_bench(tmp_path, batch=3) as bench:
        for number in range(7):
            service = "Sea" if number in (1, 4) else "Air"
            queue(bench.desk, sample(reference=f"A{number}", service=service), accept_warnings=True)
        bench.carrier.script = [Verdict.BOOKED] * 7
        drain(bench.desk, "jumppoint")
        assert bench.carrier.calls == [["A0", "A2", "A3"], ["A1", "A4"], ["A5", "A6"]]


def test_a_call_refused_as_a_whole_goes_out_again_one_by_one(tmp_path: Path) -> None:
    with open_bench(tmp_path, batch=3) as bench:
        entries = [queued(bench, f"A{number}") for number in range(4)]
        bench.carrier.script = [Verdict.SPLIT] * 3
        moved = book_round(bench.desk, "jumppoint")
        assert {(entry.state, entry.alone, entry.tries, entry.due_at) for entry in moved} == {
            (State.QUEUED, True, 0, None)
        }
        bench.carrier.script = [Verdict.BOOKED, Verdict.REFUSED, Verdict.BOOKED, Verdict.BOOKED]
        drain(bench.desk, "jumppoint")
        done = [bench.desk.book.entry_by_id(entry.id) for entry in entries]
        assert [one and one.state for one in done] == [State.BOOKED, State.REFUSED, State.BOOKED, State.BOOKED]
        assert bench.carrier.calls == [["A0", "A1", "A2"], ["A0"], ["A1"], ["A2"], ["A3"]]


def test_a_lost_answer_is_settled_by_the_same_bytes_after_a_pause(bench: Bench) -> None:
    queued(bench)
    bench.carrier.script = [Verdict.UNKNOWN]
    book_round(bench.desk, "jumppoint")
    assert settle_round(bench.desk, "jumppoint") == []  # the first request may still be on its way
    bench.clock.pass_(5)
    bench.carrier.script = [Outcome("A1", Verdict.DUPLICATE, number="JP7")]
    (entry,) = settle_round(bench.desk, "jumppoint")
    assert (entry.state, entry.row.tracking_number) == (State.BOOKED, "JP7")
    assert bench.carrier.sent[0] == bench.carrier.sent[1]


def test_a_refused_probe_proves_nothing(bench: Bench) -> None:
    queued(bench)
    bench.carrier.script = [Verdict.UNKNOWN]
    book_round(bench.desk, "jumppoint")
    bench.clock.pass_(5)
    bench.carrier.script = [Verdict.REFUSED]
    (entry,) = settle_round(bench.desk, "jumppoint")
    assert entry.state is State.IN_DOUBT


def test_after_three_probes_a_person_is_asked_and_nothing_goes_out_any_more(bench: Bench) -> None:
    queued(bench)
    bench.carrier.script = [Verdict.UNKNOWN] * 4
    book_round(bench.desk, "jumppoint")
    states = []
    for _ in range(6):
        bench.clock.pass_(1000)
        states += [entry.state for entry in settle_round(bench.desk, "jumppoint")]
    assert states == [State.IN_DOUBT] * 3 + [State.NEEDS_PERSON]
    assert len(bench.carrier.sent) == 4


def test_what_a_stopped_program_was_sending_is_in_doubt(tmp_path: Path) -> None:
    with open_bench(tmp_path) as gone:
        entry = queued(gone)
        gone.desk.book.begin([entry], "book", who="Mei")
        assert recover(gone.desk) == []  # its own process is alive
    with open_bench(tmp_path) as bench:
        (entry,) = recover(bench.desk)
        assert entry.state is State.IN_DOUBT
        assert "may or may not be booked" in entry.row.note or entry.due_at is not None
        assert entry.tries == 1


def test_a_refusal_after_a_crash_is_no_proof_either(tmp_path: Path) -> None:
    with open_bench(tmp_path) as gone:
        gone.desk.book.begin([queued(gone)], "book", who="Mei")
    with open_bench(tmp_path) as bench:
        recover(bench.desk)
        bench.carrier.script = [Verdict.REFUSED]
        (entry,) = settle_round(bench.desk, "jumppoint")
        assert entry.state is State.IN_DOUBT


def test_booking_twice_the_same_does_nothing_but_report(bench: Bench) -> None:
    queued(bench)
    bench.carrier.script = [Verdict.BOOKED]
    book_round(bench.desk, "jumppoint")
    again = queued(bench)
    assert again.state is State.BOOKED
    assert book_round(bench.desk, "jumppoint") == []


def test_another_content_under_a_used_reference_is_an_error_at_the_reference(bench: Bench) -> None:
    queued(bench)
    with pytest.raises(InputError) as caught:
        queue(bench.desk, sample(reference="A1", note="other"), accept_warnings=True)
    assert [(problem.field, problem.code) for problem in caught.value.problems] == [("reference", "reference.used")]
    with pytest.raises(InputError):
        keep(bench.desk, sample(reference="A1", note="other"))


def test_what_is_booked_is_not_put_aside(bench: Bench) -> None:
    queued(bench)
    assert hold(bench.desk, sample(reference="A1"), why="Stock is short.").state is State.HELD
    queued(bench)
    bench.carrier.script = [Verdict.BOOKED]
    book_round(bench.desk, "jumppoint")
    with pytest.raises(InputError, match="A1 is booked; it can no longer be put aside"):
        hold(bench.desk, sample(reference="A1"), why="Stock is short.")


def test_faults_keep_it_out_of_the_queue_and_nothing_is_kept_of_it(bench: Bench) -> None:
    with pytest.raises(InputError) as caught:
        queue(bench.desk, sample(reference="A1", receiver={}), accept_warnings=True)
    assert "receiver.name" in {problem.field for problem in caught.value.problems}
    assert bench.desk.book.entry("A1") is None


def test_a_clerk_can_take_back_what_has_not_left(bench: Bench) -> None:
    queued(bench)
    assert unqueue(bench.desk, "A1").state is State.DRAFT
    with pytest.raises(ConflictError):
        unqueue(bench.desk, "A1")


def test_working_off_books_all_and_fetches_their_labels(bench: Bench) -> None:
    entries = [queued(bench, f"A{number}") for number in range(5)]
    bench.carrier.script = [Verdict.BOOKED] * 5
    bench.carrier.labels = [PDF] * 5
    done = work_off(bench.desk, entries)
    assert [entry.row.reference for entry in done] == ["A0", "A1", "A2", "A3", "A4"]
    assert {(entry.state, entry.row.label) for entry in done} == {(State.BOOKED, Label.STORED)}
    assert len(bench.carrier.sent) == 5


def test_without_an_account_it_stays_queued(bench: Bench) -> None:
    entry = queued(bench)
    bench.carrier.script = [SetupError("There is no account.")] * 3
    with pytest.raises(SetupError):
        work_off(bench.desk, [entry])
    assert bench.desk.book.entry("A1").state is State.QUEUED  # type: ignore[union-attr]


def test_a_label_that_is_not_ready_is_asked_for_again_with_growing_pauses(bench: Bench) -> None:
    queued(bench)
    bench.carrier.script = [Verdict.BOOKED]
    drain(bench.desk, "jumppoint")
    entry = bench.desk.book.entry("A1")
    assert entry is not None
    assert (entry.state, entry.row.label) == (State.BOOKED, Label.PENDING)
    pauses = []
    for _ in range(3):
        assert entry is not None
        assert entry.due_at is not None
        pauses.append((entry.due_at - bench.clock.now).total_seconds())
        bench.clock.now = entry.due_at
        drain(bench.desk, "jumppoint")
        entry = bench.desk.book.entry("A1")
    assert pauses == [2, 5, 15]
    assert entry is not None
    assert entry.due_at is not None
    bench.clock.now = entry.due_at
    bench.carrier.labels = [PDF]
    drain(bench.desk, "jumppoint")
    assert bench.desk.book.entry("A1").row.label is Label.STORED  # type: ignore[union-attr]


FOUND = Found("X1", "A1", receiver=sample().receiver.name, country="MY")


@pytest.mark.parametrize(
    ("found", "state"),
    [
        (FOUND, State.BOOKED),
        (replace(FOUND, number=""), State.ACCEPTED),
        (replace(FOUND, receiver="Somebody Else"), State.CONFLICT),
    ],
    ids=["ours", "ours, its number not told", "somebody else's"],
)
def test_where_looking_settles_a_doubt_nothing_is_sent_again(tmp_path: Path, found: Found, state: State) -> None:
    with open_bench(tmp_path, settling=Settling.LOOK) as bench:
        queued(bench)
        bench.carrier.script = [Verdict.UNKNOWN]
        book_round(bench.desk, "jumppoint")
        (entry,) = settle_round(bench.desk, "jumppoint")  # the first look comes at once
        assert entry.state is State.IN_DOUBT
        assert settle_round(bench.desk, "jumppoint") == []
        bench.clock.pass_(5)
        bench.carrier.found = found
        (entry,) = settle_round(bench.desk, "jumppoint")
        assert (entry.state, entry.row.tracking_number) == (state, found.number)
        assert len(bench.carrier.sent) == 1


def test_not_found_after_the_last_look_is_asked_of_a_person(tmp_path: Path) -> None:
    with open_bench(tmp_path, settling=Settling.LOOK) as bench:
        queued(bench)
        bench.carrier.script = [Verdict.UNKNOWN]
        book_round(bench.desk, "jumppoint")
        states = []
        for _ in range(5):
            states += [entry.state for entry in settle_round(bench.desk, "jumppoint")]
            bench.clock.pass_(1000)
        assert states == [State.IN_DOUBT, State.IN_DOUBT, State.NEEDS_PERSON]
        assert len(bench.carrier.sent) == 1
