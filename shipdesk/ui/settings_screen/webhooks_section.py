"""Webhooks: whether this station receives them and how that stands, those registered, and who else sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.core.carrier import Capability
from shipdesk.settings.schema import Group as Part
from shipdesk.ui.settings_screen.account_form import AccountForm
from shipdesk.ui.settings_screen.receiving_line import ReceivingLine
from shipdesk.ui.settings_screen.recipe_part import RecipePart
from shipdesk.ui.settings_screen.station_settings import SettingsSection
from shipdesk.ui.settings_screen.subscriptions_part import SubscriptionsPart

if TYPE_CHECKING:
    from shipdesk.core.inbound import SourceRecord
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace


class WebhooksSection(SettingsSection):
    """The settings of receiving, then the carriers where webhooks are registered, then the other senders' accounts."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge, Part.RECEIVING)
        self.line = ReceivingLine(bridge)
        self.body.insertWidget(0, self.line)
        self.subscriptions: dict[str, SubscriptionsPart] = {}
        self.forms: dict[str, AccountForm] = {}
        self.recipes: dict[str, RecipePart] = {}

    def attach(self, workplace: Workplace) -> None:
        self.line.attach(workplace)
        for record in workplace.desk.records.values():
            if Capability.WEBHOOKS in record.capabilities:
                part = self.subscriptions[record.id] = SubscriptionsPart(record, self.bridge)
                part.attach(workplace)
                self.body.addWidget(part)
        for source in workplace.desk.sources.values():
            if source.id not in workplace.desk.records:
                self._add_sender(source, workplace)
        super().attach(workplace)

    def load(self) -> None:
        super().load()
        self.line.look()
        for part in self.subscriptions.values():
            part.load()
        for form in self.forms.values():
            form.load()

    def _add_sender(self, source: SourceRecord, workplace: Workplace) -> None:
        form = self.forms[source.id] = AccountForm(source, self.bridge)
        form.attach(workplace)
        self.body.addWidget(form)
        if source.fit_key:
            part = self.recipes[source.id] = RecipePart(source, self.bridge)
            part.attach(workplace)
            part.kept.connect(form.load)
            self.body.addWidget(part)
