"""Webhooks: whether this station receives them and where, and the accounts of those who only send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.settings.schema import Group as Part
from shipdesk.ui.settings_screen.account_form import AccountForm
from shipdesk.ui.settings_screen.station_settings import SettingsSection

if TYPE_CHECKING:
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace


class WebhooksSection(SettingsSection):
    """The settings of receiving, and below them a form for each sender that is no carrier."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge, Part.RECEIVING)
        self.forms: dict[str, AccountForm] = {}

    def attach(self, workplace: Workplace) -> None:
        for source in workplace.desk.sources.values():
            if source.id not in workplace.desk.records:
                form = self.forms[source.id] = AccountForm(source, self.bridge)
                form.attach(workplace)
                self.body.addWidget(form)
        super().attach(workplace)

    def load(self) -> None:
        super().load()
        for form in self.forms.values():
            form.load()
