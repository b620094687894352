"""Qt for Python as a window starts with it: quick, and small in memory."""

from __future__ import annotations

import gc
from types import ModuleType

from PySide6.QtCore import QObject  # noqa: F401 - brings the support files that are spoken of below
from shibokensupport import feature  # type: ignore[import-not-found]


def prepare() -> None:
    """Before the window's own modules are imported; `painted` ends what is only for that time."""
    gc.disable()  # what is imported and built for the first paint stays: looking for rubbish in it is in vain
    feature._mod_uses_pyside = _is_plain


def painted() -> None:
    """The window is painted; it stays, so that rubbish is looked for only among what comes."""
    if not gc.isenabled():
        gc.freeze()
    gc.enable()


def settled() -> None:
    """All screens are made and stay as well: looking through them once is a stall of a tenth of a second."""
    if gc.get_freeze_count():
        gc.freeze()


def _is_plain(_module: ModuleType) -> bool:
    """Qt for Python reads and keeps the source of every module, to see whether it may want the names of a feature.

    Neither ours nor any library's does (`from __feature__ import …`): that saves 0.1 s and 17 MB.
    """
    return False
