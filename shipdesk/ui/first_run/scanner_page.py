"""The scanner: one scan teaches how it types, a second proves that it is understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.core.devices import TEST_BARCODE, Learned
from shipdesk.settings.schema import BY_KEY
from shipdesk.ui.first_run.page import Page
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import Meaning
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.button import button
from shipdesk.ui.widgets.layouts import row
from shipdesk.workers.lanes import BOOK

if TYPE_CHECKING:
    from shipdesk.core.devices import ScanJudge, ScanLearner
    from shipdesk.settings.store import SettingsStore
    from shipdesk.ui.screen import Opening
    from shipdesk.ui.workplace import Workplace


class ScannerPage(Page):
    """Nothing that is scanned here is opened or booked."""

    def __init__(self, opening: Opening) -> None:
        words = self.tr(
            "Scan the barcode at the foot of the test label. One scan shows how fast this scanner types, what "
            "it sends before and after a code, and which keyboard layout it is set to."
        )
        super().__init__(self.tr("Scanner"), words)
        self._bridge = opening.bridge
        self._learner: ScanLearner | None = None
        self._learned: Learned | None = None
        self._proved = False
        self.says = Remark(Meaning.NEUTRAL, "")
        self.anew = button(self.tr("Start again"), icon="refresh")
        self.anew.clicked.connect(self.listen)
        self.body.addWidget(self.says)
        self.body.addLayout(row(self.anew, None))

    def attach(self, workplace: Workplace) -> None:
        super().attach(workplace)
        self.listen()

    def listen(self) -> None:
        """Whatever comes next is a scan to learn from."""
        if self.at is not None:
            self._learner, self._learned, self._proved = self.at.devices.learner(), None, False
            self._tell(Meaning.ACCENT, self.tr("Waiting for a scan. Any barcode will do; the test label's is best."))
            self.judge_changed.emit()

    def judge(self) -> ScanJudge | None:
        return self._learner

    def missing(self) -> str:
        return "" if self._proved else self.tr("No scan has been read correctly yet.")

    def take_scan(self, text: str) -> bool:
        learned = self._learner.learned() if self._learner is not None else None
        if learned is not None:
            self._learn(learned)
        elif self._learned is not None:
            self._prove(self._learned, text)
        return True

    def _learn(self, learned: Learned) -> None:
        if not learned.speed:
            words = self.tr(
                "This scanner leaves up to {gap} ms between two keys; that is as slow as typing. Set its delay "
                "between characters to 0, as its manual says, then scan again."
            )
            self._tell(Meaning.STOP, words.format(gap=learned.gap_ms))
            return
        self._learned = learned
        if self.at is not None:
            start(self.at.lanes, BOOK, self._on_kept, self._bridge.failed, _keep, self.at.settings, learned)

    def _on_kept(self, learned: Learned) -> None:
        self._learner = None
        self._bridge.settings_changed.emit()
        self.judge_changed.emit()
        found = [
            self.tr("Keys at most {gap} ms apart, speed {speed}, ended by {end}.").format(
                gap=learned.gap_ms, speed=_word("scan_speed", learned.speed), end=_word("scan_end", learned.end)
            )
        ]
        if learned.prefix:
            found.append(self.tr("It sends {text} before the code.").format(text=learned.prefix))
        if learned.suffix:
            found.append(self.tr("It sends {text} after the code.").format(text=learned.suffix))
        if not learned.known:
            found.append(self.tr("Only the test label shows what it sends before and after a code."))
        found.append(self.tr("Scan it once more to be sure."))
        self._tell(Meaning.ACCENT, " ".join(found))

    def _prove(self, learned: Learned, text: str) -> None:
        if learned.known and text != TEST_BARCODE:
            words = self.tr("That was read as {text}, not as {right}. Start again, or change it in Settings, Scanner.")
            self._tell(Meaning.CARE, words.format(text=text, right=TEST_BARCODE))
            return
        self._proved = True
        self.changed.emit()
        words = self.tr("Read correctly: {text}. The scanner is ready.")
        if not learned.known:
            words = self.tr("Read as {text}. Compare it with what is printed under the barcode.")
        self._tell(Meaning.GOOD, words.format(text=text))

    def _tell(self, meaning: Meaning, words: str) -> None:
        self.says.set_words(words, meaning)
        self.says.setAccessibleName(words)


def _word(key: str, value: str) -> str:
    return next(choice.label for choice in BY_KEY[key].choices if choice.value == value)


def _keep(settings: SettingsStore, learned: Learned) -> Learned:
    changes: dict[str, str | bool] = {"scan_speed": learned.speed, "scan_end": learned.end}
    if learned.known:
        changes |= {"scan_layout": learned.layout, "scan_prefix": learned.prefix, "scan_suffix": learned.suffix}
    settings.set(changes)
    return learned
