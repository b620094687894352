"""What the clerk sees when something of ours breaks: plain words, work kept, a report without anybody's data."""

from __future__ import annotations

import platform
import sys
import traceback
from pathlib import Path

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from shipdesk.ui.theme import font
from shipdesk.ui.theme.tokens import BODY, CAPTION, SEMIBOLD, TITLE, L, M, S
from shipdesk.ui.widgets.button import Kind, button
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.text import Text


def report_of(fault: BaseException) -> str:
    """Where it broke, without what it was working on: no message and no value, for these may hold an address."""
    lines = [f"ShipDesk, Python {platform.python_version()}, Qt {qVersion()}, {sys.platform}"]
    link: BaseException | None = fault
    while link is not None:
        lines.append(type(link).__name__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        ]
        link = link.__cause__ or link.__context__
    return "\n".join(lines)


class CrashDialog(QDialog):
    """Stands over the window until it is taken; a second fault while it stands is added to its report."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setWindowTitle(self.tr("ShipDesk"))
        self.setModal(True)
        title = Text(self.tr("Something in ShipDesk went wrong."), TITLE, SEMIBOLD, wrap=True)
        self.setAccessibleName(title.text())
        means = Text(
            self.tr(
                "What you were typing is kept as a draft. Bookings under way go on by themselves, and none is made "
                "twice. Go on working; if this comes again, restart ShipDesk and send the report."
            ),
            BODY,
            wrap=True,
        )
        self.setAccessibleDescription(means.text())
        self._report = QPlainTextEdit()
        self._report.setReadOnly(True)
        self._report.setFont(font(CAPTION, code=True))
        self._report.setAccessibleName(self.tr("Report"))
        self._report.setTabChangesFocus(True)
        holds = Text(self.tr("The report holds no names, addresses or passwords."), CAPTION, role="muted")
        copy = button(self.tr("Copy the report"), icon="copy")
        copy.clicked.connect(self._copy)
        go_on = button(self.tr("Go on"), Kind.PRIMARY)
        go_on.clicked.connect(self.accept)
        go_on.setDefault(True)
        column(title, means, self._report, row(holds, None, copy, go_on, gap=S), gap=M, margin=L, into=self)
        self.resize(80 * S, 52 * S)

    def tell(self, fault: BaseException) -> None:
        """Show what broke."""
        said = [self._report.toPlainText()] if self.isVisible() else []
        self._report.setPlainText("\n\n".join([*said, report_of(fault)]))
        self.open()

    def report(self) -> str:
        """The report as it can be copied."""
        return self._report.toPlainText()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report())
