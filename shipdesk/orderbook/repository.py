"""The order book itself: the only code that queries, cut by topic into the classes it is made of."""

from __future__ import annotations

from functools import cached_property

from shipdesk.orderbook.attempts import Attempts
from shipdesk.orderbook.bookings import Bookings
from shipdesk.orderbook.elsewhere import Adoptions
from shipdesk.orderbook.gaps import Safety
from shipdesk.orderbook.handovers import HandoverBook
from shipdesk.orderbook.imports import SqlImports
from shipdesk.orderbook.labels import Labels
from shipdesk.orderbook.news import News
from shipdesk.orderbook.outside import Outside
from shipdesk.orderbook.prints import PrintBook
from shipdesk.orderbook.queries import Queries
from shipdesk.orderbook.under_way import WayBook


class SqlOrderBook(
    Bookings, Attempts, HandoverBook, Labels, PrintBook, Adoptions, News, Outside, Queries, Safety, WayBook
):
    """`core.ports.OrderBook` on SQLite. Made by `shipdesk.orderbook.open_book`."""

    @cached_property
    def imports(self) -> SqlImports:
        """Files on their way into the book."""
        return SqlImports(self.database, self._clock)

    def close(self) -> None:
        """Close the file and say that this process waits for nothing any more."""
        self.database.close()
        if self.owner is not None:
            self.owner.release()
