"""The papers of a booking, drawn on demand: print one on the printer for documents, or write it to a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shipdesk.core.errors import InputError, ShipDeskError

if TYPE_CHECKING:
    from shipdesk.core.paperwork import Drawn, Paper
    from shipdesk.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Issued:
    """Where a paper went, in a sentence (printed) or as a file's name (saved), and what is left blank on it."""

    where: str
    notes: tuple[str, ...] = ()


def draw(desk: Desk, entry_id: int, paper: Paper) -> tuple[Drawn, str]:
    """The paper of a booking, and the booking's key. Raises `InputError` when the booking is gone."""
    entry = desk.book.entry_by_id(entry_id)
    if entry is None:
        raise InputError("This order is no longer in the order book.")
    return desk.draw_document(paper, entry), entry.row.key


def print_paper(desk: Desk, entry_id: int, paper: Paper) -> Issued:
    """Print it on the printer that is set for documents.

    Raises:
        InputError: the booking is gone.
        PrintError: no printer is set for documents, or it would not take this.
    """
    drawn, key = draw(desk, entry_id, paper)
    where = desk.printer.print_document(drawn.pdf, title=f"{key} {paper.replace('_', ' ')}")
    return Issued(where, drawn.notes)


def save_paper(desk: Desk, entry_id: int, paper: Paper, path: Path) -> Issued:
    """Write it to `path`, which then ends in `.pdf`.

    Raises:
        InputError: the booking is gone.
        ShipDeskError: the file cannot be written.
    """
    drawn, _key = draw(desk, entry_id, paper)
    path = path.with_suffix(".pdf")
    write_file(path, drawn.pdf)
    return Issued(path.name, drawn.notes)


def write_file(path: Path, pdf: bytes) -> None:
    """Raises `ShipDeskError` when the file cannot be written."""
    try:
        path.write_bytes(pdf)
    except OSError as fault:
        raise ShipDeskError(f"The document cannot be written to {path}: {fault.strerror}.") from fault
