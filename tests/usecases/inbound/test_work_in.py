"""What comes in is worked off whatever it is, once, and broken off anywhere it is worked off all the same."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn, cast

import pytest

from shipdesk.app import RECORDS
from shipdesk.core.errors import NetworkError
from shipdesk.core.inbound import Inbox, Working
from shipdesk.core.outcomes import Outcome, Verdict
from shipdesk.core.ports import OrderBook
from shipdesk.core.records import Changes
from shipdesk.core.states import State
from shipdesk.core.statuses import Status
from shipdesk.usecases.inbound import review
from shipdesk.usecases.inbound.work_in import work_in_inbox
from tests.sources.samples import CEVA, JUMPPOINT, WINKELSTRAAT
from tests.usecases.desks import Bench, open_bench, sample
from tests.usecases.inbound.deliveries import entry, keep, later, newest, order, receive, work


class KilledError(BaseException):
    """As SIGKILL: nothing catches it."""


class Dying:
    """In front of an order book or an inbox; the process dies before or after its n-th changing call."""

    def __init__(self, behind: object, deaths: list[int], *, after: bool) -> None:
        self._behind, self._deaths, self._after = behind, deaths, after

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._behind, name)
        return self._call(found) if name in _CHANGES else found

    def _call(self, call: Any) -> Any:
        def called(*values: Any, **named: Any) -> Any:
            self._deaths[0] -= 1
            if self._deaths[0] == 0 and not self._after:
                raise KilledError
            found = call(*values, **named)
            if self._deaths[0] == 0:
                raise KilledError
            return found

        return called


_CHANGES = ("add", "change", "move", "postpone", "settle", "tell", "add_events", "adopt", "note_attempt")


def dying(bench: Bench, at: int, *, after: bool) -> Bench:
    deaths = [at]
    book = cast("OrderBook", Dying(bench.desk.book, deaths, after=after))
    box = cast("Inbox", Dying(bench.desk.inbox, deaths, after=after))
    return replace(bench, desk=replace(bench.desk, book=book, inbox=box))


@pytest.mark.parametrize("after", [False, True], ids=["before it", "after it"])
@pytest.mark.parametrize("at", range(1, 9))
def test_killed_at_any_step_it_ends_as_if_it_had_not_been(tmp_path: Path, at: int, after: bool) -> None:
    with open_bench(tmp_path) as bench:
        keep(bench, "deeple", order(1))
        keep(bench, "deeple", order(3, state="CANCELLED"))
        keep(bench, "deeple", order(2, note="ring twice"))
        keep(bench, "winkelstraat", WINKELSTRAAT)
        try:
            work(dying(bench, at, after=after))
        except KilledError:
            work(bench)
        assert bench.desk.inbox.counts() == {Working.DONE: 4}
        ours = entry(bench)
        assert (ours.state, ours.row.note) == (State.HELD, "Deeple has cancelled this order (CANCELLED)." + PAYMENT)
        theirs = entry(bench, "YOUR_ORDER_REFERENCE")
        assert len(bench.desk.book.events(theirs.id)) == 2
        assert sum(bench.desk.book.counts().values()) == 2


PAYMENT = " Whether it is paid is not in Deeple's document: enter the amount 1250 THB if the courier is to collect it."


def test_what_cannot_be_read_is_set_aside_and_keeps_nothing_back(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        keep(bench, "deeple", {"hello": "world"})
        keep(bench, "jumppoint", {"customerOrderNo": []})
        keep(bench, "deeple", order())
        work(bench)
        counts = bench.desk.inbox.counts()
        assert counts == {Working.NOT_UNDERSTOOD: 2, Working.DONE: 1}
        odd = review.received(bench.desk, "attention")
        assert odd[1].note == "orderNumber is missing; an order must say it."
        assert entry(bench).state is State.TO_SHIP


def test_a_delivery_that_breaks_us_is_set_aside_named_without_its_values(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def poisoned(body: Any) -> NoReturn:
        raise KeyError(body["receiverName"])

    with open_bench(tmp_path) as bench:
        sources = dict(bench.desk.sources)
        reader = replace(sources["winkelstraat"].reader(), read=poisoned)
        sources["winkelstraat"] = replace(sources["winkelstraat"], reader=lambda: reader)
        bench.desk = replace(bench.desk, sources=sources)
        keep(bench, "winkelstraat", {"receiverName": "Jan Jansen"})
        received = receive(bench, "deeple", order())
        assert received.working is Working.DONE
        (odd,) = review.received(bench.desk, "attention")
        assert odd.note == "ShipDesk has failed on this one (KeyError); it is kept."
        assert "KeyError in poisoned" in caplog.text
        assert "Jansen" not in caplog.text


def test_a_carrier_that_is_not_there_is_asked_again_later(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        bench.carrier.found = NetworkError("Jumppoint cannot be reached.")
        received = receive(bench, "jumppoint", JUMPPOINT)
        assert (received.working, received.tries) == (Working.WAITING, 1)
        assert received.note == "Jumppoint cannot be reached. It is looked at again."
        bench.carrier.found = None
        later(bench, seconds=6)
        assert newest(bench).working is Working.UNMATCHED


def test_a_program_that_ends_begins_nothing(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        keep(bench, "deeple", order())
        bench.desk.closing.set()
        assert work_in_inbox(bench.desk, bench.desk.inbox) == 0
        assert newest(bench).working is Working.WAITING


def test_a_full_disk_leaves_all_of_it_waiting(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        keep(bench, "deeple", order())

        class Full:
            def __getattr__(self, name: str) -> Any:
                if name == "settle":
                    raise sqlite3.OperationalError("database or disk is full")
                return getattr(bench.desk.inbox, name)

        with pytest.raises(sqlite3.OperationalError):
            work_in_inbox(bench.desk, cast("Inbox", Full()))
        work(bench)
        assert newest(bench).working is Working.DONE


def test_winkelstraats_shipment_is_followed_with_its_carrier_and_link(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        received = receive(bench, "winkelstraat", WINKELSTRAAT)
        assert received.note == "Shipment 000000288 is followed from now on, 2 pieces of news."
        there = entry(bench, "YOUR_ORDER_REFERENCE")
        assert (there.row.carrier, there.row.tracking_number) == ("ups", "1Z7E3V556825150AAP")
        assert (there.row.status, there.row.source) == (Status.IN_TRANSIT, "winkelstraat")
        assert there.link.startswith("https://wwwapps.ups.com/")


def test_a_shipment_of_a_time_to_come_is_outdone_by_the_next_word_of_it(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        receive(bench, "winkelstraat", WINKELSTRAAT | {"updated_at": "2099-01-01 00:00:00"})
        bench.clock.pass_(3600)
        now = bench.clock().isoformat()
        receive(bench, "winkelstraat", WINKELSTRAAT | {"updated_at": now, "status": "DELIVERED", "currency": "USD"})
        found = entry(bench, "YOUR_ORDER_REFERENCE")
        assert (found.row.status, found.shipment.products[0].currency) == ("delivered", "USD")


def test_a_person_dismisses_one_or_has_it_looked_at_again(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        odd = receive(bench, "deeple", order(grandTotal=-1))
        assert review.counts(bench.desk) == {"attention": 1, "waiting": 0, "all": 1}
        review.try_again(bench.desk, odd)
        work(bench)
        again = newest(bench)
        assert (again.working, again.note) == (odd.working, odd.note)
        review.dismiss(bench.desk, again)
        assert review.received(bench.desk, "attention") == []
        assert newest(bench).working is Working.DISMISSED


def test_what_was_received_is_shown_in_lines_with_its_own_digits(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        odd = receive(bench, "deeple", '{"a": {"ก": [1.500, null], "b": []}, "c": 12345678901234567890}'.encode())
        assert review.raw(odd) == (
            '{\n  "a": {\n    "ก": [\n      1.500,\n      null\n    ],\n    "b": []\n  },\n'
            '  "c": 12345678901234567890\n}'
        )
        assert review.raw(replace(odd, body=b"\xffno json")) == "\ufffdno json"


def test_a_source_that_is_gone_is_no_reason_to_lose_its_deliveries(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        keep(bench, "deeple", order())
        bench.desk = replace(bench.desk, sources={})
        work(bench)
        assert newest(bench).note == "There is no source 'deeple' any more."


# --- each source over the same ground: what a sender may do, and what must come of it


def booked(bench: Bench) -> None:
    """A1 with Jumppoint, C1 with CEVA: the parcels that the news below is of."""
    for reference, carrier, number in (("A1", "jumppoint", "JPUS6759785254"), ("ABC123", "ceva", "LWJ1")):
        shipment = sample(reference=reference)
        made = bench.desk.book.add(shipment, State.TO_SHIP, who="Mei", why="Typed.", source="table")
        frozen = RECORDS["jumppoint"].freeze(shipment, bench.desk.context("jumppoint"))
        shipment = shipment.model_copy(update={"carrier": carrier})
        queued = bench.desk.book.queue(made, shipment, replace(frozen, carrier=carrier), accepted=(), who="Mei")
        (attempt,) = bench.desk.book.begin([queued], "book", who="Mei")
        outcome, changes = Outcome(reference, Verdict.BOOKED), Changes(tracking_number=number)
        bench.desk.book.end(queued.id, attempt, State.BOOKED, outcome, (), who="Mei", why="Booked.", changes=changes)


def ceva(**update: object) -> dict[str, Any]:
    payload = CEVA["eventPayload"]
    return CEVA | {"eventPayload": payload | {"update": payload["update"] | update}}


#: For each source: an event, a later one, one in words that its document does not have, and whose they are.
SENT: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any], str]] = {
    "jumppoint": (
        JUMPPOINT,
        JUMPPOINT | {"status": "Successful Delivery", "triggeredAt": "2023-06-01T00:00:00Z"},
        JUMPPOINT | {"status": "LOST", "triggeredAt": "2023-06-02T00:00:00Z"},
        "A1",
    ),
    "ceva": (
        CEVA,
        ceva(status="Delivered", statusCode="20001", updateTimestamp="2020-12-20T00:00:00+00:00"),
        ceva(status="Gone fishing", statusCode="1", updateTimestamp="2020-12-21T00:00:00+00:00"),
        "ABC123",
    ),
    "deeple": (order(1), order(3, note="later"), order(5, state="LOST", note="later"), "DP2611220001"),
    "winkelstraat": (
        WINKELSTRAAT | {"collected_at": None},
        WINKELSTRAAT | {"status": "DELIVERED", "updated_at": "2024-03-01 10:00:00"},
        WINKELSTRAAT | {"status": "LOST", "updated_at": "2024-03-02 10:00:00"},
        "YOUR_ORDER_REFERENCE",
    ),
}


def all_of(bench: Bench, reference: str) -> tuple[object, ...]:
    found = entry(bench, reference)
    events = bench.desk.book.events(found.id)
    return (found.shipment, found.state, found.row.status, found.row.note, found.row.tracking_number, events)


@pytest.fixture(params=SENT)
def source(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_same_again_changes_nothing(tmp_path: Path, source: str) -> None:
    first, _, _, reference = SENT[source]
    with open_bench(tmp_path) as bench:
        booked(bench)
        receive(bench, source, first)
        before, history = all_of(bench, reference), bench.desk.book.history(entry(bench, reference).id)
        receive(bench, source, dict(reversed(first.items())))  # the same event, otherwise written
        assert all_of(bench, reference) == before
        assert bench.desk.book.history(entry(bench, reference).id) == history
        assert sum(bench.desk.inbox.counts().values()) == 1


def test_an_older_event_after_a_newer_one_turns_nothing_back(tmp_path: Path, source: str) -> None:
    first, later_one, _, reference = SENT[source]
    with open_bench(tmp_path / "1") as bench:
        booked(bench)
        receive(bench, source, first)
        receive(bench, source, later_one)
        expected = all_of(bench, reference)
    with open_bench(tmp_path / "2") as bench:
        booked(bench)
        receive(bench, source, later_one)
        receive(bench, source, first)
        assert all_of(bench, reference) == expected


def test_words_that_the_document_does_not_have_are_kept_as_they_came(tmp_path: Path, source: str) -> None:
    first, _, odd, reference = SENT[source]
    with open_bench(tmp_path) as bench:
        booked(bench)
        receive(bench, source, first)
        before = entry(bench, reference).row
        received = receive(bench, source, odd)
        assert received.working is Working.DONE
        now = entry(bench, reference)
        told = [*(event.text for event in bench.desk.book.events(now.id)), now.row.note]
        word = {"ceva": "Gone fishing"}.get(source, "LOST")
        assert any(word in text for text in told)
        assert now.state is before.state


def test_what_was_kept_before_a_crash_is_worked_off_after_it(tmp_path: Path, source: str) -> None:
    first, _, _, reference = SENT[source]
    with open_bench(tmp_path) as bench:
        booked(bench)
        keep(bench, source, first)
    with open_bench(tmp_path) as bench:
        work(bench)
        assert newest(bench).working is Working.DONE
        assert newest(bench).reference == reference
