"""What a card of the library puts into the form when the clerk takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shipdesk.core.cards import KINDS, CardKind
from shipdesk.core.fields import BY_PATH, table_path

if TYPE_CHECKING:
    from shipdesk.core.library import Card
    from shipdesk.ui.form.draft import Draft

#: In which fields typing looks for which cards.
_FINDS = {
    "sender.name": CardKind.SENDER,
    "sender.company": CardKind.SENDER,
    "receiver.name": CardKind.RECEIVER,
    "receiver.company": CardKind.RECEIVER,
    "products[].sku": CardKind.PRODUCT,
    "products[].description": CardKind.PRODUCT,
}


def kind_for(path: str) -> CardKind | None:
    """The kind of card that typing at `path` looks for; None where it looks for none."""
    return _FINDS.get(table_path(path))


def values_of(card: Card, path: str, draft: Draft) -> dict[str, str]:
    """The values by path that taking `card` at `path` puts into the form.

    A sender or receiver is taken whole: half of one address and half of another is nobody's. Of a product what is
    typed already stays, but for the field it was found by; a price never gets another one's currency.
    """
    prefix, _, typed = path.rpartition(".")
    row = KINDS[card.kind]
    names = [field.path for field in row.fields if table_path(f"{prefix}.{field.path}") in BY_PATH]
    if row.whole:
        return {f"{prefix}.{name}": card.text(name) for name in names}
    stays = {name for name in names if name != typed and draft.text(f"{prefix}.{name}")}
    for pair in row.pairs:
        if any(name in stays and draft.text(f"{prefix}.{name}") != card.text(name) for name in pair):
            stays |= set(pair)
    return {f"{prefix}.{name}": card.text(name) for name in names if name not in stays and card.text(name)}
