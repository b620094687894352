"""The style sheet, written from the tokens. It dresses Qt's own widgets; ours paint themselves from the same table."""

from __future__ import annotations

from string import Template

from shipdesk.ui.theme import tokens as t
from shipdesk.ui.theme.tokens import Colours

_SHEET = Template("""
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 6px 8px; }
QMainWindow, QDialog { background: $ground; }
QLabel { background: transparent; }
QLabel[role="text"] { color: $text; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="faint"] { color: $faint; }

QPushButton { background: $surface; color: $text; border: 1px solid $line; border-radius: ${RADIUS}px;
    padding: 0 15px; min-height: ${target_inner}px; }
QPushButton:hover { background: $hover; border-color: $line_strong; }
QPushButton:pressed { background: $sunken; }
QPushButton:focus { border: 2px solid $focus; padding: 0 14px; min-height: ${target_focus}px; }
QPushButton:disabled { background: $sunken; color: $faint; border-color: $hairline; }
QPushButton[kind="primary"] { background: $accent_solid; color: $accent_on_solid; border-color: $accent_solid; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[kind="primary"]:focus { border: 4px double $accent_on_solid; padding: 0 12px;
    min-height: ${target_inset}px; }
QPushButton[kind="primary"]:disabled { background: $sunken; color: $faint; border-color: $hairline; }
QPushButton[kind="stop"] { background: $stop_solid; color: $stop_on_solid; border-color: $stop_solid; }
QPushButton[kind="stop"]:focus { border: 4px double $stop_on_solid; padding: 0 12px; min-height: ${target_inset}px; }
QPushButton[kind="stop"]:disabled { background: $sunken; color: $faint; border-color: $hairline; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $accent_fg; }
QPushButton[kind="quiet"]:hover { background: $accent_tint; }
QPushButton[kind="quiet"]:focus { border-color: $focus; }
QPushButton[kind="quiet"]:disabled { color: $faint; }
QPushButton[small="true"] { min-height: ${small_inner}px; padding: 0 11px; border-radius: ${RADIUS_SMALL}px; }
QPushButton[flush="true"], QPushButton[flush="true"]:hover { padding: 0; background: transparent; }
QPushButton[flush="true"]:hover { color: $accent_hover; }
QPushButton[small="true"]:focus { min-height: ${small_focus}px; padding: 0 10px; }
QPushButton[kind="fix"] { background: $accent_tint; color: $accent_fg; border: none; border-radius: ${RADIUS_SMALL}px;
    padding: 0 6px; min-height: 0; }
QPushButton[kind="fix"]:hover { background: $accent_solid; color: $accent_on_solid; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${RADIUS}px;
    min-width: ${target_inner}px; min-height: ${target_inner}px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $sunken; }
QToolButton:checked { background: $accent_tint; }
QToolButton:focus { border: 2px solid $focus; min-width: ${target_focus}px; min-height: ${target_focus}px; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit { background: $surface; color: $text; border: 1px solid $line;
    border-radius: ${RADIUS}px; padding: 0 ${S}px; selection-background-color: $accent_solid;
    selection-color: $accent_on_solid; placeholder-text-color: $faint; }
QLineEdit { min-height: ${field_inner}px; }
QLineEdit:focus { min-height: ${field_focus}px; }
QLineEdit[framed="true"], QComboBox QLineEdit { min-height: 0; }
QLineEdit:focus, QPlainTextEdit:focus { border: 2px solid $focus; padding: 0 ${S_less}px; }
QPlainTextEdit[well="true"] { background: $sunken; border: 1px solid $hairline; }
QPlainTextEdit[well="true"]:focus { border-color: $focus; }
QLineEdit[framed="true"], QPlainTextEdit[framed="true"], QComboBox[framed="true"], QComboBox[framed="true"] QLineEdit {
    background: transparent; border: none; padding: 0; }
QComboBox[framed="true"]::drop-down { border: none; width: ${L}px; }
QComboBox[framed="true"]::down-arrow { image: none; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView, QAbstractItemView[popup="true"] { background: $raised; color: $text;
    border: 1px solid $line; padding: ${XS}px; outline: none; selection-background-color: $accent_tint;
    selection-color: $text; }
QComboBox QAbstractItemView::item, QAbstractItemView[popup="true"]::item { min-height: ${FIELD}px;
    padding: 0 ${S}px; border-radius: ${RADIUS_SMALL}px; }
QAbstractItemView[popup="true"] { padding: 0; }
QComboBox QAbstractItemView::item:selected, QAbstractItemView[popup="true"]::item:selected {
    background: $accent_tint; color: $text; }

QMenu { background: $raised; border: 1px solid $line; border-radius: ${RADIUS_LARGE}px; padding: ${XS}px; }
QMenu::item { padding: 9px ${L}px 9px ${M}px; border-radius: ${RADIUS_SMALL}px; color: $text; }
QMenu::item:selected { background: $accent_tint; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $hairline; margin: ${XS}px ${S}px; }
QMenu::icon { margin-left: ${S}px; }
QMenuBar { background: $surface; }
QMenuBar::item { padding: ${XS}px ${S}px; background: transparent; }
QMenuBar::item:selected { background: $accent_tint; }

QTabBar { background: transparent; border: none; }
QTabBar::tab { background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
    min-height: ${target_inner}px; padding: 0 ${M}px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent_fg; border-bottom: 2px solid $accent_fg; }
QTabBar::tab:focus { background: $accent_tint; }
QTabWidget::pane { border: none; border-top: 1px solid $hairline; }

QTableView, QListView, QTreeView { background: $surface; color: $text; border: none; outline: none;
    selection-background-color: $accent_tint; selection-color: $text; }
QListView[bare="true"] { background: transparent; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: 0 ${S}px; }
QHeaderView::section:hover { color: $text; background: $hover; }
QHeaderView::up-arrow, QHeaderView::down-arrow { image: none; }
QTableCornerButton::section { background: $surface; border: none; }

QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: ${TARGET}px; }
QScrollBar::handle:horizontal { min-width: ${TARGET}px; }
QScrollBar::handle:hover { background: $line_strong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $sunken; border: none; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $accent_solid; border-radius: 4px; }
QSplitter::handle { background: $hairline; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QFrame[plate="true"] { background: $surface; border: 1px solid $hairline; border-radius: ${RADIUS_LARGE}px; }
QListView[bare="true"] { background: transparent; }
QFrame[rule="true"] { background: $hairline; border: none; }
QCalendarWidget { background: $raised; border: 1px solid $line; }
QCalendarWidget QWidget { alternate-background-color: $raised; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $raised; }
QCalendarWidget QToolButton { color: $text; min-width: ${TARGET}px; }
QCalendarWidget QAbstractItemView:enabled { background: $raised; color: $text;
    selection-background-color: $accent_solid; selection-color: $accent_on_solid; }
QCalendarWidget QAbstractItemView:disabled { color: $faint; }
""")


