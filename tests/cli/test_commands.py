"""The commands as a script sees them: a real order book and simulated carriers on the wire."""

from __future__ import annotations

import csv
import io
import os
import shlex
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from shipdesk.core.shipment import canonical
from shipdesk.program import Program
from shipdesk.usecases.files.read import read_file
from tests.cli.conftest import PASSWORD, Station, shipment
from tests.simulator_process import Simulator

#: Raises one warning and no error: a battery, and goods that are General.
WARNED = {"customs__product_type": "General"}


def fields(record: dict[str, Any]) -> list[tuple[str, str]]:
    return [(problem["field"], problem["severity"]) for problem in record["problems"]]


def at_carrier(carriers: Simulator) -> dict[str, Any]:
    found: dict[str, Any] = carriers.control()["carriers"]["jumppoint"]
    return found


# --- check


def test_check_gives_an_object_for_each_shipment_and_fails_on_errors_alone(station: Station) -> None:
    good = station.file("good.json", [shipment("R1"), shipment("R2", **WARNED)])
    done = station.run("check", "--json", good)
    assert (done.status, done.err) == (0, "")
    first, second = done.records
    assert first == {"reference": "R1", "carrier": "jumppoint", "problems": []}
    assert fields(second) == [("customs.product_type", "warning")]

    wrong = station.file("wrong.jsonl", '{"reference": "R3", "carrier": "jumppoint", "colour": 1, "products": "x"}')
    done = station.run("check", "--json", good, wrong)
    assert done.status == 1
    assert done.err == "shipdesk: 1 of 3 shipments cannot be booked as they are.\n"
    found = {(problem["field"], problem["code"]) for problem in done.records[2]["problems"]}
    assert {("colour", "form.unknown_key"), ("products", "form.type")} <= found


def test_check_for_a_person_names_the_fault_and_the_fix(station: Station) -> None:
    done = station.run("check", station.file("o.json", shipment("R1", receiver__country="sg")))
    assert done.status == 1
    assert done.out.splitlines()[0] == "R1:"
    assert any("receiver.country" in line and line.endswith("[SG]") for line in done.out.splitlines())


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("o.json", "{not json", "shipdesk: o.json is not JSON: line 1, column 2: "),
        ("o.txt", "Dear colleague", "shipdesk: o.txt has no column of a shipment"),
        ("o.csv", "", "shipdesk: o.csv is empty."),
        (None, None, "shipdesk: There is no file "),
    ],
)
@pytest.mark.parametrize("command", ["check", "book"])
def test_a_file_that_holds_no_shipments_is_one_line_and_status_1(
    station: Station, command: str, name: str | None, content: str | None, sentence: str
) -> None:
    path = station.file(name, content) if name else station.root / "gone.json"
    done = station.run(command, "--json", path)
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith(sentence)
    assert done.err.count("\n") == 1


# --- book


def test_a_booked_shipment_is_found_shown_and_its_label_written(open_station: Station, carriers: Simulator) -> None:
    file = open_station.file("o.json", shipment("R1"))
    done = open_station.run_process("book", "--json", "--home", open_station.home, file)
    assert (done.status, done.err) == (0, "")
    number = done.record["tracking_number"]
    assert number
    assert done.record == {"reference": "R1", "state": "booked", "tracking_number": number, "problems": []}
    assert list(at_carrier(carriers)["references"]) == ["R1"]

    for text in ("R1", number, "林美玲", "Ang Mo Kio Avenue", "WH-880-BK"):
        (row,) = open_station.run("orders", "--json", text).records
        assert (row["reference"], row["state"], row["label"]) == ("R1", "booked", "stored")
        assert (row["tracking_number"], row["country"], row["receiver"]) == (number, "SG", "林美玲")
    for words in (["somebody else"], ["--state", "held"], ["--until", "2020-01-01"], ["--since", "2099-01-01"]):
        assert open_station.run("orders", "--json", *words).records == []

    shown = open_station.run("show", "--json", "R1").record
    assert shown["shipment"] == canonical(read_file(open_station.root / "o.json")[0].shipment)
    assert (shown["state"], shown["tracking_number"], shown["label"]) == ("booked", number, "stored")
    assert [move["to"] for move in shown["history"][:4]] == ["draft", "queued", "sending", "booked"]
    assert [document["kind"] for document in shown["documents"]] == ["label"]

    carriers.control("reset")
    label = open_station.root / "R1.pdf"
    done = open_station.run("label", "R1", "-o", label)
    assert (done.status, done.err) == (0, "")
    assert label.read_bytes().startswith(b"%PDF-")


