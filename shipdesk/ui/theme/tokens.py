"""The one table of colours, sizes and spaces. No other module of the window writes one down.

Colours are `#rrggbb`; sizes and spaces are device-independent pixels. The table is plain data, without Qt, so that
tests can measure it: text holds 4.5 : 1 on every ground it is drawn on, icons and field borders 3 : 1.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import NamedTuple

# Type: five sizes, two weights.
CAPTION, BODY, VALUE, TITLE, FAR = 12, 14, 16, 20, 32
REGULAR, SEMIBOLD = 400, 600

# Space: the 8-pixel grid and its half.
NONE, XS, S, M, L, XL = 0, 4, 8, 16, 24, 32

# Heights and widths of what is touched.
FIELD = 36
ROW = 36
TARGET = 40
CHIP = 24
BUTTON_SMALL = 28
SCAN = 48
BAR = 64
RAIL = 72
RAIL_ITEM = 64
LABEL_LINE = 18
MESSAGE_LINE = 18
ICON = 20
ICON_SMALL = 16
ICON_LARGE = 32
MARK = 14
BAND = 24
NOTICE_WIDTH = 480
PALETTE_WIDTH = 560
CALENDAR_WIDTH, CALENDAR_HEIGHT = 336, 320

# Corners and strokes.
RADIUS_SMALL, RADIUS, RADIUS_LARGE = 4, 6, 8
HAIR, RING = 1, 2

# How far a shadow reaches around what lies over a screen.
SHADOW = 16

FADE_MS = 120
NOTICE_MS = 4000


class Scheme(Enum):
    """Which column of the table is shown."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Meaning(StrEnum):
    """What a colour says. Each comes with a shape and a word; none is ever alone."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    GOOD = "good"
    CARE = "care"
    STOP = "stop"
    DOUBT = "doubt"
    TRAINING = "training"


class Tone(NamedTuple):
    """One meaning: `fg` is text and shape on `tint` or on a surface, `line` borders the tint, `solid` is a filled
    ground (alarm, primary button) that carries `on_solid`."""

    fg: str
    tint: str
    line: str
    solid: str
    on_solid: str


class Colours(NamedTuple):
    """One scheme. `ground` is the window, `surface` a panel on it, `raised` a popup over both, `sunken` a well in them
    (locked field, key cap). `line` borders what can be typed in, `hairline` only separates."""

    ground: str
    surface: str
    raised: str
    sunken: str
    hover: str
    line: str
    line_strong: str
    hairline: str
    shadow: str
    shade: str
    text: str
    muted: str
    faint: str
    paper: str
    accent_hover: str
    accent_pressed: str
    focus: str
    tones: dict[Meaning, Tone]

    def tone(self, meaning: Meaning) -> Tone:
        return self.tones[meaning]


_LIGHT = Colours(
    ground="#f3f5f6",
    surface="#ffffff",
    raised="#ffffff",
    sunken="#eceff1",
    hover="#f1f4f5",
    line="#7d898f",
    line_strong="#4f5c63",
    hairline="#dfe4e7",
    shadow="#c3cbd0",
    shade="#10161a",
    text="#12181b",
    muted="#48545b",
    faint="#5d6a71",
    paper="#ffffff",
    accent_hover="#0b5156",
    accent_pressed="#083f44",
    focus="#0f7a80",
    tones={
        Meaning.NEUTRAL: Tone("#48545b", "#eceff1", "#c3cbd0", "#48545b", "#ffffff"),
        Meaning.ACCENT: Tone("#0d656b", "#e0f1f1", "#8cc4c6", "#0d656b", "#ffffff"),
        Meaning.GOOD: Tone("#0c6e48", "#e1f4e7", "#93cfa8", "#0c6e48", "#ffffff"),
        Meaning.CARE: Tone("#8a5a00", "#fdf1d6", "#e2bd6c", "#ffc24d", "#2b1c00"),
        Meaning.STOP: Tone("#a8102e", "#fde9e8", "#eda5a4", "#a8102e", "#ffffff"),
        Meaning.DOUBT: Tone("#6633bf", "#f0e9fd", "#c4abef", "#6633bf", "#ffffff"),
        Meaning.TRAINING: Tone("#1b4f9c", "#e3edfb", "#9dbde8", "#1f5bb5", "#ffffff"),
    },
)

_DARK = Colours(
    ground="#0f1315",
    surface="#171c1f",
    raised="#20272b",
    sunken="#0b0e10",
    hover="#1d2327",
    line="#6f7c83",
    line_strong="#a3aeb4",
    hairline="#2a3237",
    shadow="#05070a",
    shade="#000000",
    text="#e9eef0",
    muted="#b4bfc4",
    faint="#929da3",
    paper="#ffffff",
    accent_hover="#74d5d3",
    accent_pressed="#3fa9a8",
    focus="#52c3c2",
    tones={
        Meaning.NEUTRAL: Tone("#b4bfc4", "#252d31", "#465157", "#b4bfc4", "#12181b"),
        Meaning.ACCENT: Tone("#57c7c5", "#123536", "#2c6b6c", "#57c7c5", "#04201f"),
        Meaning.GOOD: Tone("#56d39b", "#11301f", "#2a6b45", "#56d39b", "#04210f"),
        Meaning.CARE: Tone("#f4bb55", "#352707", "#7d5d1c", "#f4bb55", "#2b1c00"),
        Meaning.STOP: Tone("#ff8a80", "#401614", "#8e3b36", "#c9302c", "#ffffff"),
        Meaning.DOUBT: Tone("#c2a6ff", "#2b2048", "#624f9b", "#7e4fd6", "#ffffff"),
        Meaning.TRAINING: Tone("#8db9ff", "#13294b", "#33578e", "#2660b8", "#ffffff"),
    },
)

_CONTRAST = Colours(
    ground="#000000",
    surface="#000000",
    raised="#000000",
    sunken="#000000",
    hover="#1c1c1c",
    line="#ffffff",
    line_strong="#ffffff",
    hairline="#8c8c8c",
    shadow="#ffffff",
    shade="#000000",
    text="#ffffff",
    muted="#ffffff",
    faint="#d0d0d0",
    paper="#ffffff",
    accent_hover="#a6ffff",
    accent_pressed="#00c8c8",
    focus="#ffff00",
    tones={
        Meaning.NEUTRAL: Tone("#ffffff", "#000000", "#ffffff", "#ffffff", "#000000"),
        Meaning.ACCENT: Tone("#43f0f0", "#003434", "#43f0f0", "#43f0f0", "#000000"),
        Meaning.GOOD: Tone("#54ff8e", "#000000", "#54ff8e", "#54ff8e", "#000000"),
        Meaning.CARE: Tone("#ffc933", "#000000", "#ffc933", "#ffc933", "#000000"),
        Meaning.STOP: Tone("#ff8f8f", "#000000", "#ff8f8f", "#ff8f8f", "#000000"),
        Meaning.DOUBT: Tone("#cfb3ff", "#000000", "#cfb3ff", "#cfb3ff", "#000000"),
        Meaning.TRAINING: Tone("#9ec8ff", "#000000", "#9ec8ff", "#9ec8ff", "#000000"),
    },
)

SCHEMES: dict[Scheme, Colours] = {Scheme.LIGHT: _LIGHT, Scheme.DARK: _DARK, Scheme.CONTRAST: _CONTRAST}
