"""Webhooks in the settings: registered at the carriers, the recipe found, secrets forgotten, how receiving stands."""

from __future__ import annotations

import hashlib
import hmac
import socket
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from shipdesk.core.inbound import Delivery
from shipdesk.ui.moments import clock
from shipdesk.ui.settings_screen.screen import SECTIONS, SettingsScreen
from shipdesk.ui.settings_screen.subscriptions_part import SubscriptionsPart
from shipdesk.ui.settings_screen.webhooks_section import WebhooksSection
from tests.ui.table import Table

URL = "https://hooks.example.com/hooks/jumppoint"


class Stage:
    """The section on the screen, over a real order book and a carrier on the wire."""

    def __init__(self, table: Table) -> None:
        self.table = table
        assert table.session.workplace is not None
        self.at = table.session.workplace
        table.carriers.control("reset", {})
        table.window.show_screen("Settings")
        screen = table.window.screen_named("Settings")
        assert isinstance(screen, SettingsScreen)
        place = [str(row.name) for row in SECTIONS].index("Webhooks")
        screen.turn_to(place)
        section = screen.sections[place]
        assert isinstance(section, WebhooksSection)
        self.section = section
        table.until(lambda: self.at.lanes.idle)

    @property
    def jumppoint(self) -> SubscriptionsPart:
        return self.section.subscriptions["jumppoint"]

    def press(self, widget: QWidget) -> None:
        """The space bar on it, then wait for the carrier."""
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Space)
        self.table.until(lambda: self.at.lanes.idle)

    def listed(self) -> list[str]:
        return [row.choice.label for row in self.jumppoint.list.rows]

    def register(self) -> None:
        self.jumppoint.url.set_text(URL)
        self.press(self.jumppoint.add)


@pytest.fixture
def stage(table: Table) -> Stage:
    return Stage(table)


def test_one_is_registered_and_deleted_by_keys_and_its_secret_kept(stage: Stage) -> None:
    assert "lists no webhook" in stage.jumppoint.none.text()
    stage.register()
    assert stage.listed() == [URL]
    assert "the secret is kept" in stage.jumppoint.outcome.words()
    assert len(stage.at.accounts.secrets("jumppoint", "webhook_secret")) == 1
    stage.press(stage.jumppoint.take_away)
    assert stage.listed() == [URL]
    stage.press(stage.jumppoint.take_away)
    assert stage.listed() == []


def test_the_chosen_one_is_sent_elsewhere(stage: Stage) -> None:
    stage.register()
    stage.jumppoint.url.set_text(f"{URL}/new")
    stage.press(stage.jumppoint.move_)
    assert stage.listed() == [f"{URL}/new"]


def test_an_address_that_is_none_is_told_at_its_field(stage: Stage) -> None:
    stage.jumppoint.url.set_text("hooks.example.com")
    stage.press(stage.jumppoint.add)
    problem = stage.jumppoint.url.problem()
    assert problem is not None
    assert "is no URL" in problem.message


def test_a_lost_answer_says_what_to_do_and_the_list_is_not_believed(stage: Stage) -> None:
    fault = {"carrier": "jumppoint", "endpoint": "POST /webhooks", "fault": "lose_answer"}
    stage.table.carriers.control("faults", [fault])
    stage.register()
    assert "delete it and register it again" in stage.jumppoint.outcome.words()
    assert "not known now" in stage.jumppoint.none.text()
    stage.press(stage.jumppoint.again)
    assert stage.listed() == [URL]


def test_an_address_that_nobody_outside_reaches_says_how_to_be_reached(stage: Stage) -> None:
    assert stage.jumppoint.url.text() == "http://127.0.0.1:8470/hooks/jumppoint"
    assert "https" in stage.jumppoint.outside.text()
    stage.jumppoint.url.set_text(URL)
    stage.jumppoint.url.edited.emit(URL)
    assert not stage.jumppoint.outside.isVisible()


