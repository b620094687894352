"""Schemes, fonts, icons and states as the window meets them."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QFontMetricsF, QPalette, QTextLayout
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shipdesk.assets import resource
from shipdesk.ui import theme
from shipdesk.ui.theme import Meaning, Scheme
from shipdesk.ui.theme.fonts import load_fonts
from shipdesk.ui.theme.states import BOOKING, LABEL, SEVERITY
from shipdesk.ui.theme.tokens import BODY, CAPTION, FAR, SCHEMES, SEMIBOLD, TITLE, VALUE

BOOKING_STATES = {
    "draft", "to_ship", "held", "queued", "sending", "booked", "accepted", "refused", "in_doubt", "conflict",
    "needs_person", "void",
}  # fmt: skip


@pytest.mark.parametrize("scheme", Scheme)
def test_a_scheme_reaches_palette_and_style_sheet(qapp: QApplication, scheme: Scheme) -> None:
    theme.apply(qapp, scheme)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == SCHEMES[scheme].ground
    assert SCHEMES[scheme].tone(Meaning.STOP).fg in qapp.styleSheet()
    assert "$" not in qapp.styleSheet()


def test_icons_follow_the_scheme(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button, action = QPushButton(window), QAction("Find", window)
    window.addAction(action)
    theme.apply(qapp, Scheme.LIGHT)
    theme.set_icon(button, "scan", "accent")
    theme.set_icon(action, "search")
    for scheme in (Scheme.DARK, Scheme.LIGHT):
        theme.apply(qapp, scheme)
        for shown, wanted in ((button, SCHEMES[scheme].tone(Meaning.ACCENT).fg), (action, SCHEMES[scheme].text)):
            image = shown.icon().pixmap(32, 32).toImage()
            inks = {
                image.pixelColor(x, y).name()
                for x in range(image.width())
                for y in range(image.height())
                if image.pixelColor(x, y).alpha() == 255
            }
            assert wanted in inks


@pytest.mark.parametrize("path", sorted(resource("icons").glob("*.svg")), ids=lambda path: path.stem)
def test_an_icon_is_of_the_set(qapp: QApplication, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for part in ('viewBox="0 0 24 24"', 'stroke="currentColor"', 'stroke-width="1.75"', 'fill="none"'):
        assert part in text
    image = theme.pixmap(path.stem).toImage()
    inked = sum(image.pixelColor(x, y).alpha() > 0 for x in range(image.width()) for y in range(image.height()))
    assert inked > 8


def test_an_unknown_icon_is_an_error(qapp: QApplication) -> None:
    with pytest.raises(KeyError, match="no icon 'unicorn'"):
        theme.pixmap("unicorn")


@pytest.mark.parametrize("text", ["Aé0 ·…×", "กู้ปิ่นเกล้า", "歐陽菁鬱龜", "龟龙汉", "عمان"])
@pytest.mark.parametrize("code", [False, True])
def test_no_script_is_a_box(qapp: QApplication, text: str, code: bool) -> None:
    load_fonts()
    theme.load_remaining_fonts()
    layout = QTextLayout(text, theme.font(VALUE, code=code))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    assert runs
    for run in runs:
        assert run.rawFont().familyName().startswith("Noto Sans")
        assert 0 not in run.glyphIndexes()


@pytest.mark.parametrize("size", [CAPTION, BODY, VALUE, TITLE, FAR])
@pytest.mark.parametrize("weight", [400, SEMIBOLD])
def test_digits_have_one_width(qapp: QApplication, size: int, weight: int) -> None:
    load_fonts()
    measures = QFontMetricsF(theme.font(size, weight))
    assert len({round(measures.horizontalAdvance(digit), 2) for digit in "0123456789"}) == 1


def test_each_state_has_its_own_shape_and_word() -> None:
    assert set(BOOKING) == BOOKING_STATES
    for table in (BOOKING, LABEL, SEVERITY):
        assert len({spec.shape for spec in table.values()}) == len(table)
        assert len({spec.word for spec in table.values()}) == len(table)


def test_whatever_is_in_doubt_is_violet() -> None:
    doubtful = {state for state, spec in BOOKING.items() if spec.meaning is Meaning.DOUBT}
    assert doubtful == {"in_doubt", "conflict", "needs_person"}


def test_theme_and_widgets_import_nothing_heavy() -> None:
    code = (
        "import sys, pkgutil, importlib, shipdesk.ui.theme, shipdesk.ui.widgets as w\n"
        "for m in pkgutil.walk_packages(w.__path__, w.__name__ + '.'): importlib.import_module(m.name)\n"
        "print(*sorted({n.split('.')[0] for n in sys.modules} & "
        "{'pydantic', 'sqlmodel', 'sqlalchemy', 'httpx', 'reportlab', 'holidays', 'phonenumbers', 'asyncio', 'babel'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
