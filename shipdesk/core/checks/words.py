"""What a sentence calls a field: "The receiver's phone", "The quantity of product 2"."""

from __future__ import annotations

from functools import lru_cache

from shipdesk.core.fields import label_of, table_path

_OWNERS = {"sender": "sender's", "receiver": "receiver's", "parcel": "parcel's"}
_CALLED = {
    "carrier": "The carrier",
    "products": "The list of products",
    "declared_value.currency": "The currency of the declared value",
    "pickup.slot": "The pickup slot",
    "pickup.bag": "The bag number",
    "customs.product_type": "The kind of goods",
}
#: Labels that are a title over a field, and no name of it inside a sentence.
_OF_PRODUCT = {
    "products[].description_origin": "description in the sender's language",
    "products[].description_destination": "description in the receiver's language",
}


def lowered(label: str) -> str:
    """A label inside a sentence: `Phone` is `phone`, `HS code` stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


@lru_cache(maxsize=2048)
def subject(path: str) -> str:
    """The field at `path` as the subject of a sentence."""
    if path in _CALLED:
        return _CALLED[path]
    label = lowered(label_of(path))
    if path.startswith("products["):
        number = int(path[len("products[") : path.index("]")]) + 1
        return f"The {_OF_PRODUCT.get(table_path(path), label)} of product {number}"
    if path.startswith("options."):
        return f"The option {path.removeprefix('options.')}"
    owner = _OWNERS.get(table_path(path).partition(".")[0])
    return f"The {owner} {label}" if owner else f"The {label}"


def inside(path: str) -> str:
    """The same in the middle of a sentence: `the receiver's phone`."""
    return subject(path)[:1].lower() + subject(path)[1:]


def listed(names: list[str] | tuple[str, ...], last: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`."""
    return f" {last} ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