def test_what_is_in_the_book_already_is_reported_and_never_booked_again(
    open_station: Station, carriers: Simulator
) -> None:
    first = open_station.run("book", "--json", open_station.file("o.json", shipment("R1"))).record
    again = open_station.run("book", "--json", open_station.file("again.json", shipment("R1")))
    assert (again.status, again.record) == (0, first)
    other = open_station.run("book", "--json", open_station.file("other.json", shipment("R1", service="Air")))
    assert other.status == 1
    assert fields(other.record) == [("reference", "error")]
    assert at_carrier(carriers)["attempts"] == {"R1": 1}


def test_each_shipment_of_a_file_goes_its_own_way(open_station: Station, carriers: Simulator) -> None:
    path = open_station.file(
        "o.json",
        [
            shipment("R1"),
            shipment("R2", **WARNED),
            shipment("R3", receiver__phone="call me"),
            shipment("R1", service="Air"),
            {**shipment("R4"), "colour": "red"},
            shipment("R5"),
        ],
    )
    done = open_station.run("book", "--json", path)
    assert done.status == 1
    assert done.err == "shipdesk: 4 of 6 shipments not booked: 1 held, 3 with faults.\n"
    assert [(one["reference"], one["state"]) for one in done.records] == [
        ("R1", "booked"), ("R2", "held"), ("R3", ""), ("R1", ""), ("R4", ""), ("R5", "booked"),
    ]  # fmt: skip
    assert fields(done.records[1]) == [("customs.product_type", "warning")]
    assert ("receiver.phone", "error") in fields(done.records[2])
    assert fields(done.records[3]) == [("reference", "error")]
    assert fields(done.records[4]) == [("colour", "error")]
    assert set(at_carrier(carriers)["references"]) == {"R1", "R5"}

    accepted = open_station.run(
        "book", "--json", "--accept-warnings", open_station.file("2.json", shipment("R2", **WARNED))
    )
    assert (accepted.status, accepted.record["state"]) == (0, "booked")


def test_a_spreadsheet_is_booked_like_json(open_station: Station) -> None:
    record = shipment("R1")
    row: dict[str, Any] = {key: value for key, value in record.items() if isinstance(value, str)}
    for part in ("sender", "receiver", "parcel", "declared_value", "customs", "options"):
        row |= {f"{part}.{key}": value for key, value in record[part].items()}
    row |= {f"products.{key}": value for key, value in record["products"][0].items()}
    text = io.StringIO()
    writer = csv.DictWriter(text, list(row))
    writer.writeheader()
    writer.writerow(row)
    done = open_station.run("book", "--json", open_station.file("o.csv", text.getvalue()))
    assert (done.status, done.record["state"]) == (0, "booked")


def test_a_refusal_becomes_problems_and_the_corrected_file_books(open_station: Station, carriers: Simulator) -> None:
    refusal = {"status": False, "message": "Errors: receiver.phone: The phone is not valid."}
    rule = {"fault": "status", "endpoint": "POST /booking", "code": 400, "body": refusal}
    carriers.control("faults", [rule])
    path = open_station.file("o.json", shipment("R1"))
    done = open_station.run("book", "--json", path)
    assert (done.status, done.record["state"]) == (1, "refused")
    assert fields(done.record) == [("receiver.phone", "error")]
    assert "The phone is not valid." in done.record["problems"][0]["message"]
    assert done.err == "shipdesk: 1 of 1 shipment not booked: 1 refused.\n"
    corrected = open_station.file("o.json", shipment("R1", receiver__phone="+65-91234568"))
    done = open_station.run("book", "--json", corrected)
    assert (done.status, done.record["state"]) == (0, "booked")


