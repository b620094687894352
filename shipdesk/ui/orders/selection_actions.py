"""What can be done with everything that is selected, by key and in the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Slot
from PySide6.QtWidgets import QWidget

from shipdesk.ui.orders.actions import make_action
from shipdesk.ui.orders.batching import Batching
from shipdesk.ui.orders.exporting import Exporting
from shipdesk.ui.orders.many import Many
from shipdesk.ui.widgets.actionbar import allow

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.orders.orders_list import OrdersList
    from shipdesk.ui.orders.side import Side
    from shipdesk.ui.workplace import Workplace


class SelectionActions(QObject):
    """The actions; `judge` opens what can be done. Each piece of work has the panel at the side."""

    def __init__(self, screen: QWidget, bridge: Bridge, rows: OrdersList, side: Side) -> None:
        super().__init__(screen)
        self._list, self._side = rows, side
        self._at: Workplace | None = None
        self.batching = Batching(self, bridge, side)
        self.many = Many(self, bridge, side)
        self.exporting = Exporting(screen, bridge, side)
        self.book = make_action(screen, self.tr("Book"), "F10", self._book)
        self.hold = make_action(screen, self.tr("Hold"), "F12", self._hold)
        self.release = make_action(screen, self.tr("Release from hold"), "Shift+F12", self._release)
        self.hand_over = make_action(screen, self.tr("Hand over"), "Ctrl+H", self._hand_over)
        self.export = make_action(screen, self.tr("Export"), "Ctrl+Shift+X", self._export)
        self.all = make_action(screen, self.tr("Select all that are found"), "Ctrl+Shift+A", self._select_all)
        self.results = make_action(screen, self.tr("Show the last results"), "F7", self._show_results)
        for one in (self.batching, self.many, self.exporting):
            one.changed.connect(self.judge)
        self.judge()

    def attach(self, workplace: Workplace) -> None:
        self._at = workplace
        for one in (self.batching, self.many, self.exporting):
            one.attach(workplace)
        self.judge()

    def shutdown(self) -> None:
        for one in (self.batching, self.many, self.exporting):
            one.shutdown()

    @Slot()
    def judge(self) -> None:
        """Open what can be done with what is selected now."""
        count = self._list.selected_count()
        none = "" if count else self.tr("Choose an order first.")
        none = none or ("" if self._at else self.tr("The order book is being opened."))
        busy = self.tr("Other orders are being worked on.") if self.many.busy or self.exporting.busy else ""
        for action, words in self._words().items():
            counted = f"{words} ({QLocale().toString(count)})" if count > 1 else words
            action.setText(counted)
            allow(action, none or busy)
        allow(self.export, busy or ("" if self._at else none))
        allow(self.results, "" if self._side.owner else self.tr("There are none yet."))

    def _words(self) -> dict[QAction, str]:
        return {
            self.book: self.tr("Book"),
            self.hold: self.tr("Hold"),
            self.release: self.tr("Release from hold"),
            self.hand_over: self.tr("Hand over"),
        }

    @Slot(str)
    def do(self, name: str) -> None:
        """Something to all that is selected: `print`, `slip`, `track`, `hold`, `release`, `hand_over`."""
        picked = self._list.picked()
        titles = {
            "print": self.tr("Print again: {count}"),
            "slip": self.tr("Packing slips: {count}"),
            "track": self.tr("Get news: {count}"),
            "hold": self.tr("Hold: {count}"),
            "release": self.tr("Release from hold: {count}"),
            "hand_over": self.tr("Hand over: {count}"),
        }
        if picked is not None:
            self.many.run(name, titles[name], picked)
            self.judge()

    def _book(self) -> None:
        if (picked := self._list.picked()) is not None:
            self.batching.book(picked)

    def _hold(self) -> None:
        self.do("hold")

    def _release(self) -> None:
        self.do("release")

    def _hand_over(self) -> None:
        self.do("hand_over")

    def _export(self) -> None:
        query, total = self._list.shown()
        picked = self._list.picked()
        if query is not None:
            self.exporting.ask_where(query, picked if picked and picked.count > 1 else None, total)

    def _select_all(self) -> None:
        self._list.setFocus()
        self._list.selectAll()

    def _show_results(self) -> None:
        self._side.wanted.emit()
