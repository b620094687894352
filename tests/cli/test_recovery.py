"""Lost answers settled by a later run, a person's word, backup and restore: against carriers on the wire."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Station, shipment
from tests.simulator_process import Simulator

BOOKING = {"carrier": "jumppoint", "endpoint": "POST /booking"}


@pytest.fixture
def patient_station(open_station: Station) -> Station:
    """One whose doubts are settled within a second."""
    open_station.run("account", "set", "jumppoint", "settle=0,0.2,0.2")
    return open_station


def bookings(carriers: Simulator) -> dict[str, int]:
    """How many bookings the carrier has for each reference."""
    found: dict[str, int] = carriers.control()["carriers"]["jumppoint"]["references"]
    return found


def book(station: Station, reference: str = "R1") -> dict[str, Any]:
    return station.run("book", "--json", station.file("o.json", shipment(reference))).record


def history(station: Station, reference: str = "R1") -> list[tuple[str, str]]:
    return [(move["to"], move["why"]) for move in station.run("show", "--json", reference).record["history"]]


# --- resume


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        ({"fault": "lose_answer"}, "accepted"),
        ({"fault": "reset_after"}, "accepted"),
        ({"fault": "html"}, "booked"),
        ({"fault": "html", "effect": True}, "accepted"),
        ({"fault": "status", "code": 500}, "booked"),
        ({"fault": "status", "code": 500, "effect": True}, "accepted"),
        ({"fault": "truncate"}, "accepted"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(str(one) for one in value.values()),
)
def test_a_lost_answer_is_settled_by_a_later_run_and_booked_once(
    patient_station: Station, carriers: Simulator, fault: dict[str, Any], state: str
) -> None:
    carriers.control("faults", [BOOKING | fault])
    assert book(patient_station)["state"] == "in_doubt"
    done = patient_station.run("resume", "--wait", "--json")
    assert (done.status, done.err) == (0, "")
    record = done.record
    assert set(record) == {"reference", "state", "label", "tracking_number", "next_due", "note"}
    assert (record["reference"], record["state"], record["next_due"]) == ("R1", state, "")
    assert bool(record["tracking_number"]) == (state == "booked")
    assert bookings(carriers) == {"R1": 1}
    assert patient_station.run("resume", "--json").records == []


def test_without_waiting_it_says_when_the_next_is_due(open_station: Station, carriers: Simulator) -> None:
    open_station.run("account", "set", "jumppoint", "settle=0,60")
    carriers.control("faults", [BOOKING | {"fault": "lose_answer"}])
    book(open_station)
    done = open_station.run("resume", "--json")
    assert (done.status, done.err) == (1, "shipdesk: 1 of 1 shipment not booked.\n")
    assert done.record["state"] == "in_doubt"
    assert done.record["next_due"] > "2026-"
    said = open_station.run("resume").out.splitlines()
    assert said[0].startswith("R1: in doubt. ")
    assert said[1].startswith("The next is due at ")


def test_nothing_left_over_is_no_failure(station: Station) -> None:
    done = station.run("resume", "--wait")
    assert (done.status, done.out, done.err) == (0, "Nothing was left over.\n", "")
    done = station.run("resume", "--json")
    assert (done.status, done.out, done.err) == (0, "", "")


def test_what_the_network_kept_back_goes_out_once_it_is_there(open_station: Station, carriers: Simulator) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        open_station.run("account", "set", "jumppoint", f"base_url=http://127.0.0.1:{taken.getsockname()[1]}")
        assert book(open_station)["state"] == "queued"
    open_station.run("account", "set", "jumppoint", f"base_url={carriers.url}/jumppoint")
    done = open_station.run("resume", "--wait", "--json")
    assert (done.status, done.record["state"], done.record["label"]) == (0, "booked", "stored")
    assert bookings(carriers) == {"R1": 1}


def test_a_killed_process_loses_nothing_and_books_nothing_twice(patient_station: Station, carriers: Simulator) -> None:
    carriers.control("faults", [BOOKING | {"fault": "slow", "seconds": 30}])
    file = patient_station.file("o.json", shipment("R1"))
    with patient_station.start("book", "--home", patient_station.home, file) as process:
        while not bookings(carriers):
            assert process.poll() is None
        process.kill()
        process.communicate()
    done = patient_station.run("resume", "--wait", "--json")
    assert (done.status, done.record["state"]) == (0, "accepted")
    assert bookings(carriers) == {"R1": 1}
    assert any("The program stopped while it was being sent." in why for _, why in history(patient_station))


@pytest.mark.skipif(os.name == "nt", reason="a console's Ctrl+C cannot be sent from a test")
def test_ctrl_c_ends_the_wait_in_one_line(open_station: Station, carriers: Simulator) -> None:
    open_station.run("account", "set", "jumppoint", "settle=0,0.1,600")
    carriers.control("faults", [BOOKING | {"fault": "lose_answer", "times": 2}])
    book(open_station)
    with open_station.start("resume", "--wait", "--home", open_station.home) as process:
        # It has asked once more and lost that answer as well: the next is due in ten minutes.
        while ends(open_station) != ["unknown", "unknown"]:
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (1, b"", b"shipdesk: Stopped.\n")
    assert list((open_station.home / "run").glob("owner-*.lock")) == []


def ends(station: Station) -> list[str]:
    return [attempt["verdict"] for attempt in station.run("show", "--json", "R1").record["attempts"]]


# --- resolve


@pytest.fixture
def doubtful(open_station: Station, carriers: Simulator) -> Station:
    """R1 is at the carrier, the answer was lost, and the account asks a person at once."""
    open_station.run("account", "set", "jumppoint", "probe=never")
    carriers.control("faults", [BOOKING | {"fault": "lose_answer"}])
    assert book(open_station)["state"] == "in_doubt"
    done = open_station.run("resume", "--json")
    assert (done.status, done.record["state"]) == (1, "needs_person")
    return open_station


def number(carriers: Simulator) -> str:
    (row,) = [one for one in carriers.control()["carriers"]["jumppoint"]["bookings"] if one["referenceNo"] == "R1"]
    return str(row["orderNo"])


def test_the_number_that_a_person_enters_is_confirmed_by_the_carrier(doubtful: Station, carriers: Simulator) -> None:
    done = doubtful.run("resolve", "R1", "--number", number(carriers), "--json")
    assert (done.status, done.err) == (0, "")
    assert (done.record["state"], done.record["label"]) == ("booked", "stored")
    assert ("booked", f"The number {number(carriers)} was entered. The carrier confirms it.") in history(doubtful)
    assert bookings(carriers) == {"R1": 1}


def test_another_parcels_number_is_refused_with_both_shown(doubtful: Station, carriers: Simulator) -> None:
    other = book(doubtful, "R2")["tracking_number"]
    doubtful.run("resolve", "R2", "--void", "--why", "to have its number free")
    done = doubtful.run("resolve", "R1", "--number", other, "--why", "I say so")
    assert (done.status, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert f"{other} is already the number of R2" in done.err
    done = doubtful.run("resolve", "R1", "--number", "JP-NOWHERE")
    assert done.status == 1
    assert "Jumppoint does not know JP-NOWHERE." in done.err


def test_the_rest_of_a_persons_words(doubtful: Station, carriers: Simulator) -> None:
    done = doubtful.run("resolve", "R1", "--ask")
    assert (done.status, done.out) == (1, "")
    assert "leaves every doubt to a person" in done.err
    assert doubtful.run("resolve", "R1", "--send-again").err == (
        "shipdesk: The reason is missing; say in a few words why, it is kept with the booking.\n"
    )
    done = doubtful.run("resolve", "R1", "--send-again", "--why", "Nothing on the portal.", "--json")
    assert (done.status, done.record["state"]) == (0, "accepted")
    assert bookings(carriers) == {"R1": 1}
    done = doubtful.run("resolve", "R1", "--void", "--why", "Cancelled by telephone.")
    assert (done.status, done.out) == (0, "R1: void. Cancelled by telephone.\n")
    done = doubtful.run("resolve", "R1", "--book-anew", "--why", "Wanted after all.", "--json")
    assert (done.status, done.record["key"], done.record["state"]) == (0, "R1-2", "booked")
    assert bookings(carriers) == {"R1": 1, "R1-2": 1}
    assert doubtful.run("show", "--json", "r1-2").record["tracking_number"] == done.record["tracking_number"]
    assert doubtful.run("show", "--json", "R1-3").status == 1


def test_a_second_parcel_of_a_booked_one_is_a_conflict_with_both_numbers(open_station: Station) -> None:
    ours = book(open_station)["tracking_number"]
    done = open_station.run("resolve", "R1", "--number", ours)
    assert (done.status, done.err) == (
        1,
        f"shipdesk: {ours} is what R1 is booked under; enter the second parcel's number.\n",
    )
    assert "Jumppoint does not know JP-77." in open_station.run("resolve", "R1", "--number", "JP-77").err
    done = open_station.run("resolve", "R1", "--number", "JP-77", "--why", "Their driver has it in his hand.")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(
        f"R1: conflict, {ours}. Two parcels at Jumppoint for one order: R1 as {ours}, and one as JP-77. "
    )
    kept = open_station.run("resolve", "R1", "--number", ours, "--json")
    assert (kept.record["state"], kept.record["tracking_number"]) == ("booked", ours)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["R1"], "one of the arguments --number --ask --send-again --book-anew --give-up --void is required"),
        (["R1", "--ask", "--void"], "not allowed with argument"),
        (["--ask"], "the following arguments are required: REFERENCE"),
    ],
)
def test_a_wrong_word_is_wrong_usage(station: Station, words: list[str], sentence: str) -> None:
    done = station.run("resolve", *words)
    assert (done.status, done.out) == (2, "")
    assert sentence in done.err


# --- backup and restore


def test_a_restored_book_has_its_labels_and_books_nothing_twice(
    patient_station: Station, carriers: Simulator, tmp_path: Path
) -> None:
    station, file = patient_station, tmp_path / "b.zip"
    booked = book(station, "KNOWN")
    carriers.control("faults", [BOOKING | {"fault": "lose_answer"}])
    book(station, "DOUBT")
    done = station.run("backup", file)
    assert (done.status, done.out, done.err) == (0, f"{file}: 2 shipments, 1 label\n", "")
    lost = book(station, "SINCE")
    (station.home / "orderbook.db").write_bytes(b"the disk broke here")
    assert "is no order book; restore the last backup" in station.run("orders").err

    done = station.run("restore", file)
    assert done.status == 0
    assert done.out.startswith("Restored: 2 shipments as of ")
    assert "became of SINCE, sent after the backup was made: shipdesk resolve SINCE" in done.err
    states = {row["reference"]: row["state"] for row in station.run("orders", "--json").records}
    assert states == {"KNOWN": "booked", "DOUBT": "in_doubt", "SINCE": "needs_person"}
    assert station.run("label", "KNOWN", "-o", tmp_path / "l.pdf").status == 0
    assert book(station, "KNOWN") == booked  # what is in the book is reported as ever

    done = station.run("book", station.file("new.json", shipment("NEW")))
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("shipdesk: Booking is shut until it is said what became of SINCE")
    (found,) = [one for one in station.run("doctor", "--json").records if one["name"] == "order book"]
    assert (found["ok"], "became of SINCE" in found["detail"]) == (False, True)
    done = station.run("resume", "--wait", "--json")
    assert [(one["reference"], one["state"]) for one in done.records] == [("DOUBT", "accepted")]

    assert station.run("resolve", "SINCE", "--number", lost["tracking_number"]).status == 0
    assert book(station, "NEW")["state"] == "booked"
    assert bookings(carriers) == {"KNOWN": 1, "DOUBT": 1, "SINCE": 1, "NEW": 1}


def test_on_another_machine_a_person_compares_the_carriers_lists_first(
    open_station: Station, carriers: Simulator, tmp_path: Path
) -> None:
    book(open_station, "KNOWN")
    open_station.run("backup", tmp_path / "b.zip")
    (open_station.home / "orderbook.db").unlink()
    (open_station.home / "intents.log").unlink()
    done = open_station.run("restore", tmp_path / "b.zip")
    assert done.status == 0
    assert "compare the carriers' own lists with the order book" in done.err
    done = open_station.run("book", open_station.file("new.json", shipment("NEW")))
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert "Booking is shut: nothing here tells what was sent after the backup" in done.err
    assert open_station.run("restore", "--compared", " ").status == 1
    done = open_station.run("restore", "--compared", "Mei, on the portal")
    assert (done.status, done.out, done.err) == (0, "Booking is open.\n", "")
    assert book(open_station, "NEW")["state"] == "booked"
    assert bookings(carriers) == {"KNOWN": 1, "NEW": 1}


def test_a_file_that_is_no_backup_is_one_line(station: Station, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(b"garbage")
    cases: list[tuple[list[str | Path], int, str]] = [
        (["restore", tmp_path / "b.zip"], 1, "is no backup of ShipDesk"),
        (["restore", tmp_path / "gone.zip"], 1, "There is no file"),
        (["restore"], 2, "nothing to restore"),
        (["backup", tmp_path / "b.zip"], 1, "is there already and is no backup"),
        (["backup", tmp_path / "nowhere" / "b.zip"], 1, "cannot be written to"),
    ]
    for words, status, sentence in cases:
        done = station.run(*words)
        assert (done.status, done.out, done.err.count("\n")) == (status, "", 1), words
        assert sentence in done.err


def test_what_another_process_has_open_is_not_restored(
    open_station: Station, carriers: Simulator, tmp_path: Path
) -> None:
    book(open_station)
    open_station.run("backup", tmp_path / "b.zip")
    carriers.control("faults", [BOOKING | {"fault": "slow", "seconds": 30}])
    file = open_station.file("o.json", shipment("R2"))
    with open_station.start("book", "--home", open_station.home, file) as process:
        while "R2" not in bookings(carriers):
            assert process.poll() is None
        done = open_station.run("restore", tmp_path / "b.zip")
        assert (done.status, done.out) == (1, "")
        assert "ShipDesk is running over this home; close it first" in done.err
        process.kill()
        process.communicate()
    assert open_station.run("orders", "--json", "R2").record["state"] == "sending"
