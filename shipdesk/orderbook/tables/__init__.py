"""The schema, whole: a module for each topic.

Times are whole microseconds since 1970 in UTC; texts that are not there are empty. What a list shows stands in
`booking`, which is kept narrow; the wide texts stand beside it. The full-text table `search` is SQLite's own and is
made by the migrations (`orderbook/search.py` says what it holds).
"""

from shipdesk.orderbook.tables import (  # noqa: F401 - each puts its tables into SQLModel's metadata
    attempts,
    batches,
    book,
    bookings,
    handovers,
    imports,
    inbound,
    library,
    news,
    papers,
)
