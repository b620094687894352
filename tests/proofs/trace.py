"""A station under strace: which bytes were on the disk for certain when the first byte of a booking left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

#: What is traced; everything that writes the order book, or speaks to the carrier.
CALLS = "openat,close,pwrite64,ftruncate,fdatasync,fsync,sendto"
_SYNCS = ("fdatasync", "fsync")
_BEGUN = "sync begun"
_LINE = re.compile(r"(\d+) +(.*)")
_CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def command(log: Path, program: Sequence[str]) -> list[str]:
    """Run a program under strace; texts are written whole and in hexadecimal, so that they can be read back."""
    return ["strace", "-f", "-qq", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", str(log), *program]


@dataclass(frozen=True)
class Call:
    """One system call that came to its end: `text` is the first text among its arguments, as bytes."""

    thread: int
    name: str
    arguments: str
    text: bytes
    result: int

    @property
    def file(self) -> int:
        """The descriptor that it is about."""
        return int(self.arguments.split(",", 1)[0])


def calls(log: Path) -> Iterator[Call]:
    """In the order in which they ended; a sync that others came in between is told of at its beginning too."""
    begun: dict[str, str] = {}
    for line in log.read_text("ascii").splitlines():
        matched = _LINE.fullmatch(line)
        if matched is None:
            continue
        thread, rest = matched.groups()
        if rest.endswith("<unfinished ...>"):
            begun[thread] = rest.removesuffix("<unfinished ...>").rstrip()
            if rest.startswith(_SYNCS):
                yield Call(int(thread), _BEGUN, rest.partition("(")[2].split()[0], b"", -1)
            continue
        if rest.startswith("<..."):
            rest = begun.pop(thread, "") + rest.partition("resumed>")[2].lstrip()
        if (call := _CALL.match(rest)) is not None:
            name, arguments, result = call.groups()
            text = _TEXT.search(arguments)
            found = bytes.fromhex(text[1].replace("\\x", "")) if text else b""
            yield Call(int(thread), name, arguments, found, int(result))


@dataclass
class Disk:
    """The files below a folder as a power cut would leave them: what was not synced is gone."""

    folder: Path
    written: dict[str, bytearray] = field(default_factory=dict)
    durable: dict[str, bytes] = field(default_factory=dict)
    synced: int = 0
    _open: dict[int, str] = field(default_factory=dict)
    _syncing: dict[int, bytes] = field(default_factory=dict)

    def take(self, call: Call) -> None:
        """Follow one call."""
        if call.name == "openat":
            if call.result >= 0:
                self._opened(call)
        elif call.name == "close":
            self._open.pop(call.file, None)
        elif (name := self._open.get(call.file)) is None:
            return
        elif call.name == "pwrite64":
            content, place = self.written[name], int(call.arguments.rsplit(",", 1)[1])
            content.extend(bytes(max(0, place + len(call.text) - len(content))))
            content[place : place + len(call.text)] = call.text
        elif call.name == "ftruncate":
            size = int(call.arguments.rsplit(",", 1)[1])
            del self.written[name][size:]
        elif call.name == _BEGUN:
            self._syncing[call.thread] = bytes(self.written[name])
        elif call.name in _SYNCS:
            self.durable[name] = self._syncing.pop(call.thread, bytes(self.written[name]))
            self.synced += 1

    def _opened(self, call: Call) -> None:
        path = Path(call.text.decode())
        if path.parent != self.folder or "db" not in path.suffix:
            self._open.pop(call.result, None)
            return
        self._open[call.result] = path.name
        self.written.setdefault(path.name, bytearray(self.durable.get(path.name, b"")))

    def restore(self, folder: Path) -> None:
        """Write what is durable into another folder; the shared index of the log is made anew by whoever opens it."""
        folder.mkdir(parents=True)
        for name, content in self.durable.items():
            if not name.endswith("-shm"):
                (folder / name).write_bytes(content)
