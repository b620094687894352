"""Tones for hands that are busy: two for good, two for bad, one for "look here"; each has its colour and word too.

They are made here as plain waves, kept below the home, and given to whatever this computer plays files with, which
is not waited for. Where there is nothing to play them with, or the sound is off, it is silent.
"""

from __future__ import annotations

import math
import shutil
import struct
import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shipdesk.settings.store import SettingsStore

_RATE = 22_050
#: How loud, of the whole range.
_LOUDNESS = {"quiet": 0.12, "normal": 0.35, "loud": 0.8}
#: Ramps at both ends of a note: without them it clicks.
_RAMP_S = 0.008
_PLAYERS = ("pw-play", "paplay", "aplay", "afplay")


class Tone(Enum):
    """What is heard: (hertz, seconds) of each note; 0 hertz is a rest."""

    GOOD = ((880.0, 0.07), (1318.5, 0.11))
    BAD = ((392.0, 0.16), (0.0, 0.04), (261.6, 0.30))
    LOOK = ((659.3, 0.09), (0.0, 0.05), (659.3, 0.09))


class Tones:
    """Plays them as loud as the settings say at that moment."""

    def __init__(self, folder: Path, settings: SettingsStore) -> None:
        self._folder, self._settings = folder, settings

    def play(self, tone: Tone) -> None:
        """Sound it and return at once."""
        loudness = _LOUDNESS.get(self._settings.text("sound"))
        if loudness is None:
            return
        file = self._folder / f"tone-{tone.name.lower()}-{loudness:g}.wav"
        try:
            if not file.exists():
                self._folder.mkdir(parents=True, exist_ok=True)
                file.write_bytes(wave(tone, loudness))
            _start(file)
        except OSError:
            return  # the colour and the word say it too


def _start(file: Path) -> None:
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415 - only there

        winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        return
    from PySide6.QtCore import QProcess  # noqa: PLC0415 - late: keeps start-up fast

    player = next((found for name in _PLAYERS if (found := shutil.which(name))), None)
    if player is not None:
        quiet = ["-q"] if player.endswith("aplay") and not player.endswith("paplay") else []
        QProcess.startDetached(player, [*quiet, str(file)])


def wave(tone: Tone, loudness: float) -> bytes:
    """The tone as a WAV file: one channel, 16 bits, 22,050 Hz; `loudness` of 1 is the whole range."""
    samples: list[int] = []
    for hertz, seconds in tone.value:
        count, ramp = int(_RATE * seconds), int(_RATE * _RAMP_S)
        for at in range(count):
            shape = min(1.0, at / ramp, (count - at) / ramp)
            samples.append(round(32_767 * loudness * shape * math.sin(2 * math.pi * hertz * at / _RATE)))
    data = struct.pack(f"<{len(samples)}h", *samples)
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 1, 1, _RATE, 2 * _RATE,
                       2, 16, b"data", len(data))  # fmt: skip
    return head + data
