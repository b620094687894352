"""F4 offers what the accounts have, at their prices, and waits for no carrier."""

import pytest
from PySide6.QtCore import Qt

from shipdesk.core.reading import read_shipment
from shipdesk.ui.station.order.service_picker import ServicePicker
from shipdesk.usecases import book
from tests.carriers.samples import record_of
from tests.ui.table import PASSWORD, Table

F4 = Qt.Key.Key_F4
ACCOUNTS = {
    "ceva": ({"email": "a@example.com", "client_slug": "clear-day"}, "password"),
    "jne": ({"username": "s3", "customer_id": "10950700", "branch": "CGK000"}, "api_key"),
}


@pytest.fixture
def three(table: Table) -> Table:
    """A table with an account at each simulated carrier."""
    assert table.session.workplace is not None
    accounts = table.session.workplace.accounts
    for carrier, (keys, secret) in ACCOUNTS.items():
        accounts.set(carrier, {"environment": "custom", "base_url": f"{table.carriers.url}/{carrier}", **keys})
        accounts.set_secret(carrier, secret, PASSWORD)
    return table


def picker(table: Table) -> ServicePicker:
    return table.station.services


def add(table: Table, name: str) -> None:
    record = {**record_of(name), "reference": "REF1"}
    book.add(table.desk, read_shipment(record).shipment, source="file", why="Test")
    table.open("REF1")


def notes(table: Table) -> dict[str, str]:
    found = picker(table)._model.found
    return {action.text(): str(action.property("note") or "") for action in found}


def test_prices_come_into_the_open_list_and_the_choice_stays(three: Table) -> None:
    three.carriers.control("faults", [{"fault": "slow", "seconds": 0.3, "carrier": "jne"}])
    add(three, "jne-onmarket")
    three.press(F4)
    assert "JNE · OnMarket REG" in notes(three)
    assert set(notes(three).values()) == {""}
    three.type("OnDelivery YES")
    three.until(lambda: any(notes(three).values()))
    assert all(name.startswith("JNE · OnDelivery YES") for name in notes(three))
    assert "IDR" in notes(three)["JNE · OnDelivery YES"]
    three.press(Qt.Key.Key_Return)
    assert three.work.view.header.service.text() == "JNE · OnDelivery YES"


def test_the_account_s_own_services_are_offered_and_known_without_a_network(three: Table) -> None:
    add(three, "ceva-thailand")
    three.press(F4)
    three.until(lambda: any("CEVA" in name and name not in OWN for name in notes(three)))
    named = next(name for name in notes(three) if "CEVA" in name and name not in OWN)
    three.type(named.removeprefix("CEVA · "))
    three.press(Qt.Key.Key_Return)
    assert three.work.view.header.service.text() == named
    assert three.session.workplace is not None
    three.carriers.control("faults", [{"fault": "reset_before", "carrier": "ceva", "times": None}])
    three.press(F4)
    assert named in notes(three)
    three.press(Qt.Key.Key_Escape)


OWN = {f"CEVA · {kind} {level}" for kind in ("Cross-border", "Domestic") for level in ("Economy", "Express", "Regular")}
