"""Pictures of the Settings screen, to be looked at: every section, an account tried out with and without success.

QT_QPA_PLATFORM=offscreen python -m tests.ui.pictures_settings OUT_DIR [light dark contrast]
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QApplication

from shipdesk.core.errors import CarrierError
from shipdesk.ui import theme
from shipdesk.ui.settings_screen.account_form import AccountForm
from shipdesk.ui.settings_screen.accounts_section import AccountsSection
from shipdesk.ui.settings_screen.printer_section import PrinterSection
from shipdesk.ui.settings_screen.screen import SECTIONS, SettingsScreen
from shipdesk.ui.theme import Scheme
from tests.ui.orders.world import World, fill, world
from tests.ui.pictures_orders import keep, show, wait


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


def main() -> None:
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    for scheme in sys.argv[2:] or ["light", "dark"]:
        theme.apply(app, Scheme(scheme))
        theme.load_remaining_fonts()
        with TemporaryDirectory() as root, world(Path(root)) as one:
            fill(one)
            accounts = one.workplace.accounts
            accounts.set("jumppoint", {"environment": "sandbox", "username": "hk-warehouse"})
            accounts.set_secret("jumppoint", "password", "correct horse")
            draw(one, out, scheme)


if __name__ == "__main__":
    main()
