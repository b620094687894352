"""An order book for each test; the schema is made once and copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from shipdesk.orderbook import FILE, open_book
from shipdesk.orderbook.repository import SqlOrderBook
from tests.orderbook.books import Ticking


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("empty-book")
    open_book(home, clock=Ticking()).close()
    return home / FILE


@pytest.fixture
def home(tmp_path: Path, empty_file: Path) -> Path:
    """A home whose order book is empty and up to date."""
    home = tmp_path / "home"
    home.mkdir()
    shutil.copy(empty_file, home / FILE)
    return home


@pytest.fixture
def book(home: Path) -> Iterator[SqlOrderBook]:
    book = open_book(home, clock=Ticking())
    yield book
    book.close()
