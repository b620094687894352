"""The order in which problems are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shipdesk.core.fields import BY_PATH, Field, table_path
from shipdesk.core.problems import Problem

_PLACES = {path: place for place, path in enumerate(BY_PATH)}
_PLACES["products"] = _PLACES["products[].description"]


def in_form_order(found: Iterable[Problem], options: Sequence[Field]) -> list[Problem]:
    """Each problem once, in the order of the form: the field table's, then the carrier's `options`, then the rest."""
    places = {row.path: place for place, row in enumerate(options, len(_PLACES))}
    last = len(_PLACES) + len(places)

    def place(problem: Problem) -> int:
        path = table_path(problem.field)
        return _PLACES.get(path, places.get(path, last))

    return sorted(dict.fromkeys(found), key=place)
