"""Receiving beside an open window: started, moved and stopped by the settings, and told about."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from pytestqt.qtbot import QtBot

from shipdesk.app import open_desk
from shipdesk.core.errors import SetupError
from shipdesk.program import Program
from shipdesk.serve_in_window import WindowReceiver
from shipdesk.settings.paths import open_home
from shipdesk.settings.store import SettingsStore
from tests.inbound.senders import SECRETS, sent
from tests.inbound.serving import kept


@pytest.fixture
def home(tmp_path: Path) -> Path:
    Program().accounts(tmp_path / "home").set_secret("ceva", *SECRETS["ceva"])
    return tmp_path / "home"


@pytest.fixture
def settings(home: Path) -> SettingsStore:
    return SettingsStore(open_home(home).settings)


@pytest.fixture
def receiver(home: Path, settings: SettingsStore) -> Iterator[WindowReceiver]:
    with open_desk(home) as desk:
        receiver = WindowReceiver(home, desk, settings)
        yield receiver
        desk.closing.set()
        receiver.close()


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port: int = listener.getsockname()[1]
        return port


def _answers(url: str) -> int:
    delivery = sent("ceva", "WINDOW")
    with httpx.Client(trust_env=False, verify=False, timeout=30) as client:
        answer = client.post(url + delivery.path, content=delivery.content, headers=delivery.raw_headers)
    return answer.status_code


def test_it_receives_while_the_settings_say_so(
    receiver: WindowReceiver, settings: SettingsStore, home: Path, qtbot: QtBot
) -> None:
    first, second = _free_port(), _free_port()
    receiver.follow()
    settings.set({"receive_webhooks": True, "receive_port": str(first)})
    with qtbot.waitSignal(receiver.received_at, timeout=30_000) as told:
        receiver.follow()
    assert told.args == [f"http://127.0.0.1:{first}"]
    assert _answers(f"http://127.0.0.1:{first}") == 200
    assert [source for source, _body, _token in kept(home)] == ["ceva"]

    settings.set({"receive_port": str(second)})
    with qtbot.waitSignals([receiver.received_at] * 2, timeout=30_000):
        receiver.follow()
    assert _answers(f"http://127.0.0.1:{second}") == 200
    with pytest.raises(httpx.ConnectError):
        _answers(f"http://127.0.0.1:{first}")

    settings.set({"receive_webhooks": False})
    with qtbot.waitSignal(receiver.received_at, timeout=30_000) as told:
        receiver.follow()
    assert told.args == [""]


def test_a_port_that_is_taken_is_told(receiver: WindowReceiver, settings: SettingsStore, qtbot: QtBot) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        settings.set({"receive_webhooks": True, "receive_port": str(port)})
        with qtbot.waitSignal(receiver.refused, timeout=30_000) as told:
            receiver.follow()
    assert isinstance(told.args[0], SetupError)
    assert f"Port {port} of 127.0.0.1 is taken by another program" in str(told.args[0])
