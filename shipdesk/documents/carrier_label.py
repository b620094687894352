"""The label of a carrier that gives none: 100 × 150 mm, drawn from plain values, for a thermal printer of 203 dpi.

From top to bottom in the order in which hands look for it: carrier and service, barcode and number, where it goes,
who gets it, what is collected, who sent it, what is inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from shipdesk.core.pages import PageSize
from shipdesk.documents.barcode import draw_code128
from shipdesk.documents.fitting import Box, draw_fitted
from shipdesk.documents.fonts import Style
from shipdesk.documents.text import draw_line, width_of
from shipdesk.documents.training import strike_through

WIDTH_MM, HEIGHT_MM = 100, 150
#: What most thermal heads do not reach, on each side.
_EDGE = 3.0
_INSET = 1.5
_LEFT, _WIDE = _EDGE + _INSET, WIDTH_MM - 2 * (_EDGE + _INSET)
_BARCODE_MM = 19
#: Three dots and two, in millimetres.
_FRAME, _HAIR = 0.375, 0.25
#: The bands of the label: where each begins, in millimetres from the top.
_HEAD, _CODE, _ROUTE, _TO, _COLLECT, _FROM, _GOODS, _END = 3.0, 14.5, 43.5, 58.0, 97.0, 110.5, 125.0, 147.0
_GROUP = 4


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody on a label; texts in any script. `place` is city, province and postcode in one line."""

    name: str
    company: str = ""
    street: str = ""
    place: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class CarrierLabel:
    """What stands on a label.

    `number` is the air waybill that the barcode carries; `collect` is what the courier collects with its currency
    (`IDR 378.000`), empty for a prepaid parcel; `origin` and `destination` are the carrier's codes.
    """

    carrier: str
    service: str
    number: str
    origin: str
    destination: str
    receiver: Address
    sender: Address
    weight: str
    pieces: int
    product: str = ""
    """The carrier's name for this way to ship, beside the service."""
    collect: str = ""
    goods: str = ""
    reference: str = ""
    note: str = ""


def draw_carrier_label(label: CarrierLabel, *, training: bool = False) -> bytes:
    """The label as a PDF of one page; in training with the word TRAINING across it.

    Raises:
        BarcodeError: the number cannot be written as a barcode of that width.
    """
    target = BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH_MM * mm, HEIGHT_MM * mm), pageCompression=1)
    canvas.setTitle(f"{label.carrier} {label.number}")
    _frame(canvas)
    _head(canvas, label)
    _barcode(canvas, label.number)
    _route(canvas, label)
    _receiver(canvas, label.receiver)
    _collect(canvas, label)
    _sender(canvas, label.sender)
    _goods(canvas, label)
    if training:
        strike_through(canvas, PageSize(WIDTH_MM, HEIGHT_MM))
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _y(top: float) -> float:
    points: float = (HEIGHT_MM - top) * mm
    return points


def _rule(canvas: Canvas, left: float, top: float, right: float, bottom: float) -> None:
    canvas.line(left * mm, _y(top), right * mm, _y(bottom))


def _frame(canvas: Canvas) -> None:
    canvas.setLineWidth(_FRAME * mm)
    canvas.rect(_EDGE * mm, _y(_END), (WIDTH_MM - 2 * _EDGE) * mm, (_END - _HEAD) * mm)
    for top in (_CODE, _ROUTE, _TO, _COLLECT, _FROM, _GOODS):
        _rule(canvas, _EDGE, top, WIDTH_MM - _EDGE, top)


def _black(canvas: Canvas, box: Box) -> None:
    canvas.setFillGray(0)
    canvas.rect(box.left * mm, _y(box.bottom), box.width * mm, box.height * mm, stroke=0, fill=1)


def _caption(canvas: Canvas, left: float, top: float, text: str) -> None:
    draw_line(canvas, left * mm, _y(top + 2.6), text, 6.5)


def _large(
    canvas: Canvas,
    box: Box,
    text: str,
    size: float,
    *,
    least: float,
    style: Style = Style.BOLD,
    align: str = "center",
) -> float:
    """One line, half way between the top and the bottom of a box; where it ends, in millimetres."""
    while size > least and (width_of(text, size, style) > box.width * mm or size > box.height * mm):
        size -= 0.5
    left = box.left if align == "left" else box.left + box.width / 2
    middle = _y(box.top + box.height / 2) - 0.36 * size
    drawn = draw_line(canvas, left * mm, middle, text, size, style=style, align=align, max_width=box.width * mm)
    end: float = left + drawn.width / mm
    return end


def _head(canvas: Canvas, label: CarrierLabel) -> None:
    """The carrier at the left, the service white on black at the right."""
    tall = _CODE - _HEAD
    service = Box(64, _HEAD, WIDTH_MM - _EDGE - 64, tall)
    _black(canvas, service)
    canvas.setFillGray(1)
    _large(canvas, Box(65, _HEAD, service.width - 2, tall), label.service, 27, least=9)
    canvas.setFillGray(0)
    name = Box(_LEFT + 1, _HEAD, 33, tall)
    end = _large(canvas, name, label.carrier, 25, least=10, align="left")
    product = Box(end + 3, _HEAD, 63 - end - 3, tall)
    _large(canvas, product, label.product, 10, least=6, style=Style.REGULAR, align="left")


