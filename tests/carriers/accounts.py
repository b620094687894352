"""Accounts at the simulated carriers."""

from shipdesk.core.carrier import Account
from tests.simulator_process import Simulator


def account_at(simulator: Simulator, carrier: str, secrets: dict[str, str], settings: dict[str, str]) -> Account:
    """An account whose secrets are in `secrets`, which is also where it keeps what it learns."""
    base_url = f"{simulator.url}/{carrier}"
    return Account(carrier, "custom", base_url, settings, lambda name: secrets.get(name, ""), secrets.__setitem__)
