"""The one place where concrete parts meet: which order book, which printers, which carriers a desk is made of."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from shipdesk.catalog import CARRIERS, sources
from shipdesk.settings.account_keys import Holder
from shipdesk.settings.accounts import CarrierAccounts
from shipdesk.settings.paths import Home, open_home
from shipdesk.settings.secrets import open_secrets
from shipdesk.settings.store import SettingsStore

if TYPE_CHECKING:
    from shipdesk.usecases.desk import Desk

RECORDS = {record.id: record for record in CARRIERS}
SENDERS = {source.id: source for source in sources()}
#: Who has an account of its own beside the carriers.
_NO_CARRIERS = {source.id: source for source in SENDERS.values() if source.id not in RECORDS}


def now() -> datetime:
    return datetime.now(UTC)


@contextmanager
def open_desk(root: Path, *, training: bool = False) -> Iterator[Desk]:
    """Everything a verb needs, over the home at `root`, closed at the end.

    Raises:
        SetupError: the home, the settings or the order book cannot be opened; says why and what to do.
    """
    # Late: these bring the libraries that a window does without until it is painted.
    from shipdesk.connectors import Connectors  # noqa: PLC0415
    from shipdesk.documents import apart  # noqa: PLC0415
    from shipdesk.documents.coverage import missing_glyphs  # noqa: PLC0415
    from shipdesk.labels import draw_label, label_faults  # noqa: PLC0415
    from shipdesk.orderbook import open_book  # noqa: PLC0415
    from shipdesk.orderbook.inbox import SqlInbox  # noqa: PLC0415
    from shipdesk.papers import draw_document, draw_handover  # noqa: PLC0415
    from shipdesk.printers import Printers, preview  # noqa: PLC0415
    from shipdesk.settings.known_services import KnownServices  # noqa: PLC0415
    from shipdesk.usecases.desk import Desk  # noqa: PLC0415

    home = open_home(root)
    settings = SettingsStore(home.settings)
    accounts = open_accounts(home, settings, training=training)
    connectors = Connectors(RECORDS, accounts)
    printers = Printers(settings, now, accounts.settings)
    book = open_book(home.root, clock=now)
    try:
        yield Desk(
            records=RECORDS,
            sources=SENDERS,
            book=book,
            inbox=SqlInbox(book.database),
            handovers=book,
            under_way=book,
            accounts=accounts,
            connector=connectors,
            clock=now,
            who=settings.text("operator") or _user(),
            printer=printers,
            draw_label=partial(draw_label, training=training),
            draw_document=partial(draw_document, RECORDS, training=training),
            draw_handover=partial(draw_handover, RECORDS, training=training),
            label_faults=label_faults,
            undrawable=missing_glyphs,
            warm_labels=apart.warm,
            preview=preview,
            printers=printers.choices,
            test_print=printers.test_print,
            training=training,
            known_services=KnownServices(home.root / "services.json"),
        )
    finally:
        connectors.close()
        book.close()


def open_accounts(home: Home, settings: SettingsStore, *, training: bool = False) -> CarrierAccounts:
    """The accounts of a home, at carriers and at other senders; in training their secrets never touch the keyring."""
    holders: dict[str, Holder] = {**RECORDS, **_NO_CARRIERS}
    return CarrierAccounts(settings, open_secrets(home, sealed=training), holders)


def _user() -> str:
    return os.environ.get("USER") or os.environ.get("USERNAME") or "clerk"
