"""Airwaybills: given or of its own, and what the answer to an order id that there is says of them."""

from tests.simulator.jne.conftest import Jne
from tests.simulator_process import Simulator


def number_of(answer: dict[str, list[dict[str, str]]], key: str = "cnote_no") -> str:
    return answer["detail"][0][key]


def test_each_flow_has_its_own_order_ids(jne: Jne, simulator: Simulator) -> None:
    first = number_of(jne.book("generatecnote", OLSHOP_ORDERID="A"))
    second = number_of(jne.book("pickupcashless", ORDER_ID="A", AWB=None))
    assert first != second
    assert simulator.control()["carriers"]["jne"]["references"] == {"A": 2}


def test_a_duplicate_tells_the_number_there_is(jne: Jne) -> None:
    number = number_of(jne.book("pickupcashless", AWB=None))
    for sent in (None, "5403212200022724"):
        assert number_of(jne.book("pickupcashless", AWB=sent), "cnote") == number


def test_or_the_number_that_was_sent(jne: Jne, simulator: Simulator) -> None:
    simulator.control("jne/settings", duplicate_cnote="sent")
    jne.book("pickupcashless", AWB=None)
    assert number_of(jne.book("pickupcashless", AWB="5403212200022724"), "cnote") == "5403212200022724"
    assert number_of(jne.book("pickupcashless", AWB=None), "cnote") is None
    number = number_of(jne.book("generatecnote"))
    assert number_of(jne.book("generatecnote")) == number


def test_an_airwaybill_is_used_once(jne: Jne, simulator: Simulator) -> None:
    assert number_of(jne.book("pickupcashless", ORDER_ID="A", AWB="5403212200022724")) == "5403212200022724"
    answer = jne.book("pickupcashless", ORDER_ID="B", AWB="5403212200022724")
    assert (answer["detail"][0]["status"], answer["detail"][0]["cnote"]) == ("Error", None)
    assert simulator.control()["carriers"]["jne"]["references"] == {"A": 1}
