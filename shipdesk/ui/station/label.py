"""The label of the booking at hand, as it will come out of the printer. It is drawn off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.core.states import SHIPPED, Label
from shipdesk.ui.station.actions import AS_IT_IS
from shipdesk.ui.tasks import start
from shipdesk.ui.theme.tokens import NONE, RING, M, Meaning, S
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.layouts import column
from shipdesk.ui.widgets.panel import SectionHeader
from shipdesk.ui.widgets.pdfview import LabelPreview
from shipdesk.workers.lanes import FIND

if TYPE_CHECKING:
    from shipdesk.core.label_faults import Fault
    from shipdesk.core.records import Row
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.desk import Desk

    Drawn = tuple[int, QImage, Sequence[Fault]]

#: How high the pane likes to stand without and with a label, px; where there is less room the label is smaller.
_LOW, _HIGH = 22 * S, 52 * S
_NOT_YET = (Label.NONE, Label.PENDING)


def draw(desk: Desk, entry_id: int, room: QSize) -> Drawn:
    """The picture of a booking's label as large as `room` in dots of the screen, null where there is none, and what
    is wrong with it.

    It is made small here: for the window's thread that would be a long moment.
    """
    from shipdesk.ui.station.jobs import picture  # noqa: PLC0415 - late: keeps start-up fast

    content, faults = picture(desk, entry_id)
    image = QImage.fromData(content)
    size = image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    if not image.isNull() and size.width() < image.width():
        image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return entry_id, image.convertToFormat(QImage.Format.Format_RGB32), faults


class LabelPane(QWidget):
    """Title and preview; over a label that lacks letters what is wrong, and the key that prints it all the same."""

    judged = Signal()
    """It is known what is wrong with the label that is shown."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._at: Workplace | None = None
        self._row: Row | None = None
        self._high = _LOW
        self._faults: Sequence[Fault] = ()
        self._head = SectionHeader(self.tr("Label"))
        self.remark = Remark(Meaning.STOP, "")
        self.remark.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)  # as high as its words
        self.remark.hide()
        self.preview = LabelPreview()
        layout = column(self._head, self.remark, self.preview, gap=NONE, into=self)
        layout.setContentsMargins(M, NONE, M, M)
        layout.setStretch(2, 1)

    def attach(self, workplace: Workplace) -> None:
        """The order book is open."""
        self._at = workplace

    def show_row(self, row: Row | None) -> None:
        """Show the label of this booking; None: of none."""
        before, self._row = self._row, row
        if before is None or row is None or (before.id, before.label) != (row.id, row.label):
            self._faults = ()
            self.remark.hide()
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

    @property
    def as_it_is(self) -> bool:
        """Whether the label that is shown lacks letters and nothing else, so that a person may have it printed."""
        return bool(self._faults) and all(fault.bearable for fault in self._faults)

    def _show(self, drawn: Drawn) -> None:
        entry_id, image, faults = drawn
        if self._row is None or self._row.id != entry_id:
            return
        self._faults = faults
        why = " ".join(fault.sentence for fault in faults)
        if self._row.label is Label.FAILED_CHECK and not self.as_it_is:
            self.preview.show_failed(why or self.tr("The label failed its check and is not printed."))
        elif image.isNull():
            self.preview.show_failed(why or self.tr("This label cannot be shown."))
        else:
            self.preview.show_image(image, self.tr("Label of {reference}").format(reference=self._row.reference))
        if self.as_it_is:
            offer = self.tr("{what}. {key} prints it as it is; who said so is kept.")
            self.remark.set_words(offer.format(what=why.partition(";")[0], key=AS_IT_IS))
        self.remark.setVisible(self.as_it_is)
        self.judged.emit()
