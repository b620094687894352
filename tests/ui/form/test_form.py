"""The form draws what a carrier uses, and forgets nothing that another one does."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from shipdesk.carriers.jumppoint import RECORD
from shipdesk.core.carrier import CarrierRecord
from shipdesk.core.fields import FIELDS, Choice, Field, Group, Kind
from shipdesk.core.problems import error, warning
from shipdesk.ui.form.draft import Draft
from shipdesk.ui.form.facts import Facts
from shipdesk.ui.form.fields import PathRow
from shipdesk.ui.form.form import Form
from shipdesk.ui.form.plan import IN_HEADER, plan_for
from shipdesk.ui.form.section import Section
from shipdesk.ui.form.wire import WireLines
from shipdesk.ui.widgets.editors import ChoiceEditor

#: A carrier that sends little, has an option of its own, and a closed list of one incoterm.
SMALL = replace(
    RECORD,
    id="small",
    fields=lambda _service: frozenset({"receiver.name", "receiver.postcode", "customs.incoterm", "options.gate"}),
    required=lambda service: frozenset({"receiver.name"} | ({"options.gate"} if service == "GATE" else set())),
    choices={"customs.incoterm": (Choice("DDP", "Delivered duty paid"),)},
    options=(Field("options.gate", "Gate", Group.OPTIONS),),
    byte_limits=lambda _service: {"receiver.name": 20},
)  # fmt: skip
WHOLE = {
    "receiver": {"name": "Jerry Lee", "postcode": "10110", "company": "Lee Ltd", "address": "1 Road"},
    "sender": {"name": "HK warehouse"},
    "products": [{"description": "Shirt", "quantity": "2", "ean": "471"}],
}


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.resize(660, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def paths(form: Form) -> set[str]:
    """The fields that can be typed in now."""
    return {row.path for row in form.findChildren(PathRow) if row.isVisible()}


def row(form: Form, path: str) -> PathRow:
    return next(row for row in form.findChildren(PathRow) if row.path == path and row.isVisible())


def shown(form: Form, draft: Draft, carrier: object = RECORD, service: str = "Air", locked: str = "") -> None:
    assert isinstance(carrier, CarrierRecord)
    form.show_order(draft, plan_for(carrier, service), locked, ())


def test_what_the_carrier_does_not_use_is_not_there(form: Form) -> None:
    draft = Draft()
    shown(form, draft, SMALL)
    assert paths(form) == {"receiver.name", "receiver.postcode"}  # the rest is optional and empty: folded away
    shown(form, draft, SMALL, "GATE")
    assert "options.gate" in paths(form)


def test_every_field_of_a_service_can_be_reached(form: Form) -> None:
    shown(form, Draft(WHOLE))
    for path in plan_for(RECORD, "Air").paths():
        assert form.reveal(path.replace("[]", "[0]")), path
        assert path.replace("[]", "[0]") in paths(form)


def test_another_carrier_keeps_what_was_typed_and_says_so(form: Form) -> None:
    draft = Draft(WHOLE)
    shown(form, draft)
    form.show_plan(plan_for(SMALL, "ONE"))
    kept = [label for label in form.findChildren(QWidget) if "Kept, but not sent" in str(label.property("text"))]
    assert [label.isVisible() for label in kept] == [True]
    assert "Company" in str(kept[0].property("text"))
    form.show_plan(plan_for(RECORD, "Air"))
    assert form.reveal("receiver.company")
    assert row(form, "receiver.company").text() == "Lee Ltd"


def test_a_closed_list_replaces_free_text_and_back(form: Form) -> None:
    draft = Draft({**WHOLE, "customs": {"incoterm": "DDP"}})
    shown(form, draft, SMALL)
    assert row(form, "customs.incoterm").text() == "DDP"
    form.show_plan(plan_for(RECORD, "Air"))
    assert row(form, "customs.incoterm").text() == "DDP"


def test_typing_tells_the_path_and_the_text(form: Form, qtbot: QtBot) -> None:
    shown(form, Draft(WHOLE))
    form.reveal("receiver.postcode")
    with qtbot.waitSignal(form.edited) as told:
        QTest.keyClick(row(form, "receiver.postcode").editor.widget(), Qt.Key.Key_Delete)
    assert told.args[0] == "receiver.postcode"
    assert told.args[1] in ("", "0110")


def test_a_problem_stands_at_its_field_and_moves_nothing(form: Form) -> None:
    shown(form, Draft(WHOLE))
    form.reveal("parcel.gross_weight_kg")
    field = row(form, "parcel.gross_weight_kg")
    before = field.mapTo(form, field.rect().topLeft())
    problem = error("parcel.gross_weight_kg", "weight.missing", "The weight is missing.")
    form.set_problems([problem, warning("receiver.name", "name.odd", "Odd.")], {})
    assert field.problem() == problem
    assert field.mapTo(form, field.rect().topLeft()) == before
    assert field.editor.widget().hasFocus()
    form.set_problems([], {})
    assert field.problem() is None


def test_problems_that_are_there_from_the_start_open_only_their_fields(form: Form) -> None:
    problem = error("receiver.postcode", "postcode.shape", "Five digits.")
    form.show_order(Draft(WHOLE), plan_for(RECORD, "Air"), "", [problem])
    assert {path for path in paths(form) if path.startswith("receiver.")} == {"receiver.postcode"}


def test_an_envelope_opens_with_enter_and_closes_with_back(form: Form) -> None:
    shown(form, Draft(WHOLE))
    form.focus_first()
    QTest.keyClick(form.window().focusWidget(), Qt.Key.Key_Return)
    assert "receiver.address" in paths(form)
    assert "receiver.tax_number" not in paths(form)  # rare and empty: under More
    assert form.back()
    assert "receiver.address" not in paths(form)
    assert not form.back()


def test_nothing_can_be_typed_into_what_was_sent(form: Form) -> None:
    sent = Draft({**WHOLE, "parcel": {"gross_weight_kg": "25.2"}})
    shown(form, sent, locked="It was sent.")
    assert paths(form) == set()
    read = [facts.accessibleName() for facts in form.findChildren(Facts) if facts.isVisible()]
    assert read == ["Gross weight: 25.2 kg"]


def test_products_come_and_go_by_key(form: Form, qtbot: QtBot) -> None:
    draft = Draft(WHOLE)
    shown(form, draft)
    form.add_product()
    assert draft.products == 2
    assert row(form, "products[1].description").editor.widget().hasFocus()
    with qtbot.waitSignal(form.lines_changed):
        form.remove_product()
    assert draft.products == 1


def test_a_date_is_read_whole_at_the_narrowest(form: Form) -> None:
    form.resize(600, 700)
    shown(form, Draft({**WHOLE, "pickup": {"date": "2026-11-24"}}))
    line = row(form, "pickup.date").editor.widget()
    assert line.fontMetrics().horizontalAdvance("2026-11-24") < line.width()


def test_bytes_are_counted_where_the_carrier_counts_them(form: Form) -> None:
    shown(form, Draft({"receiver": {"name": ""}}), SMALL)
    assert row(form, "receiver.name")._limit == 20


def sent(form: Form) -> dict[str, tuple[str, ...]]:
    """What is shown as it will be sent, by the name of the field above it."""
    rows = [row for row in form.findChildren(PathRow) if row.isVisible()]
    found = {}
    for wire in form.findChildren(WireLines):
        if wire.isVisible():
            above = wire.mapTo(form, wire.rect().topLeft()).y()
            bottoms = {row.mapTo(form, row.rect().bottomLeft()).y() + 1: row.path for row in rows}
            found[bottoms[above]] = wire.lines
    return found


def test_an_address_is_shown_as_it_will_be_sent_beneath_it(form: Form) -> None:
    shown(form, Draft(WHOLE))
    form.show_wire({"receiver.address": ["1 ROAD", "KALIBATA"]})
    assert sent(form) == {}  # an envelope is read as it was typed
    form.reveal("receiver.address")
    assert sent(form) == {"receiver.address": ("1 ROAD", "KALIBATA")}
    district = row(form, "receiver.district") if form.reveal("receiver.district") else None
    assert district is not None
    before = district.mapTo(form, district.rect().topLeft())
    form.show_wire({"receiver.address": ["1 ROAD", "SECOND", "KALIBATA"]})
    assert district.mapTo(form, district.rect().topLeft()) == before
    assert sent(form) == {"receiver.address": ("1 ROAD", "SECOND", "KALIBATA")}
    form.show_wire({})
    assert sent(form) == {}


def test_the_table_and_the_form_agree() -> None:
    everything = plan_for(None, "").paths()
    assert everything == {field.path for field in FIELDS} - IN_HEADER
    assert {field.kind for field in FIELDS} <= set(Kind)


def test_a_wide_window_has_two_columns(form: Form, qtbot: QtBot) -> None:
    shown(form, Draft(WHOLE))
    form.resize(1220, 850)
    sections = {section.group: section for section in form.findChildren(Section)}
    qtbot.waitUntil(lambda: sections[Group.PARCEL].x() > sections[Group.RECEIVER].x() + 400)
    form.resize(660, 700)
    qtbot.waitUntil(lambda: sections[Group.PARCEL].x() == sections[Group.RECEIVER].x())


def test_a_country_of_a_closed_list_offers_that_list_and_no_other(form: Form) -> None:
    domestic = replace(
        SMALL,
        fields=lambda _service: frozenset({"receiver.country", "cod.currency"}),
        choices={"receiver.country": (Choice("ID", "Indonesia"),), "cod.currency": (Choice("IDR", "IDR"),)},
    )
    shown(form, Draft({"receiver": {"country": "ID"}, "cod": {"currency": "IDR"}}), carrier=domestic)
    for path, only in (("receiver.country", "Indonesia"), ("cod.currency", "IDR")):
        editor = row(form, path).editor
        assert isinstance(editor, ChoiceEditor)
        assert [editor.itemText(place) for place in range(editor.count())] == [only]
    shown(form, Draft({"receiver": {"country": "TH"}}))
    wide = row(form, "receiver.country").editor
    assert isinstance(wide, ChoiceEditor)
    assert wide.count() > 200


def test_a_field_whose_reason_stands_beside_the_form_is_not_named_again(form: Form) -> None:
    shown(form, Draft(WHOLE))
    form.show_plan(plan_for(SMALL, "ONE"))
    [kept] = [label for label in form.findChildren(QWidget) if "Kept, but not sent" in str(label.property("text"))]
    assert "Company" in str(kept.property("text"))
    form.tell_notes(["The receiver's company is not sent: SMALL has no field for it."])
    assert "Company" not in str(kept.property("text"))
    form.tell_notes([])
    assert "Company" in str(kept.property("text"))
