"""What stands over the form, where it depends on more than the state."""

from shipdesk.core.outcomes import Outcome, Verdict
from shipdesk.core.records import Changes
from shipdesk.core.states import State
from shipdesk.ui.station.order.order_words import remark_on
from tests.ui.orders.world import World


def test_two_parcels_for_one_order_are_not_called_another_under_the_reference(one: World) -> None:
    taken = one.sent("REF1", Outcome("REF1", Verdict.DUPLICATE), State.CONFLICT, "Not made here.")
    booked = one.booked("REF2", "JP2")
    changes = Changes(note="Two parcels at Jumppoint for one order: REF2 as JP2, and one as JP9.")
    both = one.book.move(booked, State.CONFLICT, who="Mei", why="", changes=changes)
    words = [remark[1] for entry in (taken, both) if (remark := remark_on(entry.row, "Jumppoint"))]
    assert words == [
        "The carrier already has a parcel under this reference. A person has to decide.",
        "Two parcels for one order: a person has to decide which of them is shipped.",
    ]
