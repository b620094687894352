"""No colour, size or margin is written outside the theme."""

import re
from pathlib import Path

import pytest

UI = Path(__file__).resolve().parents[3] / "shipdesk" / "ui"
LITERALS = {
    "a colour": re.compile(r"""["'][^"'\n]*\#[0-9a-fA-F]{3,8}\b"""),
    "a colour in numbers": re.compile(r"\bQColor\(\s*\d|\bsetRgb\(\s*\d|\bfromRgb\w*\(\s*\d"),
    "a named colour": re.compile(r"\bGlobalColor\.(?!transparent|black\b)|QColor\(\s*[\"']"),
    "a margin": re.compile(r"\bset(?:Contents|Text)Margins\((?:[^()]*,)?\s*[1-9]\d*\s*[,)]"),
    "a space": re.compile(r"\b(?:set(?:Horizontal|Vertical)?Spacing|addSpacing)\(\s*[1-9]\d*\s*\)"),
    "a size": re.compile(r"\bset(?:Fixed|Minimum|Maximum)(?:Width|Height|Size)\(\s*[1-9]\d*\s*[,)]"),
    "a font size": re.compile(r"\bset(?:Pixel|Point)SizeF?\(\s*\d"),
    "a style sheet": re.compile(r"\.setStyleSheet\("),
}


def sources() -> list[Path]:
    return sorted(path for path in UI.rglob("*.py") if UI / "theme" not in path.parents)


def findings(text: str) -> list[str]:
    return [
        f"{number}: {what}: {line.strip()}"
        for number, line in enumerate(text.splitlines(), start=1)
        for what, pattern in LITERALS.items()
        if pattern.search(line)
    ]


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(UI)))
def test_the_look_is_written_in_the_theme_alone(path: Path) -> None:
    assert not findings(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "line",
    [
        'ink = "#ff0000"',
        "label.setStyleSheet(sheet)",
        "QColor(12, 13, 14)",
        'QColor("red")',
        "layout.setContentsMargins(0, 12, 0, 0)",
        "layout.setContentsMargins(9, 0, 0, 0)",
        "layout.setContentsMargins(0, 0, S, 10)",
        "layout.setSpacing(6)",
        "self.setFixedHeight(37)",
        "face.setPixelSize(15)",
        "painter.setPen(Qt.GlobalColor.red)",
    ],
)
def test_each_kind_of_literal_is_found(line: str) -> None:
    assert findings(line)


def test_what_comes_from_the_tokens_is_left_alone() -> None:
    assert not findings("layout.setContentsMargins(NONE, M, 0, S)\nself.setFixedHeight(FIELD)\nlayout.setSpacing(S)")
    assert not findings("layout.setContentsMargins(2 * M, NONE, L // 2, S)\nself.setFixedWidth(34 * S)")
