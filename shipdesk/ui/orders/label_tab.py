"""The label as it comes out of the printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from shipdesk.core.states import Label
from shipdesk.ui.moments import clock
from shipdesk.ui.orders.work import label_picture
from shipdesk.ui.theme.tokens import M
from shipdesk.ui.widgets.layouts import column
from shipdesk.ui.widgets.pdfview import LabelPreview
from shipdesk.workers.lanes import PRINT, Task

if TYPE_CHECKING:
    from shipdesk.ui.orders.work import Dossier
    from shipdesk.ui.workplace import Workplace

_THERE = frozenset({Label.STORED, Label.FAILED_CHECK, Label.SENT, Label.PRINTED, Label.SEEN, Label.HANDED_OVER})


class LabelTab(QWidget):
    """The preview, drawn in a lane."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Label"))
        self._workplace: Workplace | None = None
        self._task: Task | None = None
        self._shown: tuple[int, str] = (0, "")
        self._reference = ""
        self.preview = LabelPreview()
        column(self.preview, margin=M, into=self)

    def attach(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the label of a booking, or why there is none."""
        row_ = dossier.entry.row
        stored = next((one.digest for one in reversed(dossier.documents) if one.kind == "label"), "")
        if row_.label in _THERE and self._shown == (row_.id, stored):
            return
        if self._task is not None:
            self._task.cancel()
        self._shown = (row_.id, stored)
        self._reference = row_.key
        if row_.label in _THERE and self._workplace is not None:
            self._task = Task()
            self._task.done.connect(self._drawn)
            self._task.failed.connect(self._failed)
            self._workplace.lanes.run(PRINT, self._task, label_picture, self._workplace.desk, row_.id)
        elif row_.label is Label.PENDING:
            self.preview.show_waiting(clock(row_.updated_at))
        else:
            self.preview.show_none()

    @Slot(object)
    def _drawn(self, png: bytes | None) -> None:
        if png is None:
            self.preview.show_none(self.tr("The label is not in the order book any more."))
            return
        self.preview.show_image(QImage.fromData(png), self.tr("Label of {reference}").format(reference=self._reference))

    @Slot(object)
    def _failed(self, fault: object) -> None:
        self.preview.show_failed(str(fault))
