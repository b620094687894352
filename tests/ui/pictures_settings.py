"""Pictures of the Settings screen, to be looked at: every section, an account tried out with and without success.

QT_QPA_PLATFORM=offscreen python -m tests.ui.pictures_settings OUT_DIR [light dark contrast]
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from shipdesk.core.errors import CarrierError
from shipdesk.ui.settings_screen.account_form import AccountForm
from shipdesk.ui.settings_screen.accounts_section import AccountsSection
from shipdesk.ui.settings_screen.printer_section import PrinterSection
from shipdesk.ui.settings_screen.screen import SECTIONS, SettingsScreen
from tests.ui.camera import in_each_scheme, keep, show, wait
from tests.ui.orders.world import World, fill, world


def draw(one: World, out: Path, scheme: str) -> None:
    for place, section in enumerate(SECTIONS):
        name = str(section.name).lower().replace(" ", "-")
        keep(opened(one, place), out / f"{scheme}-settings-{name}.png")
    screen, form = account(one, "jumppoint")
    form.test.click()
    wait(lambda: bool(form.outcome.words()))
    keep(screen, out / f"{scheme}-settings-test-good.png")
    one.said.test = CarrierError("Jumppoint refused the login: Incorrect username or password.")
    screen, form = account(one, "jumppoint")
    form.test.click()
    wait(lambda: bool(form.outcome.words()))
    form.secrets["password"].open()
    wait()
    keep(screen, out / f"{scheme}-settings-test-bad.png")
    screen, form = account(one, "jne")
    form.fields["environment"].set_text("custom")
    form.keep()
    wait()
    form.fields["base_url"].set_text("apiv2.example.co.id")
    form.keep()
    wait()
    keep(screen, out / f"{scheme}-settings-fault.png")
    screen, form = account(one, "jne")
    form.fields["environment"].set_text("production")
    form.keep()
    wait()
    keep(screen, out / f"{scheme}-settings-clear.png")
    screen, printer = printers(one)
    printer.list.rows[0].click()
    wait()
    printer.print_test.click()
    wait(lambda: bool(printer.outcome.words()))
    keep(screen, out / f"{scheme}-settings-printed.png")
    one.said.printers = []
    screen, printer = printers(one)
    keep(screen, out / f"{scheme}-settings-no-printer.png")


def account(one: World, carrier: str) -> tuple[SettingsScreen, AccountForm]:
    screen = opened(one, 0)
    section = screen.sections[0]
    assert isinstance(section, AccountsSection)
    section.carriers.pick(carrier)
    section.carriers.picked.emit(carrier)
    wait()
    return screen, section.forms[carrier]


def printers(one: World) -> tuple[SettingsScreen, PrinterSection]:
    screen = opened(one, 1)
    section = screen.sections[1]
    assert isinstance(section, PrinterSection)
    return screen, section


def opened(one: World, place: int) -> SettingsScreen:
    screen = SettingsScreen(one.opening())
    screen.attach(one.workplace)
    show(screen)
    screen.turn_to(place)
    screen.focus_first()
    wait()
    return screen


def shoot(out: Path, scheme: str) -> None:
    with TemporaryDirectory() as root, world(Path(root)) as one:
        fill(one)
        accounts = one.workplace.accounts
        accounts.set("jumppoint", {"environment": "sandbox", "username": "hk-warehouse"})
        accounts.set_secret("jumppoint", "password", "correct horse")
        draw(one, out, scheme)


if __name__ == "__main__":
    in_each_scheme(shoot)