def test_without_a_network_it_stays_queued_says_so_and_goes_out_the_next_time(
    open_station: Station, carriers: Simulator
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: a connection is refused
        nowhere = f"http://127.0.0.1:{taken.getsockname()[1]}"
        open_station.run("account", "set", "jumppoint", f"base_url={nowhere}")
        path = open_station.file("o.json", shipment("R1"))
        done = open_station.run("book", path)
    assert done.status == 1
    assert done.out.startswith("R1: queued. ")
    assert "It goes out by itself." in done.out
    assert done.err == "shipdesk: 1 of 1 shipment not booked: 1 queued.\n"
    assert at_carrier(carriers)["attempts"] == {}


def test_an_answer_that_is_lost_is_in_doubt_and_not_called_booked(open_station: Station, carriers: Simulator) -> None:
    carriers.control("faults", [{"fault": "lose_answer", "endpoint": "POST /booking"}])
    done = open_station.run("book", "--json", open_station.file("o.json", shipment("R1")))
    assert (done.status, done.record["state"], done.record["tracking_number"]) == (1, "in_doubt", "")
    done = open_station.run("label", "R1", "-o", open_station.root / "R1.pdf")
    assert done.status == 1
    assert "it is in doubt" in done.err
    assert not (open_station.root / "R1.pdf").exists()


def test_nothing_is_queued_for_a_carrier_without_an_account(station: Station) -> None:
    done = station.run("book", "--json", station.file("o.json", shipment("R1")))
    assert (done.status, done.record["state"]) == (1, "")
    assert ("carrier", "error") in fields(done.record)
    assert station.run("orders", "--json").records == []


# --- the rest


def test_a_shipment_that_is_not_there_is_one_line(station: Station) -> None:
    for words in (["show", "R9"], ["show", "--json", "R9"], ["label", "R9", "-o", "x.pdf"]):
        done = station.run(*words)
        assert (done.status, done.out) == (1, "")
        assert done.err == "shipdesk: There is no shipment R9 in the order book.\n"


def test_secrets_are_nowhere_but_in_their_sealed_file(open_station: Station) -> None:
    open_station.run("book", open_station.file("o.json", shipment("R1")))
    open_station.run("account", "set", "jumppoint", "--secret", "webhook_secret", stdin=b"planted-hook-1\n")
    open_station.run("account", "set", "jumppoint", "--secret", "webhook_secret", stdin=b"planted-hook-2\n")
    listed = open_station.run("account", "list", "--json")
    assert listed.records[0]["secrets"] == {"password": 1, "webhook_secret": 2}
    shown = open_station.run("show", "--json", "R1").out + open_station.run("doctor").out + listed.out
    assert "planted" not in shown
    kept = [path for path in open_station.home.rglob("*") if path.is_file()]
    assert {"settings.json", "orderbook.db", "secrets.sealed"} <= {path.name for path in kept}
    for path in kept:
        assert b"planted" not in path.read_bytes(), path
        assert PASSWORD.encode() not in path.read_bytes(), path


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["jumppoint", "password=hunter2"], 1, "'password' is a secret and never an argument"),
        (["jumppoint", "hunter2"], 2, "settings are written KEY=VALUE"),
        (["jumppoint", "usrname=x"], 1, "Jumppoint has no setting 'usrname'"),
        (["jumppoint", "username=a", "username=b"], 2, "a key is given twice"),
        (["jumppoint"], 2, "nothing to set"),
        (["jumpoint", "username=a"], 1, "There is no account 'jumpoint'"),
        (["jumppoint", "--secret", "password"], 1, "A secret is text of 1 to"),
    ],
)
def test_a_wrong_account_setting_is_one_line_that_repeats_no_secret(
    station: Station, words: list[str], status: int, sentence: str
) -> None:
    done = station.run("account", "set", *words)
    assert done.status == status
    assert sentence in done.err
    assert done.err.count("\n") == 1
    assert "hunter2" not in done.out + done.err


