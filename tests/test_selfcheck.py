"""`shipdesk --selfcheck`: what it says when all is well, and when one library lacks what it needs."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from shipdesk.selfcheck import CALLS, Call, selfcheck

ROOT = Path(__file__).parent.parent
#: Named by no call: `pyproject.toml` has them for what they do inside, or beside, another.
_WITHIN = {"sqlalchemy", "rl_accel", "filelock", "platformdirs", "pydantic", "uharfbuzz", "python-bidi", "pypdfium2"}


def test_every_library_answers() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "shipdesk", "--selfcheck"], capture_output=True, text=True, timeout=120, check=False
    )
    lines = done.stdout.splitlines()
    assert [line for line in lines[:-1] if not line.startswith("ok ")] == []
    assert (done.returncode, done.stderr) == (0, "")
    assert lines[-1].startswith(f"{len(CALLS)} of {len(CALLS)} hold")


def _missing(_scratch: Path) -> object:
    raise FileNotFoundError("no table of numbers")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (Call("tables", _missing), "FAILED tables: FileNotFoundError: no table of numbers"),
        (Call("sums", lambda _scratch: 3, 4), "FAILED sums: gave 3 and not 4"),
    ],
)
def test_a_library_that_does_not_is_named_and_the_others_are_asked(
    call: Call, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert selfcheck((call, Call("well", lambda _scratch: 1, 1))) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [said, "ok     well"]
    assert lines[2].startswith("1 of 2 hold on Python ")


def test_every_library_of_the_product_has_its_call() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {dependency.partition("=")[0].partition(">")[0].lower() for dependency in project["dependencies"]}
    asked = " ".join(call.library for call in CALLS).lower()
    assert sorted(name for name in names - _WITHIN if name.partition("-")[0] not in asked) == []
