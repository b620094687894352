"""The editor that each kind of field gets, and how wide it stands in the form."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from shipdesk.core.fields import Choice, Kind
from shipdesk.ui.form.draft import Draft
from shipdesk.ui.form.names import countries, currencies
from shipdesk.ui.form.plan import Shown
from shipdesk.ui.widgets.editors import (
    AddressEditor,
    CheckEditor,
    ChoiceEditor,
    DateEditor,
    DecimalEditor,
    Editor,
    TextEditor,
    WholeEditor,
)
from shipdesk.ui.widgets.field import FieldRow

#: The form's two columns, cut so that short values stand side by side.
UNITS = 12
_HALF, _THIRD, _QUARTER, _SIXTH = 6, 4, 3, 2
_LONG_WORD = 4

_CODES = frozenset({"sku", "hs_code", "ean", "product_code", "ioss_number", "origin_code", "destination_code", "awb"})
_SHORT = frozenset({"postcode", "sku", "hs_code", "ean", "product_code", "category", "brand", "battery_type", "bag"})
_SHORT_KINDS = frozenset({Kind.DECIMAL, Kind.WHOLE, Kind.TIME, Kind.CHOICE, Kind.CURRENCY})
_THIRDS = frozenset({Kind.COUNTRY, Kind.DATE})


def units(shown: Shown) -> int:
    """How many of the form's `UNITS` columns a field takes."""
    field = shown.field
    if field.span == 2:
        return UNITS
    if field.unit == "cm":
        return _SIXTH
    if field.name == "province":
        return _HALF - 1
    if field.kind in _THIRDS or any(len(choice.label) > _LONG_WORD for choice in shown.choices):
        return _THIRD
    return _QUARTER if field.kind in _SHORT_KINDS or field.name in _SHORT else _HALF


def same_editor(one: Shown, other: Shown) -> bool:
    """Whether two carriers' forms of a field can use one editor: a closed list needs another than free text."""
    return one.field == other.field and bool(one.choices) == bool(other.choices) and one.most_bytes == other.most_bytes


def _pairs(choices: tuple[Choice, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((choice.value, choice.label) for choice in choices)


def _choice(shown: Shown) -> Editor:
    return ChoiceEditor(_pairs(shown.choices))


def _text(shown: Shown) -> Editor:
    return _choice(shown) if shown.choices else TextEditor(code=shown.field.name in _CODES)


_EDITORS: dict[Kind, Callable[[Shown], Editor]] = {
    Kind.TEXT: _text,
    Kind.LINES: lambda _: AddressEditor(),
    Kind.DECIMAL: lambda _: DecimalEditor(),
    Kind.WHOLE: lambda _: WholeEditor(least=1),
    Kind.DATE: lambda _: DateEditor(),
    Kind.TIME: _text,
    Kind.CHOICE: _choice,
    Kind.COUNTRY: lambda shown: ChoiceEditor(_pairs(shown.choices) or countries()),
    Kind.CURRENCY: lambda shown: ChoiceEditor(_pairs(shown.choices) or currencies()),
    Kind.PHONE: _text,
    Kind.FLAG: lambda shown: CheckEditor(shown.field.label),
}


class PathRow(FieldRow):
    """A field's row that knows which value of the shipment it shows."""

    typed = Signal(str, object)
    """Its path, and what was typed: text, or true and false."""
    fix_taken = Signal(object)
    """The problem whose fix the clerk took in the field's own line."""

    def __init__(self, shown: Shown, path: str) -> None:
        field = shown.field
        super().__init__(field.label, _EDITORS[field.kind](shown), unit=field.unit, limit=shown.most_bytes or 0)
        self.shown, self.path = shown, path
        self.edited.connect(self._tell)
        self.fix_requested.connect(self._take_fix)

    def show_as(self, shown: Shown) -> None:
        """As the chosen carrier wants it: required or not, with its own closed list."""
        self.set_required(shown.required)
        if shown.choices != self.shown.choices and isinstance(self.editor, ChoiceEditor):
            self.editor.set_choices(_pairs(shown.choices))
        self.shown = shown

    def show_value(self, draft: Draft) -> None:
        """What the draft holds at the row's path."""
        value = ("true" if draft.flag(self.path) else "") if self._flag else draft.text(self.path)
        if value != self.text():
            self.set_text(value)

    @property
    def _flag(self) -> bool:
        return self.shown.field.kind is Kind.FLAG

    def _tell(self, text: str) -> None:
        self.typed.emit(self.path, text == "true" if self._flag else text)

    def _take_fix(self) -> None:
        self.fix_taken.emit(self.problem())
