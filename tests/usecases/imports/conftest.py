from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.usecases.desks import Bench, open_bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with open_bench(tmp_path / "home") as made:
        yield made
