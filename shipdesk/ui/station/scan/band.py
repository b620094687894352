"""The verdict on what was just scanned, over the foot of the form and as a colour of the whole sheet.

Good goes by itself before the next parcel is on the table. Anything else stands until somebody does something about
it. It lies below the form, so that no field moves when it comes or goes.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from shipdesk.ui.theme import Meaning, colours, qcolor, tone
from shipdesk.ui.theme.shapes import draw_shape
from shipdesk.ui.theme.states import SHAPE_OF
from shipdesk.ui.theme.tokens import BODY, CAPTION, FAR, ICON_LARGE, NONE, SEMIBOLD, XS, L, M, S
from shipdesk.ui.widgets.keycap import KeyCap
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.text import ElidedText, Text

#: How long a verdict of good is seen, ms.
GOOD_MS = 1200


class Band(QWidget):
    """A filled band: shape, word, sentence, and the keys that can be pressed now."""

    turned = Signal(object)
    """The `Meaning` that the sheet above is to be washed in; None for none."""

    def __init__(self) -> None:
        super().__init__()
        self._meaning = Meaning.NEUTRAL
        self._word = ElidedText("", FAR, SEMIBOLD, mode=Qt.TextElideMode.ElideMiddle)
        self._sentence = Text("", BODY, wrap=True)
        self._keys = QWidget()
        self._caps: list[QWidget] = []
        row(gap=XS, into=self._keys)
        words = column(self._word, self._sentence, gap=NONE)
        layout = row(words, self._keys, gap=M, into=self)
        layout.setStretch(0, 1)
        layout.setContentsMargins(L + ICON_LARGE + M, S, L, S)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._over = QTimer(self, singleShot=True, interval=GOOD_MS)
        self._over.timeout.connect(self.take)
        self.hide()

    @property
    def stands(self) -> bool:
        """Something is shown that does not go by itself."""
        return not self.isHidden() and not self._over.isActive()

    @property
    def meaning(self) -> Meaning | None:
        """What is shown now; None for nothing."""
        return None if self.isHidden() else self._meaning

    def words(self) -> str:
        """The word and the sentence that are shown."""
        return "" if self.isHidden() else self.accessibleName()

    def pass_by(self, meaning: Meaning, word: str, sentence: str = "") -> None:
        """Show it for a moment."""
        self._show(meaning, word, sentence, ())
        self._over.start()

    def stand(self, meaning: Meaning, word: str, sentence: str, keys: Sequence[tuple[str, str]] = ()) -> None:
        """Show it until it is taken; `keys` with what each of them does."""
        self._over.stop()
        self._show(meaning, word, sentence, keys)

    def take(self) -> None:
        """Somebody has seen it, or has gone on."""
        self._over.stop()
        if not self.isHidden():
            self.hide()
            self.turned.emit(None)

    def _show(self, meaning: Meaning, word: str, sentence: str, keys: Sequence[tuple[str, str]]) -> None:
        self._meaning = meaning
        self._word.set_text(word)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        for text in (self._word, self._sentence):
            text.set_role(f"on_{meaning}")
        self._show_keys(keys)
        self.setAccessibleName(f"{word}. {sentence}".strip())
        self.show()
        self.update()
        self.turned.emit(meaning)

    def _show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        layout = self._keys.layout()
        for gone in self._caps:
            gone.hide()
            gone.deleteLater()
        self._caps = []
        for key, does in keys:
            self._caps += [KeyCap(key), Text(does, CAPTION, role=f"on_{self._meaning}")]
        for cap in self._caps:
            if layout is not None:
                layout.addWidget(cap)
        self._keys.setVisible(bool(keys))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.take()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            ink = tone(self._meaning)
            painter.fillRect(self.rect(), qcolor(ink.solid))
            mark = QRectF(L, (self.height() - ICON_LARGE) / 2, ICON_LARGE, ICON_LARGE)
            draw_shape(painter, mark, SHAPE_OF[self._meaning], ink.on_solid)


class Surface(QWidget):
    """The sheet the form stands on, in the colour of a panel; washed in the colour of a verdict."""

    def __init__(self) -> None:
        super().__init__()
        self._washed: Meaning | None = None

    def wash(self, meaning: Meaning | None) -> None:
        """Band it in a colour; None: as ever."""
        if meaning is not self._washed:
            self._washed = meaning
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = colours().surface if self._washed is None else tone(self._washed).tint
        painter.fillRect(self.rect(), qcolor(ground))
        painter.end()
