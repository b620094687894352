"""What can be booked now: live, else as last known, else the carrier's own list; never an error in anybody's way."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pytest

from shipdesk.core.carrier import Capability, Service
from shipdesk.core.connector import Connector, Rate
from shipdesk.core.errors import CarrierError, InputError, NetworkError, SetupError, ShipDeskError
from shipdesk.core.shipment import Shipment
from shipdesk.settings.known_services import KnownServices
from shipdesk.usecases.desk import Desk
from shipdesk.usecases.services import Told, ask, last_known, offers, telling
from tests.usecases.desks import ScriptedCarrier, open_bench, sample

OWN = (Service("FAR/REG", "Far Reg"), Service("NEAR/REG", "Near Reg"), Service("NEAR/YES", "Near Yes"))
LIVE = (Service("FAR/ECO", "Our economy"), Service("FAR/REG", "Our regular"))


@dataclass
class Offerer(ScriptedCarrier):
    live: list[Service] = field(default_factory=list)
    prices: list[Rate] = field(default_factory=list)
    fault: ShipDeskError | None = None
    ways: list[tuple[str, str]] = field(default_factory=list)

    def services(self, origin: str, destination: str) -> list[Service]:
        self.ways.append((origin, destination))
        if self.fault:
            raise self.fault
        return self.live

    def rates(self, shipment: Shipment) -> list[Rate]:
        assert shipment.service == ""
        if self.fault:
            raise self.fault
        return self.prices


@dataclass
class Offered:
    desk: Desk
    carrier: Offerer
    known: KnownServices


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Offered]:
    with open_bench(tmp_path / "home") as bench:
        carrier = Offerer()
        connector: Connector = carrier
        able = frozenset({Capability.SERVICES, Capability.RATES})
        record = replace(bench.desk.records["jumppoint"], services=OWN, capabilities=able)
        desk = replace(bench.desk, records={"jumppoint": record}, connector=lambda _carrier: connector)
        yield Offered(desk, carrier, KnownServices(tmp_path / "services.json"))


def codes(one: Offered, told: Told | None) -> list[tuple[str, str]]:
    found = offers(one.desk.records["jumppoint"], told)
    return [(offer.service.code, offer.service.name) for offer in found]


def test_what_is_told_takes_the_place_of_its_kind_alone(one: Offered) -> None:
    one.carrier.live = list(LIVE)
    told = ask(one.desk, one.known, "jumppoint", sample())
    assert one.carrier.ways == [("HK", "MY")]
    assert codes(one, told) == [
        ("FAR/ECO", "Our economy"), ("FAR/REG", "Our regular"), ("NEAR/REG", "Near Reg"), ("NEAR/YES", "Near Yes"),
    ]  # fmt: skip


@pytest.mark.parametrize("fault", [NetworkError("x"), CarrierError("x"), SetupError("x"), InputError("x")])
def test_without_an_answer_the_last_one_is_offered_for_its_own_way(one: Offered, fault: ShipDeskError) -> None:
    one.carrier.live = list(LIVE)
    ask(one.desk, one.known, "jumppoint", sample())
    one.carrier.fault = fault
    assert ask(one.desk, one.known, "jumppoint", sample()).services == LIVE
    assert last_known(one.desk, one.known, "jumppoint", sample()).services == LIVE
    elsewhere = sample("jumppoint-germany")
    assert codes(one, ask(one.desk, one.known, "jumppoint", elsewhere)) == [(own.code, own.name) for own in OWN]


def test_prices_stand_at_their_services_the_cheapest_first(one: Offered) -> None:
    one.carrier.prices = [
        Rate("NEAR/REG", "Near Reg", Decimal(18000), "IDR", 2, 3),
        Rate("NEAR/TRUCK", "By truck", Decimal(9000), "IDR"),
    ]
    told = ask(one.desk, one.known, "jumppoint", sample())
    found = offers(one.desk.records["jumppoint"], told)
    assert [(offer.service.code, offer.rate and offer.rate.amount) for offer in found] == [
        ("NEAR/TRUCK", 9000), ("NEAR/REG", 18000), ("FAR/REG", None), ("NEAR/YES", None),
    ]  # fmt: skip


def test_who_has_no_account_or_nothing_to_tell_is_not_asked(one: Offered) -> None:
    assert telling(one.desk) == ["jumppoint"]
    mute = replace(one.desk.records["jumppoint"], capabilities=frozenset({Capability.TRACK}))
    assert telling(replace(one.desk, records={"jumppoint": mute})) == []
