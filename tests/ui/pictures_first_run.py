"""Pictures of the set-up of a station, page by page, to be looked at.

    python -m tests.ui.pictures_first_run OUT_DIR [light dark contrast]

`QT_SCALE_FACTOR=1.5` shows it as a 150 % desktop does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shipdesk.core.devices import TEST_BARCODE, ScaleState, Weight
from shipdesk.ui.first_run.screen import FirstRun
from shipdesk.ui.first_run.section_pages import PrinterPage
from shipdesk.ui.window import MainWindow
from tests.ui.camera import in_each_scheme, wait
from tests.ui.hands import Hands
from tests.ui.orders.world import RECORDS, World, world


@contextmanager
def new_window(one: World) -> Iterator[MainWindow]:
    window = MainWindow(RECORDS, {}, [], training=False)
    window.set_up()
    window.show()
    window.activateWindow()
    window.attach(one.workplace)
    wait()
    yield window
    window.shutdown()
    window.close()


def draw(one: World, out: Path, scheme: str) -> None:
    hands = Hands(9_000)
    one.workplace.settings.set({"scheme": scheme})
    with new_window(one) as window:
        wizard = window.findChild(FirstRun)
        assert wizard is not None

        def picture(name: str) -> None:
            wait()
            window.grab().save(str(out / f"{scheme}-first-run-{name}.png"))

        def press(key: Qt.Key) -> None:
            QTest.keyClick(window.focusWidget() or window, key)
            wait()

        picture("1-language")
        press(Qt.Key.Key_F10)
        picture("2-station")
        press(Qt.Key.Key_F10)
        picture("3-printer")
        press(Qt.Key.Key_F10)
        picture("3-printer-missing")
        page = wizard.page
        assert isinstance(page, PrinterPage)
        page.printer.list.rows[0].click()
        wait()
        page.printer.print_test.click()
        wait(lambda: not page.printer.bar.isHidden())
        picture("3-printer-printed")
        page.printer.bar.set_text("49.5")
        page.printer.judge_bar()
        picture("3-printer-short")
        page.printer.bar.set_text("50")
        page.printer.judge_bar()
        picture("3-printer-exact")
        press(Qt.Key.Key_F10)
        window.bridge.weigh(Weight(ScaleState.STABLE, Decimal("1.24")))
        picture("4-scale")
        press(Qt.Key.Key_F12)
        picture("5-scanner")
        hands.scan(f"~{TEST_BARCODE}", pace=11)
        wait()
        picture("5-scanner-learned")
        hands.now += 2000
        hands.scan(f"~{TEST_BARCODE}", pace=11)
        picture("5-scanner-ready")
        press(Qt.Key.Key_F10)
        picture("6-account")


def shoot(out: Path, scheme: str) -> None:
    with TemporaryDirectory() as root, world(Path(root)) as one:
        draw(one, out, scheme)


if __name__ == "__main__":
    in_each_scheme(shoot)
