"""A label in ZPL, looked at without a printer: that it is whole, fits the stock, and its barcodes name the parcel.

Source: Zebra's ZPL II programming guide, commands ^PW, ^LL, ^B? (barcodes), ^FD, ^FH, ^FX and ^GF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shipdesk.core.label_faults import Fault
from shipdesk.documents.label_check import another_parcels, carries

_LABEL = re.compile(r"\^XA(.*?)\^XZ", re.DOTALL)
_REMARK = re.compile(r"\^FX[^^~]*")
#: ^BY sets the bars' width, every other ^B draws a barcode; what it says follows in ^FD or ^FV.
_CODE = re.compile(r"\^B(?P<kind>[0-9A-XZ])(?:(?!\^FS).)*?(?P<hex>\^FH\W?)?\^F[DV](?P<said>.*?)\^FS", re.DOTALL)
_DATA = re.compile(r"\^F[DV](.*?)\^FS", re.DOTALL)
_GRAPHIC = re.compile(r"\^(?:GF|XG|IM)")
_SIDE = re.compile(r"\^(PW|LL)(\d+)")
#: Of a Code 128, what chooses its character set; of a QR code, its correction and how it is entered.
_SETS, _ENTRY = re.compile(r">[0-9:;<=]"), re.compile(r"^[HQML]?[AM],(?:[NAK])?")
#: Thermal heads, dots an inch; a side fits where it does at one of them. Beyond these sides (mm) a label of
#: 100 × 150 mm, A6 or 4 × 6 inches would be cut off, or end on the next one.
_HEADS_DPI = (203, 300, 600)
_FITS_MM = {"PW": (94.0, 110.0), "LL": (0.0, 160.0)}


def zpl_faults(zpl: bytes, expected: str) -> list[Fault]:
    """Every fault of a label in ZPL; an empty list says that it may be printed."""
    text = zpl.decode("utf-8", "replace")
    if not text.rstrip().endswith("^XZ") or "^XA" not in text:
        return [Fault("label.cut", "The label is cut off in the middle; ask for it again.")]
    labels = [_REMARK.sub("", label) for label in _LABEL.findall(text)]
    return list(dict.fromkeys([*_size_faults(labels), *_code_faults(labels, expected)]))


def _size_faults(labels: list[str]) -> Iterator[Fault]:
    for command, dots in (side for label in labels for side in _SIDE.findall(label)):
        least, most = _FITS_MM[command]
        if not any(least <= int(dots) / dpi * 25.4 <= most for dpi in _HEADS_DPI):
            which = "wide" if command == "PW" else "long"
            yield Fault(
                "label.size",
                f"The label is {int(dots)} dots {which}, which is no label of 100 × 150 mm; ask for that size.",
            )


def _code_faults(labels: list[str], expected: str) -> Iterator[Fault]:
    codes = [list(_codes(label)) for label in labels]
    if not any(codes):
        drawn = any(_GRAPHIC.search(label) for label in labels)
        if not drawn or not any(carries(said, expected) for label in labels for said in _DATA.findall(label)):
            yield Fault("label.no_code", f"No barcode on the label says {expected}; ask the carrier for it again.")
        return
    for said in codes:
        others = [code for code in said if another_parcels(code, expected)]
        if others or (said and not any(carries(code, expected) for code in said)):
            named = ", ".join(dict.fromkeys(others or said))
            yield Fault(
                "label.other_code",
                f"The label carries {named[:80]}, not {expected}; it may be another parcel's, so ask for it again.",
            )


def _codes(label: str) -> Iterator[str]:
    for found in _CODE.finditer(label):
        said = found["said"]
        if found["hex"]:
            mark = re.escape(found["hex"][3:] or "_")
            said = re.sub(rf"{mark}([0-9A-Fa-f]{{2}})", _letter, said)
        yield _SETS.sub("", said) if found["kind"] == "C" else _ENTRY.sub("", said)


def _letter(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))
