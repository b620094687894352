from __future__ import annotations

import os
import pty
import queue
import tty
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from threading import Event

import pytest

from shipdesk.core.devices import ScaleState, Weight
from shipdesk.devices.ports import SerialPort
from shipdesk.devices.scale import ScaleError, ScalePort, ScaleReader
from shipdesk.devices.serial_lines import PROTOCOLS
from shipdesk.devices.simulated import SimulatedScale

SOON_S = 10


class Cable:
    """A serial scale at a pseudo terminal, whose cable can be pulled and put back."""

    def __init__(self, protocol: str = "list") -> None:
        self.protocol = protocol
        self.connected = Event()
        self.plug()

    def plug(self) -> None:
        self.scale, self.table = pty.openpty()
        tty.setraw(self.table)
        self.name = os.ttyname(self.table)
        self.plugged = True

    def pull(self) -> None:
        self.plugged = False
        self.connected.clear()
        os.close(self.scale)
        os.close(self.table)

    def says(self, piece: bytes) -> None:
        assert self.connected.wait(SOON_S)  # what was sent before is lost: whoever opens the port empties it
        os.write(self.scale, piece)

    def connect(self) -> ScalePort:
        port = SerialPort(self.name if self.plugged else "/dev/nothing-there", 9600, PROTOCOLS[self.protocol])
        self.connected.set()
        return port


@contextmanager
def reading(cable: Cable) -> Iterator[queue.Queue[Weight]]:
    told: queue.Queue[Weight] = queue.Queue()
    reader = ScaleReader(cable.connect, told.put, again_s=0.02)
    try:
        yield told
    finally:
        reader.close()
        if cable.plugged:
            cable.pull()


def test_a_serial_scale_is_read_and_repeats_itself_in_vain() -> None:
    cable = Cable()
    with reading(cable) as told:
        cable.says(b"ST,GS,+  0.00kg\r\nUS,GS,+  0.")
        assert told.get(timeout=SOON_S) == Weight(ScaleState.ZERO, Decimal("0.000"))
        cable.says(b"87kg\r\n\xff\xfeST,GS\r\n" + b"ST,GS,+  1.24kg\r\n" * 3 + b"OL\r\n")
        assert told.get(timeout=SOON_S) == Weight(ScaleState.MOVING, Decimal("0.870"))
        assert told.get(timeout=SOON_S) == Weight(ScaleState.STABLE, Decimal("1.240"))
        assert told.get(timeout=SOON_S) == Weight(ScaleState.OVERLOAD)


def test_a_scale_that_must_be_asked_is_asked() -> None:
    cable = Cable("sics")
    with reading(cable) as told:
        assert os.read(cable.scale, 4) == b"SI\r\n"
        cable.says(b"S S      1.240 kg\r\n")
        assert told.get(timeout=SOON_S) == Weight(ScaleState.STABLE, Decimal("1.240"))


def test_a_pulled_cable_is_told_and_put_back_is_read_on() -> None:
    cable = Cable()
    with reading(cable) as told:
        cable.says(b"ST,GS,+  1.24kg\r\n")
        assert told.get(timeout=SOON_S).state is ScaleState.STABLE
        cable.pull()
        lost = told.get(timeout=SOON_S)
        assert lost.state is ScaleState.MISSING
        assert lost.why
        cable.plug()
        cable.says(b"ST,GS,+  1.24kg\r\n")
        while (again := told.get(timeout=SOON_S)).state is ScaleState.MISSING:
            continue
        assert again == Weight(ScaleState.STABLE, Decimal("1.240"))


def test_a_port_that_is_not_there_says_which() -> None:
    with pytest.raises(ScaleError, match="serial port /dev/nothing-there cannot be opened"):
        SerialPort("/dev/nothing-there", 9600, PROTOCOLS["list"])
    with pytest.raises(ScaleError, match="Name the serial port"):
        SerialPort("", 9600, PROTOCOLS["list"])


def test_the_simulated_scale_swings_before_it_settles() -> None:
    scale = SimulatedScale()
    told: queue.Queue[Weight] = queue.Queue()
    reader = ScaleReader(lambda: scale, told.put)
    assert told.get(timeout=SOON_S).state is ScaleState.ZERO
    scale.load(Decimal("2.5"))
    seen = [told.get(timeout=SOON_S) for _ in range(5)]
    reader.close()
    assert [weight.state for weight in seen] == [ScaleState.MOVING] * 4 + [ScaleState.STABLE]
    assert seen[-1].kg == Decimal("2.5")
