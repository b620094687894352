"""Real servers on the loopback that behave as badly as a test wants, and tell what reached them."""

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from shipdesk.core.carrier import Account
from shipdesk.transport.client import AccountClient

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n" + b'{"status": true}'


class Peer:
    """Accepts connections and hands each to `talk`; `received` holds all bytes that came, a list per connection."""

    def __init__(self, talk: Callable[["Peer", socket.socket], None], context: ssl.SSLContext | None = None) -> None:
        self._talk = talk
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._open: list[socket.socket] = []
        self.received: list[bytearray] = []
        self.first_byte = threading.Event()
        self.connected = threading.Event()
        self._accepting = threading.Thread(target=self._accept)
        self._accepting.start()

    @property
    def port(self) -> int:
        port: int = self._listener.getsockname()[1]
        return port

    @property
    def url(self) -> str:
        return f"{'https' if self._context else 'http'}://127.0.0.1:{self.port}"

    def _accept(self) -> None:
        while True:
            try:
                one, _ = self._listener.accept()
            except OSError:
                return
            self.received.append(bytearray())
            self._open.append(one)
            thread = threading.Thread(target=self._serve, args=(one, self.received[-1]))
            self._threads.append(thread)
            thread.start()

    def _serve(self, one: socket.socket, seen: bytearray) -> None:
        try:
            if self._context:
                one = self._context.wrap_socket(one, server_side=True)
                self._open.append(one)
            self.connected.set()
            self._talk(self, _Seeing(one, seen, self.first_byte))  # type: ignore[arg-type]
        except OSError:
            pass
        finally:
            one.close()

    def close(self) -> None:
        """Hang up on everybody and wait until all is read; a second time does nothing."""
        for one in (self._listener, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in (self._accepting, *self._threads):
            thread.join()


class _Seeing:
    """A socket that remembers what it received."""

    def __init__(self, inner: socket.socket, seen: bytearray, first_byte: threading.Event) -> None:
        self.inner = inner
        self._seen = seen
        self._first_byte = first_byte

    def recv(self, most: int) -> bytes:
        data = self.inner.recv(most)
        self._seen += data
        if data:
            self._first_byte.set()
        return data

    def sendall(self, data: bytes) -> None:
        self.inner.sendall(data)


@contextmanager
def peer(talk: Callable[[Peer, socket.socket], None], context: ssl.SSLContext | None = None) -> Iterator[Peer]:
    server = Peer(talk, context)
    try:
        yield server
    finally:
        server.close()


def read_request(one: socket.socket) -> bytes:
    """A whole request: the head, and as much body as it says."""
    data = b""
    while b"\r\n\r\n" not in data:
        if not (more := one.recv(65536)):
            return data
        data += more
    head, _, body = data.partition(b"\r\n\r\n")
    length = next((int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0)
    while len(body) < length and (more := one.recv(65536)):
        body += more
    return head + b"\r\n\r\n" + body


def answering(*answers: bytes) -> Callable[[Peer, socket.socket], None]:
    """Answers each request of any connection with the next of `answers`, the last one for ever."""
    left = list(answers)

    def talk(_: Peer, one: socket.socket) -> None:
        while read_request(one):
            one.sendall(left.pop(0) if len(left) > 1 else left[0])

    return talk


def reset(one: socket.socket) -> None:
    """Close so that the other side sees a reset."""
    inner = getattr(one, "inner", one)
    inner.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    inner.close()


def http(status: str, body: bytes = b"{}", headers: str = "") -> bytes:
    """An answer as bytes."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    return head.encode() + body


@contextmanager
def client_of(url: str, *, total_s: float = 10.0, secrets: tuple[str, ...] = ()) -> Iterator[AccountClient]:
    client = AccountClient(url, lambda: secrets, total_s=total_s)
    try:
        yield client
    finally:
        client.close()


def booking(client: AccountClient, body: bytes = b'{"a": 1}') -> httpx.Request:
    return client.request("POST", "booking", content=body, headers={"Content-Type": "application/json"})


def account(base_url: str, kept: dict[str, str] | None = None, **settings: str) -> Account:
    """An account whose secrets are in `kept`."""
    secrets = {} if kept is None else kept
    return Account("jumppoint", "custom", base_url, settings, lambda name: secrets.get(name, ""), secrets.__setitem__)


def self_signed(folder: Path) -> ssl.SSLContext:
    """A server's context with a certificate that nobody trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    plain = serialization.NoEncryption()
    file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
