"""The verbs of the end of day: what each scan means, in a sentence, and a manifest that is signed for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shipdesk.core.connector import LabelFile
from shipdesk.core.errors import ConflictError, InputError, PrintError
from shipdesk.core.handover import Sheet, Signature, Verdict
from shipdesk.core.outcomes import Outcome
from shipdesk.core.outcomes import Verdict as Answer
from shipdesk.core.states import Label, State
from shipdesk.usecases import hand_over
from tests.documents.reading import pages
from tests.ui.orders.world import World, world

SIGNED = Signature("Budi Santoso", (((1, 1), (40, 20)),), 90, 30)


@pytest.fixture
def one(tmp_path: Path, qapp: object) -> Iterator[World]:
    with world(tmp_path / "home") as made:
        yield made


def ready(one: World, reference: str, **changed: object) -> str:
    """A parcel with its label on it; its number."""
    number = f"JX{reference}"
    one.label(one.booked(reference, number, **changed), printed=True)
    return number


def scan(one: World, text: str, carrier: str = "jumppoint") -> hand_over.Scanned:
    return hand_over.scan_out(one.workplace.desk, carrier, "Station 3", text)


def sheet_of(one: World) -> Sheet:
    return hand_over.look(one.workplace.desk, "jumppoint")


def test_a_parcel_is_taken_by_its_number_or_its_reference_and_counts_once(one: World) -> None:
    number = ready(one, "REF1")
    assert scan(one, number).verdict is Verdict.TAKEN
    again = scan(one, "REF1")
    assert again.verdict is Verdict.TWICE
    assert again.sentence == "REF1 was scanned before; it counts once."
    assert again.noted is None
    sheet = sheet_of(one)
    assert len(sheet.taken) == 1
    assert sheet.extra == ()


def test_what_must_not_leave_is_named_with_why(one: World) -> None:
    ready(one, "CEVA1", carrier="ceva", service="CROSSBORDER/EXPRESS")
    one.order("WAITS")
    one.booked("BARE", "JXBARE")
    ready(one, "VOID")
    desk = one.workplace.desk
    void = one.book.entry("VOID")
    assert void is not None
    one.book.move(void, State.VOID, who="Mei", why="Given up.")
    said = {text: scan(one, text) for text in ("NOBODY", "CEVA1", "WAITS", "BARE", "VOID")}
    assert {text: done.verdict for text, done in said.items()} == {
        "NOBODY": Verdict.UNKNOWN,
        "CEVA1": Verdict.OTHER_CARRIER,
        "WAITS": Verdict.NOT_BOOKED,
        "BARE": Verdict.NO_LABEL,
        "VOID": Verdict.VOID,
    }
    assert said["CEVA1"].sentence == "CEVA1 goes with CEVA, not with Jumppoint."
    assert said["WAITS"].sentence == "WAITS is not booked: it is to ship; book it at the station first."
    assert len(hand_over.look(desk, "jumppoint").extra) == 5
    assert hand_over.look(desk, "jumppoint").taken == ()


def test_what_is_in_doubt_stays(one: World) -> None:
    one.sent("LOST", Outcome("LOST", Answer.UNKNOWN), State.IN_DOUBT, "No answer.")
    assert scan(one, "LOST").verdict is Verdict.IN_DOUBT
    assert [row.reference for row in hand_over.evening(one.workplace.desk).doubts] == ["LOST"]


def test_a_parcel_of_another_open_hand_over_is_not_taken_twice(one: World) -> None:
    number = ready(one, "REF1")
    first = scan(one, number).handover
    hand_over.close(one.workplace.desk, hand_over.look(one.workplace.desk, "jumppoint"), SIGNED)
    again = scan(one, number)
    assert again.verdict is Verdict.ALREADY
    assert again.handover.id != first.id


def test_the_evening_counts_each_carrier(one: World) -> None:
    number = ready(one, "REF1")
    ready(one, "REF2")
    ready(one, "CEVA1", carrier="ceva", service="CROSSBORDER/EXPRESS")
    scan(one, number)
    days = {day.carrier: (day.expected, day.taken) for day in hand_over.evening(one.workplace.desk).carriers}
    assert days == {"jumppoint": (1, 1), "ceva": (1, 0), "jne": (0, 0)}


def test_looking_begins_nothing(one: World) -> None:
    ready(one, "REF1")
    assert len(hand_over.look(one.workplace.desk, "jumppoint").missing) == 1
    assert one.book.open_one("jumppoint") is None


def test_closing_draws_what_is_signed_for(one: World) -> None:
    numbers = [ready(one, f"REF{at}") for at in range(3)]
    for number in numbers[:2]:
        scan(one, number)
    closed = hand_over.close(one.workplace.desk, sheet_of(one), SIGNED)
    (said,) = pages(one.book.manifest(closed.id) or b"")
    for part in ("Jumppoint", closed.number, "Station 3", "Mei", "Budi Santoso", numbers[0], numbers[1], "2.48 kg"):
        assert part in said, part
    assert numbers[2] not in said
    assert said.index(numbers[0]) < said.index(numbers[1])
    labels = [entry.row.label for at in range(3) if (entry := one.book.entry(f"REF{at}"))]
    assert labels == [Label.HANDED_OVER, Label.HANDED_OVER, Label.PRINTED]


def test_nothing_closes_without_a_parcel_or_a_name(one: World) -> None:
    desk = one.workplace.desk
    number = ready(one, "REF1")
    with pytest.raises(InputError, match="Nothing is scanned"):
        hand_over.close(desk, hand_over.look(desk, "jumppoint"), SIGNED)
    scan(one, number)
    with pytest.raises(InputError, match="name is missing"):
        hand_over.close(desk, sheet_of(one), Signature("  "))


def test_a_scan_while_the_driver_signs_is_not_lost(one: World) -> None:
    first, second = ready(one, "REF1"), ready(one, "REF2")
    scan(one, first)
    sheet = sheet_of(one)
    scan(one, second)
    with pytest.raises(ConflictError):
        hand_over.close(one.workplace.desk, sheet, SIGNED)
    fresh = hand_over.look(one.workplace.desk, "jumppoint")
    assert len(fresh.taken) == 2
    hand_over.close(one.workplace.desk, fresh, SIGNED)


def test_of_two_carriers_with_one_number_this_ones_parcel_is_meant(one: World) -> None:
    one.label(one.booked("REF1", "N-77"))
    one.label(one.booked("CEVA1", "N-77", carrier="ceva", service="CROSSBORDER/EXPRESS"))
    assert scan(one, "N-77").sentence == "REF1 goes to Jerry Lee, TH."
    assert scan(one, "N-77", "ceva").sentence == "CEVA1 goes to Jerry Lee, TH."


def test_a_wrong_scan_is_undone(one: World) -> None:
    scan(one, ready(one, "REF1"))
    sheet = sheet_of(one)
    sheet = hand_over.undo(one.workplace.desk, sheet.handover, sheet.taken[0].id)
    assert sheet.taken == ()
    assert [row.key for row in sheet.missing] == ["REF1"]


def test_the_signed_list_is_printed_and_saved_as_it_was_signed(one: World, tmp_path: Path) -> None:
    desk = one.workplace.desk
    scan(one, ready(one, "REF1"))
    closed = hand_over.close(desk, sheet_of(one), SIGNED)
    assert hand_over.print_manifest(desk, closed).where == "Sent to Office."
    assert one.said.printed == [closed.number]
    assert hand_over.save_manifest(desk, closed, tmp_path / "list").where == "list.pdf"
    assert (tmp_path / "list.pdf").read_bytes() == one.book.manifest(closed.id)
    one.said.print_fault = PrintError("Out of paper.")
    with pytest.raises(PrintError):
        hand_over.print_manifest(desk, closed)
    open_one = scan(one, ready(one, "REF2")).handover
    with pytest.raises(InputError, match="still open"):
        hand_over.print_manifest(desk, open_one)


def test_a_stored_label_is_enough_to_leave(one: World) -> None:
    entry = one.booked("REF1", "JX1")
    one.book.store_label(entry, LabelFile(b"%PDF-1.4"), who="Mei", why="The carrier's.")
    assert scan(one, "JX1").verdict is Verdict.TAKEN


def test_a_sheet_that_follows_each_scan_is_the_one_that_would_be_read(one: World) -> None:
    numbers = [ready(one, f"REF{at}") for at in range(4)]
    one.booked("BARE", "JXBARE")
    scan(one, numbers[0])
    sheet = sheet_of(one)
    for text in ("NOBODY", numbers[1], "JXBARE", numbers[1], "NOBODY", numbers[2], "BARE"):
        done = scan(one, text)
        if done.noted is not None:
            followed = sheet.follow(done.noted)
            assert followed is not None
            sheet = followed
        assert sheet == sheet_of(one)
    bare = one.book.entry("BARE")
    assert bare is not None
    one.label(bare)
    taken = scan(one, "BARE").noted
    assert taken is not None
    after = sheet.follow(taken)
    assert after is not None
    assert [line.text for line in after.extra] == ["NOBODY"], "what was an extra goes after all"
    assert len(hand_over.close(one.workplace.desk, after, SIGNED).driver) > 0


def test_a_sheet_never_follows_over_a_scan_of_another_station(one: World) -> None:
    for at in range(3):
        ready(one, f"REF{at}")
    scan(one, "REF0")
    sheet = sheet_of(one)
    scan(one, "REF1")
    late = scan(one, "REF2").noted
    assert late is not None
    assert sheet.follow(late) is None
    assert sheet_of(one).follow(late) is None, "nor a scan that it has already"
