"""The README and its neighbours name what there is: no link leads nowhere, no command or setting is left out."""

import re
from pathlib import Path

import pytest

from shipdesk.catalog import CARRIERS
from shipdesk.cli.commands import COMMANDS
from shipdesk.cli.parser import make_parser
from shipdesk.settings.schema import SETTINGS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / ".github" / "CONTRIBUTING.md", *sorted((ROOT / "shipdesk").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?://)([^)#]+)\)")
_NEEDED = {"account list": [], "account set": ["jne"], "account fit": ["deeple", "request.txt"]}
VARIABLE = re.compile(r"\bSHIPDESK_[A-Z_]+\b")


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_every_link_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_command_has_an_example() -> None:
    examples = {word for line in re.findall(r"`shipdesk (.*?)`", README) for word in line.split()}
    assert {command.NAME for command in COMMANDS} <= examples


@pytest.mark.parametrize("words", ["--selfcheck", *(f"account {verb}" for verb in ("list", "set", "fit"))])
def test_what_is_no_command_of_its_own_has_an_example_too(words: str) -> None:
    parser = make_parser(COMMANDS)
    assert parser.parse_args([words] if words.startswith("-") else [*words.split(), *_NEEDED[words]])
    assert f"`shipdesk {words}" in README


def test_every_setting_variable_and_carrier_is_named() -> None:
    sources = (path.read_text("utf-8") for path in (ROOT / "shipdesk").rglob("*.py"))
    variables = {name for source in sources for name in VARIABLE.findall(source)}
    wanted = [f"| `{row.key}` |" for row in SETTINGS] + [f"`{name}" for name in variables]
    wanted += [f"[{record.label}](shipdesk/carriers/{record.id}/README.md)" for record in CARRIERS]
    assert [word for word in wanted if word not in README] == []


def test_pictures_are_small_enough_to_load_at_once() -> None:
    pictures = list((ROOT / "resources" / "pictures").glob("*.png"))
    assert {f"resources/pictures/{picture.name}" for picture in pictures} == set(
        re.findall(r"!\[.*?\]\((.*?)\)", README)
    )
    assert max(picture.stat().st_size for picture in pictures) < 150 * 1024
