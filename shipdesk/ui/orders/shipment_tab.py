"""The shipment as it was filled in and as it was sent: only what is filled, in the groups of the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from shipdesk.core.fields import Group as Part
from shipdesk.core.fields import Kind
from shipdesk.core.problems import Severity
from shipdesk.ui.form.plan import Shown, plan_for
from shipdesk.ui.orders.code_view import CodeView, pretty
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.tokens import BODY, L
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.panel import Fact, Form, Group, More
from shipdesk.ui.widgets.scroll import ScrollColumn
from shipdesk.ui.widgets.text import Text

if TYPE_CHECKING:
    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.ui.orders.work import Dossier

_WHOLE, _HALF, _THIRD = 12, 6, 4
#: Whom it goes to is asked for every day, whom it came from hardly ever.
_LAST = (Part.SENDER,)
_WIDE = {Kind.TEXT, Kind.PHONE, Kind.COUNTRY}
_CODES = {"sku", "hs_code", "ean", "postcode", "phone", "tax_number", "id_number", "ioss_number"}


class ShipmentTab(ScrollColumn):
    """What the clerk filled in, read only; above it what the carrier is told otherwise, below it the request."""

    def __init__(self, records: Mapping[str, CarrierRecord]) -> None:
        super().__init__("", gap=L)
        self.setAccessibleName(self.tr("Shipment"))
        self._records = records

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the shipment of a booking."""
        self.put(*self._remarks(dossier), *self._groups(dossier), *self._sent(dossier))

    def _remarks(self, dossier: Dossier) -> Iterator[QWidget]:
        for note in dossier.entry.frozen.notes if dossier.entry.frozen else ():
            yield Remark(Meaning.NEUTRAL, note)
        for problem in dossier.entry.problems:
            stop = problem.severity is Severity.ERROR
            yield Remark(Meaning.STOP if stop else Meaning.CARE, problem.message)

    def _groups(self, dossier: Dossier) -> Iterator[QWidget]:
        from shipdesk.core.shipment import canonical  # noqa: PLC0415 - late: keeps start-up fast

        data = canonical(dossier.entry.shipment)
        row = dossier.entry.row
        plan = plan_for(self._records.get(row.carrier), row.service)
        order = sorted(plan.groups, key=_LAST.__contains__)
        for part, fields in ((part, plan.groups[part]) for part in order):
            if part is Part.PRODUCTS:
                yield from self._products(data, fields)
            elif filled := [(shown, value) for shown in fields if (value := _value(data, shown.path))]:
                yield _group(str(part), filled)

    def _products(self, data: dict[str, Any], fields: Sequence[Shown]) -> Iterator[QWidget]:
        count = len(data.get("products", []))
        for index in range(count):
            place = f"products[{index}]"
            values = [(shown, _value(data, shown.path.replace("products[]", place))) for shown in fields]
            title = self.tr("Product {place} of {count}") if count > 1 else self.tr("Product")
            filled = [(shown, value) for shown, value in values if value]
            yield _group(title.format(place=index + 1, count=count), filled)

    def _sent(self, dossier: Dossier) -> Iterator[QWidget]:
        if frozen := dossier.entry.frozen:
            more = More(CodeView(pretty(frozen.payload), self.tr("The request")))
            more.fold.setText(self.tr("The request as it is sent, without credentials"))
            yield more


def _group(title: str, filled: Sequence[tuple[Shown, str]]) -> QWidget:
    group, form = Group(title), Form()
    for shown, value in filled:
        span = _WHOLE if "\n" in value or shown.field.span > 1 else _HALF if shown.field.kind in _WIDE else _THIRD
        unit = f" {shown.field.unit}" if shown.field.unit else ""
        if shown.field.kind is Kind.COUNTRY:
            unit = f" · {QLocale.territoryToString(QLocale.codeToTerritory(value))}"
        words = Text(f"{value}{unit}", BODY, code=shown.field.name in _CODES, wrap=True, select=True)
        words.setAccessibleName(f"{shown.field.label}: {value}{unit}")
        form.add(Fact(shown.field.label, words), span)
    group.add(form)
    return group


def _value(data: dict[str, Any], path: str) -> str:
    from shipdesk.core.reading import get_path  # noqa: PLC0415 - late: keeps start-up fast

    value = get_path(data, path)
    if isinstance(value, bool):
        return "Yes" if value else ""
    return "" if value is None or isinstance(value, dict | list) else str(value)
