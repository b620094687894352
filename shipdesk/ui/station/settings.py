"""What the station is set up with: its name, its label printer, and whether labels print by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from shipdesk.settings.store import SettingsStore

_LONGEST = 24


class StationSettings(NamedTuple):
    """The settings that the station shows. `printer` is the target as it is set; empty where there is none."""

    station: str
    printer: str
    auto_print: bool

    @property
    def prints(self) -> bool:
        """Whether a label is printed as soon as it is there."""
        return self.auto_print and bool(self.printer)

    @property
    def printer_name(self) -> str:
        """Short enough to stand beside the scan field: of a folder or an address, its last part."""
        name = self.printer.rstrip("/").rpartition("/")[2]
        return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def station_settings(store: SettingsStore | None, early: Mapping[str, str]) -> StationSettings:
    """From the store, or before it is open from what was read at start."""
    if store is None:
        prints = early.get("auto_print") != "false"
        return StationSettings(early.get("station", ""), early.get("label_printer", ""), prints)
    return StationSettings(store.text("station"), store.text("label_printer"), store.flag("auto_print"))
