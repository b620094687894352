"""Uploads: what a call may hold, what is refused of it, and how the answer may be out of order."""

from dataclasses import dataclass
from typing import Any

from shipdesk.simulator.ceva import answers
from shipdesk.simulator.ceva.settings import Settings
from shipdesk.simulator.ceva.store import Form, Order, Store, new_id
from shipdesk.simulator.ceva.tables import CROSS_BORDER_ORDER, DOMESTIC_ORDER
from shipdesk.simulator.ceva.vocab import BATCH_SIZE, CROSS_BORDER, DOMESTIC
from shipdesk.simulator.validate import Scene, validate

_TABLES = {CROSS_BORDER: CROSS_BORDER_ORDER, DOMESTIC: DOMESTIC_ORDER}


@dataclass(frozen=True)
class Checked:
    """The orders of a call that can be booked, and the errors of the others as (`0.consigneeName`, text)."""

    good: list[Form]
    errors: list[tuple[str, str]]


def objection(body: Any) -> str | None:
    """What is wrong with the call as a whole: an array of 1 to 10 orders is expected."""
    if not isinstance(body, list):
        return "Expected array of orders"
    if not 0 < len(body) <= BATCH_SIZE:
        return f"Expected 1 to {BATCH_SIZE} orders, got {len(body)}"
    return None


def check(kind: str, orders: list[Any], store: Store, settings: Settings) -> Checked:
    """Every order against its table, and against the codes there are where these are refused."""
    good: list[Form] = []
    errors: list[tuple[str, str]] = []
    for place, form in enumerate(orders):
        found = _errors(kind, form, store, settings)
        if settings.duplicates == "refuse" and not found:
            known = {order.code for order in store.orders.values()} | {one["orderCode"] for one in good}
            found = [("orderCode", "already exists")] if form["orderCode"] in known else []
        errors += [(f"{place}.{path}" if path else str(place), text) for path, text in found]
        if not found:
            good.append(form)
    return Checked(good, errors)


def _errors(kind: str, form: Any, store: Store, settings: Settings) -> list[tuple[str, str]]:
    if not isinstance(form, dict):
        return [("", "Expected object")]
    store.attempts[str(form.get("orderCode"))] += 1
    findings = validate(_TABLES[kind], Scene(form, form))
    store.unknown_keys += findings.unknown_keys
    excused = {("serviceLevel", "Required")} if settings.samples else set()
    return [error for error in findings.errors if error not in excused]


def reply(orders: list[Order], settings: Settings) -> list[Form]:
    """The `data` of the answer, whole or as Settings.reply puts it out of order."""
    rows = [answers.uploaded(order) for order in orders]
    nth = min(settings.reply_nth, len(rows)) - 1
    match settings.reply:
        case "omit":
            del rows[nth]
        case "swap":
            rows.reverse()
        case "stranger":
            rows.insert(nth, _another(rows[nth], customerOrderCode=f"STRANGER-{new_id()[:8]}"))
        case "twice":
            rows.append(_another(rows[nth]))
    return rows


def _another(row: Form, **changes: str) -> Form:
    """A row of an order that there is not, otherwise like this one."""
    return {**row, "id": new_id(), "trackingNumber": f"{row['trackingNumber'][:-4]}X{new_id()[:3].upper()}", **changes}
