"""Joins settings, devices and documents: the scanner and the scale that this table is set up with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from threading import Lock
from typing import TYPE_CHECKING

from shipdesk.core.devices import Command, ScaleState, ScanLearner, Weight
from shipdesk.devices.learning import Learner
from shipdesk.devices.scale import ScaleError, ScalePort, ScaleReader
from shipdesk.devices.scanner import GAPS_MS, Judge, ScanRules
from shipdesk.devices.simulated import SimulatedScale

if TYPE_CHECKING:
    from shipdesk.settings.store import SettingsStore

_NO_SCALE = Weight(ScaleState.NONE)


class TableDevices:
    """`core.devices.Devices`. Settings are read when a judge is made and when a scale is watched."""

    def __init__(self, settings: SettingsStore, *, training: bool) -> None:
        self._settings, self._training = settings, training
        self._simulated = SimulatedScale()
        self._reader: ScaleReader | None = None
        self._lock = Lock()
        self._over = False

    def judge(self) -> Judge:
        """A new judge by the scanner's settings."""
        text = self._settings.text
        return Judge(
            ScanRules(
                gap_ms=GAPS_MS[text("scan_speed")],
                layout=text("scan_layout"),
                prefix=text("scan_prefix"),
                suffix=text("scan_suffix"),
                by_pause=text("scan_end") == "pause",
            )
        )

    def learner(self) -> ScanLearner:
        """A judge for finding out how the scanner types."""
        return Learner()

    def watch_scale(self, tell: Callable[[Weight], None]) -> None:
        """Read the scale that is set up from now on, or anew."""
        with self._lock:
            self._let_go()
            if self._over:
                return
            if self._settings.text("scale") == "none":
                tell(_NO_SCALE)
            else:
                self._reader = ScaleReader(self._connect, tell)

    def load(self, kg: Decimal | None) -> None:
        """In training: a parcel is put on the simulated scale, or taken off."""
        if self._training:
            self._simulated.load(kg)

    def command_sheet(self, title: str, parts: Sequence[tuple[str, Sequence[Command]]]) -> bytes:
        """Commands as barcodes on A4, as PDF."""
        from shipdesk.documents.command_sheet import command_sheet  # noqa: PLC0415 - brings reportlab

        return command_sheet(title, parts)

    def close(self) -> None:
        """Let go of the scale."""
        with self._lock:
            self._over = True
            self._let_go()

    def _let_go(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _connect(self) -> ScalePort:
        from shipdesk.devices.ports import HidPort, SerialPort  # noqa: PLC0415 - late: only where a scale is set up
        from shipdesk.devices.serial_lines import PROTOCOLS  # noqa: PLC0415 - the same

        text = self._settings.text
        if text("scale") == "usb":
            return HidPort()
        if text("scale") == "serial":
            return SerialPort(text("scale_port"), int(text("scale_baud")), PROTOCOLS[text("scale_protocol")])
        if self._training:
            return self._simulated
        raise ScaleError("The simulated scale is for training alone; choose the scale of this table in Settings.")
