"""What the Orders screen does in the lanes: one booking whole, its label as a picture, printed again, or in a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shipdesk.core.errors import InputError, ShipDeskError

if TYPE_CHECKING:
    from shipdesk.core.connector import LabelFile
    from shipdesk.core.records import Attempt, Document, Entry, Move, Row
    from shipdesk.core.statuses import TrackingEvent
    from shipdesk.usecases.desk import Desk
    from shipdesk.usecases.orders_elsewhere import OrdersRead
    from shipdesk.usecases.track import Tracked

_ENDING = {"application/pdf": ".pdf", "image/png": ".png", "application/zpl": ".zpl"}


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the order book knows of one booking."""

    entry: Entry
    history: tuple[Move, ...]
    attempts: tuple[Attempt, ...]
    events: tuple[TrackingEvent, ...]
    documents: tuple[Document, ...]
    tied: tuple[Row, ...] = ()
    """What else stands under its reference: our own order, and what was made elsewhere."""
    outside: str = ""
    """What its sender said of it since it is no longer his to change, while nobody has taken it."""


def read_dossier(desk: Desk, entry_id: int) -> Dossier | None:
    """One booking whole; None where it is gone."""
    entry = desk.book.entry_by_id(entry_id)
    if entry is None:
        return None
    return Dossier(
        entry,
        tuple(desk.book.history(entry_id)),
        tuple(desk.book.attempts(entry_id)),
        tuple(desk.book.events(entry_id)),
        tuple(desk.book.documents(entry_id)),
        tuple(desk.book.tied(entry)),
        next((one.text for one in desk.book.told() if one.entry_id == entry_id), ""),
    )


def label_picture(desk: Desk, entry_id: int) -> bytes | None:
    """The stored label as PNG; None where there is none. Raises `ShipDeskError` when it cannot be shown."""
    label = desk.book.label(entry_id)
    return desk.preview(label) if label else None


def ask_for_news(desk: Desk, entry_id: int) -> Tracked:
    """Ask the carrier for news of one booking, and keep it. Raises `InputError` when it is gone."""
    from shipdesk.usecases.track import track_entry  # noqa: PLC0415 - late: keeps start-up fast

    return track_entry(desk, _entry(desk, entry_id))


def read_elsewhere(desk: Desk, carrier: str, first_page: int) -> tuple[OrdersRead, str]:
    """Read on in a carrier's list of orders; what came of it, and the same in words."""
    from shipdesk.usecases.orders_elsewhere import read_orders, summary  # noqa: PLC0415 - late: keeps start-up fast

    read = read_orders(desk, carrier, first_page)
    return read, summary(read, desk.record(carrier).label)


def print_again(desk: Desk, entry_id: int) -> str:
    """Print the stored label once more; a sentence of where it went.

    Raises:
        InputError: there is no label.
        PrintError: the label failed its check, or the printer would not take it.
    """
    from shipdesk.usecases.label import print_label  # noqa: PLC0415 - late: keeps start-up fast

    entry, where = print_label(desk, _entry(desk, entry_id), why="Printed again.")
    return f"{entry.row.key}: {where}"


def save_label(desk: Desk, entry_id: int, path: Path) -> Path:
    """Write the stored label to `path`, with the ending of what it is; the path written.

    Raises:
        InputError: there is no label.
        ShipDeskError: the file cannot be written.
    """
    from shipdesk.usecases.label import stored  # noqa: PLC0415 - late: keeps start-up fast

    label = stored(desk, _entry(desk, entry_id))
    path = path.with_suffix(ending(label))
    try:
        path.write_bytes(label.content)
    except OSError as fault:
        raise ShipDeskError(f"The label cannot be written to {path}: {fault.strerror}.") from fault
    return path


def ending(label: LabelFile) -> str:
    """The ending of a file that holds this label."""
    return _ENDING.get(label.media_type, ".bin")


def _entry(desk: Desk, entry_id: int) -> Entry:
    entry = desk.book.entry_by_id(entry_id)
    if entry is None:
        raise InputError("This order is no longer in the order book.")
    return entry
