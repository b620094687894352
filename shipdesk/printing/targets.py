"""Where a document can go, as it is written in the settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from shipdesk.printing.errors import PrinterRefused

RAW_PORT = 9100


@dataclass(frozen=True, slots=True)
class Queue:
    """A print queue of the system, by its name."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Folder:
    """A PDF printer: a file that ends in `.pdf`, or a folder that gets one file for each document."""

    path: Path

    def __str__(self) -> str:
        return f"file:{self.path}"


@dataclass(frozen=True, slots=True)
class RawZpl:
    """A thermal printer that takes ZPL on a TCP port; `dpi` is the resolution of its head (203, 300 or 600)."""

    host: str
    port: int = RAW_PORT
    dpi: int = 203

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"tcp://{host}:{self.port}" + ("" if self.dpi == 203 else f"?dpi={self.dpi}")


Target = Queue | Folder | RawZpl


def parse_target(text: str) -> Target:
    """Read `Zebra`, `file:/path/to/folder`, `file:/path/to/label.pdf` or `tcp://host:9100?dpi=300`.

    Raises:
        PrinterRefused: it is empty, or no address that can be printed to.
    """
    text = text.strip()
    if text.startswith("file:") and text != "file:":
        path = text.removeprefix("file:")
        return Folder(Path("/" + path.lstrip("/") if path.startswith("//") else path))
    if text.startswith("tcp:"):
        return _raw(text)
    if not text or text == "file:":
        raise PrinterRefused("No printer is chosen; choose one in Settings, Label printer.")
    return Queue(text)


def _raw(text: str) -> RawZpl:
    try:
        parts = urlsplit(text)
        dpi = int(parts.query.removeprefix("dpi=") or 203)
        host, port = parts.hostname, parts.port or RAW_PORT
    except ValueError:
        host = None
    if not host or dpi not in (203, 300, 600):
        raise PrinterRefused(f"“{text}” is no printer address; write tcp://192.168.1.50:9100, or end it in ?dpi=300.")
    return RawZpl(host, port, dpi)
