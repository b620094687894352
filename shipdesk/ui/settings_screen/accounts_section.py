"""The accounts at carriers: one at a time, picked by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from shipdesk.ui.late import Late
from shipdesk.ui.settings_screen.account_form import AccountForm
from shipdesk.ui.settings_screen.section import Section
from shipdesk.ui.widgets.layouts import row
from shipdesk.ui.widgets.picks import Picks

if TYPE_CHECKING:
    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace


class AccountsSection(Section):
    """A form for each carrier of the catalog."""

    def __init__(self, bridge: Bridge, records: Mapping[str, CarrierRecord]) -> None:
        super().__init__(bridge)
        self.forms = Late(records, self._make)
        self._records = records
        self.carriers = Picks(self.tr("Carrier"), [(one.id, one.label, None) for one in records.values()])
        self.carriers.picked.connect(self._picked)
        self._stack = QStackedWidget()
        self._stack.setCurrentWidget(self.forms[self.carriers.key()])
        self.body.addLayout(row(self.carriers, None))
        self.body.addWidget(self._stack)

    def _make(self, carrier: str) -> AccountForm:
        form = AccountForm(self._records[carrier], self.bridge)
        self._stack.addWidget(form)
        if self.workplace is not None:
            form.attach(self.workplace)
        return form

    def attach(self, workplace: Workplace) -> None:
        for form in self.forms.made():
            form.attach(workplace)
        super().attach(workplace)

    def load(self) -> None:
        self.forms[self.carriers.key()].load()

    def _picked(self, carrier: str) -> None:
        self._stack.setCurrentWidget(self.forms[carrier])
        self.load()
