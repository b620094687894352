"""The PDF printer: a document becomes a file, whole or not at all, and never replaces another one."""

from __future__ import annotations

import os
import re
import tempfile
from itertools import count
from pathlib import Path

from shipdesk.printing.errors import PrinterRefused

_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


def write_pdf(path: Path, pdf: bytes, title: str) -> Path:
    """Write the PDF to that file, or into that folder under its title; gives the path that it got.

    A name that is taken gets a number behind it: `REF1-2.pdf`.

    Raises:
        PrinterRefused: the folder cannot be made or written to.
    """
    if path.suffix.lower() == ".pdf":
        folder, stem = path.parent, path.stem
    else:
        folder, stem = path, _UNSAFE.sub("-", title).strip(" .-")[:100] or "document"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _write_new(folder, stem, pdf)
    except OSError as error:
        reason = error.strerror or "it cannot be written to"
        raise PrinterRefused(f"The PDF cannot be written into {folder}: {reason}; choose another folder.") from error


def _write_new(folder: Path, stem: str, pdf: bytes) -> Path:
    handle, name = tempfile.mkstemp(suffix=".part", dir=folder)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(pdf)
        for number in count(1):
            wanted = folder / (f"{stem}.pdf" if number == 1 else f"{stem}-{number}.pdf")
            try:
                # Taking the name first means that of two that print at once, neither replaces the other's file.
                wanted.touch(exist_ok=False)
            except FileExistsError:
                continue
            return part.replace(wanted)
        raise AssertionError  # count() does not end
    finally:
        part.unlink(missing_ok=True)
