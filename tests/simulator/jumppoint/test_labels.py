"""The label's file: a real PDF with a barcode that scans, behind an address that expires."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import httpx
import pypdfium2 as pdfium
import zxingcpp

from tests.simulator_process import Simulator

DOTS_PER_MM = 8


def url_of(client: httpx.Client, order_no: str) -> str:
    return str(client.get("/shipments/shipment-label", params={"orderNo": order_no}).json()["data"]["url"])


def fetch(url: str, **headers: str) -> httpx.Response:
    return httpx.get(url, headers=headers, trust_env=False)


def picture(content: bytes) -> Any:
    """The page as a label printer of 203 dpi would see it, in grey."""
    with pdfium.PdfDocument(content) as document:
        assert len(document) == 1
        width, height = document[0].get_size()
        assert abs(width - 100 / 25.4 * 72) < 0.01
        assert abs(height - 150 / 25.4 * 72) < 0.01
        # A hair less than 8 dots/mm, or the page comes out 801 dots wide and everything on it is stretched to fit.
        image = document[0].render(scale=0.99999 * DOTS_PER_MM * 25.4 / 72, grayscale=True).to_pil()
    assert image.size == (100 * DOTS_PER_MM, 150 * DOTS_PER_MM)
    return image


def test_the_barcode_is_the_number(client: httpx.Client, order_no: str) -> None:
    page = picture(fetch(url_of(client, order_no)).content)
    codes = zxingcpp.read_barcodes(page)
    assert [code.text for code in codes] == [order_no]


def test_bars_are_whole_printer_dots(client: httpx.Client, order_no: str) -> None:
    page = picture(fetch(url_of(client, order_no)).content)
    row = [page.getpixel((x, (150 - 20) * DOTS_PER_MM)) for x in range(page.width)]
    assert set(row) == {0, 255}
    edges = [x for x in range(1, page.width) if row[x] != row[x - 1]]
    assert {(right - left) % 3 for left, right in pairwise(edges)} == {0}
    assert min(edges[0], page.width - edges[-1]) >= 30


def test_what_a_person_reads(client: httpx.Client, booking: Callable[..., Any]) -> None:
    form = booking(receiver__name="เจอร์รี่ ลี")
    order_no = client.post("/booking", json=form).json()["data"]["orderNo"]
    with pdfium.PdfDocument(fetch(url_of(client, order_no)).content) as document:
        text = document[0].get_textpage().get_text_range()
    for words in ("TRAINING", order_no, "REF00001008", "COD 25 THB", "25.2 kg", "Tommy Lee", "香港葵涌", "Air"):
        assert words in text


def test_a_prepaid_label_asks_for_no_money(client: httpx.Client, booking: Callable[..., Any]) -> None:
    form = booking(paymentMethod="PP", codValue=None, codValueCurrency=None)
    order_no = client.post("/booking", json=form).json()["data"]["orderNo"]
    with pdfium.PdfDocument(fetch(url_of(client, order_no)).content) as document:
        assert "COD" not in document[0].get_textpage().get_text_range()


def test_a_long_address_is_set_smaller(client: httpx.Client, booking: Callable[..., Any]) -> None:
    form = booking(receiver__address="322/16 Biz Galleria, Nuanchan, " * 15 + "THE END")
    order_no = client.post("/booking", json=form).json()["data"]["orderNo"]
    with pdfium.PdfDocument(fetch(url_of(client, order_no)).content) as document:
        text = document[0].get_textpage().get_text_range()
    assert "THE END" in text
    assert "+66-892405092" in text


def test_an_endless_address_leaves_the_barcode_alone(client: httpx.Client, booking: Callable[..., Any]) -> None:
    form = booking(receiver__address="322/16 Biz Galleria " * 500, sender__address="香" * 900)
    order_no = client.post("/booking", json=form).json()["data"]["orderNo"]
    page = picture(fetch(url_of(client, order_no)).content)
    assert [code.text for code in zxingcpp.read_barcodes(page)] == [order_no]
    between_rule_and_bars = page.crop((0, int(111.5 * DOTS_PER_MM), page.width, int(114.5 * DOTS_PER_MM)))
    assert between_rule_and_bars.getextrema() == (255, 255)


def test_the_address_expires(client: httpx.Client, simulator: Simulator, order_no: str) -> None:
    simulator.control("jumppoint/settings", label_seconds=0)
    answer = fetch(url_of(client, order_no))
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("application/xml")
    assert "<Message>Request has expired</Message>" in answer.text


def test_a_token_beside_the_signature_is_refused(client: httpx.Client, order_no: str) -> None:
    answer = fetch(url_of(client, order_no), Authorization=client.headers["Authorization"])
    assert answer.status_code == 400
    assert "<Code>InvalidArgument</Code>" in answer.text


def test_another_parcels_signature_opens_nothing(client: httpx.Client, booking: Callable[..., Any]) -> None:
    one, other = (
        client.post("/booking", json=booking(referenceNo=name)).json()["data"]["orderNo"] for name in ("A", "B")
    )
    assert fetch(url_of(client, one).replace(one, other)).status_code == 403
    assert fetch(url_of(client, one).partition("?")[0]).status_code == 403


def test_a_file_that_is_gone(client: httpx.Client, simulator: Simulator, order_no: str) -> None:
    url = url_of(client, order_no)
    simulator.control("reset")
    answer = fetch(url)
    assert (answer.status_code, "<Code>NoSuchKey</Code>" in answer.text) == (404, True)


def test_the_label_of_the_shipment_answer_opens_too(client: httpx.Client, order_no: str) -> None:
    url = client.get("/shipments", params={"orderNo": order_no}).json()["data"]["shipmentLabel"]
    assert fetch(url).content.startswith(b"%PDF")
