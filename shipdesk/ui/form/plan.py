"""Which fields a form shows: what the chosen carrier and service use, of the field table and the carrier's options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from shipdesk.core.carrier import CarrierRecord
from shipdesk.core.fields import FIELDS, Choice, Field, Group

#: Drawn by the header of the order, not by a group.
IN_HEADER = frozenset({"reference", "carrier", "service"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as this carrier and service want it."""

    field: Field
    required: bool = False
    choices: tuple[Choice, ...] = ()
    most_bytes: int | None = None

    @property
    def path(self) -> str:
        return self.field.path


@dataclass(frozen=True, slots=True)
class Plan:
    """The fields of each group, in their order; a group without fields is not there."""

    groups: Mapping[Group, tuple[Shown, ...]]

    def paths(self) -> frozenset[str]:
        """Every path that is shown, with `[]` for an index."""
        return frozenset(shown.path for group in self.groups.values() for shown in group)


@lru_cache(maxsize=32)
def _plan(record: CarrierRecord | None, service: str) -> Plan:
    used = record.fields(service) if record else None
    required = record.required(service) if record else frozenset()
    limits = record.byte_limits(service) if record and record.byte_limits else {}
    closed = record.choices if record else {}
    groups: dict[Group, list[Shown]] = {}
    for field in (*FIELDS, *(record.options if record else ())):
        if field.path in IN_HEADER or (used is not None and field.path not in used):
            continue
        choices = closed.get(field.path, field.choices)
        shown = Shown(field, field.path in required, choices, limits.get(field.path))
        groups.setdefault(field.group, []).append(shown)
    return Plan({group: tuple(groups[group]) for group in Group if group in groups})


def plan_for(record: CarrierRecord | None, service: str) -> Plan:
    """The plan of a carrier's service; every field of the table while no carrier is chosen."""
    return _plan(record, service)
