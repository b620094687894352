"""The training label: a real 100 × 150 mm PDF with a barcode that scans."""

from dataclasses import dataclass
from io import BytesIO

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from shipdesk.simulator import text

WIDTH_MM, HEIGHT_MM = 100, 150
#: One dot of a 203 dpi (8 dots/mm) printer; the barcode's edges lie on this grid.
DOT = mm / 8
#: Width of the narrowest bar: three dots, or two where the number is too long for that.
_MODULES = (3 * DOT, 2 * DOT)
_MARGIN = 6 * mm
_ROOM = (WIDTH_MM - 12) * mm


@dataclass(frozen=True)
class Label:
    """What stands on a label; addresses may be in any script.

    Attributes:
        number: the carrier's number, which the barcode carries.
        facts: short lines: weight, reference and the like.
        collect: what the courier collects, such as `COD 25 THB`; empty when prepaid.
    """

    carrier: str
    service: str
    number: str
    sender: tuple[str, ...]
    receiver: tuple[str, ...]
    facts: tuple[str, ...]
    collect: str = ""


def draw(label: Label) -> bytes:
    """The label as a PDF of one page of exactly 100 × 150 mm."""
    paper = BytesIO()
    canvas = Canvas(paper, pagesize=(WIDTH_MM * mm, HEIGHT_MM * mm), pageCompression=1)
    canvas.setTitle(f"TRAINING {label.number}")
    _watermark(canvas)
    text.draw(canvas, _MARGIN, 141 * mm, label.carrier, 12)
    text.draw(canvas, (WIDTH_MM - 6) * mm - text.width(label.service, 16), 141 * mm, label.service, 16)
    _rule(canvas, 138)
    _block(canvas, 134, "From", label.sender, size=7, lines=6)
    _rule(canvas, 114)
    _block(canvas, 110, "To", label.receiver, size=11, lines=8)
    _rule(canvas, 66)
    for row, fact in enumerate(label.facts):
        text.draw(canvas, _MARGIN, (61 - 4.5 * row) * mm, fact, 9)
    if label.collect:
        text.draw(canvas, _MARGIN, 42 * mm, label.collect, 15)
    _rule(canvas, 39)
    _barcode(canvas, label.number)
    canvas.save()
    return paper.getvalue()


def _watermark(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(WIDTH_MM * mm / 2, 91 * mm)
    canvas.rotate(38)
    canvas.setFillGray(0.86)
    canvas.setStrokeGray(0.86)
    canvas.setFont("Helvetica-Bold", 52)
    canvas.drawCentredString(0, -18, "TRAINING")
    canvas.setLineWidth(3)
    canvas.line(-48 * mm, 0, 48 * mm, 0)
    canvas.restoreState()


def _rule(canvas: Canvas, height: float) -> None:
    canvas.setLineWidth(2 * DOT)
    canvas.line(3 * mm, height * mm, (WIDTH_MM - 3) * mm, height * mm)


def _block(canvas: Canvas, top: float, title: str, paragraphs: tuple[str, ...], *, size: float, lines: int) -> None:
    """Paragraphs from `top` (mm) downwards, in the largest type up to `size` that keeps them within `lines`."""
    text.draw(canvas, _MARGIN, top * mm, title, 6)
    room = lines * size * 1.3
    while True:
        wrapped = [line for one in paragraphs for line in text.wrap(one, size, _ROOM)]
        if len(wrapped) * size * 1.3 <= room or size <= 4:
            break
        size -= 0.5
    for row, line in enumerate(wrapped[: int(room / (size * 1.3))]):
        text.draw(canvas, _MARGIN, top * mm - (row + 1) * size * 1.3 - 1, line, size)


class _Bars(Code128):  # type: ignore[misc]  # the library has no types
    """Bars a tenth of a dot narrower on either side: a rasteriser paints every dot that a bar as much as touches, and
    an edge that lies exactly between two dots touches both."""

    def rect(self, x: float, y: float, w: float, h: float) -> None:
        self.canv.rect(x + DOT / 10, y, w - DOT / 5, h, stroke=0, fill=1)


def _barcode(canvas: Canvas, number: str) -> None:
    drawn = [_Bars(number, barWidth=module, barHeight=22 * mm, quiet=0, humanReadable=0) for module in _MODULES]
    bars = next((one for one in drawn if one.width <= _ROOM), drawn[-1])
    left = round((WIDTH_MM * mm - bars.width) / 2 / DOT) * DOT
    bars.drawOn(canvas, left, 13 * mm)
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawCentredString(WIDTH_MM * mm / 2, 7 * mm, number)
