"""What keeps a label from being printed, and what of it a person may take upon himself."""

from __future__ import annotations

from dataclasses import dataclass

#: A letter that is not drawn can be told on the phone; a label without its barcode is no label.
_BEARABLE = frozenset({"label.glyphs"})


@dataclass(frozen=True, slots=True)
class Fault:
    """A reason not to print a label: a short stable code, and one sentence for the clerk: what is wrong, what to do."""

    code: str
    sentence: str

    @property
    def bearable(self) -> bool:
        """Whether a person may have the label printed as it is."""
        return self.code in _BEARABLE
