"""Webhooks at the carriers, over real HTTP at the simulated ones: also when an answer gets lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from shipdesk.app import open_accounts, open_desk
from shipdesk.core.errors import CarrierError, InputError, NetworkError, SetupError
from shipdesk.settings.accounts import CarrierAccounts
from shipdesk.settings.paths import open_home
from shipdesk.settings.store import SettingsStore
from shipdesk.usecases.desk import Desk
from shipdesk.usecases.inbound import subscribe
from tests.simulator_process import Simulator, start_simulator

URL = "https://hooks.example.com/hooks/"
BOTH = pytest.mark.parametrize("carrier", ["jumppoint", "ceva"])
SECRETS = {"jumppoint": "webhook_secret", "ceva": "webhook_key"}
ENDPOINTS = {"jumppoint": "POST /webhooks", "ceva": "POST /event-subscriptions"}


@dataclass
class Bench:
    desk: Desk
    accounts: CarrierAccounts
    settings: SettingsStore
    carriers: Simulator

    def listed(self, carrier: str) -> list[str]:
        return [one.url for one in subscribe.webhooks(self.desk, carrier)]

    def secrets(self, carrier: str) -> tuple[str, ...]:
        return self.accounts.secrets(carrier, SECRETS[carrier])

    def fault(self, *rules: dict[str, Any]) -> None:
        self.carriers.control("faults", list(rules))


@pytest.fixture(scope="module")
def carriers() -> Iterator[Simulator]:
    with start_simulator() as running:
        yield running


@pytest.fixture
def bench(tmp_path: Path, carriers: Simulator) -> Iterator[Bench]:
    carriers.control("reset", {})
    home = open_home(tmp_path / "home")
    settings = SettingsStore(home.settings)
    accounts = open_accounts(home, settings)
    accounts.set("jumppoint", {"environment": "custom", "base_url": f"{carriers.url}/jumppoint", "username": "clerk"})
    ceva = {"email": "clerk@example.com", "client_slug": "training"}
    accounts.set("ceva", {"environment": "custom", "base_url": f"{carriers.url}/ceva", **ceva})
    for carrier in SECRETS:
        accounts.set_secret(carrier, "password", "right-password")
    with open_desk(home.root) as desk:
        yield Bench(desk, accounts, settings, carriers)


@BOTH
def test_one_is_registered_changed_and_deleted_and_its_secret_kept(bench: Bench, carrier: str) -> None:
    assert bench.listed(carrier) == []
    told = subscribe.register(bench.desk, carrier, f" {URL}{carrier} ")
    assert "sends to" in told
    assert bench.listed(carrier) == [URL + carrier]
    (secret,) = bench.secrets(carrier)
    (one,) = subscribe.webhooks(bench.desk, carrier)
    assert one.secret == ""
    assert secret not in told
    subscribe.change(bench.desk, carrier, one.id, f"{URL}{carrier}/new")
    (moved,) = subscribe.webhooks(bench.desk, carrier)
    assert moved.url == f"{URL}{carrier}/new"
    subscribe.delete(bench.desk, carrier, moved.id)
    assert bench.listed(carrier) == []


def test_what_is_registered_already_is_not_registered_twice(bench: Bench) -> None:
    subscribe.register(bench.desk, "jumppoint", URL)
    with pytest.raises(InputError, match=r"has .* already"):
        subscribe.register(bench.desk, "jumppoint", URL)
    assert bench.listed("jumppoint") == [URL]


def test_the_key_of_one_that_is_there_is_learned(bench: Bench) -> None:
    subscribe.register(bench.desk, "ceva", URL)
    kept = bench.secrets("ceva")
    bench.accounts.forget_secret("ceva", "webhook_key")
    subscribe.register(bench.desk, "ceva", URL)
    assert (bench.secrets("ceva"), bench.listed("ceva")) == (kept, [URL])


def test_an_answer_that_is_lost_with_its_secret_is_told_with_what_to_do(bench: Bench) -> None:
    bench.fault({"carrier": "jumppoint", "endpoint": ENDPOINTS["jumppoint"], "fault": "lose_answer"})
    with pytest.raises(CarrierError, match="delete it and register it again"):
        subscribe.register(bench.desk, "jumppoint", URL)
    assert bench.listed("jumppoint") == [URL]


def test_an_answer_that_is_lost_does_no_harm_where_the_key_is_listed(bench: Bench) -> None:
    bench.fault({"carrier": "ceva", "endpoint": ENDPOINTS["ceva"], "fault": "lose_answer"})
    assert "the secret is kept" in subscribe.register(bench.desk, "ceva", URL)
    assert (len(bench.secrets("ceva")), bench.listed("ceva")) == (1, [URL])


@BOTH
def test_what_did_not_arrive_is_told_as_not_registered(bench: Bench, carrier: str) -> None:
    bench.fault({"carrier": carrier, "endpoint": ENDPOINTS[carrier], "fault": "reset_before"})
    with pytest.raises(NetworkError, match=r"has not registered .*; try again"):
        subscribe.register(bench.desk, carrier, URL)
    assert (bench.listed(carrier), bench.secrets(carrier)) == ([], ())


def test_what_nobody_can_say_is_told_so(bench: Bench) -> None:
    bench.fault(
        {"carrier": "jumppoint", "endpoint": ENDPOINTS["jumppoint"], "fault": "lose_answer"},
        {"carrier": "jumppoint", "endpoint": "GET /webhooks", "fault": "status", "code": 400, "skip": 1, "times": None},
    )
    with pytest.raises(NetworkError, match="look at the list before you try again"):
        subscribe.register(bench.desk, "jumppoint", URL)


@pytest.mark.parametrize("url", ["", "hooks.example.com", "https://", "https://a b/", "ftp://a.example.com"])
def test_what_is_no_url_is_told_before_anybody_is_asked(bench: Bench, url: str) -> None:
    with pytest.raises(InputError, match=r"is no URL; write it like https://hooks.example.com/hooks/ceva"):
        subscribe.register(bench.desk, "ceva", url)
    assert bench.carriers.control("requests") == []


def test_the_carriers_refusal_is_in_its_own_words(bench: Bench) -> None:
    with pytest.raises(CarrierError, match="https"):
        subscribe.register(bench.desk, "jumppoint", "http://hooks.example.com/hooks/jumppoint")


def test_the_address_below_the_public_one_is_proposed_else_the_receivers(bench: Bench) -> None:
    assert subscribe.proposed_url(bench.desk, bench.settings, "ceva") == "http://127.0.0.1:8470/hooks/ceva"
    bench.settings.set({"receive_host": "::", "receive_port": "9000"})
    assert subscribe.proposed_url(bench.desk, bench.settings, "ceva") == "http://[::]:9000/hooks/ceva"
    bench.accounts.set("ceva", {"public_url": "https://one.example.com/"})
    for carrier in SECRETS:
        proposed = subscribe.proposed_url(bench.desk, bench.settings, carrier)
        assert proposed == f"https://one.example.com/hooks/{carrier}"
    bench.accounts.set("jumppoint", {"public_url": "https://two.example.com"})
    proposed = subscribe.proposed_url(bench.desk, bench.settings, "jumppoint")
    assert proposed == "https://two.example.com/hooks/jumppoint"
    with pytest.raises(InputError, match="must start with https://"):
        bench.accounts.set("ceva", {"public_url": "http://hooks.example.com"})


def test_a_carrier_without_webhooks_or_account_is_told(bench: Bench, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="JNE has no webhooks"):
        subscribe.webhooks(bench.desk, "jne")
    with open_desk(tmp_path / "other") as desk, pytest.raises(SetupError, match="no CEVA account"):
        subscribe.webhooks(desk, "ceva")
