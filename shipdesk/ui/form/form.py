"""The form of a shipment: its sections on one page, in two columns where there is room."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shipdesk.core.fields import Group, label_of, table_path
from shipdesk.core.problems import Problem
from shipdesk.ui.form.draft import Draft
from shipdesk.ui.form.plan import IN_HEADER, Plan
from shipdesk.ui.form.products import ProductsSection
from shipdesk.ui.form.section import Section
from shipdesk.ui.form.sections import FieldsSection, section_for
from shipdesk.ui.form.unused import Unused
from shipdesk.ui.theme.tokens import BODY, NONE, L, M, S
from shipdesk.ui.widgets.layouts import column
from shipdesk.ui.widgets.text import Text

#: From this width on the sections stand in two columns, px.
TWO_COLUMNS = 120 * S
_LEFT = (Group.RECEIVER, Group.SENDER, Group.PRODUCTS)
_RIGHT = (Group.PARCEL, Group.VALUE, Group.CUSTOMS, Group.PICKUP, Group.INSURANCE, Group.OPTIONS, Group.SERVICE)
#: What is out of the way while it is empty and the carrier can do without.
_OPTIONAL = frozenset({Group.PICKUP, Group.INSURANCE, Group.OPTIONS, Group.SERVICE, Group.CUSTOMS})
_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Form(QScrollArea):
    """Draws whatever plan it is given; it knows no carrier."""

    edited = Signal(str, object)
    """A path and what was typed there: text, or true and false. The draft is the caller's to change."""
    fix_wanted = Signal(object)
    """The problem whose fix the clerk took at its field."""
    went_on = Signal()
    """Enter in a field: the clerk wants to go on to what is still to be filled."""
    lines_changed = Signal()
    """A product was added or taken out; the draft has it already."""

    def __init__(self, before: QWidget | None = None) -> None:
        """`before` is where Tab comes from."""
        super().__init__()
        self._before = before
        self._filling = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._draft, self._plan, self._locked = Draft(), Plan({}), ""
        self._faults: dict[str, list[Problem]] = {}
        self._keys: Mapping[Problem, str] = {}
        self._sections: dict[Group, Section] = {}
        self._unused = Unused()
        self._unused.wanted.connect(self._open_group)
        self._kept = Text("", BODY, role="muted", wrap=True)
        self._told: tuple[str, ...] = ()
        page = QWidget()
        self._columns = (QVBoxLayout(), QVBoxLayout())
        self.viewport().setAutoFillBackground(False)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(NONE)
        for part in self._columns:
            part.setSpacing(S)
            self._beside.addLayout(part, 1)
        self._beside.setStretch(1, 0)
        column(self._beside, None, gap=M, into=page).setContentsMargins(L, S, L, S)
        self._wide = False
        self.setWidget(page)
        page.setAutoFillBackground(False)

    def show_order(self, draft: Draft, plan: Plan, locked: str, problems: Iterable[Problem]) -> None:
        """Show another shipment from its top. `locked` says why nothing can be changed; empty where it can."""
        self._draft, self._plan, self._locked = draft, plan, locked
        self._faults = _by_path(problems)
        self._filling = True
        for group in plan.groups:
            self._section(group).show_order(plan.groups[group], draft, locked, self._faults)
        self._filling = False
        self._arrange()
        self.verticalScrollBar().setValue(NONE)

    def prepare(self, plan: Plan) -> bool:
        """Make one more section ahead of time, so that the first shipment opens at once; False when all are there."""
        for group, fields in plan.groups.items():
            if group not in self._sections:
                section = self._section(group)
                section.show_order(fields, Draft(), "", {})
                section.hide()
                for child in section.findChildren(QWidget):
                    child.ensurePolished()
                return True
        return False

    def show_plan(self, plan: Plan) -> None:
        """The same shipment for another carrier or service; what was typed stays."""
        before, self._plan = self._plan, plan
        for group, fields in plan.groups.items():
            if group in before.groups:
                self._section(group).show_plan(fields)
            else:
                self._section(group).show_order(fields, self._draft, self._locked, self._faults)
        self._arrange()

    def set_problems(self, problems: Iterable[Problem], keys: Mapping[Problem, str]) -> None:
        """Mark the fields; `keys` are the keys of the fixes (`Alt+1`). What has not changed is not touched."""
        self._faults, self._keys = _by_path(problems), keys
        for group in self._plan.groups:
            self._sections[group].mark(self._faults, keys)

    def show_wire(self, lines: Mapping[str, Sequence[str]]) -> None:
        """Show how the text at these paths will be sent: path to the lines of the request."""
        for group in self._plan.groups:
            self._sections[group].show_wire(lines)

    def suggest(self, values: Mapping[str, str]) -> None:
        """Offer values in grey at these paths, where nothing is typed; an empty one takes the offer back."""
        for path, text in values.items():
            for group in self._plan.groups:
                if self._sections[group].holds(path):
                    self._sections[group].suggest(path, text)

    def place_of(self, path: str) -> tuple[int, int, int]:
        """Where the field of `path` stands, to sort by; behind all others where the form has none."""
        index = path.partition("[")[2].partition("]")[0]
        for group_at, group in enumerate(self._order()):
            for field_at, shown in enumerate(self._plan.groups[group]):
                if table_path(path) in (shown.path, shown.path.partition("[")[0]):
                    return group_at, int(index or 0), field_at
        return len(self._plan.groups), 0, 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in _ENTERS and not self._locked:
            self.went_on.emit()
        else:
            super().keyPressEvent(event)

    def value_changed(self, path: str) -> None:
        """The draft has another value at `path`."""
        for group in self._plan.groups:
            if self._sections[group].holds(path):
                self._sections[group].value_changed(path)

    def reveal(self, path: str) -> bool:
        """Bring the field of `path` into sight, with the keyboard in it; False where the form has none."""
        for group in self._plan.groups:
            section = self._sections[group]
            found = section.reveal(path)
            if found is not None:
                section.show()
                section.mark(self._faults, self._keys)
                found.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.ensureWidgetVisible(found)
                return True
        return False

    def focus_first(self) -> None:
        """The keyboard to the first part that can be changed."""
        for group in self._order():
            for fold in self._sections[group].folds():
                rows = fold.grid.rows()
                target = rows[0] if fold.is_open and rows else fold.line
                if target is not None:
                    target.setFocus()
                    return

    def back(self) -> bool:
        """Fold the part that has the keyboard; False where there is nothing to fold."""
        return any(self._sections[group].back() for group in self._plan.groups)

    def add_product(self) -> None:
        """One more product, with the keyboard in it."""
        if isinstance(products := self._sections.get(Group.PRODUCTS), ProductsSection):
            products.add_product()

    def remove_product(self) -> None:
        """Take out the product that has the keyboard."""
        if isinstance(products := self._sections.get(Group.PRODUCTS), ProductsSection):
            products.remove_product()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= TWO_COLUMNS
        if wide != self._wide:
            self._wide = wide
            self._beside.setSpacing(L + S if wide else NONE)
            self._beside.setStretch(1, int(wide))
            self._arrange()

    def _section(self, group: Group) -> Section:
        section = self._sections.get(group)
        if section is None:
            section = self._sections[group] = section_for(group)
            section.setParent(self.widget())
            section.edited.connect(self.edited)
            section.fix_wanted.connect(self.fix_wanted)
            section.arranged.connect(self._chain)
            if isinstance(section, ProductsSection):
                section.lines_changed.connect(self.lines_changed)
        return section

    def _order(self) -> list[Group]:
        narrow = (Group.RECEIVER, Group.SENDER, Group.PARCEL, Group.PRODUCTS, *_RIGHT[1:])
        return [group for group in (_LEFT + _RIGHT if self._wide else narrow) if group in self._plan.groups]

    def _arrange(self) -> None:
        """Put the sections that are used into their columns, and name the rest below."""
        unused = []
        for part in self._columns:
            while part.takeAt(0) is not None:
                continue
        for group in self._order():
            section = self._sections[group]
            spare = (
                isinstance(section, FieldsSection) and section.is_empty and (group in _OPTIONAL or bool(self._locked))
            )
            if spare:
                unused.append(group)
            section.setVisible(not spare)
            self._columns[self._wide and group in _RIGHT].addWidget(section)
        for group, section in self._sections.items():
            if group not in self._plan.groups:
                section.hide()
        last = self._columns[self._wide]
        last.addWidget(self._unused)
        last.addWidget(self._kept)
        self._unused.show_groups([] if self._locked else unused)
        for part in self._columns:
            part.addStretch(1)
        self._say_kept()
        self._chain()

    def stops(self) -> list[QWidget]:
        """Where Tab goes, from the top of the form to its end."""
        return [stop for group in self._order() if group in self._sections for stop in self._sections[group].stops()]

    def _chain(self) -> None:
        """Tab follows the eye, whenever each field was made."""
        if not self._filling:
            start = [self._before] if self._before else []
            for before, after in itertools.pairwise([*start, *self.stops(), *self._unused.stops()]):
                QWidget.setTabOrder(before, after)

    def _say_kept(self) -> None:
        """What was typed and this carrier does not send: kept, and said."""
        used = self._plan.paths() | IN_HEADER
        kept = (path for path in self._draft.filled() if table_path(path) not in used)
        names = dict.fromkeys(label_of(path) for path in kept if not self._is_told(path))
        self._kept.setText(self.tr("Kept, but not sent with this service: {names}.").format(names=", ".join(names)))
        self._kept.setVisible(bool(names) and not self._locked)

    def tell_notes(self, notes: Sequence[str]) -> None:
        """What is said beside the form of how the order goes out: a field that is explained there is not named here."""
        if self._told != tuple(notes):
            self._told = tuple(notes)
            self._say_kept()

    def _is_told(self, path: str) -> bool:
        if not self._told:
            return False
        from shipdesk.core.checks.words import subject  # noqa: PLC0415 - late: keeps start-up fast

        words = subject(table_path(path).replace("[]", "[0]"))
        return any(note.startswith(f"{words} is not sent:") for note in self._told)

    def _open_group(self, group: Group) -> None:
        section = self._sections[group]
        if isinstance(section, FieldsSection):
            section.open()


def _by_path(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.field, []).append(problem)
    return found
