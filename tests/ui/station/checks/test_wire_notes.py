"""What goes out otherwise than it was typed is shown while it can still be changed, and never asked about."""

from shipdesk.core.reading import read_shipment
from shipdesk.core.states import State
from shipdesk.ui.form.wire import WireLines
from shipdesk.usecases import book
from tests.carriers.samples import record_of
from tests.ui.table import Table


def add(table: Table, reference: str, weight: str) -> None:
    record = {**record_of("jne-onmarket"), "reference": reference, "parcel": {"gross_weight_kg": weight}}
    book.add(table.desk, read_shipment(record).shipment, source="file", why="Test")
    table.open(reference)


def notes(table: Table) -> tuple[str, ...]:
    return table.station.checks.notes.notes


def test_a_rounded_weight_is_said_quietly_and_stops_nothing(table: Table) -> None:
    add(table, "REF1", "1.2")
    assert any("1.2 kg goes out as 2 kg" in note for note in notes(table))
    assert table.station.checks.notes.isVisible()
    assert table.station.checks.verdict.word() == "Ready to book"
    table.work.view.form.reveal("parcel.gross_weight_kg")
    table.type("x")
    table.until(lambda: notes(table) == ())  # a fault: nothing goes out


def test_the_notes_go_with_their_shipment(table: Table) -> None:
    add(table, "REF1", "1.2")
    table.add("REF2")
    table.open("REF2")
    assert notes(table) == ()
    assert not table.station.checks.notes.isVisible()


def test_the_lines_of_an_address_follow_what_is_typed(table: Table) -> None:
    add(table, "REF1", "1")
    table.work.view.form.reveal("receiver.address")
    table.type("Jalan Ir. H. Djuanda nomor seratus dua belas ")
    (wire,) = [one for one in table.work.view.form.findChildren(WireLines) if one.isVisible()]
    table.until(lambda: " ".join(wire.lines).startswith("Jalan Ir. H. Djuanda nomor seratus"))
    assert all(len(line.encode()) <= 30 for line in wire.lines)
    assert table.state("REF1") is State.TO_SHIP
