"""What went over the wire, to be read: laid out, in the monospaced face, always as plain text."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl

from PySide6.QtGui import QFontMetrics, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy

from shipdesk.ui.theme import font
from shipdesk.ui.theme.tokens import CAPTION, M, S

_MOST_LINES = 18


def pretty(body: str) -> str:
    """A body laid out: JSON indented, a form one value a line; anything else as it is."""
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    except ValueError:
        pass
    if "=" in body and not any(mark in body for mark in " \n<{"):
        pairs = parse_qsl(body, keep_blank_values=True)
        return "\n".join(f"{key} = {value}" for key, value in pairs)
    return body


class CodeView(QPlainTextEdit):
    """A text to be read and copied, as high as it needs up to `_MOST_LINES` lines."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setFont(font(CAPTION, code=True))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("well", "true")
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(S)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setPlainText(text)
        lines = min(text.count("\n") + 2, _MOST_LINES)
        self.setFixedHeight(lines * QFontMetrics(self.font()).lineSpacing() + M)
