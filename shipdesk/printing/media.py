"""Which paper of a queue a page goes onto, so that nothing is shrunk, cut off or centred on the wrong sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shipdesk.core.pages import PageSize
from shipdesk.printing.errors import PrinterRefused

#: Queues give sizes in whole points; a sheet that is off by less than this is the same sheet.
TOLERANCE_MM = 1.0


@dataclass(frozen=True, slots=True)
class Media:
    """A paper that a queue offers: the name to ask for it by, and its size."""

    name: str
    size: PageSize


@dataclass(frozen=True, slots=True)
class Paper:
    """What a queue prints on: the media it is set to, all it offers, and the range of custom sizes it takes."""

    default: Media | None = None
    offered: tuple[Media, ...] = ()
    custom: tuple[PageSize, PageSize] | None = None


def choose_media(queue: str, paper: Paper, pages: Sequence[PageSize]) -> Media:
    """The media to ask for so that every page prints whole at 100 %.

    In this order: the media that the queue is set to, if it is the page's size; another one of that size; the set
    one if it is larger; a custom size; the smallest larger one. The set one goes before a custom size because an
    office printer that is asked for a custom size waits for somebody to put it in.

    Raises:
        PrinterRefused: none is large enough.
    """
    page = _hull(pages)
    default: tuple[Media, ...] = (paper.default,) if paper.default else ()
    larger = sorted((m for m in paper.offered if _holds(m.size, page)), key=_area)
    candidates: list[Media] = [
        *(m for m in (*default, *paper.offered) if _same(m.size, page)),
        *(m for m in default if _holds(m.size, page)),
        *_custom(paper, page),
        *larger,
    ]
    if candidates:
        return candidates[0]
    sheets = [*default, *paper.offered, *(Media("", size) for size in paper.custom or ())]
    if not sheets:
        raise PrinterRefused(f"{queue} does not say what paper it takes; set its paper to {page} in the system.")
    raise PrinterRefused(
        f"{queue} takes paper of at most {max(sheets, key=_area).size.upright()}, and this page is {page}; "
        "it would be cut off, so choose another printer or change its paper."
    )


def _area(media: Media) -> float:
    return media.size.width_mm * media.size.height_mm


def _hull(pages: Sequence[PageSize]) -> PageSize:
    """The upright sheet that every page fits on."""
    upright = [page.upright() for page in pages]
    return PageSize(max(page.width_mm for page in upright), max(page.height_mm for page in upright))


def _same(media: PageSize, page: PageSize) -> bool:
    media = media.upright()
    return abs(media.width_mm - page.width_mm) <= TOLERANCE_MM and abs(media.height_mm - page.height_mm) <= TOLERANCE_MM


def _holds(media: PageSize, page: PageSize) -> bool:
    media = media.upright()
    return media.width_mm >= page.width_mm - TOLERANCE_MM and media.height_mm >= page.height_mm - TOLERANCE_MM


def _custom(paper: Paper, page: PageSize) -> tuple[Media, ...]:
    if not paper.custom or not (_holds(page, paper.custom[0]) and _holds(paper.custom[1], page)):
        return ()
    width, height = (f"{round(side, 2):g}" for side in (page.width_mm, page.height_mm))
    return (Media(f"Custom.{width}x{height}mm", page),)
