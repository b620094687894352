"""What is indexed of a shipment, and what a typed text asks for.

The index splits text into words at blanks, so scripts that are written without them get a blank between all their
characters, and each typed word becomes a phrase: two Chinese characters inside an address are found. The last word
may be unfinished.

The index keeps no copy of its text: a row is taken out by giving the old text again. A change of what `document`
makes of a shipment therefore needs a migration that builds the index anew.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shipdesk.core.numbers import PHONE_DIGITS, phone_tail

if TYPE_CHECKING:
    from shipdesk.core.shipment import Party, Shipment

#: The columns of the full-text table, in the order of `document`.
COLUMNS = "people, places, numbers, goods"

#: Thai to Tibetan, Myanmar, Khmer; Han with its signs, kana, bopomofo; Hangul; the Han planes.
_UNSPACED = re.compile(
    "([\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff])"
)
#: What no query can hold: control characters end it, lone surrogates cannot be written.
_NEVER = ("Cc", "Cs")
_NUMBER_LIKE = re.compile(r"(?=[^0-9]*[0-9])[0-9A-Za-z][0-9A-Za-z./_-]{2,}[0-9A-Za-z]")
_PHONE_LIKE = re.compile(r"[+()0-9\s./-]+")
#: A phrase without a word: nothing matches it.
_NOTHING = '""'
_MOST_WORDS = 12
_MOST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Typed:
    """What a typed text asks for.

    `match` and `prefix` are full-text expressions that cannot be a syntax error; `prefix` takes the last word for
    unfinished. `number` is the text when it may be the
    start of a reference, or the start or end of a tracking number.
    """

    match: str = _NOTHING
    prefix: str = _NOTHING
    number: str = ""


def document(shipment: Shipment, key: str, tracking_number: str) -> tuple[str, str, str, str]:
    """The row of the full-text table for a shipment: the values of `COLUMNS`."""
    parties = (shipment.receiver, shipment.sender)
    people = [text for party in parties for text in (party.name, party.company)]
    places = [text for party in parties for text in _place(party)]
    numbers = [key, tracking_number, *(phone_tail(party.phone) for party in parties)]
    goods = [
        text
        for product in shipment.products
        for text in (
            product.sku,
            product.description,
            product.description_origin,
            product.description_destination,
            product.product_code,
            product.ean,
        )
    ]
    people_text, places_text, numbers_text, goods_text = map(_column, (people, places, numbers, goods))
    return people_text, places_text, numbers_text, goods_text


def read_typed(text: str) -> Typed:
    """What `text` asks for; only its first dozen words count."""
    cut = text[:_MOST_CHARACTERS]
    if not cut.isprintable():
        cut = "".join(" " if unicodedata.category(c) in _NEVER else c for c in cut)
    plain = _folded(cut).strip()
    words = plain.split()[:_MOST_WORDS]
    if not words:
        return Typed()
    number_like = _NUMBER_LIKE.fullmatch(words[-1]) is not None
    unspaced = _UNSPACED.match(words[-1][-1]) is not None
    # The start of a number, among other words, would read the list of each number that starts so.
    finished = unspaced or (number_like and len(words) > 1)
    match = " ".join(map(_phrase, words))
    prefix = match if finished else f"{match}*"
    digits = phone_tail(plain)
    if _PHONE_LIKE.fullmatch(plain) and len(digits) == PHONE_DIGITS:
        match, prefix = (f'({expression}) OR "{digits}"' for expression in (match, prefix))
    return Typed(match, prefix, plain if number_like and len(words) == 1 else "")


def _place(party: Party) -> tuple[str, ...]:
    return party.address, party.district, party.city, party.province, party.postcode


def _column(texts: list[str]) -> str:
    # A mark that is no token stands between values, so that they read apart; phrases may still cross it.
    return segment(" | ".join(text for text in texts if text))


def segment(text: str) -> str:
    """Width folded, and a blank between the characters of scripts written without blanks."""
    return text if text.isascii() else _UNSPACED.sub(r" \1 ", _folded(text))


def _folded(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _phrase(word: str) -> str:
    inner = " ".join(segment(word).split()).replace('"', '""')
    return f'"{inner}"'
