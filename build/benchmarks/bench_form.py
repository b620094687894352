"""What one keystroke in the form costs: the whole shipment read and every rule of the carrier asked again."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from benchmarks.timing import Case
from shipdesk.assets import resource
from shipdesk.catalog import CARRIERS
from shipdesk.core.carrier import CheckContext
from shipdesk.core.reading import read_shipment, set_path
from shipdesk.core.shipment import Shipment

_ROUNDS = 1000
_NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class _Bare(BaseModel):
    """The floor: pydantic reading the same draft into its own types, with no rule at all."""

    model_config = ConfigDict(extra="allow")

    sender: dict[str, str] = {}
    receiver: dict[str, str] = {}
    parcel: dict[str, str] = {}
    products: list[dict[str, Any]] = []


def cases(_work: Path, *, quick: bool) -> Iterator[Case]:
    context = CheckContext(_NOON)
    rounds = _ROUNDS // 10 if quick else _ROUNDS
    for record in CARRIERS:
        file = sorted(resource("samples").glob(f"{record.id}-*.json"))[0]
        draft: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))

        def keystroke(number: int, draft: dict[str, Any] = draft, check: Any = record.check) -> None:
            set_path(draft, "receiver.name", f"Jerry Lee {number}")
            check(read_shipment(draft).shipment, context)

        def read_alone(_number: int, draft: dict[str, Any] = draft) -> Shipment:
            return read_shipment(draft).shipment

        def bare(_number: int, draft: dict[str, Any] = draft) -> _Bare:
            return _Bare.model_validate(draft)

        keystroke(0)
        yield Case(f"keystroke: all checks, {record.label}", keystroke, bare, rounds, 2)
        yield Case(f"keystroke: reading alone, {record.label}", read_alone, bare, rounds, 2)
