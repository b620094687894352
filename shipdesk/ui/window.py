"""The window: the rail of screens, the screen shown, and what lies over them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from shipdesk.core.states import DOUBTFUL
from shipdesk.ui import theme
from shipdesk.ui.ahead import Ahead
from shipdesk.ui.bridge import DATA, OUTSIDE, Bridge
from shipdesk.ui.commands import HELP, PALETTE, code_of
from shipdesk.ui.keys import ALARM_KEY, KeysFirst
from shipdesk.ui.languages import use_language
from shipdesk.ui.notices import NoticeBoard
from shipdesk.ui.scanning import ScanKeys
from shipdesk.ui.screen import Opening, Screen
from shipdesk.ui.screens import ORDERS, SCREENS, SETTINGS, STATION, ScreenRow
from shipdesk.ui.station.scan.scans import COMMAND_OF
from shipdesk.ui.station.scan.scans import KEY as SCAN_KEY
from shipdesk.ui.station.voice import Voice
from shipdesk.ui.theme.tokens import NONE, Meaning
from shipdesk.ui.widgets.banner import TrainingBand
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.rail import Place, Rail

if TYPE_CHECKING:
    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.core.records import Row
    from shipdesk.ui.command_sheet import CommandSheet
    from shipdesk.ui.first_run.screen import FirstRun
    from shipdesk.ui.help import KeyHelp
    from shipdesk.ui.widgets.palette import CommandPalette
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.work_off import Pulse

SIZE = (1280, 800)
#: Under this name the set-up stands among the screens; it has no place on the rail.
_SET_UP = "Set up"
_CLOSE = "CLOSE"


class MainWindow(QMainWindow):
    """Made and painted before the order book is open; `attach` gives it the rest when it is there."""

    closed = Signal()
    """The window has closed and its screens have let go: the parts behind them may be closed now."""
    training_wanted = Signal()
    """Open training mode beside this window."""
    painted = Signal()
    """It stands on the screen for the first time."""

    def __init__(
        self,
        records: Mapping[str, CarrierRecord],
        settings_values: Mapping[str, str],
        first_rows: Sequence[Row],
        training: bool,
    ) -> None:
        super().__init__()
        self.bridge = Bridge()
        help_action = self._action(self.tr("Help"), "F1", HELP)
        help_action.triggered.connect(self._show_help)
        self._opening = Opening(records, settings_values, first_rows, training, self.bridge, help_action)
        self._at: Workplace | None = None
        self._screens: dict[str, Screen] = {}
        self._troubles: dict[str, str] = {}
        self._over = self._is_painted = False
        self._first_run: FirstRun | None = None
        self.setWindowTitle(self.tr("ShipDesk · Training") if training else self.tr("ShipDesk"))
        self.resize(*SIZE)
        places = [Place(line.name, line.icon, line.name, at_end=line.at_end) for line in SCREENS]
        self._rail = Rail(places)
        self._rail.chosen.connect(self.show_screen)
        self._stack = QStackedWidget()
        self._page = page = QWidget()
        body = row(self._rail, self._stack, gap=NONE)
        column(*([TrainingBand()] if training else []), body, gap=NONE, into=page)
        self.setCentralWidget(page)
        self.notices = NoticeBoard(self.bridge, page)
        self._make_actions()
        self._keys = KeysFirst([QKeySequence("Ctrl+K")])
        self._scan_keys: ScanKeys | None = None
        self._voice = Voice(self.bridge)
        self.ahead = Ahead(self.screen_named, self.bridge)
        self._listen()
        self.show_screen(STATION.name)

    @cached_property
    def palette_of_commands(self) -> CommandPalette:
        from shipdesk.ui.widgets.palette import CommandPalette  # noqa: PLC0415 - made when the window is painted

        return CommandPalette(self._page)

    @cached_property
    def help(self) -> KeyHelp:
        from shipdesk.ui.help import KeyHelp  # noqa: PLC0415 - made when the window is painted

        return KeyHelp(self._page)

    @cached_property
    def command_sheet(self) -> CommandSheet:
        from shipdesk.ui.command_sheet import CommandSheet  # noqa: PLC0415 - made when the window is painted

        return CommandSheet(self, self.bridge)

    def attach(self, workplace: Workplace) -> None:
        """The order book is open: tell every screen that is there already."""
        self._at = workplace
        workplace.dispatcher.trouble.connect(self._on_trouble)
        workplace.dispatcher.broken.connect(self.bridge.broken)
        workplace.dispatcher.changed.connect(self._on_changed)
        self._scan_keys = ScanKeys(workplace.devices.judge())
        self._scan_keys.scanned.connect(self._on_scan)
        self._voice.attach(workplace)
        self.command_sheet.attach(workplace)
        self.addActions([self.command_sheet.print_action, self.command_sheet.save_action])
        for screen in self._screens.values():
            screen.attach(workplace)
        self.screen_named(STATION.name).all_made.connect(self._on_station_ready)

    def screen_named(self, name: str) -> Screen:
        """The screen of that name, made if it is not there yet."""
        if name not in self._screens:
            line = next(line for line in SCREENS if line.name == name)
            self._screens[name] = self._make(line)
        return self._screens[name]

    def show_screen(self, name: str) -> None:
        """Show a screen, with the keyboard where work begins there."""
        screen = self.screen_named(name)
        self._stack.setCurrentWidget(screen)
        self._rail.show_place(name)
        self._leave_set_up()
        screen.focus_first()

    def set_up(self) -> None:
        """Set up this station, from the first page on."""
        from shipdesk.ui.first_run.screen import FirstRun  # noqa: PLC0415 - once in the life of a station

        if self._first_run is None:
            self._first_run = FirstRun(self._opening)
            self._first_run.left.connect(self._on_set_up)
            self._first_run.judge_changed.connect(self._set_judge)
            self._first_run.training_wanted.connect(self.training_wanted)
            self._screens[_SET_UP] = self._first_run
            self._stack.addWidget(self._first_run)
            if self._at is not None:
                self._first_run.attach(self._at)
        self._rail.hide()
        self._stack.setCurrentWidget(self._first_run)
        self._first_run.begin()

    def shutdown(self) -> None:
        """Keep what is typed and let go of the parts behind the window; harmless a second time."""
        if self._over:
            return
        self._over = True
        self.ahead.shutdown()
        if self._at is not None:
            self._at.dispatcher.trouble.disconnect(self._on_trouble)
            self._at.dispatcher.broken.disconnect(self.bridge.broken)
            self._at.dispatcher.changed.disconnect(self._on_changed)
        for screen in self._screens.values():
            screen.shutdown()
        self.notices.shutdown()
        self._keys.shutdown()
        if self._scan_keys is not None:
            self._scan_keys.shutdown()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)  # what lies on it is painted after it

    def closeEvent(self, event: QCloseEvent) -> None:
        self.shutdown()
        super().closeEvent(event)
        self.closed.emit()

    def _on_station_ready(self) -> None:
        if self._at is not None:
            self.ahead.start(self._at.lanes)

    def _on_set_up(self) -> None:
        self.show_screen(STATION.name)

    def _leave_set_up(self) -> None:
        """Whatever leads to a screen leads out of the set-up."""
        if self._first_run is not None and self._rail.isHidden():
            self._rail.show()
            self._first_run.remember()
            self._set_judge()

    def _set_judge(self) -> None:
        """Scans are told from typing by what is shown, where it has a way of its own, else by the settings."""
        if self._at is None or self._scan_keys is None:
            return
        shown = self._first_run if self._stack.currentWidget() is self._first_run else None
        self._scan_keys.set_judge((shown.judge() if shown else None) or self._at.devices.judge())

    def _make(self, line: ScreenRow) -> Screen:
        screen = line.load()(self._opening)
        screen.open_reference.connect(self._open_reference)
        screen.show_booking.connect(self._show_booking)
        self._stack.addWidget(screen)
        if self._at is not None:
            screen.attach(self._at)
        return screen

    def _make_actions(self) -> None:
        for line in SCREENS:
            action = self._action(line.name, line.key, code_of(line.name))
            action.setData(line.name)
            action.triggered.connect(self._on_screen_key)
        self._action(self.tr("Anything by its name"), "Ctrl+K", PALETTE).triggered.connect(self._show_palette)
        self._action(self.tr("Take note of the alarm"), ALARM_KEY, "").triggered.connect(self.notices.take_alarm)
        self._action(self.tr("Set up this station again"), "", code_of(_SET_UP)).triggered.connect(self.set_up)
        self._action(self.tr("Close ShipDesk"), "Ctrl+Q", _CLOSE).triggered.connect(self.close)

    def _action(self, words: str, key: str, command: str) -> QAction:
        action = QAction(words, self)
        if command:
            action.setProperty(COMMAND_OF, command)
        action.setShortcut(QKeySequence(key))
        action.setAutoRepeat(False)
        self.addAction(action)
        return action

    def _listen(self) -> None:
        self.notices.taken_up.connect(self._open_reference)
        self.bridge.broken.connect(self._on_broken)
        self.bridge.settings_changed.connect(self._on_settings)
        self.bridge.set_up_wanted.connect(self.set_up)

    def _all_actions(self) -> list[QAction]:
        shown = self._stack.currentWidget()
        return [*(shown.actions() if shown else ()), *self.actions()]

    def _show_palette(self) -> None:
        self.palette_of_commands.open(self._all_actions())

    def _show_help(self) -> None:
        self.help.open(self._all_actions())

    def _on_screen_key(self) -> None:
        chosen = self.sender()
        if isinstance(chosen, QAction):
            self.show_screen(chosen.data())

    def _open_reference(self, reference: str) -> None:
        if reference == DATA:
            self.show_screen(SETTINGS.name)
            self.bridge.data_wanted.emit()
            return
        if reference.startswith(OUTSIDE):
            self._show_booking(int(reference.removeprefix(OUTSIDE)))
            return
        self.show_screen(STATION.name)
        if reference:
            self.bridge.taken_up.emit(reference)

    def _on_scan(self, text: str) -> None:
        """To the screen in front where it asks for scans, else to the packing station."""
        if QApplication.activeModalWidget() is not None:
            self._voice.look()
            self.bridge.warning(self.tr("Finish in the window that is open, then scan again."), key=SCAN_KEY)
            return
        self.palette_of_commands.close_palette()
        self.help.close_help()
        shown = self._stack.currentWidget()
        if isinstance(shown, Screen) and shown.take_scan(text):
            return
        self.screen_named(STATION.name).take_scan(text)
        self.show_screen(STATION.name)

    def _show_booking(self, entry_id: int) -> None:
        self.show_screen(ORDERS.name)
        self.bridge.looked_up.emit(entry_id)

    def _on_trouble(self, carrier: str, why: str) -> None:
        if self._troubles.get(carrier) != why:  # it is found out anew every second
            self._troubles[carrier] = why
            self.bridge.warning(why, key=carrier)

    def _on_changed(self, pulse: Pulse) -> None:
        doubts = sum(pulse.counts.get(state, 0) for state in DOUBTFUL)
        self._rail.set_count(STATION.name, doubts, Meaning.DOUBT)

    def _on_settings(self) -> None:
        self._troubles.clear()
        app = QApplication.instance()
        if self._at is not None and isinstance(app, QApplication):
            chosen = self._at.settings.text("scheme")
            wanted = theme.system_scheme() if chosen == "system" else theme.Scheme(chosen)
            if wanted is not theme.scheme():
                theme.apply(app, wanted)
        if self._at is not None:
            use_language(self._at.settings.text("language"))
        self._set_judge()

    def _on_broken(self, fault: BaseException) -> None:
        from shipdesk.ui.crash import CrashDialog  # noqa: PLC0415 - rare, and start-up is short

        for screen in self._screens.values():
            screen.keep_now()
        dialog = self.findChild(CrashDialog) or CrashDialog(self)
        dialog.tell(fault)
