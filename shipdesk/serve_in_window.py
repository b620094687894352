"""Receiving webhooks beside an open window: as the settings say, and off the window's thread."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shipdesk.core.errors import ShipDeskError

if TYPE_CHECKING:
    from pathlib import Path

    from shipdesk.inbound.server import ReceivingServer
    from shipdesk.settings.store import SettingsStore
    from shipdesk.usecases.desk import Desk

_Wish = tuple[str, int]


class WindowReceiver(QObject):
    """One for each window. `follow` brings it to what the settings say now."""

    received_at = Signal(str)
    """The URL it listens on; empty once it no longer does."""
    refused = Signal(object)
    """It cannot listen: the `ShipDeskError` that says why, or a fault of ours."""

    def __init__(self, root: Path, desk: Desk, settings: SettingsStore) -> None:
        super().__init__()
        self._root, self._desk, self._settings = root, desk, settings
        self._wish: _Wish | None = None
        self._run: _Run | None = None

    @Slot()
    def follow(self) -> None:
        """Start, stop or move, where the settings have changed."""
        wish = self._wanted()
        if wish == self._wish:
            return
        before, self._run, self._wish = self._run, None, wish
        if before is not None:
            before.stop()
            self.received_at.emit("")
        if wish is not None:
            self._run = _Run(self, (self._root, self._desk, wish), before)

    def close(self) -> None:
        """Stop, and wait until what was begun is answered."""
        if self._run is not None:
            self._run.stop()
            self._run.join()
            self._run = None

    def _wanted(self) -> _Wish | None:
        if not self._settings.flag("receive_webhooks"):
            return None
        return self._settings.text("receive_host"), int(self._settings.text("receive_port"))


class _Run:
    """One receiver on a thread of its own, which also brings in its libraries."""

    def __init__(self, receiver: WindowReceiver, given: tuple[Path, Desk, _Wish], before: _Run | None) -> None:
        """It waits until `before` has left the port."""
        self._receiver, self._given, self._before = receiver, given, before
        self._server: ReceivingServer | None = None
        self._closed = False
        self._thread = Thread(target=self._receive, name="webhooks")
        self._thread.start()

    def stop(self) -> None:
        self._closed = True
        if self._server is not None:
            self._server.stop()

    def join(self) -> None:
        self._thread.join()

    def _receive(self) -> None:
        from shipdesk.serve import open_receiver  # noqa: PLC0415 - late: keeps start-up fast

        if self._before is not None:
            self._before.join()
            self._before = None
        root, desk, (host, port) = self._given
        try:
            self._server = open_receiver(root, desk, host, port)
        except ShipDeskError as fault:
            self._receiver.refused.emit(fault)
            return
        if self._closed:
            self._server.stop()
        self._receiver.received_at.emit(self._server.url)
        self._server.run()
