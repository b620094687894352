"""The hand-over list that a carrier's driver signs: every parcel that leaves with him, and what they come to. On A4."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from reportlab.lib.units import mm

from shipdesk.core.handover import Signature
from shipdesk.core.numbers import write_decimal
from shipdesk.documents.barcode import BarcodeError, draw_code128, draw_matrix
from shipdesk.documents.fitting import Box
from shipdesk.documents.fonts import Style
from shipdesk.documents.sheet import TYPE, Column, Sheet, Table, money, sums

_TITLE, _SMALL = 20.0, 7.5
_HEAD, _FOOT, _CLOSING = 48.0, 7.0, 66.0
_CODE_WIDTH, _CODE_HEIGHT, _QR = 76.0, 12.0, 24.0
_SIGN_WIDTH, _SIGN_HEIGHT = 90.0, 30.0
_COLUMNS = (
    Column("NO.", 9, number=True),
    Column("AIR WAYBILL", 36, style=Style.MONO),
    Column("REFERENCE", 31),
    Column("RECEIVER", 38),
    Column("DESTINATION", 21),
    Column("PIECES", 11, number=True),
    Column("KG", 13, number=True),
    Column("COD", 21, number=True),
)


@dataclass(frozen=True, slots=True)
class ManifestLine:
    """A parcel on the list; `weight_kg` None where nobody has weighed it, `cod` None for a prepaid one."""

    awb: str
    reference: str
    receiver: str
    destination: str
    pieces: int
    weight_kg: Decimal | None
    cod: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands on a hand-over list. `time` is the station's own, aware."""

    number: str
    carrier: str
    station: str
    clerk: str
    driver: str
    time: datetime
    lines: tuple[ManifestLine, ...]
    signature: Signature


def draw_manifest(manifest: Manifest) -> bytes:
    """The list as a PDF: its number as Code 128 and QR, a row for each parcel, totals, and the signature.

    Without a signature there is a line to sign on.
    """
    sheet = Sheet(f"Hand-over {manifest.number}")
    table = Table(sheet, _COLUMNS, _SMALL)
    rows = [_cells(number, line) for number, line in enumerate(manifest.lines, 1)]
    other = sheet.bottom - _FOOT - sheet.margin
    pages = table.pages(rows, other - _HEAD, other, _CLOSING)
    for number, some in enumerate(pages, 1):
        top = sheet.margin
        if number == 1:
            _head(sheet, manifest)
            top += _HEAD
        if some or number == 1:
            top = table.draw_head(top)
        for row in some:
            top = table.draw_row(top, row, other - table.head_height)
        if number == len(pages):
            _close(sheet, manifest, top + 4)
        text = f"{manifest.number}   page {number} of {len(pages)}"
        sheet.line(sheet.left, sheet.bottom - 3, text, _SMALL, width=sheet.width, align="right")
        sheet.next_page()
    return sheet.pdf()


def _cells(number: int, line: ManifestLine) -> tuple[str, ...]:
    return (
        str(number),
        line.awb,
        line.reference,
        line.receiver,
        line.destination,
        f"{line.pieces:,}",
        "" if line.weight_kg is None else write_decimal(line.weight_kg),
        "" if line.cod is None else f"{line.currency} {money(line.cod)}".strip(),
    )