def _words(colours: Colours) -> str:
    """The colours a Text may take by the word of a meaning: on a surface, and on that meaning's solid ground."""
    return "".join(
        f'QLabel[role="{meaning}"] {{ color: {tone.fg}; }}\nQLabel[role="on_{meaning}"] {{ color: {tone.on_solid}; }}\n'
        for meaning, tone in colours.tones.items()
    )


def sheet(colours: Colours) -> str:
    """The style sheet of one scheme."""
    values = {name: value for name, value in colours._asdict().items() if isinstance(value, str)}
    for meaning, tone in colours.tones.items():
        values |= {f"{meaning}_{part}": value for part, value in tone._asdict().items()}
    sizes = {name: getattr(t, name) for name in ("XS", "S", "M", "L", "FIELD", "TARGET")}
    radii = {name: getattr(t, name) for name in ("RADIUS", "RADIUS_SMALL", "RADIUS_LARGE")}
    return _words(colours) + _SHEET.substitute(
        values,
        **sizes,
        **radii,
        target_inner=t.TARGET - 2 * t.HAIR,
        target_focus=t.TARGET - 2 * t.RING,
        target_inset=t.TARGET - 4 * t.RING,
        field_inner=t.FIELD - 2 * t.HAIR,
        field_focus=t.FIELD - 2 * t.RING,
        small_inner=t.BUTTON_SMALL - 2 * t.HAIR,
        small_focus=t.BUTTON_SMALL - 2 * t.RING,
        S_less=t.S - t.HAIR,
        scroll=colours.line,
    )
