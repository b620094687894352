"""The ink of a label as its picture gives it: cut off at an edge, made smaller, pale, or too close to a barcode."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from PIL import Image

from shipdesk.core.label_faults import Fault
from shipdesk.core.pages import PageSize, Raster
from shipdesk.documents.codes import Code

_INK = bytes(shade < 128 for shade in range(256))
_DARK_DOTS = [255 * dark for dark in _INK]
_BLANK_SHARE = 0.0005
#: A label that was made smaller leaves more of both sides white than any carrier does.
_FILLED = 0.72
#: Thermal heads do not reach the paper's edge, so nothing but a frame is drawn there; more was cut off.
_CUT_PLACES = 2
#: Bars that print and scan: as dark, and on paper as light, as this (0 black, 255 white).
_DARK, _LIGHT = 96, 180
#: Paper beside a barcode, in widths of its finest bar: a scanner still finds its start in half of the standard's ten.
_QUIET_BARS = 5
_LEAST_BAR_MM = 5.0
#: No bars are higher than this; and of a line through them so much may be crossed by a stroke (0 to 1).
_REACH_MM, _SPOILT = 40.0, 0.08
_SOME_LINES = 12
#: How exactly the reader says where bars begin and end, in dots.
_READ_DOTS = 3
_RUN = re.compile(rb"\x01+")


def ink_faults(number: int, picture: Raster, *, written: bool, stock: bool) -> Iterator[Fault]:
    """What is wrong with page `number`.

    `written` is a page with text in it, whose letters tell where it is cut, and which fills the page where that is
    label `stock`; a page without is a picture, which may be smaller, and has only its ink to tell.
    """
    dots = picture.pixels.translate(_INK)
    if dots.count(1) < _BLANK_SHARE * len(dots):
        yield Fault("label.blank", f"Page {number} of the label is blank; ask the carrier for the label again.")
    elif not written and (edge := _cut_edge(picture, dots)):
        yield Fault("label.cut", f"Page {number} of the label is cut off at the {edge}; ask the carrier for it again.")
    elif written and stock and (printed := _printed(picture)):
        yield Fault(
            "label.scaled",
            f"What is printed on page {number} takes only {printed} of {picture.page}, so it was made smaller; "
            "ask the carrier for the label at 100 %.",
        )


def code_faults(picture: Raster, code: Code) -> Iterator[Fault]:
    """What is wrong with the barcode of the parcel's number, which could be read."""
    image = _image(picture)
    dark, light = _shades(image.crop(_dots(picture, code)))
    if dark > _DARK or light < _LIGHT:
        yield Fault(
            "label.faded",
            f"The bars of {code.text[:40]} are too pale to be printed; ask the carrier for the label in black.",
        )
    elif code.linear and round(code.rotation / 90) % 2 == 0:
        whole = _whole_lines(picture, code)
        if (height_mm := len(whole) / picture.dpi * 25.4) < _LEAST_BAR_MM:
            yield Fault(
                "label.covered",
                f"Only {height_mm:.0f} mm of the bars of {code.text[:40]} can be read, the rest is covered or "
                "missing; ask the carrier for the label again.",
            )
        elif _crowded(picture, code, whole):
            yield Fault(
                "label.quiet_zone",
                f"Something is printed against the barcode of {code.text[:40]}, or it ends at the paper's edge, and "
                "scanners will miss it; ask the carrier for the label again.",
            )


def _image(picture: Raster) -> Image.Image:
    return Image.frombytes("L", (picture.width, picture.height), picture.pixels)


def _printed(picture: Raster) -> PageSize | None:
    """What is printed, where it leaves too much of the page white."""
    box = _image(picture).point(_DARK_DOTS).getbbox()
    if box is None:
        return None
    wide, tall = box[2] - box[0], box[3] - box[1]
    if max(wide / picture.width, tall / picture.height) >= _FILLED:
        return None
    return PageSize(wide / picture.dpi * 25.4, tall / picture.dpi * 25.4)


def _shades(image: Image.Image) -> tuple[int, int]:
    """How dark its darkest tenth is, and how light its lightest."""
    counts = list(itertools.accumulate(image.histogram()))
    tenth = counts[-1] // 10
    return bisect.bisect_right(counts, tenth), bisect.bisect_left(counts, counts[-1] - tenth)


def _dots(picture: Raster, code: Code) -> tuple[int, int, int, int]:
    """The upright box around a code, in dots."""
    per_mm = picture.dpi / 25.4
    left, top = round(code.left_mm * per_mm), round(code.top_mm * per_mm)
    return left, top, left + max(1, round(code.width_mm * per_mm)), top + max(1, round(code.height_mm * per_mm))


def _cut_edge(picture: Raster, dots: bytes) -> str:
    """The edge at which letters, bars or rules end; empty where nothing does, or no more than a frame."""
    wide = picture.width
    edges = {"top": dots[:wide], "bottom": dots[-wide:], "left": dots[::wide], "right": dots[wide - 1 :: wide]}
    return next((edge for edge, line in edges.items() if len(_RUN.findall(line)) >= _CUT_PLACES), "")


def _whole_lines(picture: Raster, code: Code) -> list[int]:
    """The lines of dots that go through all the bars: a scanner that is held to the code anywhere else reads nothing.

    The reader gives no height to go by: it is content with a line or two.
    """
    left, top, right, bottom = _dots(picture, code)
    reach = round(_REACH_MM / 25.4 * picture.dpi)
    lines = range(max(0, top - reach), min(picture.height, bottom + reach))
    bits = {y: _bits(picture, y, left, right) for y in lines}
    bars = Counter(bits[y] for y in range(top, bottom)).most_common(1)[0][0]
    return [y for y, line in bits.items() if (line ^ bars).bit_count() <= _SPOILT * (right - left)]


def _bits(picture: Raster, y: int, left: int, right: int) -> int:
    """A stretch of a line of dots as a number, to compare it at once."""
    start = y * picture.width
    return int.from_bytes(picture.pixels[start + left : start + right].translate(_INK))


def _crowded(picture: Raster, code: Code, whole: Sequence[int]) -> bool:
    """Whether most of the lines through the bars find ink, or no paper, just beside them."""
    left, _top, right, _bottom = _dots(picture, code)
    some = whole[:: max(1, len(whole) // _SOME_LINES)]
    return sum(_line_is_crowded(picture, left, right, y) for y in some) > len(some) // 2


def _line_is_crowded(picture: Raster, left: int, right: int, y: int) -> bool:
    line = picture.pixels[y * picture.width : (y + 1) * picture.width].translate(_INK)
    runs = [(run.start(), run.end()) for run in _RUN.finditer(line)]
    bars = [(start, end) for start, end in runs if end > left and start < right]
    if not bars:
        return False
    quiet = _QUIET_BARS * min(end - start for start, end in bars)
    if left < quiet or right + quiet > picture.width:
        return True
    return 1 in line[left - quiet : left - _READ_DOTS] or 1 in line[right + _READ_DOTS : right + quiet]
