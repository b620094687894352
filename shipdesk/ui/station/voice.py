"""What is heard at the station: the tones, and never the window's thread waiting for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.ui.tasks import start
from shipdesk.ui.tones import Tone, Tones
from shipdesk.workers.lanes import COUNT

if TYPE_CHECKING:
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace


class Voice:
    """Three tones; silent until the order book is open, and where the settings say so."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._at: Workplace | None = None
        self._tones: Tones | None = None

    def attach(self, workplace: Workplace) -> None:
        """The settings are there."""
        self._at = workplace
        self._tones = Tones(workplace.home.root / "run", workplace.settings)

    def good(self) -> None:
        """It is done."""
        self._play(Tone.GOOD)

    def bad(self) -> None:
        """It must not go on like this."""
        self._play(Tone.BAD)

    def look(self) -> None:
        """Look at the screen."""
        self._play(Tone.LOOK)

    def _play(self, tone: Tone) -> None:
        # Starting a player takes a process, which takes some milliseconds of whoever starts it.
        if self._at is not None and self._tones is not None:
            start(self._at.lanes, COUNT, self._on_played, self._bridge.failed, self._tones.play, tone)

    def _on_played(self, _nothing: None) -> None:
        """It sounds, or there is nothing to play it with; the colour and the word say it too."""
