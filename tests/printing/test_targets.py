from pathlib import Path

import pytest

from shipdesk.printing.errors import PrinterRefused
from shipdesk.printing.targets import Folder, Queue, RawZpl, Target, parse_target


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Zebra ZD421", Queue("Zebra ZD421")),
        ("file:/var/labels", Folder(Path("/var/labels"))),
        ("file:labels/one.pdf", Folder(Path("labels/one.pdf"))),
        ("tcp://192.168.1.50:9100", RawZpl("192.168.1.50", 9100)),
        ("tcp://zebra.local:6101?dpi=300", RawZpl("zebra.local", 6101, 300)),
        ("tcp://[fe80::1]:9100", RawZpl("fe80::1", 9100)),
    ],
)
def test_targets_are_read_and_written_alike(text: str, target: Target) -> None:
    assert parse_target(text) == target
    assert str(target) == text


def test_port_9100_and_slashes_may_be_left_out_or_doubled() -> None:
    assert parse_target("tcp://zebra") == RawZpl("zebra", 9100, 203)
    assert parse_target(" file:///var/labels ") == Folder(Path("/var/labels"))


@pytest.mark.parametrize("text", ["tcp://", "tcp://zebra:port", "tcp://zebra?dpi=72", "tcp://zebra?dpi=x", "tcp:zebra"])
def test_wrong_address_says_what_would_be_right(text: str) -> None:
    with pytest.raises(PrinterRefused, match=r"write tcp://192\.168\.1\.50:9100"):
        parse_target(text)


@pytest.mark.parametrize("text", ["", "  ", "file:"])
def test_no_printer_chosen(text: str) -> None:
    with pytest.raises(PrinterRefused, match="No printer is chosen"):
        parse_target(text)
