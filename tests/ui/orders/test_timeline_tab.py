from datetime import UTC, datetime, timedelta

from shipdesk.core.records import Move
from shipdesk.core.statuses import Status, TrackingEvent
from shipdesk.ui.orders.timeline_tab import lines_of
from shipdesk.ui.theme.states import BOOKING, LABEL, STATUS

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def move(time: datetime, after: str, why: str = "") -> Move:
    return Move(time, "", after, "Mei", why)


def event(time: datetime | None, status: Status, leg: str = "") -> TrackingEvent:
    return TrackingEvent(status, "Shipment update", time, "Jumppoint", leg=leg)


def test_moves_and_news_stand_in_one_list_newest_first() -> None:
    moves = [move(NOON, "queued"), move(NOON + 2 * HOUR, "booked")]
    lines = lines_of(moves, [event(NOON + HOUR, Status.PICKED_UP), event(NOON + 3 * HOUR, Status.DELIVERED)])
    assert [line.spec for line in lines] == [
        STATUS["delivered"],
        BOOKING["booked"],
        STATUS["picked_up"],
        BOOKING["queued"],
    ]


def test_what_happened_at_the_same_moment_keeps_its_order() -> None:
    lines = lines_of([move(NOON, "queued", "first"), move(NOON, "sending", "second")], [])
    assert [line.words for line in lines] == ["second", "first"]


def test_news_without_a_time_stand_last() -> None:
    lines = lines_of([move(NOON, "booked")], [event(None, Status.UNKNOWN)])
    assert [line.time for line in lines] == [NOON, None]


def test_a_move_of_the_label_has_the_mark_of_a_label() -> None:
    assert lines_of([move(NOON, "printed")], [])[0].spec is LABEL["printed"]


def test_the_leg_stands_beside_who_says_it() -> None:
    news = [event(NOON, Status.DELIVERED, "LAST_MILE")]
    assert lines_of([], news)[0].source == "Jumppoint · Last mile"
    assert lines_of([], news, {"Jumppoint": "JP"})[0].source == "JP · Last mile"


def test_the_proof_of_a_delivery_comes_with_its_line() -> None:
    proved = TrackingEvent(Status.DELIVERED, "Received by Lee", NOON, "ceva", link="https://pod.example.com/1.jpg")
    assert lines_of([], [proved])[0].link == "https://pod.example.com/1.jpg"
