"""What the commands need of the program; the program gives it to `main`, so that no command knows a concrete part."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from shipdesk.core.records import Backup
    from shipdesk.settings.accounts import CarrierAccounts
    from shipdesk.usecases.desk import Desk


class Application(Protocol):
    """The program behind the commands. Every call may raise `ShipDeskError` with a sentence for the user."""

    def open_desk(self, home: Path) -> AbstractContextManager[Desk]:
        """Everything a verb needs, over the order book in `home`; closed when the block ends."""

    def accounts(self, home: Path) -> CarrierAccounts:
        """The carrier accounts of `home`, without opening its order book."""

    def restore(self, home: Path, file: Path) -> tuple[Backup, Path | None]:
        """Put a backup in the place of the order book of `home`; what it holds, and where the old one is kept."""

    def open_window(self, home: Path) -> int:
        """The workstation; returns its exit status when it is closed."""

    def selfcheck(self) -> int:
        """Call every library once and say which answers; 0 when all do."""

    def demo(self, *, headless: bool, out: Path | None) -> int:
        """Training mode in a throw-away home; headless it drives itself and leaves labels and pictures in `out`."""

    def serve(self, home: Path, host: str, port: int) -> None:
        """Receive webhooks into the order book of `home`, until stopped; says `listening on URL` first."""

    def simulate(self, host: str, port: int, *, numbers: str, with_parent: bool) -> None:
        """The simulated carriers alone, until they are stopped. Raises `OSError` when the port is taken."""
