"""A thermal printer on a TCP port, and labels read back from its stream by a library that is not ours."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image
from zebrafy.zebrafy_zpl import ZebrafyZPL

from shipdesk.core.pages import PageSize, Raster

READY = b"\x02030,0,0,1245,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
NO_PAPER = READY.replace(b"030,0,0", b"030,1,0")
HEAD_OPEN = READY.replace(b"\x02000,0,0,0", b"\x02000,0,1,0")
BUSY = READY.replace(b"1245,000", b"1245,001")


class Zebra(socketserver.ThreadingTCPServer):
    """Keeps what each connection sent. It answers ~HS with `status`, or not at all when that is None.

    Once a label is there, `after` is what it answers, one for each ~HS and its last one from then on.
    """

    daemon_threads = False
    allow_reuse_address = True

    def __init__(self, status: bytes | None, after: tuple[bytes | None, ...], port: int) -> None:
        super().__init__(("127.0.0.1", port), _Connection)
        self.status, self.after = status, list(after)
        self.jobs: list[bytes] = []
        self.asked = 0
        """How often it was asked after a label had come."""
        self.received = threading.Event()

    def answer(self, *, has_label: bool) -> bytes | None:
        """What it says of itself at this moment."""
        if has_label and self.after:
            self.asked += 1
            self.status = self.after.pop(0)
        return self.status


class _Connection(socketserver.BaseRequestHandler):
    server: Zebra

    def handle(self) -> None:
        data = b""
        while chunk := self.request.recv(65536):
            data += chunk
            while b"~HS" in data:
                data = data.replace(b"~HS", b"", 1)
                if (said := self.server.answer(has_label=bool(data))) is not None:
                    self.request.sendall(said)
        if data:
            self.server.jobs.append(data)
            self.server.received.set()


@contextmanager
def zebra(status: bytes | None = READY, *after: bytes | None, port: int = 0) -> Iterator[Zebra]:
    """A running printer; its `server_address` is its host and port, any free one without `port`."""
    server = Zebra(status, after, port)
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
    """Each graphic at its place; what lies beyond the label, where a row is no whole number of bytes, is white."""
    width, height = (int(re.findall(rf"\^{command}(\d+)", text)[0]) for command in ("PW", "LL"))
    sheet = Image.new("L", ((width + 7) // 8 * 8, height), 255)
    bottom = 0
    for left, top, graphic in re.findall(r"\^FO(\d+),(\d+)(\^GF.*?\^FS)", text, re.DOTALL):
        [picture] = ZebrafyZPL(graphic, dpi=dpi).to_images()
        sheet.paste(picture.convert("L"), (int(left), int(top)))
        assert int(top) == bottom, "each graphic begins where the one above it ends"
        bottom += picture.height
    assert bottom == height
    beyond = sheet.crop((width, 0, sheet.width, height))
    assert not beyond.size[0] or beyond.getextrema() == (255, 255)
    pixels = sheet.crop((0, 0, width, height)).tobytes()
    return Raster(pixels, width, height, dpi, PageSize(width * 25.4 / dpi, height * 25.4 / dpi))
