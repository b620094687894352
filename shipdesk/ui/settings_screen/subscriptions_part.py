"""Our webhooks at one carrier: what it lists, and registering, changing and deleting them, all at the carrier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from shipdesk.core.errors import InputError, SetupError, ShipDeskError
from shipdesk.core.problems import error
from shipdesk.ui.moments import whole
from shipdesk.ui.settings_screen.section import Outcome
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.tokens import BODY, CAPTION, S
from shipdesk.ui.widgets.button import Kind, button, icon_button
from shipdesk.ui.widgets.editors import TextEditor
from shipdesk.ui.widgets.field import FieldRow
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.options import Option, OptionList
from shipdesk.ui.widgets.panel import Group
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.core.connector import Webhook
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.desk import Desk

#: What the carrier lists, and what it was just told, in a sentence.
_Told = tuple["list[Webhook]", str]


class SubscriptionsPart(QWidget):
    """The list above, the address below, and the verbs. Nothing is done to the list but by what the carrier says."""

    def __init__(self, record: CarrierRecord, bridge: Bridge) -> None:
        super().__init__()
        self._record, self._bridge = record, bridge
        self._at: Workplace | None = None
        self._proposed = ""
        self.again = icon_button("refresh", self.tr("Ask {carrier} again").format(carrier=record.label))
        self.again.clicked.connect(self.look)
        self.list = OptionList(self.tr("Registered at {carrier}").format(carrier=record.label))
        self.list.picked.connect(self._on_picked)
        self.none = Text("", BODY, role="muted", wrap=True)
        line = TextEditor()
        line.returnPressed.connect(self.register)
        self.url = FieldRow(self.tr("{carrier} sends to").format(carrier=record.label), line)
        self.url.edited.connect(self._typed)
        self.outside = Text("", CAPTION, role="faint", wrap=True)
        self.add = button(self.tr("Register it"), Kind.PRIMARY)
        self.add.clicked.connect(self.register)
        self.move_ = button(self.tr("Send the chosen one here"))
        self.move_.clicked.connect(self.change)
        self.take_away = button(self.tr("Delete the chosen one"))
        self.take_away.clicked.connect(self.delete)
        self.outcome = Outcome()
        group = Group(self.tr("Registered at {carrier}").format(carrier=record.label), self.again)
        verbs = QWidget()
        row(self.add, self.move_, self.take_away, None, gap=S, into=verbs)
        for part in (self.none, self.list, self.url, self.outside, verbs, self.outcome):
            group.add(part)
        column(group, into=self)
        self._show([])
        self._say(self.tr("{carrier} has not been asked yet.").format(carrier=record.label))

    def attach(self, workplace: Workplace) -> None:
        self._at = workplace

    def load(self) -> None:
        """Propose an address; ask the carrier only where somebody is looking."""
        if self._at is None:
            return
        from shipdesk.usecases.inbound.subscribe import proposed_url  # noqa: PLC0415 - late: keeps start-up fast

        before, self._proposed = self._proposed, proposed_url(self._at.desk, self._at.settings, self._record.id)
        if self.url.text() in ("", before):
            self.url.set_text(self._proposed)
        self._judge()
        if self.isVisible():
            self.look()

    # --- what can be done

    def look(self) -> None:
        """Ask the carrier what is registered."""
        self._run(_listed)

    def register(self) -> None:
        """Have the carrier send to the address that stands there."""
        self._run(_registered, self.url.text())

    def change(self) -> None:
        """Have the chosen one send to the address that stands there."""
        if self.list.key():
            self._run(_changed, self.list.key(), self.url.text())

    def delete(self) -> None:
        """The chosen one; the first press only asks."""
        if not self.list.key():
            return
        if self.take_away.property("kind") == Kind.STOP.value:
            self._run(_deleted, self.list.key())
        else:
            self._ask_to_delete(sure=True)

    def _run(self, verb: Callable[..., _Told], *given: str) -> None:
        if self._at is None:
            return
        self._ask_to_delete(sure=False)
        self.url.set_problem(None)
        for one in self._buttons():
            one.setEnabled(False)
        self.outcome.wait_for(self.tr("Waiting for {carrier} since {{time}}.").format(carrier=self._record.label))
        start(self._at.lanes, self._record.id, self._done, self._failed, verb, self._at.desk, self._record.id, *given)

    # --- what came of it

    def _done(self, told: _Told) -> None:
        found, sentence = told
        self._show(found)
        if sentence:
            self.outcome.show_result(Meaning.GOOD, sentence)
            self._bridge.settings_changed.emit()
        else:
            self.outcome.clear()

    def _failed(self, fault: Exception) -> None:
        self.outcome.clear()
        self._judge()
        if isinstance(fault, InputError):
            self.url.set_problem(error("url", "webhook.wrong", str(fault)))
        elif isinstance(fault, SetupError):
            self._say(str(fault))
            for one in self._buttons()[1:]:
                one.setEnabled(False)
        elif isinstance(fault, ShipDeskError):
            self._say(self.tr("What {carrier} lists is not known now.").format(carrier=self._record.label))
            self.outcome.show_result(Meaning.STOP, str(fault))
        else:
            self._bridge.failed(fault)

    def _show(self, found: Sequence[Webhook]) -> None:
        chosen = found[0].id if len(found) == 1 else self.list.key()
        self.list.put([self._option(one, chosen) for one in found])
        self.list.setVisible(bool(found))
        self.none.setVisible(not found)
        self.none.setText(self.tr("{carrier} lists no webhook of yours.").format(carrier=self._record.label))
        self._judge()

    def _option(self, one: Webhook, chosen: str) -> Option:
        made = whole(one.created_at) if one.created_at else self.tr("no date")
        here = one.url == self._proposed
        state = self.tr("leads here, {time}") if here else self.tr("leads elsewhere, {time}")
        return Option(one.id, one.url, state.format(time=made), here, one.id == chosen)

    def _say(self, words: str) -> None:
        """In place of the list, which nobody knows."""
        self.list.put([])
        self.list.hide()
        self.none.setText(words)
        self.none.show()
        self._judge()

    # --- what is open

    def _buttons(self) -> tuple[QWidget, ...]:
        return (self.again, self.add, self.move_, self.take_away)

    def _judge(self) -> None:
        self.again.setEnabled(True)
        self.add.setEnabled(True)
        why = "" if self.list.key() else self.tr("Choose one first.")
        for one in (self.move_, self.take_away):
            one.setEnabled(not why)
            one.setToolTip(why)
        self.outside.setText(self._how_to_be_reached())
        self.outside.setVisible(bool(self.outside.text()))

    def _how_to_be_reached(self) -> str:
        if self.url.text().startswith("https://"):
            return ""
        return self.tr(
            "This address cannot be reached from outside: let a tunnel or a proxy with https stand in front of it "
            "(cloudflared, ngrok, nginx), and put its https address here."
        )

    def _on_picked(self, _key: str) -> None:
        self._ask_to_delete(sure=False)
        self._judge()

    def _typed(self, _text: str) -> None:
        self.outcome.clear()
        self.url.set_problem(None)
        self._judge()

    def _ask_to_delete(self, *, sure: bool) -> None:
        self.take_away.setText(self.tr("Delete it: press again") if sure else self.tr("Delete the chosen one"))
        self.take_away.setProperty("kind", (Kind.STOP if sure else Kind.PLAIN).value)
        self.take_away.style().unpolish(self.take_away)
        self.take_away.style().polish(self.take_away)


def _listed(desk: Desk, carrier: str) -> _Told:
    from shipdesk.usecases.inbound.subscribe import webhooks  # noqa: PLC0415 - late: keeps start-up fast

    return webhooks(desk, carrier), ""


def _registered(desk: Desk, carrier: str, url: str) -> _Told:
    from shipdesk.usecases.inbound.subscribe import register, webhooks  # noqa: PLC0415 - as above

    sentence = register(desk, carrier, url)
    return webhooks(desk, carrier), sentence


def _changed(desk: Desk, carrier: str, webhook_id: str, url: str) -> _Told:
    from shipdesk.usecases.inbound.subscribe import change, webhooks  # noqa: PLC0415 - as above

    sentence = change(desk, carrier, webhook_id, url)
    return webhooks(desk, carrier), sentence


def _deleted(desk: Desk, carrier: str, webhook_id: str) -> _Told:
    from shipdesk.usecases.inbound.subscribe import delete, webhooks  # noqa: PLC0415 - as above

    sentence = delete(desk, carrier, webhook_id)
    return webhooks(desk, carrier), sentence
