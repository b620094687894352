"""Shipments for the carriers' tests: the samples that come with the program, filled in by hand and found right."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from shipdesk.assets import resource
from shipdesk.core.carrier import CarrierRecord, CheckContext
from shipdesk.core.outcomes import Frozen
from shipdesk.core.problems import Problem
from shipdesk.core.reading import parse_json, read_shipment, set_path
from shipdesk.core.shipment import Shipment

#: A Friday morning in Hong Kong. The samples ask for a pickup a few days after it.
NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
CONTEXT = CheckContext(NOW)


def sample(name: str, **changes: object) -> Shipment:
    """A sample by its file's name, with values put at paths (`receiver__phone="…"`, `products[0]__sku="…"`)."""
    return changed(record_of(name), {path.replace("__", "."): value for path, value in changes.items()})


def record_of(name: str) -> dict[str, Any]:
    """The JSON of a sample."""
    record: dict[str, Any] = json.loads(resource("samples", f"{name}.json").read_text("utf-8"))
    return record


def changed(record: dict[str, Any], values: dict[str, object]) -> Shipment:
    """A shipment of a record with values put at paths; an empty one takes the key out."""
    for path, value in values.items():
        set_path(record, path, value)
    (read,) = parse_json(json.dumps(record, default=str))
    reading = read_shipment(read)
    assert reading.problems == ()
    return reading.shipment


def names(carrier: str) -> list[str]:
    """The samples of a carrier."""
    return sorted(file.stem for file in resource("samples").glob(f"{carrier}-*.json"))


def problems(record: CarrierRecord, shipment: Shipment, context: CheckContext = CONTEXT) -> dict[str, Problem]:
    """What is wrong, by `field code`; each is found once."""
    found = record.check(shipment, context)
    by_place = {f"{one.field} {one.code}": one for one in found}
    assert len(by_place) == len(found)
    return by_place


def frozen_samples(record: CarrierRecord) -> Iterator[Frozen]:
    """The request of each sample."""
    for name in names(record.id):
        yield record.freeze(sample(name), CONTEXT)


def on(day: date) -> CheckContext:
    """The same rules on another day, in the morning of Hong Kong."""
    return CheckContext(datetime(day.year, day.month, day.day, 1, tzinfo=UTC))