def test_the_oldest_of_several_secrets_is_forgotten_by_a_button(stage: Stage) -> None:
    form = stage.section.forms["winkelstraat"]
    row = form.secrets["api_key"]
    for secret in ("first", "second"):
        stage.at.accounts.set_secret("winkelstraat", "api_key", secret)
    form.load()
    stage.table.until(row.forget.isVisible)
    stage.press(row.forget)
    assert stage.at.accounts.secrets("winkelstraat", "api_key") == ("second",)
    assert not row.forget.isVisible()


def _request(at: str, body: str) -> str:
    signature = hmac.new(b"key", f"{at}.{body}".encode(), hashlib.sha512).hexdigest()
    return f"POST /hooks/deeple HTTP/1.1\nPID: P1\nTIMESTAMP: {at}\nSIGNATURE: {signature}\n\n{body}"


def test_the_recipe_is_found_in_what_is_pasted_shown_and_set(stage: Stage) -> None:
    part = stage.section.recipes["deeple"]
    stage.at.accounts.set_secret("deeple", "secret", "key")
    part.paste.setPlainText(_request("1795334405", '{"orderNumber":"ลูกค้า"}') + "\n")
    stage.press(part.search)
    assert "hmac-sha512 hex {TIMESTAMP}.{body}" in part.outcome.words()
    assert "1 of the 3" in part.outcome.words()
    assert stage.at.accounts.settings("deeple").get("recipe") != part.found
    stage.press(part.use)
    assert stage.at.accounts.settings("deeple")["recipe"] == "hmac-sha512 hex {TIMESTAMP}.{body}"
    assert stage.section.forms["deeple"].fields["recipe"].text() == "hmac-sha512 hex {TIMESTAMP}.{body}"


def test_the_recipe_is_found_in_files_and_what_fits_nothing_is_told(stage: Stage, tmp_path: Path) -> None:
    part = stage.section.recipes["deeple"]
    stage.at.accounts.set_secret("deeple", "secret", "key")
    files = [tmp_path / f"{number}.txt" for number in range(3)]
    for number, file in enumerate(files):
        file.write_bytes(_request(f"179533440{number}", f'{{"n":{number}}}').encode())
    part.find_in_files([str(file) for file in files])
    stage.table.until(lambda: part.outcome.words().endswith("{TIMESTAMP}.{body}"))
    files[1].write_bytes(_request("1", "{}").encode() + b"x")
    part.find_in_files([str(file) for file in files])
    stage.table.until(lambda: "No recipe makes these signatures" in part.outcome.words())
    assert not part.use.isVisible()


def test_how_receiving_stands_is_one_line(stage: Stage) -> None:
    line = stage.section.line
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        stage.at.settings.set({"receive_port": str(port)})
        stage.table.until(lambda: f"Listening on 127.0.0.1:{port}. No delivery yet." in line.remark.accessibleName())
    desk = stage.at.desk
    desk.inbox.keep([(Delivery("ceva", {}, b"{}", desk.clock()), "1")])
    today = desk.clock().astimezone()
    log = stage.at.home.logs / "webhooks.log"
    log.write_text(
        f"{today:%Y-%m-%dT%H:%M:%S}.001 401 ceva from 10.0.0.1, 2 bytes, 0 ms: It has no clientId.\n"
        f"{today:%Y-%m-%dT%H:%M:%S}.002 200 ceva from 10.0.0.1, 2 bytes, 0 ms\n"
        "2020-01-01T00:00:00.000 401 ceva from 10.0.0.1, 2 bytes, 0 ms: No.\n"
    )
    last = f"Refused today: 1; the last at {clock(today)}, CEVA: It has no clientId."
    stage.table.until(lambda: last in line.remark.accessibleName())
    assert "Nothing is listening" in line.remark.accessibleName()
    assert "Last delivery" in line.remark.accessibleName()
