"""A thermal printer on a TCP port, and a reader of ^GFA written from the guide alone."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from shipdesk.core.pages import PageSize, Raster

READY = b"\x02030,0,0,1245,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
NO_PAPER = READY.replace(b"030,0,0", b"030,1,0")
HEAD_OPEN = READY.replace(b"\x02000,0,0,0", b"\x02000,0,1,0")


class Zebra(socketserver.ThreadingTCPServer):
    """Keeps what each connection sent; answers ~HS with `status`, or not at all when that is None."""

    daemon_threads = False
    allow_reuse_address = True

    def __init__(self, status: bytes | None) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.status = status
        self.jobs: list[bytes] = []
        self.received = threading.Event()


class _Connection(socketserver.BaseRequestHandler):
    server: Zebra

    def handle(self) -> None:
        data, answered = b"", False
        while chunk := self.request.recv(65536):
            data += chunk
            if self.server.status and not answered and b"~HS" in data:
                self.request.sendall(self.server.status)
                answered = True
        self.server.jobs.append(data.replace(b"~HS", b"", 1))
        self.server.received.set()


@contextmanager
def zebra(status: bytes | None = READY) -> Iterator[Zebra]:
    """A running printer; its `server_address` is its host and port."""
    server = Zebra(status)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def labels(zpl: bytes, dpi: int = 203) -> list[Raster]:
    """The labels in a stream, dot for dot, as the head would burn them."""
    return [_label(text, dpi) for text in re.findall(r"\^XA(.*?)\^XZ", zpl.decode("ascii"), re.DOTALL)]


def _label(text: str, dpi: int) -> Raster:
    width, height = (int(re.findall(rf"\^{command}(\d+)", text)[0]) for command in ("PW", "LL"))
    [(total, row_bytes, data)] = re.findall(r"\^GFA,\d+,(\d+),(\d+),([^\^]*)\^FS", text)
    digits = 2 * int(row_bytes)
    rows: list[str] = []
    at = 0
    while at < len(data):
        if data[at] == ":":
            rows.append(rows[-1])
            at += 1
            continue
        end = data.find(",", at, at + digits)
        row, at = (data[at : at + digits], at + digits) if end < 0 else (data[at:end], end + 1)
        rows.append(row.ljust(digits, "0"))
    assert len(rows) == height
    assert int(total) == height * int(row_bytes)
    bits = (f"{int(row, 16):0{digits * 4}b}"[:width] for row in rows)
    pixels = b"".join(bytes(0 if bit == "1" else 255 for bit in line) for line in bits)
    return Raster(pixels, width, height, dpi, PageSize(width * 25.4 / dpi, height * 25.4 / dpi))
