"""Imports: a file on its way into the order book, its rows as they stand, and the port that keeps them.

An import outlives the program: the file is known by its hash, the rows that were read stand in a table, and each is
taken over exactly once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from shipdesk.core.problems import Problem
    from shipdesk.core.shipment import Shipment


class Stage(StrEnum):
    """How far an import is."""

    CHECKING = "checking"
    """Rows are still to be read and checked."""
    READY = "ready"
    """Every row is checked; what is good waits for a person."""
    TAKING = "taking"
    """Good rows go into the order book."""
    DONE = "done"
    FAILED = "failed"
    """A file of the watched folder that could not be taken; its note says why."""


class Standing(StrEnum):
    """What is known of one row."""

    FAULTY = "faulty"
    WARNED = "warned"
    GOOD = "good"
    KNOWN = "known"
    """The order book has it already, with the same content."""
    TAKEN = "taken"
    LEFT = "left"
    """A person left it out."""


#: What goes over into the order book.
TAKEABLE = (Standing.GOOD, Standing.WARNED)
#: What a person may still mend.
MENDABLE = (Standing.FAULTY, Standing.WARNED, Standing.GOOD, Standing.LEFT)


class Aim(StrEnum):
    """Where good rows go."""

    TO_SHIP = "to_ship"
    BOOK = "book"


class FileKind(StrEnum):
    """How a file is read."""

    TABLE = "table"
    """CSV or TSV."""
    SHEET = "sheet"
    """A sheet of an XLSX file."""
    JSON = "json"
    """Shipments in the interchange form: one, a list, or one after the other."""


@dataclass(frozen=True, slots=True)
class FileForm:
    """How the bytes of a file are to be understood."""

    kind: FileKind
    encoding: str = ""
    """Python's name of it; empty for a sheet."""
    delimiter: str = ""
    sheet: str = ""
    """The name of a workbook's sheet; empty for the first that is shown."""
    heading: int = 0
    """The row with the headings, as a spreadsheet counts; 0 for the first that is filled."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Which column is which field. `paths` are of the interchange form, `products.sku` without brackets."""

    headings: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    """One for each heading; empty where the column is not used. Columns of one path are joined."""
    fixed: Mapping[str, str] = field(default_factory=dict)
    """Values for what stands in no column, or in an empty cell."""


@dataclass(frozen=True, slots=True)
class NewImport:
    """What is said of an import when it begins."""

    path: str
    name: str
    digest: str
    """SHA-256 of the file, hexadecimal."""
    size: int
    form: FileForm
    plan: Plan
    aim: Aim = Aim.TO_SHIP
    accept: bool = False
    """Whether rows with warnings are booked; else they are held."""
    watched: bool = False
    """It comes from the watched folder."""


@dataclass(frozen=True, slots=True)
class Import:
    """One import as it stands now."""

    id: int
    file: NewImport
    stage: Stage
    position: int
    """How many shipments of the file are staged."""
    note: str
    created_at: datetime
    counts: Mapping[Standing, int]

    @property
    def rows(self) -> int:
        """All staged shipments."""
        return sum(self.counts.values())

    def count(self, *standings: Standing) -> int:
        """How many stand so."""
        return sum(self.counts.get(one, 0) for one in standings)


@dataclass(frozen=True, slots=True)
class Staged:
    """A shipment of a file after it was checked, to be kept."""

    row: int
    """Where it begins, as a spreadsheet counts; of JSON which one it is."""
    standing: Standing
    data: str
    """The interchange form as the file gave it, JSON."""
    unread: tuple[Problem, ...]
    """What could not be read of its cells; stays until a person fills in that field."""
    problems: tuple[Problem, ...]
    """All that is wrong with it."""
    digest: str
    """Of the content the file gave, so that the same row is known again."""
    shipment: Shipment
    """With what the library knows, as it would be taken over."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A staged shipment as a list and its editor show it."""

    id: int
    import_id: int
    row: int
    standing: Standing
    reference: str
    receiver: str
    country: str
    problems: tuple[Problem, ...]
    unread: tuple[Problem, ...]
    data: str
    shipment: str
    """Canonical JSON; empty once it is taken."""
    booking_id: int


@dataclass(frozen=True, slots=True)
class Alike:
    """Rows of an import that are wrong alike: they say the same at one field, and one mend would do for all."""

    import_id: int
    path: str
    before: str
    """What they say there; empty where they say nothing."""
    after: str
    """What is to be said instead."""
    ids: tuple[int, ...]

    @property
    def undone(self) -> Alike:
        """The same rows, the other way round."""
        return replace(self, before=self.after, after=self.before)


class Imports(Protocol):
    """Imports and their rows. Every changing call is one durable transaction."""

    def begin(self, file: NewImport) -> Import: ...

    def get(self, import_id: int) -> Import | None: ...

    def latest(self, most: int) -> list[Import]:
        """The newest first."""

    def of_file(self, path: str, digest: str) -> Import | None:
        """The newest import of this very file from the watched folder that was not moved away yet."""

    def set_stage(self, import_id: int, stage: Stage, note: str = "") -> None: ...

    def moved(self, import_id: int, path: str) -> None:
        """The file stands elsewhere now."""

    def forget(self, import_id: int) -> None:
        """Take an import and its rows out; what was taken over stays in the order book."""

    def stage(self, import_id: int, rows: Sequence[Staged], position: int) -> None:
        """Keep checked rows, and that the file is read up to `position`.

        Raises:
            ConflictError: it is not read up to right before them: somebody else goes on with it.
        """

    def change(self, rows: Mapping[int, Staged]) -> None:
        """Rows by id after they were mended. Nothing happens to one that is taken."""

    def set_standing(self, row_id: int, standing: Standing) -> None: ...

    def settle(self, row_id: int, booking_id: int, problems: Sequence[Problem]) -> None:
        """What came of a row that was to be booked: the booking it is, or why it could not be (0)."""

    def ids(self, import_id: int, standing: Standing | None = None) -> list[int]:
        """The rows that stand so, or all, in the order of the file."""

    def rows(self, ids: Sequence[int]) -> list[ImportRow]: ...

    def alike(self, import_id: int, path: str, code: str, value: str) -> list[int]:
        """The rows to be mended that say `value` (empty: nothing) at `path` and have a problem `code` there."""

    def places(self, import_id: int, references: Sequence[str]) -> Mapping[str, int]:
        """The first row of this import with each of these references; keys are in `casefold`."""

    def in_book(self, references: Sequence[str]) -> Mapping[str, str]:
        """The shipments of our own orders under these references, canonical JSON; keys are in `casefold`."""

    def taken(self, references: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """The digests of rows that were taken over before; keys are in `casefold`."""

    def take(self, import_id: int, most: int, *, who: str) -> int:
        """The next good rows into the to-ship list, each with its history, in one transaction; how many were looked at.

        One whose reference has come into the book meanwhile stays, as known or as faulty.
        """

    def plan(self, headings: Sequence[str]) -> Plan | None:
        """How columns of these names were read last."""

    def remember(self, plan: Plan) -> None: ...
