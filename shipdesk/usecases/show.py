"""One shipment whole, and lists of them, in the public form that `--json` prints."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from shipdesk.core.errors import InputError
from shipdesk.core.shipment import canonical

if TYPE_CHECKING:
    from shipdesk.core.records import Attempt, Document, Entry, Query, Row
    from shipdesk.core.statuses import TrackingEvent
    from shipdesk.usecases.desk import Desk


def find(desk: Desk, reference: str) -> Entry:
    """The booking under a reference, the reference on the wire (`REF1-2`) or a tracking number.

    Raises `InputError` when there is none.
    """
    entry = desk.book.entry(reference) or desk.book.by_number(reference) or _later_generation(desk, reference)
    if entry is None:
        raise InputError(f"There is no shipment {reference} in the order book.")
    return entry


def _later_generation(desk: Desk, key: str) -> Entry | None:
    entry = desk.book.entry(key.rpartition("-")[0])
    return entry if entry is not None and entry.row.key.casefold() == key.casefold() else None


def orders(desk: Desk, query: Query, most: int) -> list[dict[str, str]]:
    """`shipdesk orders`: one object per shipment, newest first."""
    return [row_form(row) for row in desk.book.rows(query, most)]


def row_form(row: Row) -> dict[str, str]:
    """A row in the public form."""
    return {
        "reference": row.reference,
        "carrier": row.carrier,
        "service": row.service,
        "state": row.state,
        "label": row.label,
        "tracking_number": row.tracking_number,
        "status": row.status,
        "receiver": row.receiver,
        "country": row.country,
        "created_at": time_form(row.created_at),
        "updated_at": time_form(row.updated_at),
    }


def show(desk: Desk, reference: str) -> dict[str, Any]:
    """`shipdesk show`: the shipment whole. Raises `InputError` when there is none."""
    entry = find(desk, reference)
    row = entry.row
    return {
        "shipment": canonical(entry.shipment),
        "state": row.state,
        "label": row.label,
        "tracking_number": row.tracking_number,
        "status": row.status,
        "note": " ".join(filter(None, (_outside(desk, entry), row.note))),
        "source": row.source,
        "made_elsewhere": bool(row.elsewhere_id),
        "link": entry.link,
        "tied": [row_form(other) for other in desk.book.tied(entry)],
        "problems": [problem.as_dict() for problem in entry.problems],
        "attempts": [_attempt_form(attempt) for attempt in desk.book.attempts(entry.id)],
        "events": [_event_form(event) for event in desk.book.events(entry.id)],
        "documents": [_document_form(document) for document in desk.book.documents(entry.id)],
        "history": [
            {"time": time_form(move.time), "from": move.before, "to": move.after, "who": move.who, "why": move.why}
            for move in desk.book.history(entry.id)
        ],
    }


def _outside(desk: Desk, entry: Entry) -> str:
    return next((one.text for one in desk.book.told() if one.entry_id == entry.id), "")


def _attempt_form(attempt: Attempt) -> dict[str, Any]:
    return {
        "kind": attempt.kind,
        "started_at": time_form(attempt.started_at),
        "ended_at": time_form(attempt.ended_at) if attempt.ended_at else "",
        "verdict": attempt.verdict,
        "words": attempt.words,
        "exchanges": [
            {
                "method": exchange.method,
                "url": exchange.url,
                "request_headers": exchange.request_headers,
                "request_body": exchange.request_body,
                "status": exchange.status,
                "response_headers": exchange.response_headers,
                "response_body": exchange.response_body,
                "duration_ms": exchange.duration_ms,
                "error": exchange.error,
            }
            for exchange in attempt.exchanges
        ],
    }


def time_form(moment: datetime) -> str:
    """ISO 8601 in UTC, to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _event_form(event: TrackingEvent) -> dict[str, Any]:
    return {
        "time": time_form(event.time) if event.time else "",
        "status": event.status,
        "text": event.text,
        "source": event.source,
        "leg": event.leg,
        "link": event.link,
    }


def _document_form(document: Document) -> dict[str, Any]:
    return {
        "kind": document.kind,
        "media_type": document.media_type,
        "size": document.size,
        "sha256": document.digest,
        "created_at": time_form(document.created_at),
    }
