"""Which part of the form draws which group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt

from shipdesk.core.fields import Group
from shipdesk.ui.form.fold import Faults, Fold
from shipdesk.ui.form.lines import PartyLine
from shipdesk.ui.form.plan import Shown
from shipdesk.ui.form.products import ProductsSection
from shipdesk.ui.form.section import Section, fields_at, flush


class _OneFold(Section):
    """A group whose fields are all in one part."""

    def __init__(self, group: Group, fold: Fold) -> None:
        super().__init__(group)
        self._fold = fold
        self._listen(fold)
        self.side.addWidget(flush(fold.more), 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(fold)

    def folds(self) -> Iterator[Fold]:
        yield self._fold

    def show_plan(self, fields: Sequence[Shown]) -> None:
        self._fields = tuple(fields)
        self._fold.show_plan(fields_at(fields))


class FieldsSection(_OneFold):
    """A group whose fields always stand open."""

    def __init__(self, group: Group) -> None:
        super().__init__(group, Fold())

    def _fill(self, faults: Faults) -> None:
        self._fold.show_order(fields_at(self._fields), self._draft, self._locked, faults, open_it=True)

    @property
    def is_empty(self) -> bool:
        """Nothing is filled in, and nothing has to be."""
        must = not self._locked
        return not any((must and field.required) or self._draft.text(field.path) for field in self._fields)

    def open(self) -> None:
        """Show the fields with the keyboard in the first."""
        self.show()
        self._fold.unfold()


class PartySection(_OneFold):
    """The sender or the receiver: an envelope until it is to be changed."""

    def __init__(self, group: Group) -> None:
        prefix = "sender" if group is Group.SENDER else "receiver"
        super().__init__(group, Fold(PartyLine(str(group), prefix, large=group is Group.RECEIVER)))
        self._prefix = prefix

    def _fill(self, faults: Faults) -> None:
        unknown = not self._draft.text(f"{self._prefix}.name") and not self._draft.text(f"{self._prefix}.address")
        open_it = unknown and not self._locked
        self._fold.show_order(fields_at(self._fields), self._draft, self._locked, faults, open_it=open_it)


SECTIONS: dict[Group, Callable[[Group], Section]] = {
    Group.SENDER: PartySection,
    Group.RECEIVER: PartySection,
    Group.PRODUCTS: ProductsSection,
}


def section_for(group: Group) -> Section:
    """The section that draws a group."""
    return SECTIONS.get(group, FieldsSection)(group)
