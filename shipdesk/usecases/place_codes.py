"""A carrier's code of a place, out of the list that was imported into the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.core.cards import CardKind

if TYPE_CHECKING:
    from shipdesk.core.library import Card
    from shipdesk.core.shipment import Party
    from shipdesk.usecases.desk import Desk

#: Which option is the code of which end of the way.
OPTIONS = {"options.origin_code": "sender", "options.destination_code": "receiver"}
#: The list is of one country.
COUNTRY = "ID"
_MOST = 60
#: What a place is called more than its name: cities and regencies of Indonesia.
_KINDS_OF_PLACE = ("kota administrasi ", "kota adm. ", "kabupaten ", "kab. ", "kab ", "kota ", "kecamatan ", "kec. ")
#: What each value that is the same counts. A postcode alone names a district; a city alone is better than nothing.
_WEIGHTS = {"postcode": 4, "district": 3, "city": 2, "province": 1}
_LEAST = 2


def codes_for(desk: Desk, party: Party) -> list[Card]:
    """The codes that may be this place's, the likeliest first; empty where the list knows nothing of it."""
    if party.country not in ("", COUNTRY):
        return []
    place = {name: plain_place(getattr(party, name)) for name in _WEIGHTS}
    found: dict[int, Card] = {}
    for text in _questions(place):
        found |= {card.id: card for card in desk.library.suggest(CardKind.PLACE_CODE, text, _MOST)}
    scored = [(_score(card, place), card) for card in found.values()]
    likely = [(score, card) for score, card in scored if score >= _LEAST]
    return [card for _score, card in sorted(likely, key=_rank)]


def code_for(desk: Desk, party: Party) -> str:
    """The code of this place where the list leaves no doubt of it; else empty."""
    cards = codes_for(desk, party)
    if not cards:
        return ""
    place = {name: plain_place(getattr(party, name)) for name in _WEIGHTS}
    best = _score(cards[0], place)
    codes = {card.text("code") for card in cards if _score(card, place) == best}
    return codes.pop() if len(codes) == 1 else ""


def plain_place(text: str) -> str:
    """The name of a place without what kind of place it is: `Kota Bandung` is `bandung`."""
    plain = " ".join(text.casefold().split())
    for word in _KINDS_OF_PLACE:
        plain = plain.removeprefix(word)
    return plain


def _questions(place: dict[str, str]) -> list[str]:
    both = f"{place['district']} {place['city']}".strip()
    return list(dict.fromkeys(filter(None, (place["postcode"], both, place["city"]))))


def _score(card: Card, place: dict[str, str]) -> int:
    if place["city"] and place["city"] != plain_place(card.text("city")):
        return 0
    same = (name for name, mine in place.items() if mine and mine == plain_place(card.text(name)))
    return sum(_WEIGHTS[name] for name in same)


def _rank(scored: tuple[int, Card]) -> tuple[int, int, str]:
    score, card = scored
    return -score, -card.uses, card.text("code")