def _head(sheet: Sheet, manifest: Manifest) -> None:
    top, left = sheet.margin, sheet.left
    right = left + sheet.width - _QR
    with suppress(BarcodeError):  # its number is ours and always fits; the list is good without
        draw_matrix(sheet.canvas, right * mm, sheet.y(top + _QR), manifest.number, "QRCode", max_size_mm=_QR)
    code = right - _CODE_WIDTH - 2
    with suppress(BarcodeError):
        bottom = sheet.y(top + _CODE_HEIGHT)
        draw_code128(sheet.canvas, code * mm, bottom, manifest.number, max_width_mm=_CODE_WIDTH, height_mm=_CODE_HEIGHT)
    below = top + _CODE_HEIGHT + 1
    sheet.line(code, below, manifest.number, 13, width=_CODE_WIDTH, style=Style.MONO_BOLD, align="center")
    sheet.line(left, top, "Hand-over list", _TITLE, width=code - left - 2, style=Style.BOLD)
    sheet.line(left, top + 10, manifest.carrier, 14, width=code - left - 2, style=Style.BOLD)
    count = len(manifest.lines)
    facts = (
        ("DATE AND TIME", manifest.time.strftime("%Y-%m-%d %H:%M %z")),
        ("STATION", manifest.station),
        ("HANDED OVER BY", manifest.clerk),
        ("DRIVER", manifest.driver),
        ("PARCELS", f"{count:,}"),
    )
    width = sheet.width / len(facts)
    for at, (caption, text) in enumerate(facts):
        place = Box(left + at * width, top + 28, width - 2, 16)
        sheet.caption(place.left, place.top, caption)
        sheet.text(place.below(3), text, 11 if caption != "PARCELS" else 16, style=Style.BOLD)


def _close(sheet: Sheet, manifest: Manifest, top: float) -> None:
    """What it comes to, and who received it."""
    for name, text in _totals(manifest.lines):
        sheet.line(sheet.left, top + 0.6, name, 7, width=26)
        sheet.line(sheet.left + 28, top, text, 11, width=sheet.width - 28, style=Style.BOLD)
        top += 5.4
    top += 3
    count = len(manifest.lines)
    words = f"I have received {count:,} parcel{'' if count == 1 else 's'} as listed above."
    sheet.line(sheet.left, top, words, TYPE, width=sheet.width)
    box = Box(sheet.left, top + 5, _SIGN_WIDTH, _SIGN_HEIGHT)
    if manifest.signature.strokes:
        _strokes(sheet, box, manifest.signature)
    elif manifest.signature.name:
        sheet.text(Box(box.left, box.bottom - 10, box.width, 9), manifest.signature.name, 16)
    sheet.rule(box.bottom, left=box.left, width=box.width)
    sheet.caption(box.left, box.bottom + 0.8, "SIGNATURE OF THE DRIVER")
    place = Box(box.left + box.width + 8, box.bottom - 8, sheet.width - box.width - 8, 7.5)
    sheet.text(place, manifest.signature.name or manifest.driver, 11)
    sheet.rule(box.bottom, left=place.left, width=place.width)
    sheet.caption(place.left, box.bottom + 0.8, "NAME")


def _totals(lines: Sequence[ManifestLine]) -> list[tuple[str, str]]:
    pieces = sum(line.pieces for line in lines)
    weight = sum((line.weight_kg for line in lines if line.weight_kg is not None), Decimal(0))
    unknown = sum(line.weight_kg is None for line in lines)
    weighed = f"{write_decimal(weight)} kg" + (f" (of {unknown:,} not weighed)" if unknown else "")
    totals = [("PARCELS", f"{len(lines):,}"), ("PIECES", f"{pieces:,}"), ("WEIGHT", weighed)]
    collected = sums((line.cod, line.currency) for line in lines)
    text = ", ".join(f"{currency} {money(amount)}".strip() for currency, amount in collected.items())
    return [*totals, ("COD", text or "none")]


def _strokes(sheet: Sheet, box: Box, signature: Signature) -> None:
    """The signature as it was drawn, as large as fits."""
    scale = min(box.width / max(signature.width_mm, 1), box.height / max(signature.height_mm, 1), 1.0)
    canvas = sheet.canvas
    canvas.saveState()
    canvas.setLineWidth(0.5 * mm)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    path = canvas.beginPath()
    for stroke in signature.strokes:
        points = [((box.left + x * scale) * mm, sheet.y(box.top + y * scale)) for x, y in stroke]
        path.moveTo(*points[0])
        for point in points[1:] or points:  # a dot is a line to itself
            path.lineTo(*point)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
