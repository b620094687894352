"""What the carriers named last is there again on the next day, and never in anybody's way."""

from pathlib import Path

import pytest

from shipdesk.core.carrier import Service
from shipdesk.settings.known_services import KnownServices

NAMED = (Service("CROSSBORDER/ECO", "經濟"), Service("CROSSBORDER/FAST", "Fast"))


def test_it_is_there_again_in_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "services.json"
    KnownServices(path).keep("ceva HK SG", NAMED)
    again = KnownServices(path)
    assert again.get("ceva HK SG") == NAMED
    assert again.get("ceva HK TH") == ()
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"a": 1}', '{"a": [["x"]]}', '{"a": [1]}', "\xff"])
def test_a_spoilt_file_is_nothing_known_and_is_written_anew(tmp_path: Path, content: str) -> None:
    path = tmp_path / "services.json"
    path.write_text(content, encoding="latin-1")
    known = KnownServices(path)
    assert known.get("a") == ()
    known.keep("a", NAMED)
    assert KnownServices(path).get("a") == NAMED


def test_a_folder_that_is_gone_costs_only_the_next_run(tmp_path: Path) -> None:
    known = KnownServices(tmp_path / "gone" / "services.json")
    known.keep("a", NAMED)
    assert known.get("a") == NAMED
