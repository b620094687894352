"""Where a label may be fetched from, and what counts as one."""

import pytest

from shipdesk.core.errors import CarrierError, NetworkError
from shipdesk.core.exchange import journal
from shipdesk.transport.download import MOST, ExpiredError, download_label
from tests.transport.peers import answering, client_of, http, peer

PDF = b"%PDF-1.7 a label"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(PDF, "application/pdf"), (b"\x89PNG\r\n\x1a\n...", "image/png"), (b"\n^XA^FDx^XZ", "application/zpl")],
)
def test_a_label_of_the_accounts_own_host(content: bytes, media_type: str) -> None:
    with peer(answering(http("200 OK", content))) as server, client_of(f"{server.url}/prefix") as client:
        label = download_label(client, f"{server.url}/files/label?X-Amz-Signature=abc")
        assert (label.content, label.media_type) == (content, media_type)
        assert b"authorization" not in server.received[0].lower()


def test_another_port_of_the_loopback_when_the_account_is_there_too() -> None:
    with peer(answering(http("200 OK", PDF))) as files, client_of("http://localhost:9") as client:
        assert download_label(client, files.url).content == PDF
        assert b"\r\nHost: 127.0.0.1:%d\r\n" % files.port in files.received[0]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/label.pdf",
        "https://127.0.0.1/label.pdf",
        "https://localhost/label.pdf",
        "https://[::1]/label.pdf",
        "https://[::ffff:127.0.0.1]/label.pdf",
        "https://10.0.0.8/label.pdf",
        "https://192.168.1.1/label.pdf",
        "https://169.254.169.254/latest/meta-data",
        "https://0.0.0.0/label.pdf",
        "http://93.184.216.34/label.pdf",
        "https://ann:pw@93.184.216.34/label.pdf",
        "file:///etc/passwd",
        "ftp://files.example/label.pdf",
        "\\\\host\\share\\label.pdf",
        "javascript:alert(1)",
        "lorem.com/bb321.pdf",
        "https://",
        "",
    ],
)
def test_where_a_public_account_does_not_go(url: str) -> None:
    with (
        client_of("https://93.184.216.1/") as client,
        journal() as exchanges,
        pytest.raises(CarrierError, match="not fetched"),
    ):
        download_label(client, url)
    assert exchanges == []


def test_an_account_on_the_loopback_opens_no_other_private_network() -> None:
    with client_of("http://127.0.0.1:9") as client, pytest.raises(CarrierError, match="private network"):
        download_label(client, "https://192.168.1.1/label.pdf")


def test_a_name_that_is_not_known() -> None:
    with client_of("http://127.0.0.1:9") as client, pytest.raises(NetworkError, match="not known"):
        download_label(client, "https://files.invalid/label.pdf")


def test_an_expired_url() -> None:
    body = b"<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>"
    with (
        peer(answering(http("403 Forbidden", body))) as server,
        client_of(server.url) as client,
        pytest.raises(ExpiredError),
    ):
        download_label(client, f"{server.url}/x")


@pytest.mark.parametrize("status", ["302 Found", "500 Oops"])
def test_other_answers_are_no_label_and_no_redirect_is_followed(status: str) -> None:
    with peer(answering(http("200 OK", PDF))) as elsewhere:
        moved = http(status, headers=f"Location: {elsewhere.url}/x\r\n")
        with (
            peer(answering(moved)) as server,
            client_of(server.url) as client,
            pytest.raises(CarrierError, match=status[:3]),
        ):
            download_label(client, f"{server.url}/x")
        assert elsewhere.received == []


def test_a_page_is_no_label() -> None:
    with (
        peer(answering(http("200 OK", b"<html>log in</html>"))) as server,
        client_of(server.url) as client,
        pytest.raises(CarrierError, match="neither a PDF"),
    ):
        download_label(client, f"{server.url}/x")


def test_a_huge_file_is_cut() -> None:
    huge = http("200 OK", PDF + b"x" * MOST)
    with (
        peer(answering(huge)) as server,
        client_of(server.url) as client,
        pytest.raises(NetworkError, match="longer than 20480 KiB"),
    ):
        download_label(client, f"{server.url}/x")