def _barcode(canvas: Canvas, number: str) -> None:
    """As wide as the label allows, and the number as one reads it aloud."""
    bottom = _CODE + 1.5 + _BARCODE_MM
    draw_code128(canvas, _EDGE * mm, _y(bottom), number, max_width_mm=WIDTH_MM - 2 * _EDGE, height_mm=_BARCODE_MM)
    _large(canvas, Box(_LEFT, bottom + 0.8, _WIDE, 7), grouped(number), 19, least=9, style=Style.MONO_BOLD)


def grouped(number: str) -> str:
    """`0101 1624 0120 789`."""
    return " ".join(number[at : at + _GROUP] for at in range(0, len(number), _GROUP))


def _route(canvas: Canvas, label: CarrierLabel) -> None:
    """From where, small; to where, large: the sorter reads the second one."""
    _caption(canvas, _LEFT, _ROUTE, "ORIGIN")
    _large(canvas, Box(_LEFT, _ROUTE + 3, 29, 10.5), label.origin, 17, least=7)
    canvas.setLineWidth(_HAIR * mm)
    _rule(canvas, 35.5, _ROUTE, 35.5, _TO)
    _caption(canvas, 37, _ROUTE, "DESTINATION")
    _large(canvas, Box(37, _ROUTE + 2.2, WIDTH_MM - _EDGE - 38, 12), label.destination, 33, least=9)


def _receiver(canvas: Canvas, who: Address) -> None:
    """The name, the street, the place and the phone; the street takes what is left between them."""
    _caption(canvas, _LEFT, _TO, "RECEIVER")
    box = Box(_LEFT, _TO + 3.1, _WIDE, _COLLECT - _TO - 3.6)
    name = draw_fitted(canvas, Box(box.left, box.top, box.width, 6.8), who.name, 14, least=8, style=Style.BOLD)
    box = box.below(name.height)
    box = box.below(draw_fitted(canvas, Box(box.left, box.top, box.width, 5), who.company, 10, least=7).height)
    phone, place = 6.0, 6.0
    street = Box(box.left, box.top + 0.3, box.width, box.height - phone - place - 0.3)
    draw_fitted(canvas, street, who.street, 12, least=6, lines=6)
    draw_fitted(canvas, Box(_LEFT, _COLLECT - phone - place, _WIDE, place), who.place, 12, least=7, style=Style.BOLD)
    draw_fitted(canvas, Box(_LEFT, _COLLECT - phone, _WIDE, phone), who.phone, 12, least=8, style=Style.BOLD)


def _collect(canvas: Canvas, label: CarrierLabel) -> None:
    """What the courier collects, white on black so that nobody overlooks it; then weight and pieces."""
    tall, split = _FROM - _COLLECT, 65.0
    box = Box(_EDGE, _COLLECT, split - _EDGE, tall)
    if label.collect:
        _black(canvas, box)
        canvas.setFillGray(1)
        _large(canvas, Box(_LEFT, _COLLECT, 12, tall), "COD", 15, least=8)
        _large(canvas, Box(_LEFT + 13.5, _COLLECT, split - _LEFT - 15, tall), label.collect, 21, least=9)
        canvas.setFillGray(0)
    else:
        _large(canvas, box, "NON COD", 21, least=9)
        canvas.setLineWidth(_HAIR * mm)
        _rule(canvas, split, _COLLECT, split, _FROM)
    middle, end = split + 18.5, WIDTH_MM - _EDGE
    canvas.setLineWidth(_HAIR * mm)
    _rule(canvas, middle, _COLLECT, middle, _FROM)
    facts = ((split, middle, "WEIGHT", label.weight), (middle, end, "PIECES", str(label.pieces)))
    for left, right, caption, text in facts:
        _caption(canvas, left + 1.2, _COLLECT, caption)
        _large(canvas, Box(left + 0.6, _COLLECT + 3.2, right - left - 1.2, tall - 4), text, 17, least=6)


def _sender(canvas: Canvas, who: Address) -> None:
    _caption(canvas, _LEFT, _FROM, "SENDER")
    head = Box(_LEFT + 12, _FROM + 0.3, _WIDE - 12, 4)
    named = ", ".join(part for part in (who.company, who.name, who.phone) if part)
    draw_fitted(canvas, head, named, 8, least=6, style=Style.BOLD)
    rest = ", ".join(part for part in (who.street.replace("\n", ", "), who.place) if part)
    draw_fitted(canvas, Box(_LEFT, _FROM + 4.4, _WIDE, _GOODS - _FROM - 4.7), rest, 8, least=5.5, lines=4)


def _goods(canvas: Canvas, label: CarrierLabel) -> None:
    """Reference, goods and note, one below the other with no gap for what is not there."""
    top = _GOODS + 0.8
    for caption, text, lines in (("REFERENCE", label.reference, 1), ("GOODS", label.goods, 2), ("NOTE", label.note, 2)):
        style = Style.BOLD if caption == "REFERENCE" else Style.REGULAR
        box = Box(_LEFT + 16, top, _WIDE - 16, 7.4)
        used = draw_fitted(canvas, box, text, 9.5, least=6, lines=lines, style=style).height
        if used:
            _caption(canvas, _LEFT, top + 0.5, caption)
            top += used + 0.4
