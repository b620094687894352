"""Alembic's entry: the connection comes from `shipdesk.orderbook.migrate`."""

from typing import Any

from alembic import context
from sqlmodel import SQLModel

from shipdesk.orderbook import tables  # noqa: F401 - fills the metadata


def ours(_thing: Any, name: str | None, kind: str, *_rest: Any) -> bool:
    """The full-text table and its shadows are SQLite's; the models do not know them."""
    return not (kind == "table" and name is not None and name.split("_")[0] == "search")


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    include_object=ours,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
