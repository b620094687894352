"""Carriers are asked by ourselves: rarely, one request at a time, after the bookings, and not again after a restart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from shipdesk.core.carrier import Account
from shipdesk.core.errors import BusyError, CarrierError, NetworkError, ShipDeskError
from shipdesk.core.outcomes import Verdict
from shipdesk.core.states import State
from shipdesk.core.statuses import Status, TrackingEvent
from shipdesk.usecases.book import queue
from shipdesk.usecases.desk import Desk
from shipdesk.usecases.poll import AGES, BACK_OFF, BOOKING_FIRST, JITTER, NOTHING_DUE, PAUSE, WITH_WEBHOOK, Poller
from shipdesk.usecases.work import book_round
from tests.usecases.desks import Bench, open_bench, sample
from tests.usecases.test_track import Teller

HOUR = timedelta(hours=1)


class OneAccount:
    """An account at every carrier; `webhook` is the secret of its webhooks."""

    def __init__(self, webhook: str = "") -> None:
        self.webhook = webhook

    def account(self, carrier: str) -> Account:
        return Account(
            carrier, "custom", "http://127.0.0.1", {}, lambda _name: self.webhook, lambda _name, _value: None
        )

    def settings(self, _carrier: str) -> Mapping[str, str]:
        return {}


@dataclass
class Polled:
    desk: Desk
    teller: Teller
    bench: Bench
    accounts: OneAccount
    poller: Poller

    def booked(self, *references: str) -> None:
        for reference in references:
            queue(self.desk, sample(reference=reference), accept_warnings=True)
            self.bench.carrier.script = [Verdict.BOOKED]
            (entry,) = book_round(self.bench.desk, "jumppoint")
            # Its label is there, so that nothing of it is due any more.
            self.desk.book.postpone(entry, self.bench.clock.now + timedelta(days=999), "")

    def event(self, status: Status, text: str = "") -> TrackingEvent:
        return TrackingEvent(status, text or f"It is {status}.", self.bench.clock.now, "jumppoint")

    def together(self, numbers: int) -> None:
        record = replace(self.desk.records["jumppoint"], tracked_together=numbers)
        self.desk = replace(self.desk, records={"jumppoint": record})
        self.again()

    def again(self) -> None:
        """The program starts anew."""
        self.poller = Poller(self.desk, lambda: True, Random(1))

    def rounds(self, most: int = 100) -> list[str]:
        """Rounds while there is something to do, each after its rest; the faults they told."""
        faults = []
        for _ in range(most):
            done = self.poller.round("jumppoint")
            if done.fault:
                faults.append(done.fault)
            elif not done.asked:
                break
            self.bench.clock.now += done.rest
        return faults


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Polled]:
    with open_bench(tmp_path) as bench:
        teller, accounts = Teller(), OneAccount()
        desk = replace(bench.desk, connector=lambda _carrier: teller, accounts=accounts)
        yield Polled(desk, teller, bench, accounts, Poller(desk, lambda: True, Random(1)))


def test_news_is_kept_and_the_next_time_is_written_down(one: Polled) -> None:
    one.booked("A1", "A2")
    one.teller.news = {"JP-A1": [one.event(Status.CUSTOMS)]}
    done = one.poller.round("jumppoint")
    assert (done.asked, done.new_events, done.fault) == (2, 1, "")
    entry = one.desk.book.entry("A1")
    assert entry is not None
    assert entry.row.status == Status.CUSTOMS
    one.again()
    assert one.poller.round("jumppoint").asked == 0  # a restart asks nobody again
    one.bench.clock.now += AGES[0][1] * (1 + JITTER)
    assert one.poller.round("jumppoint").asked == 2


def test_one_carrier_is_left_alone_between_two_requests(one: Polled) -> None:
    one.together(1)
    one.booked("A1", "A2")
    assert one.poller.ready() == ["jumppoint"]
    one.poller.round("jumppoint")
    assert one.poller.ready() == []
    one.bench.clock.now += PAUSE * (1 + JITTER)
    assert one.poller.ready() == ["jumppoint"]
    one.poller.round("jumppoint")
    assert sorted(one.teller.asked) == [["JP-A1"], ["JP-A2"]]


def test_the_older_a_parcel_the_rarer_and_in_the_end_never(one: Polled) -> None:
    one.booked("A1")
    asked = []
    for _day in range(120):
        before = len(one.teller.asked)
        for _hour in range(24):
            one.poller.round("jumppoint")
            one.bench.clock.now += HOUR
        asked.append(len(one.teller.asked) - before)
    assert asked[0] > asked[2] > asked[10] > asked[20] >= asked[60] - 1
    assert asked[0] >= 12
    assert set(asked[92:]) == {0}


def test_what_is_out_for_delivery_is_asked_for_soon(one: Polled) -> None:
    one.booked("A1")
    one.bench.clock.now += timedelta(days=20)
    one.teller.news = {"JP-A1": [one.event(Status.OUT_FOR_DELIVERY)]}
    one.poller.round("jumppoint")
    one.bench.clock.now += timedelta(minutes=30) * (1 + JITTER)
    assert one.poller.round("jumppoint").asked == 1


def test_a_webhook_makes_it_rare(one: Polled) -> None:
    one.booked("A1")
    one.accounts.webhook = "a secret"
    one.poller.round("jumppoint")
    one.bench.clock.now += AGES[0][1] * (WITH_WEBHOOK - 1)
    assert one.poller.round("jumppoint").asked == 0
    one.bench.clock.now += AGES[0][1] * 2
    assert one.poller.round("jumppoint").asked == 1


def test_bookings_go_first(one: Polled) -> None:
    one.booked("A1")
    entry = queue(one.desk, sample(reference="A2"), accept_warnings=True)
    done = one.poller.round("jumppoint")
    assert (done.asked, done.rest, one.teller.asked) == (0, BOOKING_FIRST, [])
    one.desk.book.move(entry, State.HELD, who="Mei", why="Not now.")
    assert one.poller.round("jumppoint").asked == 1


@pytest.mark.parametrize(
    "fault", [NetworkError("No answer from Jumppoint."), BusyError("The carrier is too busy to answer.")]
)
def test_a_carrier_that_cannot_be_asked_is_left_alone_longer_each_time(one: Polled, fault: ShipDeskError) -> None:
    one.booked("A1")
    one.teller.faults = {"JP-A1": fault}
    rests = [one.poller.round("jumppoint").rest for _ in range(len(BACK_OFF) + 1)]
    for rest, wanted in zip(rests, (*BACK_OFF, BACK_OFF[-1]), strict=True):
        assert wanted * (1 - JITTER) <= rest <= wanted * (1 + JITTER)
    one.teller.faults = {}
    assert one.poller.round("jumppoint").asked == 1  # still due: nothing was read
    one.bench.clock.now += 2 * HOUR
    one.teller.faults = {"JP-A1": fault}
    assert one.poller.round("jumppoint").rest <= BACK_OFF[0] * (1 + JITTER)


def test_a_carrier_that_asks_for_time_gets_it(one: Polled) -> None:
    one.booked("A1")
    one.teller.faults = {"JP-A1": BusyError("The carrier is too busy to answer.", 7200.0)}
    assert one.poller.round("jumppoint").rest == 2 * HOUR


def test_a_network_that_fails_keeps_what_was_read(one: Polled) -> None:
    one.together(1)
    one.booked("A1", "A2")
    one.teller.news = {f"JP-{name}": [one.event(Status.CUSTOMS)] for name in ("A1", "A2")}
    assert one.poller.round("jumppoint").new_events == 1
    one.teller.faults = dict.fromkeys(("JP-A1", "JP-A2"), NetworkError("No answer from Jumppoint."))
    assert one.poller.round("jumppoint").fault
    one.teller.faults = {}
    one.again()
    assert one.poller.round("jumppoint").new_events == 1
    assert one.poller.round("jumppoint").asked == 0


def test_one_number_that_spoils_a_call_keeps_no_other_from_its_news(one: Polled) -> None:
    one.booked("A1", "A2", "A3")
    one.teller.news = {f"JP-{name}": [one.event(Status.CUSTOMS)] for name in ("A1", "A2", "A3")}
    one.teller.faults = {"JP-A2": CarrierError("Unknown number.")}
    assert one.rounds() == ["Unknown number.", "Unknown number."]  # the three together, then that one
    statuses = {name: entry.row.status for name in ("A1", "A2", "A3") if (entry := one.desk.book.entry(name))}
    assert statuses == {"A1": Status.CUSTOMS, "A2": "", "A3": Status.CUSTOMS}


def test_an_account_that_is_refused_is_not_asked_for_each_parcel(one: Polled) -> None:
    names = [f"A{number}" for number in range(6)]
    one.booked(*names)
    one.teller.faults = {f"JP-{name}": CarrierError("Wrong password.") for name in names}
    rests = [one.poller.round("jumppoint").rest for _ in range(6)]
    assert rests[0] < BACK_OFF[0] * (1 - JITTER)
    assert rests[-1] > BACK_OFF[1]


def test_it_can_be_turned_off_and_without_an_account_nobody_is_asked(one: Polled, tmp_path: Path) -> None:
    one.booked("A1")
    assert Poller(one.desk, lambda: False).ready() == []
    done = Poller(one.bench.desk, lambda: True).round("jumppoint")
    assert (done.asked, done.rest, one.teller.asked) == (0, NOTHING_DUE, [])
