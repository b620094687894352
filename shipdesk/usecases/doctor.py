"""What is set up, what can be reached, what is missing, and the one command that mends it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from shipdesk.core.errors import ShipDeskError
from shipdesk.core.states import DOUBTFUL
from shipdesk.usecases.restore import why_shut

if TYPE_CHECKING:
    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.usecases.desk import Desk


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `mend` is the command or the place in Settings that puts it right, empty when it is."""

    name: str
    ok: bool
    detail: str
    mend: str = ""

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def findings(desk: Desk) -> list[Finding]:
    """All of them, the order book first; carriers that have an account are called."""
    found = [_book(desk), _doubts(desk), _printer(desk)]
    return found + [finding for record in desk.records.values() for finding in _account(desk, record)]


def _book(desk: Desk) -> Finding:
    if (shut := why_shut(desk)) is not None:
        return Finding("order book", ok=False, detail=shut.because, mend=shut.command)
    return Finding("order book", ok=True, detail=f"{sum(desk.book.counts().values())} shipments")


def _doubts(desk: Desk) -> Finding:
    counts = desk.book.counts()
    doubtful = sum(counts.get(state, 0) for state in DOUBTFUL)
    if not doubtful:
        return Finding("doubts", ok=True, detail="none")
    return Finding("doubts", ok=False, detail=f"{doubtful} not known to be booked or not", mend="shipdesk resume")


def _printer(desk: Desk) -> Finding:
    choices = desk.printers()
    if chosen := next((choice for choice in choices if choice.chosen), None):
        return Finding("label printer", ok=chosen.ready, detail=f"{chosen.label}: {chosen.state}")
    detail = f"none is set; this machine has {', '.join(choice.label for choice in choices) or 'no print queue'}"
    return Finding("label printer", ok=False, detail=detail, mend="Settings, Label printer")


def _account(desk: Desk, record: CarrierRecord) -> Iterator[Finding]:
    name = f"{record.label} account"
    try:
        if desk.accounts.account(record.id) is None:
            keys = " ".join(f"{key.key}=…" for key in record.account if key.required and not key.secret)
            secrets = " ".join(f"--secret {key.key}" for key in record.account if key.required and key.secret)
            mend = f"shipdesk account set {record.id} environment=production {keys} {secrets}".strip()
            yield Finding(name, ok=False, detail="not set up", mend=mend)
            return
        yield Finding(name, ok=True, detail=desk.connector(record.id).test())
    except ShipDeskError as fault:
        yield Finding(name, ok=False, detail=str(fault), mend=f"shipdesk account set {record.id} KEY=VALUE")