def test_a_secret_is_read_to_its_end_but_for_one_newline(station: Station) -> None:
    done = station.run("account", "set", "jumppoint", "--secret", "password", stdin=b"\xff\xfe")
    assert (done.status, done.err) == (1, "shipdesk: The secret password on standard input is not UTF-8.\n")
    done = station.run("account", "set", "jumppoint", "--secret", "password", stdin="密碼 \n".encode())
    assert done.status == 0
    assert "it still lacks environment and username" in done.out
    assert Program().accounts(station.home).secret("jumppoint", "password") == "密碼 "


def test_the_doctor_names_what_is_missing_and_what_answers(open_station: Station) -> None:
    done = open_station.run("doctor", "--json")
    found = {record["name"]: record for record in done.records}
    assert all(set(record) == {"name", "ok", "detail", "mend"} for record in found.values())
    assert found["Jumppoint account"]["ok"] is True
    assert found["home"]["detail"] == str(open_station.home)
    assert os.environ["SHIPDESK_KEYFILE"] in found["secrets"]["detail"]
    (open_station.home / "settings.json").write_text("{")
    done = open_station.run("doctor", "--json")
    assert done.status == 1
    assert (done.records[-1]["name"], done.records[-1]["ok"]) == ("settings", False)
    assert done.err == "shipdesk: To be mended: settings.\n"


def test_the_doctor_names_the_account_that_lacks_something(open_station: Station) -> None:
    assert open_station.run("account", "set", "jumppoint", "username=").status == 0
    found = {record["name"]: record for record in open_station.run("doctor", "--json").records}
    assert found["order book"]["ok"] is True
    assert found["Jumppoint account"]["ok"] is False
    assert "lacks username" in found["Jumppoint account"]["detail"]
    assert "JNE account" in found


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Linux or macOS")
@pytest.mark.parametrize("words", ["orders", "account list", "--help"])
def test_who_closes_an_output_misses_it_and_nothing_else(station: Station, words: str) -> None:
    done = _shell(station, f"{words} >&-")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert _shell(station, f"{words} 2>&-").returncode == 0
    assert _shell(station, "orders --carrier nobody 2>&-").returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("words", ["account list", "account list --json"])
def test_an_output_without_room_is_told_in_a_line(station: Station, words: str) -> None:
    done = _shell(station, f"{words} >/dev/full")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "The disk is full" in done.stderr
    assert not (station.home / "logs" / "errors.log").exists()


def _shell(station: Station, line: str) -> subprocess.CompletedProcess[str]:
    command = f"exec {shlex.quote(sys.executable)} -m shipdesk --home {shlex.quote(str(station.home))} {line}"
    return subprocess.run(command, shell=True, capture_output=True, text=True, timeout=120, check=False)


def test_the_home_is_taken_before_or_after_the_command_or_from_the_variable(station: Station, tmp_path: Path) -> None:
    before, after, named = tmp_path / "before", tmp_path / "after", tmp_path / "named"
    assert station.run_process("--home", before, "orders").status == 0
    assert station.run_process("orders", "--home", after).status == 0
    assert station.run_process("account", "list", "--home", after).status == 0
    assert station.run_process("orders", SHIPDESK_HOME=str(named)).status == 0
    for home in (before, after, named):
        assert (home / "orderbook.db").exists()


@pytest.mark.parametrize("words", [["account", "list"], ["--help"]])
def test_a_reader_that_leaves_early_is_no_fault(station: Station, words: list[str]) -> None:
    with station.start(*words, PYTHONUNBUFFERED="") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1
