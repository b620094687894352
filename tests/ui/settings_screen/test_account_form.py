import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from shipdesk.core.errors import CarrierError, InputError
from shipdesk.ui.settings_screen.account_form import AccountForm, in_the_clear
from tests.ui.conftest import Show
from tests.ui.orders.world import RECORDS, World


class Stage:
    """The form of one account, on the screen."""

    def __init__(self, qtbot: QtBot, one: World, show: Show, carrier: str) -> None:
        self.qtbot, self.one, self.carrier = qtbot, one, carrier
        self.form = AccountForm(RECORDS[carrier], one.bridge)
        self.form.attach(one.workplace)
        show(self.form, width=800, height=700)
        self.form.load()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.one.workplace.lanes.idle)

    def type(self, key: str, text: str) -> None:
        """Write into a field and leave it with Enter."""
        line = self.form.fields[key].editor.widget()
        line.setFocus()
        self.form.fields[key].set_text("")
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.settle()

    def choose(self, key: str, value: str) -> None:
        self.form.fields[key].set_text(value)
        self.form.fields[key].edited.emit(value)
        self.settle()

    def kept(self) -> dict[str, str]:
        return dict(self.one.workplace.accounts.settings(self.carrier))

    def fault(self, key: str) -> str:
        problem = self.form.fields[key].problem()
        return problem.message if problem else ""


@pytest.fixture
def stage(qtbot: QtBot, one: World, show: Show) -> Stage:
    return Stage(qtbot, one, show, "jne")


def test_what_is_typed_is_kept_at_once_and_marked(stage: Stage) -> None:
    assert not stage.form.saved.isVisible()
    stage.choose("environment", "production")
    stage.type("username", "WAREHOUSE")
    assert stage.kept()["username"] == "WAREHOUSE"
    assert stage.form.saved.isVisible()
    stage.form.fields["username"].edited.emit("x")
    assert not stage.form.saved.isVisible()


def test_the_window_is_told_that_settings_changed(stage: Stage) -> None:
    with stage.qtbot.waitSignal(stage.one.bridge.settings_changed):
        stage.choose("environment", "production")


def test_custom_asks_for_its_address_before_anything_is_kept(stage: Stage) -> None:
    stage.choose("environment", "custom")
    assert stage.fault("base_url") == "Give the address; write it like https://api.example.com/prefix."
    assert stage.kept() == {}
    stage.type("base_url", "https://jne.example.com/api")
    assert stage.fault("base_url") == ""
    assert stage.kept() == {"environment": "custom", "base_url": "https://jne.example.com/api"}


def test_a_fault_stands_at_its_field_and_what_was_kept_stays(stage: Stage) -> None:
    stage.choose("environment", "production")
    stage.type("settle", "soon")
    assert "pauses in seconds" in stage.fault("settle")
    assert "settle" not in stage.kept()
    assert not stage.form.saved.isVisible()


def test_a_fault_that_was_put_right_meanwhile_is_not_told(stage: Stage) -> None:
    with stage.qtbot.assertNotEmitted(stage.one.bridge.broken):
        stage.form._not_kept(InputError("'username' is one line."))  # what stands there is what is kept
    assert stage.fault("username") == ""


def test_a_secret_is_written_and_never_shown(stage: Stage) -> None:
    secret = stage.form.secrets["api_key"]
    QTest.mouseClick(secret.change, Qt.MouseButton.LeftButton)
    line = secret.field.editor.widget()
    QTest.keyClicks(line, "s3cret")
    assert line.displayText() == "●" * 6  # type: ignore[attr-defined]
    QTest.keyClick(line, Qt.Key.Key_Return)
    stage.settle()
    assert stage.one.workplace.accounts.secret("jne", "api_key") == "s3cret"
    assert secret.field.text() == ""
    assert secret.change.text() == "Change"
    assert secret.change.isVisible()


def test_escape_forgets_a_secret_that_was_half_typed(stage: Stage) -> None:
    secret = stage.form.secrets["api_key"]
    secret.open()
    QTest.keyClicks(secret.field.editor.widget(), "half")
    QTest.keyClick(secret.field.editor.widget(), Qt.Key.Key_Escape)
    assert secret.field.text() == ""
    assert not secret.field.isVisible()
    assert stage.one.workplace.accounts.secret("jne", "api_key") == ""


def test_the_carriers_sentence_is_shown(stage: Stage) -> None:
    QTest.mouseClick(stage.form.test, Qt.MouseButton.LeftButton)
    assert not stage.form.test.isEnabled()
    stage.settle()
    assert stage.form.outcome.words() == "Signed in as hk-warehouse; 3 services are open."
    assert stage.form.test.isEnabled()


def test_a_refusal_is_shown_in_the_carriers_words(stage: Stage) -> None:
    stage.one.said.test = CarrierError("JNE refused the login: Invalid key.")
    QTest.mouseClick(stage.form.test, Qt.MouseButton.LeftButton)
    stage.settle()
    assert stage.form.outcome.words() == "JNE refused the login: Invalid key."
    assert stage.form.test.isEnabled()


def test_a_carrier_that_is_slow_is_named_with_the_time(stage: Stage) -> None:
    stage.one.said.hold.clear()
    try:
        QTest.mouseClick(stage.form.test, Qt.MouseButton.LeftButton)
        assert stage.form.outcome.words() == ""
        stage.qtbot.waitUntil(lambda: stage.form.outcome.words().startswith("Waiting for JNE since "))
    finally:
        stage.one.said.hold.set()
    stage.settle()
    assert stage.form.outcome.words() == "Signed in as hk-warehouse; 3 services are open."


def test_plain_http_says_what_that_means(stage: Stage) -> None:
    stage.choose("environment", "production")
    assert stage.form._open_wire.isVisible()
    stage.type("base_url", "https://jne.example.com")
    assert not stage.form._open_wire.isVisible()


@pytest.mark.parametrize(
    ("url", "clear"),
    [
        ("http://api.example.com", True),
        ("https://api.example.com", False),
        ("http://127.0.0.1:8080/x", False),
        ("http://[::1]:80", False),
        ("http://localhost:99", False),
        ("http://localhost.example.com", True),
        ("", False),
    ],
)
def test_what_can_be_read_on_the_way(url: str, clear: bool) -> None:
    assert in_the_clear(url) is clear


def test_every_field_is_named_for_who_does_not_see(stage: Stage) -> None:
    for key, field in stage.form.fields.items():
        assert field.editor.widget().accessibleName(), key
    assert stage.form.secrets["api_key"].change.accessibleName() == "Set: API key"
    assert stage.form.test.accessibleName() == "Test the JNE account"
