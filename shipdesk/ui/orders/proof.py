"""Where the proof of a delivery can be seen: an address that a carrier sent, so it is shown, copied, and opened only
after a question."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from shipdesk.ui.theme.tokens import CAPTION, S
from shipdesk.ui.widgets.button import Kind, button
from shipdesk.ui.widgets.layouts import row
from shipdesk.ui.widgets.text import ElidedText


class ProofLink(QWidget):
    """The address, and what can be done with it."""

    def __init__(self, link: str, *, follows: bool = False) -> None:
        """`follows`: it leads to where the parcel can be followed, not to a proof of its delivery."""
        super().__init__()
        self._link = link
        self._title, self._question, self._host = (
            (self.tr("Follow the parcel"), self.tr("Follow it in the browser?"), self.tr("The page is at {host}."))
            if follows
            else (
                self.tr("Proof of delivery"),
                self.tr("Open the proof of delivery in the browser?"),
                self.tr("It is kept at {host}."),
            )
        )
        self.copy = button(self.tr("Copy link"), Kind.QUIET, small=True)
        self.copy.clicked.connect(self.copy_link)
        self.look = button(self.tr("Open"), Kind.QUIET, small=True)
        self.look.clicked.connect(self.ask)
        row(ElidedText(link, CAPTION, role="muted"), self.copy, self.look, gap=S, into=self).setStretch(0, 1)
        self.look.setVisible(_can_open(link))  # in its row by now: alone it would be a window and take the keyboard

    @Slot()
    def copy_link(self) -> None:
        """The address to the clipboard."""
        QGuiApplication.clipboard().setText(self._link)

    @Slot()
    def ask(self) -> None:
        """Ask before anything is opened: who is asked learns where the clerk sits."""
        question = QMessageBox(self.window())
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setWindowTitle(self._title)
        question.setText(self._question)
        question.setInformativeText(self._host.format(host=QUrl(self._link).host()))
        yes = question.addButton(self.tr("Open"), QMessageBox.ButtonRole.AcceptRole)
        question.setDefaultButton(question.addButton(self.tr("Leave it"), QMessageBox.ButtonRole.RejectRole))
        yes.clicked.connect(self.open_link)
        question.open()

    @Slot()
    def open_link(self) -> None:
        """In the system's browser."""
        QDesktopServices.openUrl(QUrl(self._link))


def _can_open(link: str) -> bool:
    """An address of the web that nobody between can change; never a file or a program of this machine."""
    url = QUrl(link, QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme() == "https" and bool(url.host())
