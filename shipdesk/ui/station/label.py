"""The label of the booking at hand, as it will come out of the printer. It is drawn off the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from shipdesk.core.states import SHIPPED, Label
from shipdesk.ui.station.jobs import picture
from shipdesk.ui.tasks import start
from shipdesk.ui.theme.tokens import NONE, RING, M, S
from shipdesk.ui.widgets.layouts import column
from shipdesk.ui.widgets.panel import SectionHeader
from shipdesk.ui.widgets.pdfview import LabelPreview
from shipdesk.workers.lanes import FIND

if TYPE_CHECKING:
    from shipdesk.core.records import Row
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.desk import Desk

Drawn = tuple[int, QImage]
#: How high the pane likes to stand without and with a label, px; where there is less room the label is smaller.
_LOW, _HIGH = 22 * S, 52 * S
_NOT_YET = (Label.NONE, Label.PENDING)


def draw(desk: Desk, entry_id: int, room: QSize) -> Drawn:
    """The picture of a booking's label as large as `room` in dots of the screen, null where there is none.

    It is made small here: for the window's thread that would be a long moment.
    """
    image = QImage.fromData(picture(desk, entry_id))
    size = image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    if not image.isNull() and size.width() < image.width():
        image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return entry_id, image.convertToFormat(QImage.Format.Format_RGB32)


class LabelPane(QWidget):
    """Title and preview."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._at: Workplace | None = None
        self._row: Row | None = None
        self._high = _LOW
        self._head = SectionHeader(self.tr("Label"))
        self.preview = LabelPreview()
        layout = column(self._head, self.preview, gap=NONE, into=self)
        layout.setContentsMargins(M, NONE, M, M)
        layout.setStretch(1, 1)

    def attach(self, workplace: Workplace) -> None:
        """The order book is open."""
        self._at = workplace

    def show_row(self, row: Row | None) -> None:
        """Show the label of this booking; None: of none."""
        before, self._row = self._row, row
        if row is None or (row.label in _NOT_YET and row.state not in SHIPPED):
            self._head.set_title(self.tr("Label"))
            self.preview.show_none()
            self._stand(_LOW)
            return
        self._stand(_HIGH)
        self._head.set_title(self.tr("Label of {reference}").format(reference=row.reference))
        if row.label in _NOT_YET:
            self.preview.show_waiting(row.updated_at.astimezone().strftime("%H:%M:%S"))
        elif self._at and (before is None or (before.id, before.label) != (row.id, row.label)):
            start(self._at.lanes, FIND, self._show, self._bridge.failed, draw, self._at.desk, row.id, self._room())

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._high)

    def _stand(self, high: int) -> None:
        self._high = high
        self.setMinimumHeight(_LOW)
        self.setMaximumHeight(high)
        self.updateGeometry()

    def _room(self) -> QSize:
        high = _HIGH - self._head.sizeHint().height() - M - 2 * RING
        return QSize(self.preview.width() - 2 * RING, high) * self.devicePixelRatioF()

    def shown_row(self) -> Row | None:
        """Whose label is shown."""
        return self._row

    def _show(self, drawn: Drawn) -> None:
        entry_id, image = drawn
        if self._row is None or self._row.id != entry_id:
            return
        if image.isNull():
            self.preview.show_failed(self.tr("This label cannot be shown."))
        elif self._row.label is Label.FAILED_CHECK:
            self.preview.show_failed(self._row.note or self.tr("The label failed its check and is not printed."))
        else:
            self.preview.show_image(image, self.tr("Label of {reference}").format(reference=self._row.reference))
