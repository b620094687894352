"""What surrounds a screen: rail, scan bar, action bar, banners, groups, previews."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from shipdesk.ui import theme
from shipdesk.ui.theme import Meaning, Scheme, tone
from shipdesk.ui.theme.states import BOOKING
from shipdesk.ui.theme.tokens import SCHEMES
from shipdesk.ui.widgets.actionbar import ActionBar, allow
from shipdesk.ui.widgets.banner import TrainingBand
from shipdesk.ui.widgets.chip import Chip
from shipdesk.ui.widgets.editors import TextEditor
from shipdesk.ui.widgets.field import FieldRow
from shipdesk.ui.widgets.keycap import key_text
from shipdesk.ui.widgets.panel import Form, More
from shipdesk.ui.widgets.pdfview import LabelPreview
from shipdesk.ui.widgets.rail import Place, Rail, RailButton
from shipdesk.ui.widgets.scanbar import Gauge, ScanField
from shipdesk.ui.widgets.text import ElidedText, Text
from tests.ui.conftest import Show

PLACES = (Place("station", "station", "Station"), Place("orders", "orders", "Orders"))


def inks(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_the_bar_shows_the_key_and_the_verb_and_does_it(qtbot: QtBot, show: Show) -> None:
    bar = ActionBar()
    action = QAction("Book and print", bar)
    action.setShortcut(QKeySequence("F10"))
    button = bar.add(action, primary=True)
    show(bar)
    assert button.accessibleName() == "Book and print F10"
    with qtbot.waitSignal(action.triggered):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_closed_action_says_why(qtbot: QtBot) -> None:
    bar = ActionBar()
    qtbot.addWidget(bar)
    action = QAction("Reprint", bar)
    button = bar.add(action)
    allow(action, "Nothing has been printed yet.")
    assert (button.isEnabled(), button.toolTip()) == (False, "Nothing has been printed yet.")
    with qtbot.assertNotEmitted(action.triggered):
        button.click()
    allow(action)
    assert (button.isEnabled(), button.toolTip()) == (True, "")


def test_the_bar_changes_with_its_actions(qtbot: QtBot) -> None:
    bar = ActionBar()
    qtbot.addWidget(bar)
    action = QAction("Book", bar)
    button = bar.add(action)
    narrow = button.sizeHint().width()
    action.setText("Book, accepting 2 warnings")
    assert button.text() == "Book, accepting 2 warnings"
    assert button.sizeHint().width() > narrow
    bar.clear()
    assert not button.isVisible()


def test_a_place_is_chosen_with_pointer_and_keys(qtbot: QtBot, show: Show) -> None:
    rail = Rail(PLACES)
    show(rail)
    first, second = rail.findChildren(RailButton)
    rail.show_place("station")
    assert first.isChecked()
    with qtbot.waitSignal(rail.chosen) as seen:
        QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert seen.args == ["orders"]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    assert second.toolTip() == f"Orders  {key_text('Ctrl+2')}"


def test_what_waits_at_a_place_is_counted(show: Show) -> None:
    rail = Rail(PLACES)
    show(rail)
    second = rail.findChildren(RailButton)[1]
    assert tone(Meaning.DOUBT).solid not in inks(second)
    rail.set_count("orders", 2, Meaning.DOUBT)
    assert tone(Meaning.DOUBT).solid in inks(second)
    assert second.accessibleDescription() == "2"


def test_a_search_is_submitted_trimmed_and_never_empty(qtbot: QtBot, show: Show) -> None:
    field = ScanField("Scan or type")
    show(field)
    field.take_focus()
    with qtbot.assertNotEmitted(field.submitted):
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    QTest.keyClicks(field.line, " REF1008 ")
    with qtbot.waitSignal(field.submitted) as seen:
        QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert seen.args == ["REF1008"]
    with qtbot.waitSignal(field.edited) as cleared:
        QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert (cleared.args, field.text()) == ([""], "")


def test_a_gauge_grows_with_its_words(qtbot: QtBot) -> None:
    gauge = Gauge("scale", "0 kg")
    qtbot.addWidget(gauge)
    before = gauge.sizeHint().width()
    gauge.set_text("1,234.50 kg", "stop", "The scale is overloaded.")
    assert gauge.sizeHint().width() > before
    assert (gauge.accessibleName(), gauge.toolTip()) == ("1,234.50 kg", "The scale is overloaded.")


def test_training_is_striped_in_its_own_colour(show: Show) -> None:
    band = TrainingBand()
    show(band)
    image = band.grab().toImage()
    row = [image.pixelColor(x, 12).name() for x in range(64)]
    assert tone(Meaning.TRAINING).solid in row
    assert len(set(row)) > 1


def test_what_is_rarely_used_unfolds_by_key(show: Show) -> None:
    body = QWidget()
    more = More(body)
    show(more)
    more.set_filled(3)
    assert more.fold.text() == "More (3 filled)"
    assert not body.isVisible()
    more.fold.setFocus()
    QTest.keyClick(more.fold, Qt.Key.Key_Space)
    assert body.isVisible()
    QTest.keyClick(more.fold, Qt.Key.Key_Space)
    more.open()
    assert body.isVisible()


def test_a_form_wraps_after_twelve_columns(qtbot: QtBot, show: Show) -> None:
    form = Form()
    fields = [FieldRow(str(span), TextEditor()) for span in (6, 6, 4, 4, 6)]
    for field, span in zip(fields, (6, 6, 4, 4, 6), strict=True):
        form.add(field, span)
    assert form.sizeHint().height() > 2 * fields[0].height()
    show(form, width=1000)
    tops = [field.y() for field in fields]
    assert tops[0] == tops[1] < tops[2] == tops[3] < tops[4]
    assert fields[0].width() == fields[1].width() == fields[4].width()
    assert fields[1].geometry().right() == form.width() - 1
    qtbot.waitUntil(lambda: form.height() == fields[4].geometry().bottom() + 1)


def test_a_hidden_field_leaves_no_gap(qtbot: QtBot, show: Show) -> None:
    form = Form()
    first, second, third = (FieldRow(name, TextEditor()) for name in ("one", "two", "three"))
    for field in (first, second, third):
        form.add(field, 6)
    show(form, width=1000)
    assert third.y() > second.y()
    place = second.geometry()
    first.hide()
    qtbot.waitUntil(lambda: second.x() == 0)
    first.show()
    qtbot.waitUntil(lambda: second.geometry() == place)


def test_a_label_is_fitted_and_never_enlarged(show: Show) -> None:
    preview = LabelPreview()
    show(preview, width=300, height=400)
    image = QImage(800, 1200, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.black)
    preview.show_image(image, "Label of REF1008")
    drawn = preview.grab().toImage()
    columns = [x for x in range(drawn.width()) if drawn.pixelColor(x, drawn.height() // 2).name() == "#000000"]
    rows = [y for y in range(drawn.height()) if drawn.pixelColor(drawn.width() // 2, y).name() == "#000000"]
    assert abs(len(columns) / len(rows) - 800 / 1200) < 0.02
    small = QImage(40, 60, QImage.Format.Format_Grayscale8)
    small.fill(Qt.GlobalColor.black)
    preview.show_image(small)
    drawn = preview.grab().toImage()
    assert sum(drawn.pixelColor(x, drawn.height() // 2).name() == "#000000" for x in range(drawn.width())) == 40


def test_a_preview_says_why_there_is_no_label(qtbot: QtBot) -> None:
    preview = LabelPreview()
    qtbot.addWidget(preview)
    preview.show_waiting("14:32")
    assert preview.accessibleName() == "Waiting for the label since 14:32"
    preview.show_failed("The barcode does not match.")
    assert preview.accessibleName() == "The barcode does not match."
    assert preview.image().isNull()


def test_text_is_never_taken_for_markup(show: Show) -> None:
    text = Text("<b>Jerry</b> <img src=x>")
    show(text)
    assert text.textFormat() is Qt.TextFormat.PlainText
    assert text.sizeHint().width() > text.fontMetrics().horizontalAdvance("<b>Jerry</b>")


def test_cut_text_is_whole_in_its_tooltip(qtbot: QtBot, show: Show) -> None:
    name = "PT Sumber Makmur Sejahtera Abadi Internasional Tbk (Gudang Cakung), Jakarta Timur"
    text = ElidedText(name)
    page = show(text, width=200)
    assert text.toolTip() == name
    page.resize(1200, 100)
    qtbot.waitUntil(lambda: text.toolTip() == "")


def test_open_widgets_take_on_another_scheme(dressed: QApplication, show: Show) -> None:
    chip, field = Chip(BOOKING["in_doubt"]), FieldRow("Name", TextEditor())
    show(chip, field)
    theme.apply(dressed, Scheme.DARK)
    assert SCHEMES[Scheme.DARK].tone(Meaning.DOUBT).fg in inks(chip)
    corner = field.grab().toImage().pixelColor(QPoint(40, 36)).name()
    assert corner == SCHEMES[Scheme.DARK].surface
