"""What the clerk has typed for one shipment, value by value under the paths of the interchange form.

Nothing is thrown away: what a carrier does not use and what cannot be read stay as they were typed.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from shipdesk.core.reading import Reading, get_path, path_text, read_shipment, set_path

Value = str | bool


class Draft:
    """The nested plain values of one shipment. Text as it was typed; a flag is true or false."""

    def __init__(self, data: dict[str, Any] | None = None) -> None:
        """`data` is a shipment in its canonical form; it is copied."""
        self._data: dict[str, Any] = copy.deepcopy(data or {})
        self._first = copy.deepcopy(self._data)

    def text(self, path: str) -> str:
        """What stands at `path`, empty where nothing does."""
        value = get_path(self._data, path)
        return "" if value is None or isinstance(value, dict | list) else str(value)

    def flag(self, path: str) -> bool:
        """Whether the flag at `path` is set."""
        return get_path(self._data, path) is True

    def put(self, path: str, value: Value) -> None:
        """Put what was typed at `path`; nothing typed, or a flag that is off, takes it out."""
        set_path(self._data, path, value or "")

    @property
    def changed(self) -> bool:
        """Whether anything was typed since the draft was made or last `kept`."""
        return self._pruned(self._data) != self._pruned(self._first)

    def kept(self) -> None:
        """The order book has it as it stands now."""
        self._first = copy.deepcopy(self._data)

    @property
    def products(self) -> int:
        """How many product lines there are."""
        return len(self._data.get("products", []))

    def add_product(self) -> int:
        """One more line at the end, with the currency of the line before; its index."""
        lines = self._data.setdefault("products", [])
        lines.append({"currency": lines[-1]["currency"]} if lines and lines[-1].get("currency") else {})
        return len(lines) - 1

    def product_is_empty(self, index: int) -> bool:
        """Whether nothing but a currency stands in a line."""
        return not any(value for name, value in self._data["products"][index].items() if name != "currency")

    def remove_product(self, index: int) -> None:
        """Take a line out; those behind it move up."""
        del self._data["products"][index]

    def filled(self) -> list[str]:
        """The paths that hold something."""
        return [path for path, value in _leaves(self._data, ()) if value not in ("", None, False)]

    def as_form(self) -> dict[str, Any]:
        """The values in the interchange form, without product lines at the end that nothing was typed into."""
        return self._pruned(self._data)

    def reading(self) -> Reading:
        """The shipment as far as it can be read, and a problem for each value that cannot."""
        return read_shipment(self.as_form())

    @staticmethod
    def _pruned(data: dict[str, Any]) -> dict[str, Any]:
        """Without product lines at the end that nothing was typed into."""
        lines = list(data.get("products", []))
        while lines and not any(value for key, value in lines[-1].items() if key != "currency"):
            lines.pop()
        return {key: value for key, value in {**data, "products": lines}.items() if value not in ({}, [])}


def _leaves(value: object, way: tuple[int | str, ...]) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*way, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*way, index))
    else:
        yield path_text(way), value
