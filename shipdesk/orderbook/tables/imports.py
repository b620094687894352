"""Files on their way into the book."""

from __future__ import annotations

from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel

from shipdesk.orderbook.tables.common import NUMBER, STRICT


class ImportFile(SQLModel, table=True):
    """A file on its way into the book (`core.imports.Import`); `form` and `plan` are JSON."""

    __tablename__ = "import_file"
    __table_args__ = STRICT

    id: int | None = Field(default=None, primary_key=True)
    path: str = Field(sa_type=Text)
    name: str = Field(sa_type=Text)
    digest: str = Field(sa_type=Text)
    size: int
    form: str = Field(sa_type=Text)
    plan: str = Field(sa_type=Text)
    aim: str = Field(sa_type=Text)
    accept: int
    watched: int
    stage: str = Field(sa_type=Text)
    position: int
    note: str = Field(sa_type=Text)
    created_at: int


class ImportedRow(SQLModel, table=True):
    """A shipment of such a file. What its booking will be made of stands ready, and is emptied once it is taken."""

    __tablename__ = "import_row"
    __table_args__ = (
        Index("import_row_standing", "import_id", "standing"),
        Index("import_row_reference", "reference", "import_id", sqlite_where=text("reference <> ''")),
        STRICT,
    )

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="import_file.id")
    row: int
    standing: str = Field(sa_type=Text)
    reference: str = Field(sa_type=NUMBER)
    digest: str = Field(sa_type=Text)
    data: str = Field(sa_type=Text)
    unread: str = Field(sa_type=Text)
    problems: str = Field(sa_type=Text)
    shipment: str = Field(sa_type=Text)
    carrier: str = Field(sa_type=Text)
    service: str = Field(sa_type=Text)
    receiver: str = Field(sa_type=Text)
    country: str = Field(sa_type=Text)
    pieces: int
    people: str = Field(sa_type=Text)
    places: str = Field(sa_type=Text)
    numbers: str = Field(sa_type=Text)
    goods: str = Field(sa_type=Text)
    booking_id: int
    """0 until it is taken."""


class ImportPlan(SQLModel, table=True):
    """How the columns of such headings were read last (JSON both)."""

    __tablename__ = "import_plan"
    __table_args__ = STRICT

    headings: str = Field(sa_type=Text, primary_key=True)
    plan: str = Field(sa_type=Text)
    used_at: int
