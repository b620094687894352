"""The field table has one row for each field of the shipment, and none for anything else."""

from collections.abc import Iterator
from typing import get_args

from pydantic import BaseModel

from shipdesk.core.fields import BY_PATH, FIELDS
from shipdesk.core.shipment import Shipment


def paths(model: type[BaseModel]) -> Iterator[str]:
    """The paths of a model's fields as the table writes them: `products[].sku`."""
    for name, field in model.model_fields.items():
        kinds = (field.annotation, *get_args(field.annotation))
        part = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
        index = "[]" if part is not field.annotation else ""
        yield from (f"{name}{index}.{inner}" for inner in paths(part)) if part else (name,)


def test_every_field_of_the_shipment_has_one_row() -> None:
    assert set(paths(Shipment)) - {"options"} == BY_PATH.keys()
    assert len(FIELDS) == len(BY_PATH)
