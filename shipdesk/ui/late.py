"""What is made when it is first asked for: the pages of a screen, so that its first visit makes only the one shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Late(Mapping[K, V]):
    """A value for each of these keys, made once, when it is first asked for."""

    def __init__(self, keys: Iterable[K], make: Callable[[K], V]) -> None:
        self._keys, self._make = tuple(keys), make
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        """Raises `KeyError` for a key that it was not made with."""
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def made(self) -> tuple[V, ...]:
        """Those that are there."""
        return tuple(self._made.values())
