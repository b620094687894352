"""Settings, Data: a backup is written while the table goes on; after a restore it is said why booking is shut."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shipdesk.core.outcomes import Outcome, Verdict
from shipdesk.core.states import State
from shipdesk.orderbook import JOURNAL
from shipdesk.orderbook.restore import restore_book
from shipdesk.ui.bridge import Bridge
from shipdesk.ui.settings_screen.backup_part import BackupPart
from shipdesk.ui.settings_screen.shut_part import ShutPart
from tests.ui.conftest import Show
from tests.ui.orders.world import World, world


@pytest.fixture
def part(one: World, show: Show) -> BackupPart:
    made = BackupPart(one.bridge)
    made.attach(one.workplace)
    show(made)
    return made


def test_a_backup_is_written_and_counted(one: World, part: BackupPart, tmp_path: Path, qtbot: QtBot) -> None:
    one.order("SO-1")
    one.label(one.booked("SO-2", "JP2"))
    part.back_up_to(str(tmp_path / "b.zip"))
    assert not part.now.isEnabled()  # a second click begins no second one
    qtbot.waitUntil(part.now.isEnabled)
    assert part.outcome.words().startswith("b.zip: 2 shipments, 1 labels")
    assert (tmp_path / "b.zip").stat().st_size > 0


def test_what_is_no_backup_is_never_written_over(part: BackupPart, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "thesis.zip").write_text("years of work")
    part.back_up_to(str(tmp_path / "thesis.zip"))
    qtbot.waitUntil(part.now.isEnabled)
    assert part.outcome.words() != ""
    assert (tmp_path / "thesis.zip").read_text() == "years of work"


@pytest.fixture(params=["with the journal", "without it"])
def restored(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[World, bool]]:
    """A workplace that was restored from before REF1 was sent; whether a journal tells that it was."""
    home, file = tmp_path / "restored", tmp_path / "b.zip"
    with world(home) as one:
        one.order("REF0")
        one.book.backup(file)
        one.sent("REF1", Outcome("REF1", Verdict.UNKNOWN), State.IN_DOUBT)
    told = request.param == "with the journal"
    if not told:
        (home / JOURNAL).unlink()
    restore_book(home, file, datetime.now(UTC))
    with world(home) as one:
        yield one, told


def test_why_booking_is_shut_and_what_is_to_be_walked(restored: tuple[World, bool], show: Show, qtbot: QtBot) -> None:
    one, told = restored
    part = ShutPart(one.bridge)
    part.attach(one.workplace)
    show(part)
    part.load()
    qtbot.waitUntil(part.isVisible)
    assert part.keys.text() == ("REF1" if told else "")
    assert part.compared.isVisible() is not told
    if told:
        return
    part.compared.click()  # without a word of who and where
    qtbot.waitUntil(lambda: part.how.problem() is not None)
    part.how.set_text("Mei, in the carrier's list of today")
    part.compared.click()
    qtbot.waitUntil(part.isHidden)
    assert one.book.gaps() is None


def test_on_all_other_days_nothing_is_said(one: World, show: Show, qtbot: QtBot) -> None:
    part = ShutPart(Bridge())
    part.attach(one.workplace)
    show(part)
    part.load()
    qtbot.waitUntil(lambda: one.workplace.lanes.idle)
    assert part.isHidden()
