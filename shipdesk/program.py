"""The program behind the commands: each call brings in just the parts that it needs."""

from __future__ import annotations

import os
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from shipdesk.core.errors import SetupError

if TYPE_CHECKING:
    from shipdesk.core.records import Backup
    from shipdesk.settings.accounts import CarrierAccounts
    from shipdesk.usecases.desk import Desk


class Program:
    """`cli.application.Application`."""

    def open_desk(self, home: Path) -> AbstractContextManager[Desk]:
        from shipdesk.app import open_desk  # noqa: PLC0415 - late: keeps start-up fast

        return open_desk(home)

    def accounts(self, home: Path) -> CarrierAccounts:
        from shipdesk.app import open_accounts  # noqa: PLC0415 - late: keeps start-up fast
        from shipdesk.settings.paths import open_home  # noqa: PLC0415
        from shipdesk.settings.store import SettingsStore  # noqa: PLC0415

        opened = open_home(home)
        return open_accounts(opened, SettingsStore(opened.settings))

    def restore(self, home: Path, file: Path) -> tuple[Backup, Path | None]:
        from shipdesk.app import now  # noqa: PLC0415 - late: keeps start-up fast
        from shipdesk.orderbook.restore import restore_book  # noqa: PLC0415
        from shipdesk.settings.paths import open_home  # noqa: PLC0415

        return restore_book(open_home(home).root, file, now())

    def open_window(self, home: Path) -> int:
        if not has_screen() and not os.environ.get("QT_QPA_PLATFORM"):
            raise SetupError("There is no screen to show the window on; the commands need none, see: shipdesk --help.")
        return show_window(home)

    def selfcheck(self) -> int:
        from shipdesk.selfcheck import selfcheck  # noqa: PLC0415 - late: keeps start-up fast

        return selfcheck()

    def demo(self, *, headless: bool, out: Path | None) -> int:
        from shipdesk.demo import demo  # noqa: PLC0415 - late: keeps start-up fast

        return demo(headless=headless, out=out)

    def serve(self, home: Path, host: str, port: int) -> None:
        from shipdesk.serve import serve  # noqa: PLC0415 - late: keeps start-up fast

        serve(home, host, port)

    def simulate(self, host: str, port: int, *, numbers: str, with_parent: bool) -> None:
        from shipdesk.simulator import serve  # noqa: PLC0415 - late: keeps start-up fast

        serve(host, port, numbers=numbers, with_parent=with_parent)


def show_window(home: Path, *, training: bool = False) -> int:
    """The workstation over `home`, until its window is closed; the exit status."""
    from shipdesk.ui import toolkit  # noqa: PLC0415 - late, and Qt would end a program without a screen

    toolkit.prepare()
    from shipdesk.session import open_window  # noqa: PLC0415 - late: what it brings is brought quicker now

    return open_window(home, training=training)


def has_screen() -> bool:
    """Whether a window could be shown to a person here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
