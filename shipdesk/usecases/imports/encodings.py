"""What a file is before a row of it is read: its hash, its kind, and the encodings its letters may be in."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

from shipdesk.core.errors import InputError
from shipdesk.core.imports import FileKind
from shipdesk.usecases.files.sheets import is_workbook

#: What can be picked, the commonest of our clerks' countries first, with what a clerk calls it.
ENCODINGS = {
    "utf-8": "Unicode (UTF-8)",
    "big5hkscs": "Traditional Chinese (Big5-HKSCS)",
    "gb18030": "Simplified Chinese (GBK, GB18030)",
    "cp874": "Thai (TIS-620, Windows 874)",
    "cp1252": "Western (Windows 1252)",
    "utf-16": "Unicode (UTF-16)",
    "utf-16-le": "Unicode (UTF-16 without a mark, little-endian)",
    "utf-16-be": "Unicode (UTF-16 without a mark, big-endian)",
    "utf-32": "Unicode (UTF-32)",
}
_OLD = ("big5hkscs", "gb18030", "cp874", "cp1252")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_BLOCK = 1 << 20
_SAMPLE = 256 << 10
_GUESSED = 64 << 10
#: Of so many characters of UTF-16 at least one is a comma, a digit or the like.
_ZEROS_IN = 20


@dataclass(frozen=True, slots=True)
class Scan:
    """A file looked through once, a block at a time."""

    digest: str
    size: int
    kind: FileKind
    encodings: tuple[str, ...]
    """The likeliest first; empty for a sheet."""


def scan(path: Path) -> Scan:
    """Hash a file and tell what it is.

    Raises:
        InputError: there is no such file, it is empty, or it is none that can be read.
    """
    try:
        return _scan(path)
    except FileNotFoundError as fault:
        raise InputError(f"There is no file {path}.") from fault
    except IsADirectoryError as fault:
        raise InputError(f"{path} is a folder; name a file in it.") from fault
    except (OSError, ValueError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "its name is none"
        raise InputError(f"{path} cannot be read: {reason}.") from fault


def digest_of(path: Path) -> str:
    """SHA-256 of a file. Raises `OSError`."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _scan(path: Path) -> Scan:
    digest, size, unicode = hashlib.sha256(), 0, codecs.getincrementaldecoder("utf-8")()
    is_unicode, blank = True, True
    sample = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            sample = sample or block[:_SAMPLE]
            digest.update(block)
            size += len(block)
            blank = blank and not block.strip()
            is_unicode = is_unicode and _takes(unicode, block)
    if blank:
        raise InputError(f"{path.name} is empty.")
    if sample.startswith(_OLD_EXCEL):
        raise InputError(f"{path.name} is of an old Excel, or has a password; save it as XLSX or CSV without one.")
    if is_workbook(sample):
        return Scan(digest.hexdigest(), size, FileKind.SHEET, ())
    encodings = _encodings(path, sample, is_unicode=is_unicode and _takes(unicode, b"", final=True))
    return Scan(digest.hexdigest(), size, _kind(path, sample, encodings[0]), encodings)


def _takes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def _encodings(path: Path, sample: bytes, *, is_unicode: bool) -> tuple[str, ...]:
    marked = next((encoding for mark, encoding in _MARKS if sample.startswith(mark)), "")
    marked = marked or _unmarked_utf16(sample)
    if marked:
        return (marked,)
    if is_unicode:
        return ("utf-8", *_possible(sample))
    possible = _possible(sample)
    if not possible and b"\0" in sample:
        raise InputError(f"{path.name} is no text: no CSV, TSV or JSON, nor an XLSX file. Save it as one of these.")
    if not possible:
        return ("cp1252", *_OLD[:-1])  # what it does not have is told row by row
    best = _likeliest(sample[:_GUESSED], possible)
    return (best, *(name for name in possible if name != best))


def _unmarked_utf16(sample: bytes) -> str:
    """UTF-16 as it is without its mark: of the two bytes of a comma, a digit or a line break one is 0."""
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if min(first, second) or max(first, second) * _ZEROS_IN < len(sample) // 2:
        return ""
    return "utf-16-be" if first else "utf-16-le" if second else ""


def _possible(sample: bytes) -> list[str]:
    """Those that can hold the sample, whose last character may be cut."""
    return [name for name in _OLD if _takes(codecs.getincrementaldecoder(name)(), sample)]


def _likeliest(sample: bytes, possible: list[str]) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - late: keeps start-up fast

    best = from_bytes(sample[: sample.rfind(b"\n") + 1] or sample, cp_isolation=possible).best()
    return best.encoding if best is not None and best.encoding in possible else possible[0]


def _kind(path: Path, sample: bytes, encoding: str) -> FileKind:
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv"):
        return FileKind.TABLE
    begins = codecs.getincrementaldecoder(encoding)("replace").decode(sample).lstrip("\ufeff \t\r\n")[:1]
    is_json = suffix in (".json", ".jsonl", ".ndjson") or begins in ("{", "[")
    return FileKind.JSON if is_json else FileKind.TABLE
