"""One run of the window, from the first paint to the last lane: what is opened when, and closed in which order.

First the window with the newest orders, read with nothing but sqlite3; then, off its thread, the libraries and the
order book. Until that is there the window takes what is typed and scanned, and acts on it afterwards.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from shipdesk.assets import resource
from shipdesk.catalog import CARRIERS
from shipdesk.core.errors import ShipDeskError
from shipdesk.orderbook.first import first_rows
from shipdesk.settings.paths import open_home
from shipdesk.settings.schema import SETTINGS
from shipdesk.settings.store import ACCOUNTS, SettingsStore
from shipdesk.ui import theme, toolkit
from shipdesk.ui.languages import use_language
from shipdesk.ui.window import MainWindow
from shipdesk.workers.lanes import BOOK, NEWS, Lanes, Task, news_lane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shipdesk.core.imports import Import
    from shipdesk.serve_in_window import WindowReceiver
    from shipdesk.settings.accounts import CarrierAccounts
    from shipdesk.table_devices import TableDevices
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.desk import Desk
    from shipdesk.workers.dispatcher import Dispatcher
    from shipdesk.workers.polling import Polling
    from shipdesk.workers.watching import Watching

RECORDS = {record.id: record for record in CARRIERS}

FIRST_ROWS = 100
#: What notices of receiving are about.
_WEBHOOKS = "webhooks"
THREADS_PER_CARRIER = 3
#: A window that nobody sees, minimised or behind others, opens its order book after so long.
_UNSEEN_MS = 500
#: Python's own 5 ms make a window stutter beside busy threads; this costs a few per cent of their speed.
SWITCH_INTERVAL_S = 0.0005


class Session(QObject):
    """The window and all that it needs. `opened` comes once, when the order book is there."""

    opened = Signal()
    failed = Signal(str)
    """The order book cannot be opened: the sentence that the window shows too."""

    def __init__(self, root: Path, *, training: bool = False) -> None:
        """Raises `SetupError` when the home cannot be used."""
        super().__init__()
        self._training = training
        self._is_opening = False
        self._stack = ExitStack()
        self._home = open_home(root)
        self._settings = SettingsStore(self._home.settings)
        if training and not self._settings.text("label_printer"):
            self._settings.set({"label_printer": f"file:{self._home.root / 'printed labels'}/", "scale": "simulated"})
        self.lanes = Lanes(dict.fromkeys(RECORDS, THREADS_PER_CARRIER) | dict.fromkeys(map(news_lane, RECORDS), 1))
        self._polling: Polling | None = None
        self._watching: Watching | None = None
        self._simulator = ""
        self._dispatcher: Dispatcher | None = None
        self._receiver: WindowReceiver | None = None
        self._devices: TableDevices | None = None
        self.workplace: Workplace | None = None
        rows = first_rows(self._home.root, FIRST_ROWS)
        self.window = MainWindow(RECORDS, _texts(self._settings), rows, training)
        self.window.training_wanted.connect(self._open_training)
        self._never_set_up = not (
            training or rows or self._settings.read().get(ACCOUNTS) or self._settings.flag("set_up")
        )

    def start(self) -> None:
        """Show the window; the rest is opened once it is painted."""
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        sys.excepthook = self._on_fault
        if self._never_set_up:
            self.window.set_up()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        # Not before: imports in another thread would keep the window from being painted.
        self.window.painted.connect(self._open)
        QTimer.singleShot(_UNSEEN_MS, self._open)

    @Slot()
    def _open_training(self) -> None:
        from shipdesk.training import open_beside  # noqa: PLC0415 - late: keeps start-up fast

        open_beside()

    @Slot()
    def _open(self) -> None:
        if self._is_opening:
            return
        self._is_opening = True
        toolkit.painted()
        task = Task()
        task.done.connect(self._opened)
        task.failed.connect(self._failed)
        self.lanes.run(BOOK, task, self._enter)

    def _enter(self) -> Desk:
        """On the order book's lane: the imports that a window is painted without come here."""
        from shipdesk.app import open_desk  # noqa: PLC0415
        from shipdesk.workers import dispatcher  # noqa: F401, PLC0415 - ready for the window's own thread

        if not self._training:
            return self._stack.enter_context(open_desk(self._home.root))
        from shipdesk.app import SENDERS  # noqa: PLC0415
        from shipdesk.training import (  # noqa: PLC0415
            receive_somewhere,
            sample_orders,
            set_up_accounts,
            set_up_senders,
            simulated_carriers,
        )
        from shipdesk.usecases.book import add  # noqa: PLC0415

        url = self._stack.enter_context(simulated_carriers())
        set_up_accounts(self._accounts(), RECORDS, url)
        set_up_senders(self._accounts(), [one for one in SENDERS.values() if one.id not in RECORDS])
        receive_somewhere(self._settings)
        self._simulator = url
        desk = self._stack.enter_context(open_desk(self._home.root, training=True))
        for shipment in sample_orders(desk):
            add(desk, shipment, source="training", why="A sample order to train with.")
        return desk

    def _accounts(self) -> CarrierAccounts:
        from shipdesk.app import open_accounts  # noqa: PLC0415

        return open_accounts(self._home, self._settings, training=self._training)

    @Slot(object)
    def _opened(self, desk: Desk) -> None:
        from shipdesk.serve_in_window import WindowReceiver  # noqa: PLC0415
        from shipdesk.table_devices import TableDevices  # noqa: PLC0415
        from shipdesk.ui.outside_notices import OutsideNotices  # noqa: PLC0415
        from shipdesk.ui.workplace import Workplace  # noqa: PLC0415
        from shipdesk.usecases.imports.watch import WatchedFolder  # noqa: PLC0415
        from shipdesk.usecases.poll import Poller  # noqa: PLC0415
        from shipdesk.workers.dispatcher import Dispatcher  # noqa: PLC0415
        from shipdesk.workers.polling import Polling  # noqa: PLC0415
        from shipdesk.workers.watching import Watching  # noqa: PLC0415

        theme.load_remaining_fonts()
        QApplication.setWindowIcon(QIcon(str(resource("app", "shipdesk.png"))))
        self._devices = TableDevices(self._settings, training=self._training)
        self._dispatcher = Dispatcher(desk, self.lanes)
        self.workplace = Workplace(
            desk, self.lanes, self._dispatcher, self._settings, self._accounts(), self._home, self._devices
        )
        self.window.attach(self.workplace)
        self._outside = OutsideNotices(self.workplace, self.window.bridge, self.window.notices)
        self._dispatcher.start()
        self._polling = Polling(Poller(desk, self._asks_for_news), self.lanes)
        self._polling.broken.connect(self.window.bridge.broken)
        self._polling.start()
        self._watching = Watching(WatchedFolder(desk), self._watched_folder, self.lanes)
        self._watching.broken.connect(self.window.bridge.broken)
        self._watching.came.connect(self._imported)
        self._watching.start()
        self._receiver = WindowReceiver(self._home.root, desk, self._settings)
        self._receiver.received_at.connect(self._receiving)
        self._receiver.refused.connect(self._not_receiving)
        self.window.bridge.settings_changed.connect(self._receiver.follow)
        self._receiver.follow()
        self.opened.emit()

    @Slot(str)
    def _receiving(self, url: str) -> None:
        self.window.bridge.settled(_WEBHOOKS)
        if url and self._training and self.workplace is not None:
            from shipdesk.training import bring_to_life  # noqa: PLC0415

            task = Task()
            task.failed.connect(self.window.bridge.failed)
            self.lanes.run(NEWS, task, bring_to_life, self.workplace.desk, self._simulator, url)

    def _watched_folder(self) -> str:
        return self._settings.text("watched_folder")

    @Slot(object)
    def _imported(self, came: Sequence[Import]) -> None:
        """What has come out of the watched folder; what needs a person stays until it is taken."""
        from shipdesk.core.imports import Stage  # noqa: PLC0415 - late: keeps start-up fast
        from shipdesk.ui.imports.wording import came_of  # noqa: PLC0415

        for one in came:
            words = f"{one.file.name}: {came_of(one)}"
            tell = self.window.bridge.success if one.stage is Stage.DONE else self.window.bridge.warning
            tell(words, key=f"import {one.id}")

    def _asks_for_news(self) -> bool:
        return self._settings.flag("poll")

    @Slot(object)
    def _not_receiving(self, fault: Exception) -> None:
        self.window.bridge.problem(self.tr("Webhooks are not received. {why}").format(why=fault), key=_WEBHOOKS)

    def _on_fault(self, _kind: type[BaseException], fault: BaseException, _where: object) -> None:
        """What nobody caught, in a slot or a timer, is a fault of ours: the crash dialog saves the work and says so."""
        self.window.bridge.broken.emit(fault)

    @Slot(object)
    def _failed(self, fault: Exception) -> None:
        self.window.bridge.failed(fault)
        if isinstance(fault, ShipDeskError):
            self.failed.emit(str(fault))

    def close(self) -> None:
        """In the order of use: screens keep what is typed, what is being sent ends, then the book is closed."""
        sys.excepthook = sys.__excepthook__
        self.window.shutdown()
        if self._devices is not None:
            self._devices.close()
        if self._receiver is not None:
            self._receiver.close()
        if self._polling is not None:
            self._polling.shutdown()
        if self._watching is not None:
            self._watching.shutdown()
        if self._dispatcher is not None:
            self._dispatcher.shutdown()
        self.lanes.shutdown()
        self._stack.close()


def application(settings: SettingsStore) -> QApplication:
    """The one QApplication, in the look that the settings name."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([sys.argv[0]])
    app.setApplicationName("ShipDesk")
    app.setDesktopFileName("shipdesk")
    use_language(settings.text("language"))
    scheme = settings.text("scheme")
    theme.apply(app, theme.system_scheme() if scheme == "system" else theme.Scheme(scheme))
    return app


def _texts(settings: SettingsStore) -> dict[str, str]:
    return {row.key: _text(settings.value(row.key)) for row in SETTINGS}


def _text(value: str | bool) -> str:
    return value if isinstance(value, str) else ("true" if value else "false")


def open_window(root: Path, *, training: bool = False) -> int:
    """The workstation, until its window is closed; the exit status."""
    app = application(SettingsStore(open_home(root).settings))
    session = Session(root, training=training)
    session.start()
    try:
        return app.exec()
    finally:
        session.close()
