"""Everything of the order book into one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shipdesk.core.records import Backup
    from shipdesk.usecases.desk import Desk


def backup(desk: Desk, file: Path) -> Backup:
    """Write a verified backup, labels and all, while others may be at work; what it holds.

    Raises:
        InputError: the file cannot be written there, or something that is no backup has its name.
        SetupError: the order book is damaged, or the disk is full.
    """
    return desk.book.backup(file.absolute())
