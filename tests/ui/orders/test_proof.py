"""The address of a proof of delivery is a stranger's: shown, copied, and opened only after a question."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from shipdesk.ui.orders.proof import ProofLink
from tests.ui.conftest import Show

LINK = "https://pod.example.com/1.jpg"


class Browser(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    made = Browser()
    QDesktopServices.setUrlHandler("https", made, "open")  # type: ignore[arg-type]
    yield made
    QDesktopServices.unsetUrlHandler("https")


def question(proof: ProofLink) -> QMessageBox:
    (found,) = proof.window().findChildren(QMessageBox)
    return found


@pytest.mark.parametrize("answer", ["Open", "Leave it"])
def test_it_is_opened_only_after_a_question(show: Show, qtbot: QtBot, browser: Browser, answer: str) -> None:
    proof = ProofLink(LINK)
    show(proof)
    proof.look.click()
    asked = question(proof)
    assert "pod.example.com" in asked.informativeText()
    assert browser.opened == []
    next(button for button in asked.buttons() if button.text() == answer).click()
    qtbot.waitUntil(lambda: not asked.isVisible())
    assert browser.opened == ([LINK] if answer == "Open" else [])


@pytest.mark.parametrize("link", ["http://pod.example.com/1.jpg", "file:///etc/passwd", "https://", "javascript:x()"])
def test_anything_but_https_is_only_copied(show: Show, link: str) -> None:
    proof = ProofLink(link)
    show(proof)
    assert not proof.look.isVisible()
    proof.copy.click()
    assert QGuiApplication.clipboard().text() == link


def test_a_link_that_can_be_opened_takes_the_keyboard_from_nobody(qtbot: QtBot, qapp: QApplication) -> None:
    """A button that is shown before it is in its row is a window of its own, and the keys of this one are dead."""
    shown: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWindow):
                shown.append(watched.objectName())
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    link = ProofLink("https://example.com/parcel", follows=True)
    qapp.removeEventFilter(watch)
    qtbot.addWidget(link)
    assert shown == []
    assert not link.look.isHidden()
