from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.orders.world import World, world


@pytest.fixture
def one(qapp: QApplication, tmp_path: Path) -> Iterator[World]:
    """A workplace over an empty order book."""
    with world(tmp_path / "home") as made:
        yield made
