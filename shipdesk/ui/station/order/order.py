"""The shipment at hand: what the order book has of it, what the clerk has typed, and what it may still become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.core.fields import BY_PATH
from shipdesk.core.states import EDITABLE, Label, State
from shipdesk.ui.form.draft import Draft, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shipdesk.core.problems import Problem
    from shipdesk.core.reading import Reading
    from shipdesk.core.records import Row
    from shipdesk.ui.station.jobs import Loaded

_LOCK = "This is what was sent, or is about to be: it can no longer be changed."


class Order:
    """One shipment in the form. Made new, or from what the order book has."""

    def __init__(self, draft: Draft, loaded: Loaded | None = None) -> None:
        self.draft = draft
        self.row: Row | None = loaded.entry.row if loaded else None
        refused = loaded is not None and loaded.entry.state is State.REFUSED
        self.said: list[Problem] = list(loaded.entry.problems) if loaded and refused else []
        """What the carrier's refusal said, until the clerk changes the field it stands at."""
        self.strict = self.state is not State.DRAFT
        """Whether what is merely not filled in yet counts as a fault: not while a shipment is being typed."""
        self._touched: set[str] = set()
        self.accepted: tuple[Problem, ...] = loaded.entry.problems if loaded and not refused else ()
        """The warnings that a person accepted when it was booked."""

    @property
    def reference(self) -> str:
        return self.row.reference if self.row else self.draft.text("reference")

    @property
    def state(self) -> State:
        return self.row.state if self.row else State.DRAFT

    @property
    def editable(self) -> bool:
        return self.state in EDITABLE

    @property
    def lock(self) -> str:
        """Why nothing can be changed; empty where it can."""
        return "" if self.editable else _LOCK

    @property
    def doubtful(self) -> bool:
        return self.row is not None and self.row.doubtful

    @property
    def has_label(self) -> bool:
        return self.row is not None and self.row.label not in (Label.NONE, Label.PENDING)

    def put(self, path: str, value: Value) -> None:
        """The clerk has typed: what the carrier had said of that field no longer holds."""
        self.draft.put(path, value)
        self._touched.add(path)
        self.said = [problem for problem in self.said if problem.field != path]

    @property
    def typed(self) -> bool:
        """Whether the clerk has typed anything since it was opened."""
        return bool(self._touched)

    def touched(self, path: str) -> bool:
        """Whether the clerk has typed there since it was opened."""
        return path in self._touched

    def fill(self, path: str, value: str) -> None:
        """A device has measured it; the clerk has not typed."""
        typed = self.touched(path)
        self.put(path, value)
        if not typed:
            self._touched.discard(path)

    def add_piece(self, sku: str, known: Mapping[str, str]) -> None:
        """One more piece of a product: in its line, or in a new one with what the library knows of it."""
        lines = self.draft.as_form().get("products", [])
        at = next((at for at, line in enumerate(lines) if str(line.get("sku", "")).casefold() == sku.casefold()), None)
        if at is None:
            at = len(lines) if len(lines) < self.draft.products else self.draft.add_product()
            values = {"sku": sku, **known}
            for name, value in values.items():
                if f"products[].{name}" in BY_PATH:
                    self.put(f"products[{at}].{name}", value)
        pieces = self.draft.text(f"products[{at}].quantity")
        self.put(f"products[{at}].quantity", str(int(pieces) + 1 if pieces.isdecimal() else 1))

    def is_due(self, problem: Problem) -> bool:
        """Whether a problem is to be shown by now."""
        return self.strict or problem.field in self._touched or bool(self.draft.text(problem.field))

    def reading(self) -> Reading:
        """The shipment as far as it can be read."""
        return self.draft.reading()


def unreadable(draft: Draft) -> dict[str, str]:
    """What was typed and cannot be kept as part of a shipment (a weight of `abc`), by path."""
    problems = draft.reading().problems
    return {problem.field: draft.text(problem.field) for problem in problems if draft.text(problem.field)}
