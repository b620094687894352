"""The files that belong to a booking, and the papers that are drawn of it on demand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QWidget

from shipdesk.ui.moments import when
from shipdesk.ui.orders.papers import Papers
from shipdesk.ui.theme.tokens import NONE, S
from shipdesk.ui.widgets.columns import Column, Kind
from shipdesk.ui.widgets.layouts import column, rule
from shipdesk.ui.widgets.panel import EmptyState
from shipdesk.ui.widgets.rows import ListModel
from shipdesk.ui.widgets.table import Table

if TYPE_CHECKING:
    from shipdesk.ui.orders.work import Dossier


class DocumentsTab(QWidget):
    """A line for each file: what it is, how long, since when, and the beginning of its SHA-256.

    Above them the papers that can be drawn at any time, each to print or to save.
    """

    def __init__(self) -> None:
        super().__init__()
        self.papers = Papers()
        self._model = ListModel(
            (
                Column("kind", self.tr("Document"), Kind.STRONG, 12 * S),
                Column("type", self.tr("Type"), Kind.TEXT, 16 * S),
                Column("size", self.tr("Size"), Kind.NUMBER, 10 * S),
                Column("created", self.tr("Kept"), Kind.TIME, 15 * S),
                Column("digest", self.tr("SHA-256"), Kind.CODE, 20 * S, stretch=True),
            )
        )
        self.table = Table(self._model)
        self.table.setAccessibleName(self.tr("Documents"))
        self.table.set_empty(EmptyState("pdf", self.tr("The label is kept here once the carrier has given it.")))
        column(self.papers, rule(), self.table, gap=NONE, into=self).setStretch(2, 1)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """The keyboard to the list: as a proxy the tab would be a second stop of Tab."""
        self.table.setFocus(reason)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the documents of a booking."""
        self.papers.show_booking(dossier.entry.row.id, dossier.entry.row.key)
        now, region = datetime.now(UTC), QLocale()
        self._model.put(
            [
                (
                    (document.kind, document.digest),
                    (
                        document.kind.replace("_", " ").capitalize(),
                        document.media_type,
                        region.formattedDataSize(document.size),
                        when(document.created_at, now),
                        document.digest,
                    ),
                )
                for document in dossier.documents
            ]
        )
