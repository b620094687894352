"""The account at one carrier, drawn from the keys that its record declares."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shipdesk.core.errors import InputError, ShipDeskError
from shipdesk.core.problems import error
from shipdesk.settings.account_keys import BASE_URL, CUSTOM, ENVIRONMENT, LABEL_PRINTER, PROBE, SETTLE, Holder, keys_of
from shipdesk.settings.accounts import AccountView, CarrierAccounts
from shipdesk.ui.settings_screen.secret_row import SecretRow
from shipdesk.ui.settings_screen.section import Outcome, SavedMark
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.shapes import Shape
from shipdesk.ui.theme.states import StateSpec
from shipdesk.ui.theme.tokens import M, S
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.button import Kind, button
from shipdesk.ui.widgets.chip import Chip
from shipdesk.ui.widgets.editors import ChoiceEditor, TextEditor
from shipdesk.ui.widgets.field import FieldRow
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.panel import Form, Group
from shipdesk.workers.lanes import BOOK

if TYPE_CHECKING:
    from shipdesk.core.carrier import AccountKey
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace

_WHOLE, _HALF = 12, 6
_SELDOM = frozenset({SETTLE, PROBE, LABEL_PRINTER})


class AccountForm(QWidget):
    """Settings and secrets of one account, kept as they are entered, and a button that tries them out."""

    answered = Signal()
    """The carrier was called and has taken the account."""

    def __init__(self, record: Holder, bridge: Bridge) -> None:
        super().__init__()
        self._record, self._bridge = record, bridge
        self._workplace: Workplace | None = None
        self._kept: dict[str, str] = {}
        self.fields: dict[str, FieldRow] = {}
        self.secrets: dict[str, SecretRow] = {}
        self.saved = SavedMark()
        self._state = Chip(self._spec(set_up=False))
        self._open_wire = Remark(Meaning.CARE, self._wire_words())
        self._open_wire.hide()
        group, form = Group(record.label, self.saved, self._state), Form()
        for key in sorted(keys_of(record), key=_seldom):
            whole = key.key == BASE_URL or (key.help and not key.secret)
            form.add(self._secret(key) if key.secret else self._field(key), _WHOLE if whole else _HALF)
        group.add(form)
        self.test = button(self.tr("Test it"), Kind.PRIMARY)
        self.test.setAccessibleName(self.tr("Test the {carrier} account").format(carrier=record.label))
        self.test.clicked.connect(self.test_it)
        if not record.environments:
            self.test.hide()
        self.outcome = Outcome()
        column(group, self._open_wire, row(self.test, None, gap=S), self.outcome, None, gap=M, into=self)

    def attach(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def load(self) -> None:
        """Show what is set now."""
        if self._workplace is not None:
            lanes, accounts = self._workplace.lanes, self._workplace.accounts
            start(lanes, BOOK, self._show, self._bridge.failed, _view, accounts, self._record.id)

    # --- settings

    def _field(self, key: AccountKey) -> QWidget:
        editor = ChoiceEditor([(one.value, one.label) for one in key.choices]) if key.choices else TextEditor()
        field = FieldRow(key.label, editor)
        self.fields[key.key] = field
        if isinstance(editor, TextEditor):
            editor.editingFinished.connect(self.keep)
        else:
            field.edited.connect(self._picked)
        field.edited.connect(self._typed)
        field.set_help(key.help)
        if key.default and not key.choices:
            field.set_suggestion(key.default)
        return field

    def _typed(self, _text: str) -> None:
        self.saved.clear()
        self.outcome.clear()
        self._show_wire()

    def _picked(self, _text: str) -> None:
        self.keep()

    def keep(self) -> None:
        """Keep all that differs from what is kept: an environment and its address only make sense together."""
        changes = {key: text for key, field in self.fields.items() if (text := field.text()) != self._kept.get(key, "")}
        if self._workplace is None or not changes:
            return
        if changes.get(ENVIRONMENT) == CUSTOM and not self.fields[BASE_URL].text().strip():
            self._tell(BASE_URL, self.tr("Give the address; write it like https://api.example.com/prefix."))
            self.fields[BASE_URL].setFocus()
            return
        for key in self.fields:
            self._tell(key, "")
        lanes, accounts = self._workplace.lanes, self._workplace.accounts
        start(lanes, BOOK, self._was_kept, self._not_kept, _keep, accounts, self._record.id, changes)

    def _was_kept(self, view: AccountView) -> None:
        self._show(view)
        self.saved.show_saved()
        self._bridge.settings_changed.emit()

    def _not_kept(self, fault: Exception) -> None:
        self.saved.clear()
        if not isinstance(fault, InputError):
            self._bridge.failed(fault)
            return
        changed = [key for key, field in self.fields.items() if field.text() != self._kept.get(key, "")]
        named = [key for key in changed if f"'{key}'" in str(fault)]
        about_url = BASE_URL in changed or "URL" in str(fault)
        for key in (named or ([BASE_URL] if about_url else changed))[:1]:  # none: it was put right meanwhile
            self._tell(key, str(fault))

    def _tell(self, key: str, fault: str) -> None:
        self.fields[key].set_problem(error(key, "account.wrong", fault) if fault else None)

    # --- secrets

    def _secret(self, key: AccountKey) -> QWidget:
        made = self.secrets[key.key] = SecretRow(key)
        made.given.connect(self._keep_secret)
        made.forgotten.connect(self._forget_secret)
        return made

    def _keep_secret(self, key: str, value: str) -> None:
        if self._workplace is not None:
            self.secrets[key].close_line()
            lanes, failed = self._workplace.lanes, self._bridge.failed
            accounts, carrier = self._workplace.accounts, self._record.id
            start(lanes, BOOK, self._was_kept, failed, _keep_secret, accounts, carrier, key, value)

    def _forget_secret(self, key: str) -> None:
        if self._workplace is not None:
            lanes, accounts = self._workplace.lanes, self._workplace.accounts
            start(lanes, BOOK, self._was_kept, self._bridge.failed, _forget_secret, accounts, self._record.id, key)

    # --- what is set

    def _show(self, view: AccountView) -> None:
        self._kept = dict(view.settings)
        for key, field in self.fields.items():
            if not field.editor.widget().hasFocus() or field.text() == self._kept.get(key, ""):
                field.set_text(self._kept.get(key, ""))
        for key, secret in self.secrets.items():
            secret.show_count(view.secrets.get(key, 0))
        if BASE_URL in self.fields:
            self.fields[BASE_URL].set_suggestion(self._record.environments.get(view.settings.get(ENVIRONMENT, ""), ""))
        self._state.set_spec(self._spec(set_up=view.is_set_up))
        self._show_wire()

    def _show_wire(self) -> None:
        if BASE_URL not in self.fields:
            return
        documented = self._record.environments.get(self.fields[ENVIRONMENT].text(), "")
        self._open_wire.setVisible(in_the_clear(self.fields[BASE_URL].text() or documented))

    def _spec(self, *, set_up: bool) -> StateSpec:
        if set_up:
            return StateSpec(Shape.TICK, self.tr("Set up"), Meaning.GOOD)
        return StateSpec(Shape.CIRCLE, self.tr("Not set up"), Meaning.NEUTRAL)

    def _wire_words(self) -> str:
        return self.tr(
            "This address begins with http: names, addresses and the password travel in the clear, and whoever sits "
            "on the way can read and change them. If {carrier} has an https address, use that."
        ).format(carrier=self._record.label)

    # --- trying it out

    def test_it(self) -> None:
        """Call the carrier with what is set; its sentence is shown."""
        if self._workplace is None:
            return
        self.keep()
        self.test.setEnabled(False)
        self.outcome.wait_for(self.tr("Waiting for {carrier} since {{time}}.").format(carrier=self._record.label))
        accounts = self._workplace.accounts
        start(self._workplace.lanes, BOOK, self._call, self._untested, _view, accounts, self._record.id)

    def _call(self, _view: AccountView) -> None:
        """Whatever was entered is kept by now."""
        from shipdesk.usecases.account import test_account  # noqa: PLC0415 - late: keeps start-up fast

        if self._workplace is not None:
            desk, lanes = self._workplace.desk, self._workplace.lanes
            start(lanes, self._record.id, self._tested, self._untested, test_account, desk, self._record.id)

    def _tested(self, words: str) -> None:
        self.test.setEnabled(True)
        self.outcome.show_result(Meaning.GOOD, words)
        self.answered.emit()

    def _untested(self, fault: Exception) -> None:
        self.test.setEnabled(True)
        self.outcome.clear()
        if isinstance(fault, ShipDeskError):
            self.outcome.show_result(Meaning.STOP, str(fault))
        else:
            self._bridge.failed(fault)


def _seldom(key: AccountKey) -> bool:
    """What hardly anybody changes stands last."""
    return key.key in _SELDOM


def in_the_clear(url: str) -> bool:
    """Whether what is sent to `url` can be read on the way: plain http, and not to this very computer."""
    parts = urlsplit(url)
    return parts.scheme == "http" and not _is_loopback(parts.hostname or "")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _view(accounts: CarrierAccounts, carrier: str) -> AccountView:
    return next(view for view in accounts.views() if view.id == carrier)


def _keep(accounts: CarrierAccounts, carrier: str, changes: dict[str, str]) -> AccountView:
    """Raises `InputError`, `SetupError` as the accounts do."""
    accounts.set(carrier, changes)
    return _view(accounts, carrier)


def _keep_secret(accounts: CarrierAccounts, carrier: str, key: str, value: str) -> AccountView:
    """Raises `InputError`, `SetupError` as the accounts do."""
    accounts.set_secret(carrier, key, value)
    return _view(accounts, carrier)


def _forget_secret(accounts: CarrierAccounts, carrier: str, key: str) -> AccountView:
    """Raises `InputError`, `SetupError` as the accounts do."""
    accounts.forget_secret(carrier, key)
    return _view(accounts, carrier)
