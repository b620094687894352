"""The tokens as a QPalette, for what the style sheet does not reach."""

from __future__ import annotations

from PySide6.QtGui import QPalette

from shipdesk.ui.theme.live import qcolor
from shipdesk.ui.theme.tokens import Colours, Meaning

_Role = QPalette.ColorRole


def palette(colours: Colours) -> QPalette:
    """The palette of one scheme."""
    accent = colours.tone(Meaning.ACCENT)
    roles = {
        _Role.Window: colours.ground,
        _Role.WindowText: colours.text,
        _Role.Base: colours.surface,
        _Role.AlternateBase: colours.sunken,
        _Role.Text: colours.text,
        _Role.PlaceholderText: colours.faint,
        _Role.Button: colours.surface,
        _Role.ButtonText: colours.text,
        _Role.BrightText: accent.on_solid,
        _Role.Highlight: accent.solid,
        _Role.HighlightedText: accent.on_solid,
        _Role.Link: accent.fg,
        _Role.LinkVisited: accent.fg,
        _Role.ToolTipBase: colours.raised,
        _Role.ToolTipText: colours.text,
        _Role.Accent: accent.solid,
        _Role.Light: colours.raised,
        _Role.Midlight: colours.hairline,
        _Role.Mid: colours.line,
        _Role.Dark: colours.line_strong,
        _Role.Shadow: colours.shadow,
    }
    made = QPalette()
    for role, name in roles.items():
        made.setColor(role, qcolor(name))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, qcolor(colours.faint))
    return made
