"""How numbers and dates are written, and in which language the words of the window are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.settings.schema import BY_KEY
from shipdesk.ui.first_run.page import Page
from shipdesk.ui.languages import COMPLETE, sample
from shipdesk.ui.tasks import start
from shipdesk.ui.theme.tokens import BODY, S
from shipdesk.ui.widgets.layouts import column
from shipdesk.ui.widgets.options import Option, OptionList
from shipdesk.ui.widgets.panel import Caption
from shipdesk.ui.widgets.text import Text
from shipdesk.workers.lanes import BOOK

if TYPE_CHECKING:
    from shipdesk.settings.store import SettingsStore
    from shipdesk.ui.screen import Opening

_SETTING = "language"


class LanguagePage(Page):
    """Says of each language what there is of it, and offers nothing that is not there."""

    def __init__(self, opening: Opening) -> None:
        words = self.tr(
            "Numbers, dates and times are written as you choose here. The words of the window are English; the other "
            "languages are not translated yet. Addresses and labels take any script in every language."
        )
        super().__init__(self.tr("Language and region"), words)
        self._bridge = opening.bridge
        self.list = OptionList(self.tr("Language and region"))
        self.list.picked.connect(self._picked)
        self.sample = Text("", BODY)
        self.body.addWidget(self.list)
        self.body.addLayout(column(Caption(self.tr("Date, time and number")), self.sample, gap=S))

    def enter(self) -> None:
        chosen = self.at.settings.text(_SETTING) if self.at else "system"
        options = [
            Option(
                choice.value,
                choice.label,
                self._state(choice.value),
                ready=choice.value == "system" or choice.value in COMPLETE,
                chosen=choice.value == chosen,
            )
            for choice in BY_KEY[_SETTING].choices
        ]
        self.list.put(options)
        self._show(chosen)
        self.take_focus()

    def take_focus(self) -> None:
        next(row for row in self.list.rows if row.isChecked()).setFocus()

    def _state(self, language: str) -> str:
        if language == "system":
            return self.tr("words in English")
        if language in COMPLETE:
            return self.tr("complete")
        return self.tr("numbers and dates; words in English")

    def _picked(self, language: str) -> None:
        self._show(language)
        if self.at is not None:
            start(self.at.lanes, BOOK, self._kept, self._bridge.failed, _keep, self.at.settings, language)

    def _show(self, language: str) -> None:
        self.sample.setText(sample(language))

    def _kept(self, _language: str) -> None:
        self._bridge.settings_changed.emit()


def _keep(settings: SettingsStore, language: str) -> str:
    settings.set({_SETTING: language})
    return language
