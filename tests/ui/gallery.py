"""Every widget in every state, drawn into PNG files to be looked at.

    python -m tests.ui.gallery OUT_DIR [light dark contrast]

`QT_SCALE_FACTOR=1.5` shows it as a 150 % desktop does. The names are long and in every script we ship to, on purpose.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage, QKeySequence, QPainter
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from shipdesk.core.problems import error, warning
from shipdesk.ui import theme
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.states import BOOKING, LABEL, SEVERITY
from shipdesk.ui.theme.tokens import BODY, CAPTION, FAR, SEMIBOLD, TITLE, VALUE, L, M, S
from shipdesk.ui.widgets.actionbar import ActionBar, allow
from shipdesk.ui.widgets.banner import Remark, TrainingBand
from shipdesk.ui.widgets.button import Kind as ButtonKind
from shipdesk.ui.widgets.button import button, icon_button
from shipdesk.ui.widgets.chip import Chip
from shipdesk.ui.widgets.columns import Column, Kind, When
from shipdesk.ui.widgets.editors import (
    AddressEditor,
    CheckEditor,
    ChoiceEditor,
    DateEditor,
    DecimalEditor,
    Editor,
    TextEditor,
    WholeEditor,
)
from shipdesk.ui.widgets.field import FieldRow
from shipdesk.ui.widgets.keycap import KeyCap
from shipdesk.ui.widgets.layouts import column, plate, row, rule
from shipdesk.ui.widgets.notice import Notices
from shipdesk.ui.widgets.palette import CommandPalette
from shipdesk.ui.widgets.panel import EmptyState, Form, Group, More, SectionHeader
from shipdesk.ui.widgets.pdfview import LabelPreview
from shipdesk.ui.widgets.rail import Place, Rail
from shipdesk.ui.widgets.rows import ListModel
from shipdesk.ui.widgets.scanbar import Gauge, ScanBar, ScanField
from shipdesk.ui.widgets.table import Table
from shipdesk.ui.widgets.text import ElidedText, Text

WIDTH, HEIGHT = 1280, 800
PLACES = (
    Place("station", "station", "Station"),
    Place("orders", "orders", "Orders"),
    Place("import", "import", "Import"),
    Place("tracking", "tracking", "Tracking"),
    Place("end", "end-of-day", "End of day"),
    Place("settings", "settings", "Settings", at_end=True),
)
COUNTRIES = (("TH", "Thailand"), ("HK", "Hong Kong"), ("ID", "Indonesia"), ("SG", "Singapore"), ("NL", "Netherlands"))


def filled(label: str, editor: Editor, text: str = "", unit: str = "", limit: int = 0) -> FieldRow:
    made = FieldRow(label, editor, unit=unit, limit=limit)
    made.set_text(text)
    return made


def station() -> QWidget:
    """The packing station as one picture: the widgets beside each other, as they are used."""
    page = QWidget()
    field = ScanField("Scan or type an order, SKU, name, tracking number")
    scale = Gauge("scale", "1.24 kg", large=True)
    scale.set_text("25.20 kg", "text")
    printer = Gauge("printer", "Zebra ZD421")
    rail = Rail(PLACES)
    rail.show_place("station")
    rail.set_count("orders", 2, Meaning.DOUBT)
    rail.set_count("tracking", 14, Meaning.STOP)
    rail.set_count("import", 3, Meaning.CARE)
    middle = QWidget()
    row(queue(), form(), checks(), gap=M, margin=M, into=middle).setStretch(1, 1)
    right = column(TrainingBand(), ScanBar(field, Gauge("user", "Station 3"), scale, printer), middle, bar(), gap=0)
    row(rail, right, gap=0, into=page)
    right.setStretch(2, 1)
    field.setFocus()
    return page


def bar() -> ActionBar:
    made = ActionBar()
    for text, key, primary in (
        ("Book and print", "F10", True),
        ("Hold", "F12", False),
        ("Reprint", "F8", False),
        ("Weigh", "F9", False),
        ("Next fault", "F6", False),
    ):
        made.add(action(made, text, key), primary=primary)
    allow(made.actions()[2], "Nothing has been printed at this station today.")
    made.add(action(made, "Find", "F2"), at_end=True)
    made.add(action(made, "Help", "F1"), at_end=True)
    return made


def action(owner: QWidget, text: str, key: str = "") -> QAction:
    made = QAction(text, owner)
    made.setShortcut(QKeySequence(key))
    owner.addAction(made)
    return made


def queue() -> QWidget:
    model = ListModel(
        (
            Column("state", "", Kind.MARK, width=M + M),
            Column("reference", "Reference", Kind.CODE),
            Column("to", "To", Kind.TEXT, stretch=True),
            Column("pieces", "", Kind.NUMBER, width=5 * S),
        )
    )
    table = Table(model)
    table.horizontalHeader().hide()
    table.setMinimumWidth(30 * S)
    words = (
        "to_ship",
        "to_ship",
        "held",
        "draft",
        "queued",
        "sending",
        "booked",
        "refused",
        "in_doubt",
        "needs_person",
    )
    model.put(
        [
            (n, (BOOKING[word], f"REF0000{1008 + n}", ("TH", "MY", "NL")[n % 3], f"{n % 4 + 1}"))
            for n, word in enumerate(words)
        ]
    )
    table.selectRow(0)
    made = plate(inset(SectionHeader("To ship", count=14)), rule(), table, gap=0)
    made.setFixedWidth(34 * S)
    return made


def inset(widget: QWidget) -> QWidget:
    made = QWidget()
    layout = row(widget, into=made)
    layout.setContentsMargins(S, 0, S, 0)
    return made


def form() -> QWidget:
    head = QWidget()
    title = Text("REF00001008", TITLE, SEMIBOLD, code=True)
    row(
        title,
        Chip(BOOKING["to_ship"]),
        None,
        button("Jumppoint · Air", icon="chevron-down", icon_after=True),
        gap=M,
        into=head,
    )
    receiver = Group("Receiver", icon_button("library", "Take from the library"))
    fields = Form()
    fields.add(filled("Name", TextEditor(), "นางสาวกัญญารัตน์ วงศ์สุวรรณ"))
    fields.add(filled("Company", TextEditor(), "遠東國際貿易(香港)有限公司"))
    fields.add(filled("Address", AddressEditor(lines=2), "88/12 หมู่บ้านสุขสันต์ ซอยรามคำแหง 24\nแขวงหัวหมาก", limit=120), 12)
    fields.add(filled("District", TextEditor(), "Bang Kapi"), 4)
    fields.add(filled("City", TextEditor(), "Bangkok"), 4)
    postcode = filled("Postcode", TextEditor(), "1024")
    postcode.set_problem(error("receiver.postcode", "postcode.shape", "Thailand uses 5 digits.", "10240"), "Alt+1")
    fields.add(postcode, 4)
    fields.add(filled("Country", ChoiceEditor(COUNTRIES), "TH"), 4)
    phone = filled("Phone", TextEditor(), "+66 81 234 5678")
    fields.add(phone, 4)
    mail = filled("E-mail", TextEditor())
    mail.set_suggestion("kanyarat.w@example.com")
    fields.add(mail, 4)
    receiver.add(fields)
    parcel = Group("Parcel")
    sizes = Form()
    sizes.add(filled("Gross weight", DecimalEditor(), "25.20", unit="kg"), 3)
    sizes.add(filled("Length", DecimalEditor(), "30", unit="cm"), 3)
    sizes.add(filled("Width", DecimalEditor(), "20", unit="cm"), 3)
    sizes.add(filled("Height", DecimalEditor(), "20", unit="cm"), 3)
    parcel.add(sizes)
    more = More(QWidget())
    more.set_filled(3)
    return plate(head, receiver, parcel, more, None, gap=S, margin=M)


def checks() -> QWidget:
    holder = QWidget()
    holder.setFixedWidth(36 * S)
    lines = [SectionHeader("Checks", Text("41 rules hold", CAPTION, role="good"))]
    body: list[QWidget] = [*lines]
    for severity, words, key in (
        ("error", "Postcode: Thailand uses 5 digits; “1024” has 4.", "Alt+1"),
        ("warning", "A battery travels as General: choose Sensitive.", "Alt+2"),
    ):
        line = QWidget()
        mark = Chip(SEVERITY[severity])
        text = Text(words, BODY, wrap=True)
        column(row(mark, None, KeyCap(key)), text, gap=S, into=line)
        body.append(line)
    upper = plate(*body, None, gap=M, margin=M)
    preview = LabelPreview()
    preview.show_image(label_image())
    lower = plate(SectionHeader("Label", Chip(LABEL["stored"])), preview, gap=S, margin=M)
    layout = column(upper, lower, gap=M, into=holder)
    layout.setStretch(0, 2)
    layout.setStretch(1, 3)
    return holder


def label_image() -> QImage:
    image = QImage(800, 1200, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        painter.setFont(theme.font(FAR, SEMIBOLD))
        painter.scale(2, 2)
        painter.drawText(24, 60, "JP AIR  TH-BKK")
        painter.setFont(theme.font(TITLE))
        painter.drawText(24, 110, "นางสาวกัญญารัตน์ วงศ์สุวรรณ")
        painter.drawText(24, 140, "遠東國際貿易(香港)有限公司")
        for n in range(60):
            painter.fillRect(30 + n * 5 + (n * 7) % 3, 240, 1 + (n * 5) % 4, 140, Qt.GlobalColor.black)
        painter.drawRect(12, 12, 376, 576)
    return image


def fields() -> QWidget:
    """Every editor in every state."""
    page = QWidget()
    form = Form()
    empty = filled("Empty", TextEditor())
    suggested = filled("Suggestion", TextEditor())
    suggested.set_suggestion("Jerry Lee (last used)")
    wrong = filled("Problem with a fix", TextEditor(), "1024")
    wrong.set_problem(error("a", "b.c", "Thailand uses 5 digits.", "10240"), "Alt+1")
    long = filled("Problem with a long sentence and a long fix", TextEditor(), "Bangkok Noi, Krung Thep Maha Nakhon")
    long.set_problem(
        warning(
            "a",
            "b.c",
            "This city is not in the list of places of this province; the carrier may know it.",
            "Bangkok Yai",
        ),
        "Alt+2",
    )
    odd = filled("Warning without a fix", TextEditor(), "kanyarat@@example")
    odd.set_problem(warning("a", "b.c", "This does not look like an e-mail address."))
    locked = filled("Locked", TextEditor(), "REF00001008")
    locked.set_locked("The request is frozen: it has been queued.")
    over = filled("Counter over its limit", TextEditor(), "No. 88/12 ซอยรามคำแหง 24", limit=30)
    over.set_problem(error("a", "b.c", "12 bytes too long for JNE."))
    address = filled(
        "Address with three lines",
        AddressEditor(lines=3),
        "香港九龍觀塘\n鴻圖道 57 號\n南洋廣場 12 樓 1203 室",
        limit=200,
    )
    address.set_problem(error("a", "b.c", "Needs a district.", "Kwun Tong"), "Alt+3")
    check = FieldRow("", CheckEditor("Contains a lithium battery"))
    check.set_text("true")
    unchecked = FieldRow("", CheckEditor("Ask for a pickup"))
    date = filled("Pickup date", DateEditor(), "2026-11-23")
    holiday = filled("Holiday", DateEditor(), "2026-12-05")
    holiday.set_problem(error("a", "b.c", "Thailand rests that day.", "2026-12-07"), "Alt+4")
    choice = filled("Country", ChoiceEditor(COUNTRIES), "TH")
    unknown = filled("Choice that is not in the list", ChoiceEditor(COUNTRIES), "Atlantis")
    unknown.set_problem(error("a", "b.c", "Choose a country."))
    locked_choice = filled("Locked choice", ChoiceEditor(COUNTRIES), "NL")
    locked_choice.set_locked("Frozen.")
    weight = filled("Weight", DecimalEditor(), "1.24", unit="kg")
    heavy = filled("Weight, wrong", DecimalEditor(), "70.5", unit="kg")
    heavy.set_problem(error("a", "b.c", "At most 30 kg."))
    pieces = filled("Pieces", WholeEditor(least=1), "3")
    code = filled("Tracking number", TextEditor(code=True), "JPX0012345678TH")
    thai = filled("ชื่อผู้รับ (Thai label)", TextEditor(), "ปิ่นเกล้า ซื้อที่กู้หนี้ฎู")
    chinese = filled("收件人姓名", TextEditor(), "歐陽菁菁 鬱龜 麵館")
    spans = (
        (empty, 4), (suggested, 4), (locked, 4), (wrong, 4), (long, 4), (odd, 4), (over, 4), (choice, 4), (unknown, 4),
        (locked_choice, 4), (date, 4), (holiday, 4), (weight, 3), (heavy, 3), (pieces, 3), (code, 3),
        (thai, 4), (chinese, 4), (check, 4), (address, 8), (unchecked, 4),
    )  # fmt: skip
    for widget, span in spans:
        form.add(widget, span)
    column(plate(form, None, margin=L), margin=M, into=page)
    page.setProperty("focus", "suggested")
    suggested.setFocus()
    return page


def table() -> QWidget:
    """The order book with every kind of column, and an empty one beneath."""
    page = QWidget()
    columns = (
        Column("state", "State", Kind.CHIP),
        Column("reference", "Reference", Kind.STRONG),
        Column("to", "Receiver", Kind.NAME, stretch=True),
        Column("country", "To", Kind.TEXT),
        Column("carrier", "Carrier", Kind.QUIET),
        Column("awb", "AWB", Kind.CODE_GROUPED),
        Column("label", "Label", Kind.CHIP),
        Column("weight", "Weight, kg", Kind.NUMBER),
        Column("cod", "COD", Kind.NUMBER),
        Column("time", "Moved", Kind.TIME),
    )
    names = (
        "Jerry Lee",
        "นางสาวกัญญารัตน์ วงศ์สุวรรณประเสริฐศักดิ์ดาเดช",
        "遠東國際貿易(香港)有限公司 歐陽菁菁",
        "PT Sumber Makmur Sejahtera Abadi Internasional Tbk (Gudang Cakung)",
        "Anneliese van den Broek-Schimmelpenninck",
    )
    model = ListModel(columns)
    labels = list(LABEL.values())
    shown = Table(model)
    model.put(
        [
            (
                n,
                (
                    spec,
                    f"REF0000{1008 + n}",
                    names[n % len(names)],
                    ("TH", "HK", "ID", "NL")[n % 4],
                    ("Jumppoint", "CEVA", "JNE")[n % 3],
                    f"JPX00{12345678 + n * 7919}" if n % 5 else None,
                    labels[n % len(labels)],
                    f"{(n * 1.37) % 26:.2f}",
                    f"{n * 1250:,}" if n % 3 else None,
                    When("14:32", f"{n + 1} min") if n else When("14:36", "just now"),
                ),
            )
            for n, spec in enumerate(list(BOOKING.values()) * 2)
        ]
    )
    shown.selectRow(2)
    nothing = Table(ListModel(columns[:4]))
    nothing.set_empty(
        EmptyState("search", "No order is called that. Try a name, a reference or a tracking number.", "Show all")
    )
    layout = column(plate(shown), plate(nothing), gap=M, margin=M, into=page)
    layout.setStretch(0, 2)
    layout.setStretch(1, 1)
    return page


def parts() -> QWidget:
    """Chips, buttons, type, banners, previews."""
    page = QWidget()
    chips = column(
        *[row(*[Chip(spec) for spec in group.values()], None) for group in (BOOKING, LABEL, SEVERITY)], gap=S
    )
    buttons = row(
        button("Book and print", ButtonKind.PRIMARY, icon="printer"),
        button("Hold", icon="hold"),
        button("Take from the library", ButtonKind.QUIET),
        button("Give it up", ButtonKind.STOP),
        off(button("Reprint", icon="printer")),
        off(button("Book", ButtonKind.PRIMARY)),
        button("Small", small=True),
        icon_button("refresh", "Ask again"),
        KeyCap("F10"),
        KeyCap("Ctrl+K"),
        None,
        gap=M,
    )
    kinds = column(
        Text("REF 1008", FAR, SEMIBOLD),
        Text("Title 20: what this part is", TITLE, SEMIBOLD),
        Text("Value 16: what is in a field · 歐陽菁菁 · กัญญารัตน์", VALUE),
        Text("Body 14: sentences and tables", BODY),
        Text("Muted 14: what stands behind", BODY, role="muted"),
        Text("Caption 12: labels, headings", CAPTION, role="faint"),
        Text("JPX0 0123 4567 8TH", VALUE, code=True),
        ElidedText(
            "PT Sumber Makmur Sejahtera Abadi Internasional Tbk, Gudang Cakung, Jakarta Timur, cut in its middle"
        ),
        gap=S,
    )
    previews = QHBoxLayout()
    previews.setSpacing(M)
    waiting, failed, ready = LabelPreview(), LabelPreview(), LabelPreview()
    waiting.show_waiting("14:32:05")
    failed.show_failed("The barcode reads JPX99, the booking says JPX12. It was not printed.")
    ready.show_image(label_image())
    for preview in (LabelPreview(), waiting, failed, ready):
        previews.addWidget(preview)
    remark = Remark(
        Meaning.DOUBT, "Two bookings are in doubt. We ask the carrier again at 14:40; nothing is sent twice."
    )
    body = column(chips, buttons, row(kinds, previews, gap=L), remark, None, gap=M, margin=M)
    column(TrainingBand(), body, gap=0, into=page)
    return page


def off(widget: QWidget) -> QWidget:
    widget.setEnabled(False)
    return widget


def overlays() -> QWidget:
    """What lies over a screen: notices and the palette of commands."""
    page = station()
    notices = Notices(page, lift=64)
    page.resize(WIDTH, HEIGHT)
    notices.say(Meaning.GOOD, "REF00001007 is booked", "Its label has gone to Zebra ZD421.")
    notices.say(Meaning.STOP, "CEVA refused REF00001006", "The HS code 6109.10 is not known for Thailand.", "Open it")
    notices.say(Meaning.CARE, "The printer has no paper left for 100 × 150 mm", "", "Choose another")
    palette = CommandPalette(page)
    actions = [action(page, text, key) for text, key in (("Book and print", "Ctrl+B"), ("Hold this order", "Ctrl+H"),
               ("Print the command sheet", ""), ("Orders", "Ctrl+2"), ("End of day", "Ctrl+5"))]  # fmt: skip
    allow(actions[2], "No A4 printer is set up.")
    palette.open(actions)
    return page


PAGES: dict[str, Callable[[], QWidget]] = {
    "station": station,
    "fields": fields,
    "table": table,
    "parts": parts,
    "overlays": overlays,
}


def main(folder: str, *words: str) -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    for scheme in theme.Scheme:
        if words and scheme.value not in words:
            continue
        theme.apply(app, scheme)
        theme.load_remaining_fonts()
        for name, make in PAGES.items():
            page = make()
            page.resize(WIDTH, HEIGHT)
            page.show()
            page.activateWindow()
            settle(app)
            percent = round(page.devicePixelRatioF() * 100)
            page.grab().save(str(out / f"{name}-{scheme.value}-{percent}.png"))
            page.close()


def settle(app: QApplication) -> None:
    """Let layouts and fades come to rest before the picture is taken."""
    from PySide6.QtTest import QTest  # noqa: PLC0415 - only the gallery waits

    QTest.qWait(250)
    app.processEvents()


if __name__ == "__main__":
    main(*sys.argv[1:])
