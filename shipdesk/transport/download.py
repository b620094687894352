"""Fetches a file from a URL that a carrier gave: a stranger's URL, so no token goes there, and not everywhere."""

from __future__ import annotations

import ipaddress
import socket

import httpx

from shipdesk.core.connector import LabelFile
from shipdesk.core.errors import CarrierError, NetworkError
from shipdesk.transport.client import AccountClient
from shipdesk.transport.sending import Answer, ask_once

#: The most that is taken of a file, in bytes.
MOST = 20 * 1024 * 1024
_KINDS = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"^XA": "application/zpl"}
_PORTS = {"https": 443, "http": 80}
_REFUSED = "The carrier gave an address for the file that is not fetched"

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class ExpiredError(CarrierError):
    """The URL no longer leads to the file: ask the carrier for a new one."""


def download_label(client: AccountClient, url: str, *, plain_http: bool = False) -> LabelFile:
    """The label at `url`, without the account's token.

    Over https (`plain_http`: where the carrier's document shows http), to public addresses only, unless it is the
    account's own host; no redirects; at most 20 MiB.

    Raises:
        ExpiredError: the answer was 403, 404 or 410.
        CarrierError: the URL may not be fetched, or what is there is no label.
        NetworkError: no answer, or none in time.
    """
    answer = ask_once(client, _request(client, url, plain_http=plain_http), most=MOST)
    if not isinstance(answer, Answer):
        raise NetworkError(answer.error)
    if answer.status in (403, 404, 410):
        raise ExpiredError(f"The label's address has expired (status {answer.status}); ask for it again.")
    if answer.status != 200:
        raise CarrierError(f"The label could not be fetched (status {answer.status}).")
    media_type = next((kind for mark, kind in _KINDS.items() if answer.body.lstrip()[:8].startswith(mark)), "")
    if not media_type:
        raise CarrierError("What the carrier sent as a label is neither a PDF nor a PNG nor ZPL.")
    return LabelFile(answer.body, media_type)


def _request(client: AccountClient, url: str, *, plain_http: bool) -> httpx.Request:
    """The request, to the very address that was looked at: a name may lead elsewhere a moment later."""
    try:
        target = httpx.URL(url)
    except (httpx.InvalidURL, TypeError, ValueError) as fault:
        raise CarrierError(f"{_REFUSED}: it is no web address.") from fault
    if target.scheme not in _PORTS or not target.host or target.userinfo:
        raise CarrierError(f"{_REFUSED}: it is no web address.")
    own = client.base_url
    if (target.scheme, target.host, target.port) == (own.scheme, own.host, own.port):
        return client.asking.build_request("GET", target)
    address = _addresses(target)[0]
    homely = _is_private(own)
    if not address.is_global and not (homely and address.is_loopback == _is_loopback(own)):
        raise CarrierError(f"{_REFUSED}: {target.host} is inside a private network.")
    if target.scheme != "https" and not plain_http and not (homely and not address.is_global):
        raise CarrierError(f"{_REFUSED}: it is not https.")
    port = f":{target.port}" if target.port else ""
    return client.asking.build_request(
        "GET",
        target.copy_with(host=str(address)),
        headers={"Host": f"{target.host}{port}"},
        extensions={"sni_hostname": target.host},
    )


def _addresses(target: httpx.URL) -> list[Address]:
    port = target.port or _PORTS[target.scheme]
    try:
        found = socket.getaddrinfo(target.host, port, type=socket.SOCK_STREAM)
    except OSError as fault:
        raise NetworkError(f"No connection to {target.host}: its name is not known.") from fault
    return [ipaddress.ip_address(one[4][0]) for one in found]


def _is_private(own: httpx.URL) -> bool:
    return any(not address.is_global for address in _addresses(own))


def _is_loopback(own: httpx.URL) -> bool:
    return any(address.is_loopback for address in _addresses(own))
