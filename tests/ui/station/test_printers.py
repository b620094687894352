"""What becomes of a label on its way to paper, as the table is told: real queues, and a ZPL printer on a real port."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from shipdesk.core.states import Label, State
from shipdesk.documents.codes import read_codes
from tests.printing.conftest import LABEL, _running_room, room
from tests.printing.cups import PrintRoom
from tests.printing.zebra import BUSY, NO_PAPER, READY, labels, zebra
from tests.ui.station.scan.test_scans import scan, set_up, settle, told
from tests.ui.table import Table

__all__ = ["_running_room", "room"]
F8, F10 = Qt.Key.Key_F8, Qt.Key.Key_F10


def book(table: Table, reference: str) -> None:
    table.add(reference)
    scan(table, reference)
    table.until(lambda: table.opened == reference)
    table.press(F10)
    table.wait_for(reference, State.BOOKED)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def alarms(table: Table) -> list[str]:
    return [notice.text for notice in table.window.notices.shown() if notice.alarm]


def not_seen(table: Table) -> list[str]:
    return [row.reference for row in table.station.lists.unseen.rows()]


def number_on(job: bytes) -> list[str]:
    return [code.text for page in labels(job) for code in read_codes(page)]


def test_a_queue_says_when_it_is_printed_and_a_reprint_is_marked(table: Table, room: PrintRoom) -> None:
    before = len(room.received(LABEL))
    set_up(table, label_printer=LABEL)
    book(table, "REF1")
    table.until(lambda: table.row("REF1").label is Label.PRINTED)
    last = table.desk.book.history(table.row("REF1").id)[-1]
    assert last.why == f"The printer says that it is printed ({LABEL})."
    scan(table, "REF1")
    table.until(lambda: table.opened == "REF1")
    table.press(F8)
    table.until(lambda: len(room.received(LABEL)) == before + 2)
    table.until(lambda: table.row("REF1").label is Label.PRINTED)
    assert "reprint_1" in room.received(LABEL)[-1].name
    assert "reprint" not in room.received(LABEL)[-2].name
    assert any("Label 2 of this booking." in move.why for move in table.desk.book.history(table.row("REF1").id))


def test_a_paused_queue_is_said_and_its_labels_print_by_themselves_later(table: Table, room: PrintRoom) -> None:
    before = len(room.received(LABEL))
    set_up(table, label_printer=LABEL)
    room.run("cupsdisable", LABEL)
    book(table, "REF1")
    table.until(lambda: any(f"{LABEL} is paused" in text for text in alarms(table)))
    assert table.row("REF1").label is Label.STORED
    book(table, "REF2")
    room.run("cupsenable", LABEL)
    table.until(lambda: all(table.row(one).label is Label.PRINTED for one in ("REF1", "REF2")))
    assert len(room.received(LABEL)) == before + 2
    table.until(lambda: alarms(table) == [])


def test_out_of_labels_is_said_while_a_label_waits_in_the_printer(table: Table) -> None:
    with zebra(READY, BUSY, NO_PAPER) as printer:
        set_up(table, label_printer=f"tcp://127.0.0.1:{printer.server_address[1]}")
        book(table, "REF1")
        table.until(lambda: any("is out of labels; put in a new roll" in text for text in alarms(table)))
        assert "1 label waits for it" in alarms(table)[0]
        assert table.row("REF1").label is Label.SENT
        printer.status = READY
        told(table, "prints again")
        table.until(lambda: alarms(table) == [])
        assert table.row("REF1").label is Label.SENT, "nobody has said that it is on paper"
    assert len(printer.jobs) == 1


def test_a_printer_that_answers_has_printed_when_it_says_so(table: Table) -> None:
    with zebra(READY, BUSY, READY) as printer:
        set_up(table, label_printer=f"tcp://127.0.0.1:{printer.server_address[1]}")
        book(table, "REF1")
        table.until(lambda: table.row("REF1").label is Label.PRINTED)
    assert number_on(printer.jobs[0]) == [table.row("REF1").tracking_number]


def test_a_printer_that_is_gone_loses_no_label_and_prints_none_twice(table: Table) -> None:
    port = free_port()
    set_up(table, label_printer=f"tcp://127.0.0.1:{port}")
    book(table, "REF1")
    table.until(lambda: any("cannot be reached" in text for text in alarms(table)))
    book(table, "REF2")
    assert len(alarms(table)) == 1, "said once, not for each label"
    with zebra(READY, port=port) as printer:
        table.until(lambda: all(table.row(one).label is Label.PRINTED for one in ("REF1", "REF2")))
        table.until(lambda: alarms(table) == [])
    wanted = [[table.row(one).tracking_number] for one in ("REF1", "REF2")]
    assert [number_on(job) for job in printer.jobs] == wanted


def test_a_key_pressed_twice_prints_one_label_again_and_a_later_press_another(table: Table) -> None:
    book(table, "REF1")
    table.until(lambda: table.row("REF1").label is Label.PRINTED)
    scan(table, "REF1")
    for so_many in (2, 3):
        table.press(F8)
        table.press(F8)
        settle(table)
        assert len(table.printed()) == so_many


def test_one_label_that_will_not_print_keeps_none_of_the_others_waiting(table: Table) -> None:
    set_up(table, label_printer=f"tcp://127.0.0.1:{free_port()}")
    book(table, "REF1")
    table.until(lambda: any("cannot be reached" in text for text in alarms(table)))
    book(table, "REF2")
    set_up(table, label_printer="")
    table.until(lambda: any("No printer is set" in text for text in alarms(table)))
    set_up(table, label_printer=f"file:{table.labels}")
    table.until(lambda: table.row("REF2").label is Label.PRINTED)
    table.until(lambda: not any("cannot be reached" in text for text in alarms(table)))
    scan(table, "REF1")
    table.press(F8)
    table.until(lambda: table.row("REF1").label is Label.PRINTED)
    assert len(table.printed()) == 2


def test_labels_that_nobody_has_seen_stay_in_sight(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shipdesk.ui.station.lists.board.SOON", timedelta(0))
    with zebra(None) as printer:
        set_up(table, label_printer=f"tcp://127.0.0.1:{printer.server_address[1]}")
        book(table, "REF1")
        table.until(lambda: table.row("REF1").label is Label.SENT and not_seen(table) == ["REF1"])
        set_up(table, scan_to_close=True)
        scan(table, table.row("REF1").tracking_number)
        table.until(lambda: table.row("REF1").label is Label.SEEN)
        table.until(lambda: not_seen(table) == [])
