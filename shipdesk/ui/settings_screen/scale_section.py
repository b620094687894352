"""The scale: which one, and what it says at this moment."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from shipdesk.core.devices import ScaleState, Weight
from shipdesk.settings.schema import Group as Part
from shipdesk.ui.settings_screen.station_settings import SettingsSection
from shipdesk.ui.theme import Meaning
from shipdesk.ui.theme.tokens import S
from shipdesk.ui.widgets.banner import Remark
from shipdesk.ui.widgets.layouts import column
from shipdesk.ui.widgets.panel import SectionHeader

if TYPE_CHECKING:
    from shipdesk.ui.bridge import Bridge

_NONE = Weight(ScaleState.NONE)
_MEANINGS = {
    ScaleState.NONE: Meaning.NEUTRAL,
    ScaleState.STABLE: Meaning.GOOD,
    ScaleState.ZERO: Meaning.GOOD,
    ScaleState.MOVING: Meaning.NEUTRAL,
    ScaleState.MISSING: Meaning.CARE,
    ScaleState.NEGATIVE: Meaning.CARE,
    ScaleState.OVERLOAD: Meaning.STOP,
    ScaleState.FAULT: Meaning.STOP,
}


class ScaleSection(SettingsSection):
    """What the station hears from the scale is shown here too."""

    def __init__(self, bridge: Bridge, only: Collection[str] = ()) -> None:
        """`only`: as of any section of settings."""
        super().__init__(bridge, Part.SCALE, only)
        self.says = Remark(Meaning.NEUTRAL, "")
        trying = QWidget()
        column(SectionHeader(self.tr("What it says now")), self.says, gap=S, into=trying)
        self.body.insertWidget(0, trying)
        bridge.weighed.connect(self.show_weight)
        self.show_weight(bridge.weight or _NONE)

    def show_weight(self, weight: Weight) -> None:
        """What the scale has just said."""
        kg = f"{weight.kg:.3f} kg" if weight.kg is not None else ""
        words = {
            ScaleState.NONE: self.tr("No scale is set up."),
            ScaleState.STABLE: self.tr("{kg}, stable: this weight would be taken."),
            ScaleState.ZERO: self.tr("Connected and empty. Put something on it."),
            ScaleState.MOVING: self.tr("{kg}, still moving."),
            ScaleState.MISSING: weight.why,
            ScaleState.NEGATIVE: self.tr("Below zero: empty it and set it to zero."),
            ScaleState.OVERLOAD: self.tr("Too heavy for this scale."),
            ScaleState.FAULT: self.tr("It needs attention: set it to zero or calibrate it."),
        }[weight.state].format(kg=kg)
        self.says.set_words(words, _MEANINGS[weight.state])
        self.says.setAccessibleName(words)
