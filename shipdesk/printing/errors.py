"""Why a page did not get onto paper; the text of each is one sentence for a clerk."""

from __future__ import annotations

from shipdesk.core.errors import PrintError


class PrinterGone(PrintError):  # noqa: N818 - named as a clerk would say it
    """The printer, or the print service, is not there or does not answer."""


class PrinterRefused(PrintError):  # noqa: N818 - named as a clerk would say it
    """The printer is there and will not print this: paused, out of labels, or its paper does not fit."""
