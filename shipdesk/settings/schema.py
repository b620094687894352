"""Every setting of a station, once: the store validates by this table and the settings screen is drawn from it.

Adding a setting is one row. Carrier accounts are not here: each carrier's record declares its own (`accounts.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from shipdesk.core.errors import InputError
from shipdesk.core.fields import Choice
from shipdesk.core.numbers import shown

_LONGEST = 200
_LAST_PORT = 65_535


class Kind(StrEnum):
    """Which editor a setting gets."""

    TEXT = "text"
    FLAG = "flag"
    CHOICE = "choice"


class Group(StrEnum):
    """The groups of the settings screen, in the order they are shown."""

    STATION = "Station"
    SCREEN = "Screen"
    PRINTING = "Printing"
    RECEIVING = "Receiving"
    TRACKING = "Tracking"
    IMPORT = "Import"
    SCANNER = "Scanner"
    SCALE = "Scale"
    FIRST_RUN = "First run"
    """What the program remembers of setting up; drawn nowhere."""


class Setting(NamedTuple):
    """One setting. `default` is text, or True and False for a flag."""

    key: str
    label: str
    group: Group
    kind: Kind = Kind.TEXT
    default: str | bool = ""
    help: str = ""
    choices: tuple[Choice, ...] = ()
    form: Callable[[str], str | None] | None = None
    """For a text with a form of its own: one sentence of why it will not do, None when it will."""

    def fault(self, value: object) -> str | None:
        """One sentence of why `value` will not do; None when it will."""
        if self.kind is Kind.FLAG:
            return None if isinstance(value, bool) else f"The setting '{self.key}' is either true or false."
        if not isinstance(value, str):
            return f"The setting '{self.key}' must be text."
        if self.kind is Kind.CHOICE and value not in {choice.value for choice in self.choices}:
            known = ", ".join(choice.value for choice in self.choices)
            return f"The setting '{self.key}' is one of {known}, not {shown(value)}."
        if len(value) > _LONGEST or not value.isprintable():
            return f"The setting '{self.key}' is one line of at most {_LONGEST} printable characters."
        return self.form(value) if self.form else None


def _port(text: str) -> str | None:
    if text.isascii() and text.isdigit() and 0 < int(text[:6]) <= _LAST_PORT:
        return None
    return f"{shown(text)} is no port; give a number from 1 to {_LAST_PORT}, such as 8470."


def _folder(text: str) -> str | None:
    if not text or Path(text).is_absolute():
        return None
    return f"{shown(text)} is no whole path of a folder; give it from its drive or root on."


SETTINGS: tuple[Setting, ...] = (
    Setting("station", "Station", Group.STATION, default="Station 1", help="What this packing table is called."),
    Setting(
        "operator",
        "Clerk",
        Group.STATION,
        help="Who works here: kept with every booking. Empty: the name of the computer's user.",
    ),
    Setting(
        "auto_book",
        "Book what is scanned, with no key",
        Group.STATION,
        Kind.FLAG,
        default=False,
        help="For the lead to decide. An order with neither fault nor warning is booked when it is scanned and its "
        "weight is there, and its label prints. Anything else stops and waits for a person.",
    ),
    Setting(
        "language",
        "Language and region",
        Group.SCREEN,
        Kind.CHOICE,
        default="system",
        choices=(
            Choice("system", "As the system"),
            Choice("en", "English"),
            Choice("zh", "繁體中文"),
            Choice("th", "ไทย"),
            Choice("id", "Bahasa Indonesia"),
        ),
        help="Numbers, dates and times follow it at once. The words of the window are English so far.",
    ),
    Setting(
        "scheme",
        "Colours",
        Group.SCREEN,
        Kind.CHOICE,
        default="system",
        choices=(
            Choice("system", "As the system"),
            Choice("light", "Light"),
            Choice("dark", "Dark"),
            Choice("contrast", "High contrast"),
        ),
    ),
    Setting(
        "sound",
        "Tones",
        Group.SCREEN,
        Kind.CHOICE,
        default="normal",
        choices=(
            Choice("off", "Off"),
            Choice("quiet", "Quiet"),
            Choice("normal", "Normal"),
            Choice("loud", "Loud"),
        ),
    ),
    Setting(
        "label_printer",
        "Label printer",
        Group.PRINTING,
        help="A print queue of this system, or the address of a ZPL printer. Empty: labels are not printed.",
    ),
    Setting(
        "document_printer",
        "Document printer",
        Group.PRINTING,
        help="For packing slips, invoices, customs forms and hand-over lists. Empty: they are only saved as files.",
    ),
    Setting(
        "auto_print",
        "Print labels at once",
        Group.PRINTING,
        Kind.FLAG,
        default=True,
        help="Each label prints as soon as it is there.",
    ),
    Setting(
        "label_sheet",
        "Labels are printed on",
        Group.PRINTING,
        Kind.CHOICE,
        default="label",
        choices=(
            Choice("label", "Label paper"),
            Choice("1", "A4, one on a sheet"),
            Choice("2", "A4, two on a sheet"),
            Choice("4", "A4, four on a sheet"),
        ),
    ),
    Setting(
        "label_place",
        "Next free place on the A4 sheet",
        Group.PRINTING,
        Kind.CHOICE,
        default="1",
        choices=tuple(Choice(place, place) for place in ("1", "2", "3", "4")),
    ),
    Setting(
        "scan_speed",
        "Speed",
        Group.SCANNER,
        Kind.CHOICE,
        default="usual",
        choices=(Choice("fast", "Fast"), Choice("usual", "Usual"), Choice("slow", "Slow")),
    ),
    Setting(
        "scan_end",
        "A scan ends with",
        Group.SCANNER,
        Kind.CHOICE,
        default="key",
        choices=(Choice("key", "Enter or Tab"), Choice("pause", "A pause")),
    ),
    Setting(
        "scan_layout",
        "Keyboard layout while scanning",
        Group.SCANNER,
        Kind.CHOICE,
        default="auto",
        choices=(
            Choice("auto", "Find out"),
            Choice("us", "US"),
            Choice("thai", "Thai"),
            Choice("azerty", "AZERTY"),
            Choice("qwertz", "QWERTZ"),
        ),
    ),
    Setting(
        "scan_prefix",
        "Begins with",
        Group.SCANNER,
        help="What the scanner is set to send before every code. Empty: nothing.",
    ),
    Setting(
        "scan_suffix",
        "Is followed by",
        Group.SCANNER,
        help="What it sends after the code and before Enter. Empty: nothing.",
    ),
    Setting(
        "scan_to_close",
        "Scan the stuck label to close a parcel",
        Group.SCANNER,
        Kind.FLAG,
        default=False,
        help="The tracking number on a parcel, scanned at this table, closes it; the wrong label is caught here.",
    ),
    Setting(
        "scale",
        "Scale",
        Group.SCALE,
        Kind.CHOICE,
        default="none",
        choices=(
            Choice("none", "None"),
            Choice("usb", "USB"),
            Choice("serial", "Serial port"),
            Choice("simulated", "Simulated"),
        ),
    ),
    Setting("scale_port", "Serial port", Group.SCALE, help="Of a scale at a serial port, like COM3 or /dev/ttyUSB0."),
    Setting(
        "scale_baud",
        "Speed of the port, baud",
        Group.SCALE,
        Kind.CHOICE,
        default="9600",
        choices=tuple(Choice(baud, baud) for baud in ("1200", "2400", "4800", "9600", "19200", "38400")),
    ),
    Setting(
        "scale_protocol",
        "How it speaks",
        Group.SCALE,
        Kind.CHOICE,
        default="list",
        choices=(Choice("list", "ST,GS,+1.24kg (A&D, CAS)"), Choice("sics", "MT-SICS (Mettler Toledo)")),
    ),
    Setting(
        "scale_fills",
        "Take the weight by itself",
        Group.SCALE,
        Kind.FLAG,
        default=True,
        help="When an order is open and the weight is stable. F9 takes it by hand.",
    ),
    Setting(
        "scale_zero",
        "The scale must be empty between parcels",
        Group.SCALE,
        Kind.FLAG,
        default=True,
        help="Else the weight of the last parcel could go out with the next.",
    ),
    Setting(
        "scale_tolerance",
        "Warn when the weight differs from what is expected by",
        Group.SCALE,
        Kind.CHOICE,
        default="20",
        choices=(
            Choice("0", "Never"),
            Choice("5", "5 %"),
            Choice("10", "10 %"),
            Choice("20", "20 %"),
            Choice("50", "50 %"),
        ),
    ),
    Setting(
        "watched_folder",
        "Watched folder",
        Group.IMPORT,
        help="Files of orders that are put there are imported; good rows go to the To-ship list. Empty: none.",
        form=_folder,
    ),
    Setting(
        "poll",
        "Ask the carriers for news",
        Group.TRACKING,
        Kind.FLAG,
        default=True,
        help="In the background, the older a parcel the rarer. Otherwise only F5 on the Tracking screen asks.",
    ),
    Setting(
        "silent_days",
        "Silent for too long is a parcel without news for",
        Group.TRACKING,
        Kind.CHOICE,
        default="usual",
        choices=(
            Choice("usual", "What is unusual for its carrier and leg"),
            *(Choice(f"{days}", "1 day" if days == 1 else f"{days} days") for days in (1, 2, 3, 5, 7, 14)),
        ),
    ),
    Setting(
        "receive_webhooks",
        "Receive webhooks at this station",
        Group.RECEIVING,
        Kind.FLAG,
        default=False,
        help="While the window is open. One station is enough; shipdesk serve does it without a window.",
    ),
    Setting(
        "receive_host",
        "Address",
        Group.RECEIVING,
        default="127.0.0.1",
        help="127.0.0.1 is this computer alone, for a tunnel or a proxy with https in front; 0.0.0.0 is everybody.",
    ),
    Setting("receive_port", "Port", Group.RECEIVING, default="8470", form=_port),
    Setting("set_up", "Set up once", Group.FIRST_RUN, Kind.FLAG, default=False),
)

BY_KEY: dict[str, Setting] = {row.key: row for row in SETTINGS}


def setting(key: str) -> Setting:
    """The row of `key`. Raises `InputError` when there is none."""
    if key in BY_KEY:
        return BY_KEY[key]
    raise InputError(f"There is no setting {shown(key)}; there are {', '.join(BY_KEY)}.")
