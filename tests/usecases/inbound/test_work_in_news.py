"""News of a parcel finds its booking: by number, by its own address, by asking the carrier, or later."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from shipdesk.app import RECORDS
from shipdesk.core.carrier import Account
from shipdesk.core.inbound import Received, Working
from shipdesk.core.outcomes import Found, Outcome, Verdict
from shipdesk.core.records import Changes, Entry
from shipdesk.core.states import Label, State
from shipdesk.core.statuses import Status
from shipdesk.usecases.book import queue
from shipdesk.usecases.inbound.own_address import make_token, read_token
from shipdesk.usecases.settle import settle_round
from shipdesk.usecases.work import book_round
from tests.sources.samples import CEVA
from tests.usecases.desks import Bench, open_bench, sample
from tests.usecases.inbound.deliveries import entry, keep, later, newest, receive, work

PUBLIC = "https://hooks.example.com"


@dataclass
class WithPublicUrl:
    """An account that can be reached from outside."""

    kept: dict[str, str] = field(default_factory=dict)

    def account(self, carrier: str) -> Account | None:
        return Account(carrier, "custom", "https://x", {}, lambda key: self.kept.get(key, ""), self.kept.__setitem__)

    def settings(self, carrier: str) -> Mapping[str, str]:
        return {"public_url": PUBLIC + "/"} if carrier == "jumppoint" else {}


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path) as made:
        made.desk = replace(made.desk, records={**RECORDS, **made.desk.records})
        yield made


def sent(bench: Bench, verdict: Verdict | Outcome, reference: str = "A1") -> Entry:
    queue(bench.desk, sample(reference=reference), accept_warnings=True)
    bench.carrier.script = [verdict]
    book_round(bench.desk, "jumppoint")
    return entry(bench, reference)


def news(status: str = "Successful Pickup", minute: int = 0, number: str = "JPHK1") -> dict[str, str]:
    time = f"2026-11-23T10:{minute:02}:00.000Z"
    return {"customerOrderId": "1", "customerOrderNo": number, "status": status, "triggeredAt": time}


def receive_news(bench: Bench, **what: Any) -> Received:
    return receive(bench, "jumppoint", news(**what))


def theirs(reference: str = "A1", number: str = "JPHK1", receiver: str = "", country: str = "") -> Found:
    return Found(number, reference, receiver=receiver, country=country)


def test_news_of_a_booked_parcel_is_its_status(bench: Bench) -> None:
    sent(bench, Verdict.BOOKED)
    received = receive_news(bench, number="JP-A1")
    assert (received.working, received.reference) == (Working.DONE, "A1")
    assert entry(bench, "A1").row.status == Status.PICKED_UP


def test_in_whatever_order_news_comes_the_latest_stands(tmp_path: Path) -> None:
    told = [
        news("Successful Pickup", 1, "JP-A1"),
        news("Successful Delivery", 3, "JP-A1"),
        news("Exception", 2, "JP-A1"),
    ]
    for place, order in enumerate(permutations([*told, told[0]])):
        with open_bench(tmp_path / str(place)) as bench:
            sent(bench, Verdict.BOOKED)
            for one in order:
                receive(bench, "jumppoint", one)
            found = entry(bench, "A1")
            assert (found.row.status, len(bench.desk.book.events(found.id))) == (Status.DELIVERED, 3)


def test_an_accepted_booking_gets_its_number_from_a_webhook(bench: Bench) -> None:
    sent(bench, Verdict.ACCEPTED)
    bench.carrier.found = theirs()
    received = receive_news(bench)
    found = entry(bench, "A1")
    assert received.working is Working.DONE
    assert (found.state, found.row.label, found.row.tracking_number) == (State.BOOKED, Label.PENDING, "JPHK1")
    assert found.row.status == Status.PICKED_UP
    move = bench.desk.book.history(found.id)[-1]
    assert move.who == "Jumppoint's webhook"
    assert move.why == "Jumppoint has sent news of JPHK1 and has it under that reference: it is A1."


def test_a_doubt_is_settled_by_news_of_the_same_consignee_and_a_conflict_by_anothers(bench: Bench) -> None:
    for reference, receiver, ends in (("A1", "", State.BOOKED), ("A2", "Somebody else", State.CONFLICT)):
        doubt = sent(bench, Verdict.UNKNOWN, reference)
        there = receiver or doubt.shipment.receiver.name
        number = f"JP{reference}"
        bench.carrier.found = theirs(reference, number, there, doubt.shipment.receiver.country)
        receive_news(bench, number=number)
        assert entry(bench, reference).state is ends


def test_a_second_number_for_a_booked_reference_is_a_conflict(bench: Bench) -> None:
    sent(bench, Verdict.BOOKED)
    bench.carrier.found = theirs(number="JPHK9")
    receive_news(bench, number="JPHK9")
    found = entry(bench, "A1")
    assert found.state is State.CONFLICT
    assert found.row.note == "Jumppoint has A1 under two numbers: JP-A1 and JPHK9. Have Jumppoint say which."


def test_news_of_what_was_let_go_is_brought_up(bench: Bench) -> None:
    doubt = sent(bench, Verdict.UNKNOWN)
    doubt = bench.desk.book.move(doubt, State.NEEDS_PERSON, who="Mei", why="Long enough.")
    bench.desk.book.move(doubt, State.VOID, who="Mei", why="Given up.")
    bench.carrier.found = theirs()
    receive_news(bench)
    assert entry(bench, "A1").state is State.CONFLICT


def test_a_parcel_under_a_reference_that_is_not_booked_here_is_for_a_person(bench: Bench) -> None:
    bench.desk.book.add(sample(reference="A1"), State.TO_SHIP, who="Mei", why="Typed.", source="table")
    bench.carrier.found = theirs()
    received = receive_news(bench)
    assert (received.working, received.note) == (Working.UNMATCHED, "It is news of A1, which is not booked here.")
    assert entry(bench, "A1").state is State.TO_SHIP


def test_news_of_what_is_being_sent_waits_for_its_end(bench: Bench) -> None:
    queue(bench.desk, sample(reference="A1"), accept_warnings=True)
    bench.carrier.found = theirs()
    assert receive_news(bench).working is Working.WAITING
    bench.carrier.script = [Verdict.ACCEPTED]
    book_round(bench.desk, "jumppoint")
    later(bench, seconds=3)
    assert entry(bench, "A1").row.tracking_number == "JPHK1"


def test_what_nobody_knows_is_looked_at_more_and_more_seldom_and_at_last_left_to_a_person(bench: Bench) -> None:
    received = receive_news(bench)
    assert (received.working, received.tries) == (Working.UNMATCHED, 1)
    assert received.note == "Jumppoint does not know JPHK1 itself."
    later(bench, seconds=59)
    assert newest(bench).tries == 1
    later(bench, seconds=2)
    assert newest(bench).tries == 2
    later(bench, days=15)
    left = newest(bench)
    assert (left.working, left.due_at) == (Working.UNMATCHED, None)
    later(bench, days=1)
    assert newest(bench) == left


def test_unmatched_news_is_tied_as_soon_as_a_booking_gets_its_number(bench: Bench) -> None:
    assert receive_news(bench).working is Working.UNMATCHED
    accepted = sent(bench, Verdict.ACCEPTED)
    changes = Changes(tracking_number="JPHK1")
    bench.desk.book.move(accepted, State.BOOKED, who="Mei", why="Read off the parcel.", changes=changes)
    work(bench)  # no time has passed
    assert newest(bench).working is Working.DONE
    assert entry(bench, "A1").row.status == Status.PICKED_UP


# --- the address of its own


def test_a_booking_of_an_account_that_is_reached_has_an_address_of_its_own(bench: Bench) -> None:
    accounts = WithPublicUrl()
    bench.desk = replace(bench.desk, accounts=accounts)
    booking = sent(bench, Verdict.ACCEPTED)
    address = json.loads(bench.carrier.sent[0])["webhookURL"]
    head, _, token = address.rpartition("/")
    assert head == f"{PUBLIC}/hooks/jumppoint"
    assert "webhook_url" not in booking.shipment.options
    bench.carrier.found = AssertionError("nobody has to be asked")
    receive(bench, "jumppoint", news(), token)
    found = entry(bench, "A1")
    assert (found.state, found.row.tracking_number) == (State.BOOKED, "JPHK1")
    assert found.row.status == Status.PICKED_UP


def test_a_token_that_is_not_ours_ties_nothing_by_itself(bench: Bench) -> None:
    bench.desk = replace(bench.desk, accounts=WithPublicUrl({"hook_key": "ours"}))
    sent(bench, Verdict.ACCEPTED)
    received = receive(bench, "jumppoint", news(), make_token("another's", "A1"))
    assert received.working is Working.UNMATCHED
    assert entry(bench, "A1").state is State.ACCEPTED


def test_an_address_that_the_clerk_has_entered_stays(bench: Bench) -> None:
    bench.desk = replace(bench.desk, accounts=WithPublicUrl())
    queue(bench.desk, sample(reference="A1", options={"webhook_url": "https://mine.example"}), accept_warnings=True)
    frozen = entry(bench, "A1").frozen
    assert frozen is not None
    assert json.loads(frozen.payload)["webhookURL"] == "https://mine.example"


@pytest.mark.parametrize("reference", ["A1", "ก-2", "x" * 60])
def test_a_token_names_its_booking_and_nothing_else_does(reference: str) -> None:
    token = make_token("key", reference)
    assert read_token("key", token) == reference
    assert [read_token("key", odd) for odd in ("", token[:-1] + "*", "0" * 32 + token[32:], token[32:])] == [""] * 4


# --- CEVA


def ceva(code: str = "C1", minute: int = 0) -> dict[str, Any]:
    update = CEVA["eventPayload"]["update"] | {"updateTimestamp": f"2026-11-23T10:{minute:02}:00+00:00"}
    return CEVA | {"eventPayload": CEVA["eventPayload"] | {"orderCode": code, "update": update}}


def of_ceva(bench: Bench, to: State, number: str = "") -> Entry:
    """C1, in a state that a booking with CEVA comes to."""
    shipment = sample("ceva-thailand", reference="C1")
    made = bench.desk.book.add(shipment, State.TO_SHIP, who="Mei", why="Typed.", source="table")
    frozen = RECORDS["ceva"].freeze(shipment, bench.desk.context("ceva"))
    queued = bench.desk.book.queue(made, shipment, frozen, accepted=(), who="Mei")
    (attempt,) = bench.desk.book.begin([queued], "book", who="Mei")
    outcome = Outcome("C1", Verdict.UNKNOWN)
    changes = Changes(tracking_number=number or None, due_at=bench.clock.now.replace(year=2027))
    return bench.desk.book.end(queued.id, attempt, to, outcome, (), who="Mei", why="So.", changes=changes)


@pytest.mark.parametrize("code", ["C1", "LWJ77"])
def test_ceva_names_our_code_or_its_own(bench: Bench, code: str) -> None:
    of_ceva(bench, State.BOOKED, "LWJ77")
    assert receive(bench, "ceva", ceva(code)).working is Working.DONE
    found = entry(bench, "C1")
    (event,) = bench.desk.book.events(found.id)
    assert (found.row.status, event.leg) == (Status.CONFIRMED, "LAST_MILE")


def test_news_of_a_doubt_at_ceva_has_it_looked_at_now(bench: Bench) -> None:
    doubt = of_ceva(bench, State.IN_DOUBT)
    receive(bench, "ceva", ceva())
    assert entry(bench, "C1").due_at == bench.clock.now
    receiver = doubt.shipment.receiver
    bench.carrier.found = theirs("C1", "LWJ77", receiver.name, receiver.country)
    (settled,) = settle_round(bench.desk, "ceva")
    assert settled.state is State.BOOKED
    later(bench, minutes=1)
    assert entry(bench, "C1").row.status == Status.CONFIRMED


def test_a_code_of_cevas_that_is_nobodys_here_waits_without_asking(bench: Bench) -> None:
    bench.carrier.found = AssertionError("CEVA is asked by our codes")
    keep(bench, "ceva", ceva("NOT-OURS"))
    work(bench)
    received = newest(bench)
    assert (received.working, received.reference) == (Working.UNMATCHED, "NOT-OURS")
    assert received.note == "Nobody here knows NOT-OURS."
