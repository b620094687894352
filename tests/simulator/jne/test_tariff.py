"""Prices by pair and weight."""

import pytest

from tests.simulator.jne.conftest import Jne
from tests.simulator_process import Simulator

ASKED = {"username": "training", "api_key": "training", "from": "CGK10000", "thru": "BDO10000", "weight": "1"}
NO_PRICE = {"error": "Price Not Found.", "status": False}


def prices(jne: Jne, **changes: str) -> dict[str, str]:
    """Price by service code."""
    rows = jne.post("/tracing/api/pricedev", {**ASKED, **changes})["price"]
    return {row["service_code"]: row["price"] for row in rows}


def test_by_weight(jne: Jne) -> None:
    one, more = prices(jne), prices(jne, weight="1.2")
    assert (one["REG19"], more["REG19"]) == ("12000", "24000")
    assert more["JTR<130"] == one["JTR<130"]
    assert prices(jne, weight="2") == more


def test_by_distance(jne: Jne) -> None:
    far = jne.post("/tracing/api/pricedev", {**ASKED, "thru": "AMI20508"})["price"]
    regular = next(row for row in far if row["service_code"] == "REG19")
    assert (regular["destination_name"], regular["price"]) == ("MOYOHULU,SUMBAWABESAR", "30000")
    assert (regular["etd_from"], regular["etd_thru"], regular["times"]) == ("4", "5", "D")
    back = prices(jne, **{"from": "AMI20508", "thru": "CGK10000"})
    assert back == {row["service_code"]: row["price"] for row in far}


@pytest.mark.parametrize("field", ["from", "thru", "weight"])
@pytest.mark.parametrize("value", ["", "XXX10000", "-1", "1,5"])
def test_no_price(jne: Jne, field: str, value: str) -> None:
    assert jne.post("/tracing/api/pricedev", {**ASKED, field: value}) == NO_PRICE


def test_a_wrong_key(jne: Jne) -> None:
    answer = jne.post("/tracing/api/pricedev", {**ASKED, "api_key": "wrong"})
    assert answer == {"error": "Username Or API KEY Not Found.", "status": False}


def test_every_place_is_priced(jne: Jne, simulator: Simulator) -> None:
    places = simulator.control()["carriers"]["jne"]["places"]
    assert {"CGK10000", "BDO10000", "SUB10000", "AMI20508", "TGR10000", "JOG10000", "DPS10000", "BTH10000"} <= {
        place["code"] for place in places
    }
    assert all(len(prices(jne, thru=place["code"])) == 8 for place in places)
