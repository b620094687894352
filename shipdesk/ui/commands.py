"""Every command that a barcode can give: the actions of the station, answers, fixes, and the screens."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from shipdesk.core.devices import COMMAND, Command
from shipdesk.ui.screens import SCREENS
from shipdesk.ui.station.actions import ACTIONS

#: Codes that are no action of a name: a word given to a question, and the fixes by their number.
YES, NO, FIX = "YES", "NO", "FIX-"
HELP, PALETTE = "HELP", "ANYTHING"
_FIXES = 4
_CONTEXT = "Commands"
#: A person's word, which no scan gives.
KEYS_ALONE = frozenset({"print_as_it_is"})
#: The fix is there by its number.
_NOT_ON_PAPER = frozenset({"take_first_fix"}) | KEYS_ALONE


def code_of(name: str) -> str:
    """The code of an action or a screen by its name: `next_fault` is `NEXT-FAULT`."""
    return name.upper().replace("_", "-").replace(" ", "-")


def command_parts() -> list[tuple[str, list[Command]]]:
    """All commands in the language of the window, in the parts of the sheet."""
    station = [
        _command(code_of(line.name), _words("Station", str(line.help or line.words)), line.key)
        for line in ACTIONS
        if line.name not in _NOT_ON_PAPER
    ]
    answers = [
        _command(YES, _words(_CONTEXT, "Yes, book it with its warnings")),
        _command(NO, _words(_CONTEXT, "No")),
        *(
            _command(f"{FIX}{number}", _words(_CONTEXT, "Take fix {number}").format(number=number), f"Alt+{number}")
            for number in range(1, _FIXES + 1)
        ),
    ]
    screens = [
        *(_command(code_of(line.name), line.name, line.key) for line in SCREENS),
        _command(HELP, _words("MainWindow", "Help"), "F1"),
        _command(PALETTE, _words("MainWindow", "Anything by its name"), "Ctrl+K"),
    ]
    return [
        (_words(_CONTEXT, "At the packing station"), station),
        (_words(_CONTEXT, "Answers"), answers),
        (_words(_CONTEXT, "Screens"), screens),
    ]


def _command(code: str, words: str, key: str = "") -> Command:
    return Command(f"{COMMAND}{code}", words, key)


def _words(context: str, text: str) -> str:
    return QCoreApplication.translate(context, text)
