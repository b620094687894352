"""The library at the table: cards offered while one types, a box by its name, and what is shipped remembered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from shipdesk.ui.tasks import start
from shipdesk.ui.widgets.palette import CommandPalette, set_note
from shipdesk.workers.lanes import BOOK, FIND

if TYPE_CHECKING:
    from shipdesk.core.library import Card
    from shipdesk.core.records import Entry
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.form.codes import PlaceCodes
    from shipdesk.ui.form.suggestions import Suggestions
    from shipdesk.ui.station.booking import Booking
    from shipdesk.ui.station.order.work import Work
    from shipdesk.ui.workplace import Workplace

_SIDES = ("length_cm", "width_cm", "height_cm")


class BoxPicker(CommandPalette):
    """The palette of commands, with boxes for commands."""

    chosen = Signal(object)
    """The card of a box."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.line.setPlaceholderText(self.tr("Box"))
        self.line.setAccessibleName(self.tr("Box"))

    def offer(self, boxes: Sequence[Card]) -> None:
        """Show these to choose from."""
        for gone in self.findChildren(QAction):
            gone.deleteLater()
        made = []
        for box in boxes:
            action = QAction(box.title, self)
            action.setData(box)
            set_note(action, f"{' × '.join(map(box.text, _SIDES))} cm")
            action.triggered.connect(self._on_taken)
            made.append(action)
        self.open(made)

    def _on_taken(self) -> None:
        taken = self.sender()
        if isinstance(taken, QAction):
            self.chosen.emit(taken.data())


class Shelf(QObject):
    """Everything the station has of the library."""

    def __init__(self, over: QWidget, bridge: Bridge) -> None:
        super().__init__(over)
        self._over, self._bridge = over, bridge
        self._at: Workplace | None = None
        self._work: Work | None = None
        self.boxes = BoxPicker(over)
        self.boxes.chosen.connect(self._take_box)
        self.suggestions: Suggestions | None = None
        self.codes: PlaceCodes | None = None

    def attach(self, workplace: Workplace, work: Work, booking: Booking) -> None:
        """The form is there."""
        from shipdesk.ui.form.codes import PlaceCodes  # noqa: PLC0415 - brings what a window is painted without
        from shipdesk.ui.form.suggestions import Suggestions  # noqa: PLC0415 - the same

        self._at, self._work = workplace, work
        self.suggestions = Suggestions(self._over, workplace, self._bridge)
        self.suggestions.taken.connect(work.take_card)
        work.view.form.edited.connect(self.suggestions.on_typed)
        self.codes = PlaceCodes(workplace, self._bridge)
        self.codes.changed.connect(self._show_codes)
        work.changed.connect(self._follow)
        booking.queued.connect(self._learn)

    def shutdown(self) -> None:
        """The window closes."""
        if self.suggestions is not None:
            self.suggestions.shutdown()
        if self.codes is not None:
            self.codes.shutdown()

    def pick_box(self) -> None:
        """A list of all boxes, narrowed by typing."""
        from shipdesk.usecases.library import boxes  # noqa: PLC0415 - late: keeps start-up fast

        if self._at is not None:
            start(self._at.lanes, FIND, self._on_boxes, self._bridge.failed, boxes, self._at.desk)

    def remember(self) -> None:
        """Keep the receiver, the box and the products of the open shipment, as they are now."""
        from shipdesk.usecases.library import remember  # noqa: PLC0415 - late: keeps start-up fast

        if self._at is not None and self._work is not None and self._work.order is not None:
            shipment = self._work.order.reading().shipment
            start(self._at.lanes, BOOK, self._on_kept, self._bridge.failed, remember, self._at.desk, shipment)

    def _on_boxes(self, boxes: list[Card]) -> None:
        if boxes:
            self.boxes.offer(boxes)
        else:
            self._bridge.warning(self.tr("There is no box in the library yet; add yours there."), key="box")

    def _on_kept(self, cards: list[Card]) -> None:
        names = ", ".join(card.title for card in cards)
        self._bridge.success(self.tr("Remembered: {names}.").format(names=names), key="library")

    def _take_box(self, box: Card) -> None:
        if self._work is not None:
            self._work.put({f"parcel.{side}": box.text(side) for side in _SIDES})

    def _learn(self, entry: Entry) -> None:
        from shipdesk.usecases.learn import learn  # noqa: PLC0415 - late: keeps start-up fast

        if self._at is not None:
            start(self._at.lanes, BOOK, self._on_learned, self._bridge.failed, learn, self._at.desk, [entry])

    def _on_learned(self, _count: int) -> None:
        """Nothing is said of it: it is there with the next parcel."""

    def _follow(self) -> None:
        if self.codes is not None and self._work is not None and self._work.order is not None:
            order, paths = self._work.order, self._work.paths()
            if order.editable and any(path in paths for path in self.codes.asked):
                self.codes.follow(order.reading().shipment, paths)

    def _show_codes(self) -> None:
        if self.codes is not None and self._work is not None:
            self._work.show_codes(self.codes.known)
