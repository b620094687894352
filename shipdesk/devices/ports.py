"""The two ways to a scale: USB, known by its usage page, and a serial port."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from shipdesk.core.devices import Weight
from shipdesk.devices.hid_report import USAGE_PAGE, parse_report
from shipdesk.devices.scale import ScaleError
from shipdesk.devices.serial_lines import Lines, Protocol

if TYPE_CHECKING:
    from serial import Serial

_WAIT_S = 0.2
_LONGEST = 64
#: A scale that has to be asked is asked so often, s.
_ASKING_S = 0.1
#: A serial scale that says nothing for so long has gone, s.
_SILENT_S = 5.0


class HidPort:
    """The first USB scale there is."""

    def __init__(self) -> None:
        hid = _hid()
        found = [one for one in hid.enumerate() if one["usage_page"] == USAGE_PAGE]
        if not found:
            raise ScaleError("There is no USB scale; plug it in and switch it on.")
        self._device = hid.device()
        try:
            self._device.open_path(found[0]["path"])
        except OSError as fault:
            raise ScaleError("The USB scale is there, but this user may not read it.") from fault

    def read(self) -> list[Weight]:
        try:
            report = bytes(self._device.read(_LONGEST, round(_WAIT_S * 1e3)))
        except (OSError, ValueError) as fault:
            raise ScaleError("The USB scale has gone.") from fault
        weight = parse_report(report)
        return [weight] if weight else []

    def close(self) -> None:
        self._device.close()


def _hid() -> Any:
    """On Linux `hid` is another backend, which sees no usage page and takes the device from its driver."""
    try:
        import hidraw  # noqa: PLC0415 - late: only where a scale is set up

        return hidraw
    except ImportError:
        pass
    try:
        import hid  # noqa: PLC0415 - late: only where a scale is set up

        return hid
    except ImportError as fault:
        raise ScaleError("USB scales cannot be read on this computer.") from fault


class SerialPort:
    """A scale at a serial port (`COM3`, `/dev/ttyUSB0`), 8 bits, no parity, one stop bit."""

    def __init__(self, name: str, baud: int, protocol: Protocol) -> None:
        from serial import Serial, SerialException  # noqa: PLC0415 - late: only where a scale is set up

        if not name:
            raise ScaleError("Name the serial port of the scale, like COM3 or /dev/ttyUSB0.")
        try:
            self._line: Serial = Serial(name, baud, timeout=_WAIT_S, write_timeout=_WAIT_S)
        except (SerialException, OSError, ValueError) as fault:
            raise ScaleError(f"The serial port {name} cannot be opened; is the scale plugged in there?") from fault
        self._protocol = protocol
        self._lines = Lines()
        self._heard = time.monotonic()

    def read(self) -> list[Weight]:
        from serial import SerialException  # noqa: PLC0415 - late: only where a scale is set up

        try:
            if self._protocol.ask:
                time.sleep(_ASKING_S)
                self._line.write(self._protocol.ask)
            piece = self._line.read(1)
            piece += self._line.read(self._line.in_waiting)
        except (SerialException, OSError) as fault:
            raise ScaleError("The serial scale has gone.") from fault
        if piece:
            self._heard = time.monotonic()
        elif time.monotonic() - self._heard > _SILENT_S:
            raise ScaleError("The serial scale is silent.")
        return [weight for line in self._lines.feed(piece) if (weight := self._protocol.parse(line))]

    def close(self) -> None:
        self._line.close()
