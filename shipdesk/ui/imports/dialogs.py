"""Which file to import, and where the faulty rows are written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from shipdesk.ui.imports.rows_page import RowsPage

_FILES = "*.csv *.tsv *.txt *.xlsx *.xlsm *.json *.jsonl *.ndjson"


class ImportDialogs(QObject):
    """The two questions; the answers are paths."""

    chosen = Signal(Path)
    """A file to look at."""
    written = Signal(Path)
    """The file that the faulty rows go to."""

    def __init__(self, screen: QWidget, rows: RowsPage) -> None:
        super().__init__(screen)
        self._screen, self._rows = screen, rows

    def ask_what(self) -> None:
        """Ctrl+I: which file to import."""
        dialog = QFileDialog(self._screen, self.tr("Import orders"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Orders ({files})").format(files=_FILES))
        dialog.fileSelected.connect(self._on_chosen)
        self._open(dialog)

    def ask_where(self) -> None:
        """Ctrl+E: where to write the faulty rows to."""
        if self._rows.one is None:
            return
        dialog = QFileDialog(self._screen, self.tr("Export the faulty rows"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{Path(self._rows.one.file.name).stem} faulty.csv")
        dialog.fileSelected.connect(self._on_written)
        self._open(dialog)

    def _open(self, dialog: QFileDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_chosen(self, path: str) -> None:
        self.chosen.emit(Path(path))

    def _on_written(self, path: str) -> None:
        self.written.emit(Path(path))
