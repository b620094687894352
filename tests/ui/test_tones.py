"""The tones: each its own, as loud as it is set, silent when it is off or nothing can play it."""

import io
import os
import struct
import wave as waves
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from shipdesk.settings.store import SettingsStore
from shipdesk.ui.tones import Tone, Tones, wave


def samples(data: bytes) -> tuple[int, ...]:
    with waves.open(io.BytesIO(data)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22_050)
        frames = file.readframes(file.getnframes())
    return struct.unpack(f"<{len(frames) // 2}h", frames)


def hertz(some: tuple[int, ...]) -> float:
    """The pitch of a stretch, by its crossings of zero."""
    crossings = sum((a < 0) != (b < 0) for a, b in pairwise(some))
    return crossings / 2 / (len(some) / 22_050)


def test_good_rises_and_bad_falls() -> None:
    good, bad = samples(wave(Tone.GOOD, 0.5)), samples(wave(Tone.BAD, 0.5))
    assert hertz(good[:1500]) < hertz(good[-1500:])
    assert hertz(bad[:3000]) > hertz(bad[-3000:])
    assert len(bad) > len(good)


def test_it_is_as_loud_as_asked_and_begins_and_ends_without_a_click() -> None:
    for loudness in (0.1, 0.8):
        played = samples(wave(Tone.GOOD, loudness))
        assert max(played) == pytest.approx(32_767 * loudness, rel=0.02)
        assert abs(played[0]) < 50
        assert abs(played[-1]) < 1500 * loudness


@pytest.fixture
def settings(tmp_path: Path) -> SettingsStore:
    return SettingsStore(tmp_path / "settings.json")


class Player:
    """The only player of this computer: it writes down what it is given, and plays until it is let go."""

    def __init__(self, root: Path) -> None:
        self.heard, self._gate = root / "heard", root / "gate"
        self.heard.touch()
        program = root / "bin" / "paplay"
        program.parent.mkdir()
        script = f"echo \"$@\" >> '{self.heard}'\nread line < '{self._gate}'\necho over >> '{self.heard}'\n"
        program.write_text(f"#!/bin/sh\n{script}")
        program.chmod(0o755)
        self.folder = program.parent
        os.mkfifo(self._gate)
        self._open = os.open(self._gate, os.O_RDWR)

    def lines(self) -> list[str]:
        return self.heard.read_text().splitlines()

    def let_go(self, players: int) -> None:
        os.write(self._open, b"\n" * players)

    def close(self) -> None:
        os.close(self._open)


@pytest.fixture
def player(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Player]:
    made = Player(tmp_path)
    monkeypatch.setenv("PATH", str(made.folder))
    yield made
    made.close()


def test_a_player_is_given_the_file_and_not_waited_for(
    tmp_path: Path, settings: SettingsStore, player: Player, qtbot: QtBot
) -> None:
    settings.set({"sound": "loud"})
    file = tmp_path / "run" / "tone-bad-0.8.wav"
    for _ in range(2):
        Tones(tmp_path / "run", settings).play(Tone.BAD)
    qtbot.waitUntil(lambda: player.lines() == [str(file)] * 2)
    assert file.read_bytes() == wave(Tone.BAD, 0.8)
    player.let_go(2)
    qtbot.waitUntil(lambda: player.lines()[2:] == ["over", "over"])


def test_off_is_silent(tmp_path: Path, settings: SettingsStore, player: Player) -> None:
    settings.set({"sound": "off"})
    Tones(tmp_path / "run", settings).play(Tone.BAD)
    assert player.lines() == []
    assert not (tmp_path / "run").exists()


def test_nothing_to_play_it_with_is_no_fault(
    tmp_path: Path, settings: SettingsStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    Tones(tmp_path / "run", settings).play(Tone.LOOK)
    assert [file.name for file in (tmp_path / "run").iterdir()] == ["tone-look-0.35.wav"]
    (tmp_path / "full").write_bytes(b"")
    Tones(tmp_path / "full", settings).play(Tone.LOOK)  # the folder cannot be made
    assert (tmp_path / "full").read_bytes() == b""
