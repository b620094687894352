"""Why a page did not get onto paper; the text of each is one sentence for a clerk."""

from __future__ import annotations

from shipdesk.core.errors import PrinterAwayError, PrintError


class PrinterGone(PrinterAwayError):  # noqa: N818 - named as a clerk would say it
    """The printer, or the print service, is not there or does not answer; it took nothing."""


class PrinterUnready(PrinterAwayError):  # noqa: N818 - the same
    """The printer is there and took nothing: it is paused, open, or out of labels."""


class PrinterRefused(PrintError):  # noqa: N818 - the same
    """The printer is there and will not print this: its paper does not fit, or it cannot do what is asked."""


class PrinterBroke(PrintError):  # noqa: N818 - the same
    """The printer went away in the middle: whether it printed is to be looked at."""
