"""The papers of a booking from its Documents tab: printed, saved, and what is left blank told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shipdesk.core.errors import PrintError
from shipdesk.core.paperwork import Paper
from shipdesk.ui.orders.papers import Papers
from shipdesk.ui.theme import Meaning
from tests.documents.reading import pages
from tests.ui.orders.test_screen import Stage
from tests.ui.orders.world import World

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def stage(qtbot: QtBot, one: World) -> Iterator[Stage]:
    entry = one.booked("REF1", "JX1")
    made = Stage(qtbot, one)
    made.screen.list.choose(entry.id)
    made.screen.open_detail()
    qtbot.waitUntil(lambda: made.screen.detail.dossier() is not None)
    made.screen.detail.turn_to(4)
    yield made
    made.screen.shutdown()


def papers(stage: Stage) -> Papers:
    return stage.screen.detail.documents.papers


@pytest.mark.parametrize(
    ("paper", "says"),
    [(Paper.PACKING_SLIP, "Packing slip"), (Paper.COMMERCIAL_INVOICE, "Commercial invoice"), (Paper.CN23, "CN 23")],
)
def test_each_paper_is_saved_as_it_is_drawn(stage: Stage, tmp_path: Path, paper: Paper, says: str) -> None:
    papers(stage).picks.pick(str(paper))
    papers(stage).save_to(str(tmp_path / "paper"))
    stage.settle()
    (said,) = pages((tmp_path / "paper.pdf").read_bytes())
    assert says in said
    assert "REF1" in said
    assert "Cotton T-shirt" in said


def test_a_printed_paper_names_its_order_and_what_is_left_blank(stage: Stage) -> None:
    papers(stage).picks.pick(str(Paper.COMMERCIAL_INVOICE))
    QTest.mouseClick(papers(stage).print, LEFT)
    stage.settle()
    assert stage.one.said.printed == ["REF1 commercial invoice"]
    meaning, text = stage.told[-1]
    assert meaning is Meaning.CARE
    assert "Sent to Office." in text
    assert "The incoterm is left blank." in text


def test_no_printer_for_documents_is_said_in_a_sentence(stage: Stage) -> None:
    stage.one.said.print_fault = PrintError("No printer is set for documents.")
    QTest.mouseClick(papers(stage).print, LEFT)
    stage.settle()
    assert stage.told[-1] == (Meaning.STOP, "No printer is set for documents.")
