"""The label's file: null until it is ready, then a real PDF with a barcode that scans."""

import httpx
import pypdfium2 as pdfium
import pytest
import zxingcpp

from tests.simulator.ceva.conftest import Json, Make
from tests.simulator_process import Simulator

SCALE = 0.99999 * 8 * 25.4 / 72


def fetch(client: httpx.Client, order: Json) -> bytes:
    url = client.get(f"/orders/{order['id']}/label").json()["labelUrl"]
    answer = httpx.get(url, trust_env=False)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    return answer.content


def test_the_barcode_is_the_number(client: httpx.Client, order: Json) -> None:
    with pdfium.PdfDocument(fetch(client, order)) as document:
        assert len(document) == 1
        page = document[0].render(scale=SCALE, grayscale=True).to_pil()
    assert page.size == (800, 1200)
    assert [code.text for code in zxingcpp.read_barcodes(page)] == [order["trackingNumber"]]
    row = [page.getpixel((x, (150 - 20) * 8)) for x in range(page.width)]
    edges = [x for x in range(1, page.width) if row[x] != row[x - 1]]
    assert min(edges[0], page.width - edges[-1]) >= 20


@pytest.mark.parametrize("table", ["cross_border", "domestic"])
def test_what_a_person_reads(client: httpx.Client, request: pytest.FixtureRequest, table: str) -> None:
    make: Make = request.getfixturevalue(table)
    form = make(paymentType="cod", codValue=25.5, codCurrency="SGD", consigneeName="เจอร์รี่ ลี")
    path = {"cross_border": "/orders/crossBorder", "domestic": "/orders/domestic"}[table]
    order = client.post(path, json=[form]).json()["data"][0]
    with pdfium.PdfDocument(fetch(client, order)) as document:
        text = document[0].get_textpage().get_text_range()
    for words in ("TRAINING", order["trackingNumber"], form["orderCode"], "COD 25.5 SGD", form["serviceLevel"]):
        assert words in text


def test_it_is_null_until_it_is_ready(client: httpx.Client, simulator: Simulator, order: Json) -> None:
    simulator.control("ceva/settings", label_ready_after=2)
    path = f"/orders/{order['id']}"
    assert client.get(path).json()["labelPath"] == ""
    urls = [client.get(f"{path}/label").json()["labelUrl"] for _ in range(3)]
    assert urls[:2] == [None, None]
    assert urls[2] == client.get(path).json()["labelPath"]
    assert fetch(client, order).startswith(b"%PDF")


def test_a_file_that_is_gone(client: httpx.Client, simulator: Simulator, order: Json) -> None:
    url = client.get(f"/orders/{order['id']}/label").json()["labelUrl"]
    simulator.control("reset")
    assert httpx.get(url, trust_env=False).status_code == 404
