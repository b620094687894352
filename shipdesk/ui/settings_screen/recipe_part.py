"""Where a sender's proof is not documented: found from genuine requests that a person vouches for, shown, and set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from shipdesk.core.errors import InputError, ShipDeskError
from shipdesk.ui.settings_screen.section import Outcome
from shipdesk.ui.tasks import start
from shipdesk.ui.theme import Meaning, font
from shipdesk.ui.theme.tokens import BODY, CAPTION, S
from shipdesk.ui.widgets.button import Kind, button
from shipdesk.ui.widgets.layouts import column, row
from shipdesk.ui.widgets.panel import Group
from shipdesk.ui.widgets.text import Text
from shipdesk.workers.lanes import BOOK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shipdesk.core.inbound import SourceRecord
    from shipdesk.settings.accounts import CarrierAccounts
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.desk import Desk

_HIGH = 14 * S


class RecipePart(QWidget):
    """A place to paste one request, a button for files of several, what fits, and a button that sets it."""

    kept = Signal()
    """The recipe of the account is another one now."""

    def __init__(self, source: SourceRecord, bridge: Bridge) -> None:
        super().__init__()
        self._source, self._bridge = source, bridge
        self._at: Workplace | None = None
        self.found = ""
        told = self.tr(
            "{sender} does not document how its signature is computed. A proxy or tunnel shows requests as they came: "
            "paste one (header lines, an empty line, the body), or choose files of several. You vouch that they are "
            "genuine; three make it sure."
        ).format(sender=source.label)
        self.paste = QPlainTextEdit()
        self.paste.setAccessibleName(self.tr("A genuine request of {sender}").format(sender=source.label))
        self.paste.setFont(font(CAPTION, code=True))
        self.paste.setTabChangesFocus(True)
        self.paste.setFixedHeight(_HIGH)
        self.search = button(self.tr("Find the recipe"))
        self.search.clicked.connect(self.find_in_text)
        self.files = button(self.tr("Find the recipe in files…"))
        self.files.clicked.connect(self.ask_for_files)
        self.use = button(self.tr("Use this recipe"), Kind.PRIMARY)
        self.use.clicked.connect(self.keep)
        self.use.hide()
        self.outcome = Outcome()
        group = Group(self.tr("How {sender} signs").format(sender=source.label))
        verbs = QWidget()
        row(self.search, self.files, None, gap=S, into=verbs)
        for part in (Text(told, BODY, role="muted", wrap=True), self.paste, verbs, self.outcome):
            group.add(part)
        column(group, row(self.use, None), gap=S, into=self)

    def attach(self, workplace: Workplace) -> None:
        self._at = workplace

    def find_in_text(self) -> None:
        """Look in the request that was pasted; an editor adds line ends behind the body, a sender does not."""
        self._fit(_fit_texts, [self.paste.toPlainText().rstrip("\n")])

    def ask_for_files(self) -> None:
        """Which files hold requests."""
        dialog = QFileDialog(self, self.tr("Genuine requests of {sender}").format(sender=self._source.label))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.find_in_files)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def find_in_files(self, paths: Sequence[str]) -> None:
        """Look in these files."""
        self._fit(_fit_files, list(paths))

    def keep(self) -> None:
        """Set what was found."""
        if self._at is not None and self.found:
            lanes, accounts, key = self._at.lanes, self._at.accounts, self._source.fit_key
            changes = {key: self.found}
            start(lanes, BOOK, self._was_kept, self._bridge.failed, _keep, accounts, self._source.id, changes)

    def _fit(
        self, verb: Callable[[Desk, CarrierAccounts, SourceRecord, list[str]], tuple[str, int]], given: list[str]
    ) -> None:
        if self._at is None:
            return
        self.use.hide()
        self.outcome.wait_for(self.tr("Trying recipes since {time}."))
        at = self._at
        start(at.lanes, BOOK, self._fits, self._fits_not, verb, at.desk, at.accounts, self._source, given)

    def _fits(self, found: tuple[str, int]) -> None:
        from shipdesk.usecases.inbound.fit_recipe import ENOUGH  # noqa: PLC0415 - late: keeps start-up fast

        self.found, count = found
        words = self.tr("This fits: {recipe}").format(recipe=self.found)
        if count < ENOUGH:
            words += self.tr(" ({count} of the {enough} requests that make it sure)").format(count=count, enough=ENOUGH)
        self.outcome.show_result(Meaning.GOOD, words)
        self.use.show()
        self.use.setFocus()

    def _fits_not(self, fault: Exception) -> None:
        self.outcome.clear()
        if isinstance(fault, ShipDeskError):
            self.outcome.show_result(Meaning.STOP, str(fault))
        else:
            self._bridge.failed(fault)

    def _was_kept(self, _nothing: None) -> None:
        self.use.hide()
        self.paste.clear()
        self.outcome.show_result(Meaning.GOOD, self.tr("The recipe is kept: {recipe}").format(recipe=self.found))
        self.kept.emit()
        self._bridge.settings_changed.emit()


def _fit_texts(desk: Desk, accounts: CarrierAccounts, source: SourceRecord, texts: Sequence[str]) -> tuple[str, int]:
    return _fit(desk, accounts, source, [text.encode() for text in texts])


def _fit_files(desk: Desk, accounts: CarrierAccounts, source: SourceRecord, paths: Sequence[str]) -> tuple[str, int]:
    """Raises `InputError` when a file cannot be read."""
    try:
        return _fit(desk, accounts, source, [Path(path).read_bytes() for path in paths])
    except OSError as fault:
        raise InputError(f"{fault.filename} cannot be read: {fault.strerror}.") from fault


def _fit(desk: Desk, accounts: CarrierAccounts, source: SourceRecord, requests: Sequence[bytes]) -> tuple[str, int]:
    """The recipe, and from how many requests. Raises `InputError` when nothing fits, `SetupError` without a secret."""
    from shipdesk.usecases.inbound.fit_recipe import fit_recipe  # noqa: PLC0415 - late: keeps start-up fast

    secrets = accounts.secrets(source.id, source.secrets[0])
    return fit_recipe(source, requests, secrets, desk.clock()), len(requests)


def _keep(accounts: CarrierAccounts, carrier: str, changes: dict[str, str]) -> None:
    accounts.set(carrier, changes)
