"""News is asked for in calls of many, kept once, and one carrier's trouble is nobody else's."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shipdesk.core.connector import Connector
from shipdesk.core.errors import CarrierError, NetworkError, SetupError, ShipDeskError
from shipdesk.core.outcomes import Verdict
from shipdesk.core.records import Row
from shipdesk.core.statuses import Status, TrackingEvent
from shipdesk.usecases.book import queue
from shipdesk.usecases.desk import Desk
from shipdesk.usecases.track import track
from shipdesk.usecases.work import book_round
from shipdesk.usecases.work_off import THREADS
from tests.usecases.desks import Bench, ScriptedCarrier, open_bench, sample

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def event(status: Status, hour: int = 0) -> TrackingEvent:
    return TrackingEvent(status, f"It is {status}.", NOON.replace(hour=12 + hour), "jumppoint")


@dataclass
class Teller(ScriptedCarrier):
    """Tells `news` by number; a number in `faults` spoils the call it stands in."""

    news: dict[str, list[TrackingEvent]] = field(default_factory=dict)
    faults: dict[str, ShipDeskError] = field(default_factory=dict)
    asked: list[list[str]] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)

    def track(
        self, numbers: Sequence[str], references: Mapping[str, str] | None = None
    ) -> dict[str, list[TrackingEvent]]:
        self.asked.append(list(numbers))
        self.references |= references or {}
        for number in numbers:
            if number in self.faults:
                raise self.faults[number]
        return {number: self.news[number] for number in numbers if number in self.news}


@dataclass
class Tracking:
    desk: Desk
    teller: Teller
    bench: Bench

    def booked(self, *references: str) -> None:
        for reference in references:
            queue(self.bench.desk, sample(reference=reference), accept_warnings=True)
            self.bench.carrier.script = [Verdict.BOOKED]
            assert book_round(self.bench.desk, "jumppoint")

    def together(self, numbers: int) -> None:
        """The carrier takes so many numbers a request."""
        record = replace(self.desk.records["jumppoint"], tracked_together=numbers)
        self.desk = replace(self.desk, records={"jumppoint": record})

    def row(self, reference: str) -> Row:
        entry = self.desk.book.entry(reference)
        assert entry is not None
        return entry.row


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Tracking]:
    with open_bench(tmp_path) as bench:
        teller = Teller()
        connector: Connector = teller
        yield Tracking(replace(bench.desk, connector=lambda _carrier: connector), teller, bench)


def test_news_moves_the_status_and_is_kept_once(one: Tracking) -> None:
    one.booked("A1")
    one.teller.news = {"JP-A1": [event(Status.PICKED_UP), event(Status.DEPARTED, 1)]}
    (told,) = track(one.desk, ["A1"])
    assert told.as_dict() == {"reference": "A1", "status": "departed", "new_events": 2}
    assert one.row("A1").status == Status.DEPARTED
    (told,) = track(one.desk, ["JP-A1"])
    assert (told.as_dict(), told.fault) == ({"reference": "A1", "status": "departed", "new_events": 0}, "")
    assert one.teller.references == {"JP-A1": "A1"}


def test_all_that_are_under_way_are_asked_for_in_one_call(one: Tracking) -> None:
    one.booked("A1", "A2", "A3")
    queue(one.bench.desk, sample(reference="A4"), accept_warnings=True)
    one.teller.news = {"JP-A1": [event(Status.DELIVERED)], "JP-A2": [event(Status.CUSTOMS)], "JP-A3": []}
    assert {told.reference for told in track(one.desk)} == {"A1", "A2", "A3"}
    assert {told.reference for told in track(one.desk)} == {"A2", "A3"}  # A1 is at its end
    assert [sorted(call) for call in one.teller.asked] == [["JP-A1", "JP-A2", "JP-A3"], ["JP-A2", "JP-A3"]]


def test_what_cannot_be_asked_is_a_sentence_each(one: Tracking) -> None:
    one.booked("A1", "A2")
    queue(one.bench.desk, sample(reference="A3"), accept_warnings=True)
    one.teller.news = {"JP-A1": [event(Status.CREATED)]}
    told = track(one.desk, ["A2", "A3", "A9", "A1"])
    assert [(one.reference, one.fault) for one in told] == [
        ("A2", "Jumppoint does not know JP-A2 yet."),
        ("A3", "It has no tracking number yet: it is queued."),
        ("A9", "There is no shipment A9 in the order book."),
        ("A1", ""),
    ]


@pytest.mark.parametrize("fault", [NetworkError("No answer from Jumppoint."), SetupError("There is no account yet.")])
def test_a_carrier_that_is_not_there_is_not_asked_again(one: Tracking, fault: ShipDeskError) -> None:
    one.together(1)
    references = [f"A{number}" for number in range(2 * THREADS)]
    one.booked(*references)
    one.teller.faults = {f"JP-{reference}": fault for reference in references}
    assert [told.fault for told in track(one.desk)] == [str(fault)] * len(references)
    assert len(one.teller.asked) <= THREADS  # those that were under way when the first came back


def test_one_number_that_spoils_a_call_keeps_no_other_from_its_news(one: Tracking) -> None:
    one.booked("A1", "A2", "A3")
    one.teller.faults = {"JP-A2": CarrierError("An answer nobody can read.")}
    one.teller.news = {"JP-A1": [event(Status.CUSTOMS)], "JP-A3": [event(Status.CUSTOMS)]}
    told = {told.reference: (told.new_events, told.fault) for told in track(one.desk)}
    assert told == {"A1": (1, ""), "A2": (0, "An answer nobody can read."), "A3": (1, "")}


def test_an_account_that_is_refused_is_not_tried_for_every_parcel(one: Tracking) -> None:
    references = [f"A{number}" for number in range(8)]
    one.booked(*references)
    one.teller.faults = {f"JP-{reference}": CarrierError("The password is wrong.") for reference in references}
    assert [told.fault for told in track(one.desk)] == ["The password is wrong."] * len(references)
    assert len(one.teller.asked) == 4
    assert len(references) <= one.desk.records["jumppoint"].tracked_together


def test_a_silent_carrier_keeps_no_other_back(one: Tracking) -> None:
    record = one.bench.desk.records["jumppoint"]
    records = {"jumppoint": record, "ceva": replace(record, id="ceva", label="CEVA")}
    both = replace(one.bench.desk, records=records)
    one.booked("A1")
    queue(both, sample(reference="C1", carrier="ceva"), accept_warnings=True)
    one.bench.carrier.script = [Verdict.BOOKED]
    assert book_round(both, "ceva")
    connectors: dict[str, Connector] = {
        "jumppoint": Teller(faults={"JP-A1": NetworkError("No answer.")}),
        "ceva": Teller(news={"JP-C1": [event(Status.CUSTOMS)]}),
    }
    told = track(replace(both, connector=connectors.__getitem__))
    assert {one.reference: (one.new_events, one.fault) for one in told} == {"A1": (0, "No answer."), "C1": (1, "")}


def test_what_was_read_before_the_network_failed_is_kept(one: Tracking) -> None:
    one.together(1)
    one.booked("A1", "A2")
    one.teller.news = {"JP-A1": [event(Status.CUSTOMS)]}
    one.teller.faults = {"JP-A2": NetworkError("No answer from Jumppoint.")}
    told = {told.reference: told for told in track(one.desk, ["A1", "A2"])}
    assert (told["A1"].new_events, told["A2"].fault) == (1, "No answer from Jumppoint.")
    assert one.row("A1").status == Status.CUSTOMS
