"""What this is, and whose work is in it."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, qVersion

from shipdesk.ui.settings_screen.section import Section
from shipdesk.ui.theme.tokens import BODY, SEMIBOLD, TITLE, M
from shipdesk.ui.widgets.panel import Fact, Group
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from shipdesk.ui.bridge import Bridge

#: What it is, whose, under which licence.
CREDITS = (
    (
        "Qt 6, PySide6",
        QT_TRANSLATE_NOOP(
            "About",
            "The Qt Company and contributors; LGPL 3. Used as shared libraries, which you may replace with your own.",
        ),
    ),
    (
        "Noto Sans",
        QT_TRANSLATE_NOOP("About", "The Noto Project authors; SIL Open Font License 1.1."),
    ),
    (
        "Countries States Cities Database",
        QT_TRANSLATE_NOOP(
            "About",
            "dr5hn and contributors; Open Database License 1.0. The packed copy that comes with ShipDesk is under the "
            "same licence.",
        ),
    ),
    (
        "Python, SQLite, httpx, pydantic, SQLModel, ReportLab, pypdfium2, ZXing",
        QT_TRANSLATE_NOOP("About", "Under their own free licences, which come with the installed packages."),
    ),
)


class AboutSection(Section):
    """Name, version, licences."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.version = Text("", BODY, select=True)
        self.body.addWidget(Text("ShipDesk", TITLE, SEMIBOLD))
        what = self.tr("A shipping workstation for the packing table. MIT licence.")
        self.body.addWidget(Text(what, BODY, wrap=True))
        self.body.addWidget(Fact(self.tr("Version"), self.version))
        group = Group(self.tr("With the work of others"))
        for name, words in CREDITS:
            group.add(Fact(name, Text(self.tr(str(words)), BODY, wrap=True, select=True)))
        self.body.addWidget(group)
        self.body.setSpacing(M)

    def load(self) -> None:
        from importlib.metadata import version  # noqa: PLC0415 - late: keeps start-up fast

        self.version.setText(f"{version('shipdesk')} · Python {platform.python_version()} · Qt {qVersion()}")
