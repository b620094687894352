"""CEVA documents no error shape: whatever JSON a refusal is, its words are put at our fields where one is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from shipdesk.carriers.ceva import vocab
from shipdesk.carriers.ceva.wire import leaves
from shipdesk.core.problems import Problem, error
from shipdesk.transport.reading import plain

_ITEMS = {row.theirs: row.ours for row in vocab.ITEM}
_FIELDS = {row.theirs: row.ours for table in vocab.TABLES.values() for row in table}
_ALL = sorted({*_ITEMS, *_FIELDS}, key=len, reverse=True)
#: Names that are no words of a language too: wherever they stand, a field is meant.
_OWN = "|".join(name for name in _ALL if not name.islower())
_WORDS = "|".join(name for name in _ALL if name.islower())
#: `consigneeName: …`, `items[1].price: …`, and `weight: …` where a sentence begins.
_LED_BY_FIELD = re.compile(
    rf"""(?: (?<![\w.\[\]]) (?P<field> (?:[\w\[\]]+[.\]])+ (?:{_OWN}|{_WORDS}) | {_OWN} )
          | (?: ^ | [;,|\n] ) [\s"']* (?P<word> {_WORDS} ) )  ["']? \s* :""",
    re.VERBOSE,
)
_MENTIONED = re.compile(rf"\b(?P<field>{_OWN})\b")


def refusal(body: Any) -> list[Problem]:
    """The problems of a refusal, with the carrier's words; at an empty path where no field of ours can be told."""
    said = [(our_path(field), plain(words)) for field, words in _told(body)]
    at_fields = [(path, words) for path, words in said if path]
    general = "; ".join(words for _, words in said if words) or "CEVA refused it without a word."
    if not at_fields:
        return [error("", "carrier.refused", plain(general))]
    return [error(path, "carrier.refused", words or plain(general)) for path, words in dict.fromkeys(at_fields)]


def our_path(field: str) -> str:
    """Our path for theirs (`0.items.1.price` is `products[1].unit_price`); an empty one where it is none."""
    if not re.fullmatch(r"[\w.\[\]]*\w[\w.\[\]]*", field):
        return ""
    steps = [step for step in re.split(r"[.\[\]]+", field) if step]
    inside = "items" in steps[:-1]
    if steps[-1] in _FIELDS and not inside:
        return _FIELDS[steps[-1]]
    if steps[-1] not in _ITEMS:
        return "products" if inside else ""
    after = steps[steps.index("items") + 1] if inside else "0"
    return f"products[{int(after) if after.isdecimal() else 0}].{_ITEMS[steps[-1]]}"


def _told(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    """(their field, the words) of every error in a JSON value; the field is empty where none is named."""
    if isinstance(value, str):
        yield from [(field, value)] if field else _split(value)
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _told(one, f"{field}.{place}" if field and isinstance(one, dict) else field)
    elif isinstance(value, dict):
        names = [one for one in value.values() if isinstance(one, str) and our_path(one)]
        if names:
            yield names[0], "; ".join(words for words in leaves(value) if words != names[0])
            return
        for key, one in value.items():
            yield from _told(one, f"{field}.{key}" if our_path(key) or key.isdecimal() else field)


def _split(sentence: str) -> Iterator[tuple[str, str]]:
    """Several errors in one text: a new one begins where a field's name and a colon stand."""
    starts = list(_LED_BY_FIELD.finditer(sentence))
    if not starts:
        mentioned = _MENTIONED.search(sentence)
        yield (mentioned["field"] if mentioned else "", sentence)
        return
    if before := sentence[: starts[0].start()].strip(" ,;:|\n"):
        yield "", before
    ends = [*(start.start() for start in starts[1:]), len(sentence)]
    for start, end in zip(starts, ends, strict=True):
        yield start["field"] or start["word"], sentence[start.end() : end].strip(" ,;|\n")
