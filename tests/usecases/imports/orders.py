"""Files of orders that pass every rule, as a platform writes them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

from shipdesk.core.shipment import canonical
from tests.usecases.desks import sample

#: Heading of a platform, and where its value stands in a shipment.
COLUMNS = {
    "Order No": "reference",
    "Recipient Name": "receiver.name",
    "Recipient Company": "receiver.company",
    "Address": "receiver.address",
    "District": "receiver.district",
    "City": "receiver.city",
    "State": "receiver.province",
    "Zip": "receiver.postcode",
    "Country": "receiver.country",
    "Phone": "receiver.phone",
    "Email": "receiver.email",
    "Weight": "parcel.gross_weight_kg",
    "Item": "products.description",
    "Qty": "products.quantity",
    "Price": "products.unit_price",
    "Item currency": "products.currency",
    "Total": "declared_value.amount",
    "Order currency": "declared_value.currency",
}


def cells_of(record: Mapping[str, object]) -> dict[str, str]:
    """A shipment as path and text, its only product without brackets."""
    found: dict[str, str] = {}
    for name, value in record.items():
        if name == "products":
            assert isinstance(value, list)
            found |= {f"products.{key}": str(text) for key, text in value[0].items()}
        elif isinstance(value, dict):
            found |= {f"{name}.{key}": str(text) for key, text in value.items()}
        else:
            found[name] = str(value)
    return found


CELLS = cells_of(canonical(sample()))
#: What stands in no column of the file.
FIXED = {path: value for path, value in CELLS.items() if path not in COLUMNS.values()}


def line(reference: str, **changed: str) -> list[str]:
    """The cells of one order; `changed` by heading, with `_` for a blank."""
    other = {name.replace("_", " "): value for name, value in changed.items()}
    cells = {heading: other.get(heading, CELLS.get(path, "")) for heading, path in COLUMNS.items()}
    return [*(cells | {"Order No": reference}).values()]


def write(path: Path, *lines: list[str], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """A table of these under the headings of `COLUMNS`."""
    with path.open("w", newline="", encoding=encoding) as file:
        table = csv.writer(file, delimiter=delimiter)
        table.writerow(COLUMNS)
        table.writerows(lines)
    return path
