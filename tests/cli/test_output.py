from __future__ import annotations

import json

import pytest

from shipdesk.cli.output import columns_of, plain, print_json, print_table


def test_columns_stand_below_each_other_in_any_script(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("name", "place"), [("林美玲", "SG"), ("สมชาย", "TH"), ("Jo", "HK")])
    lines = capsys.readouterr().out.splitlines()
    assert [columns_of(line[: line.rindex(" ")]) for line in lines] == [7, 7, 7, 7]


def test_a_long_cell_is_cut_and_a_last_empty_one_leaves_no_blanks(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("a", "b"), [("香" * 100, ""), ("x", "y")])
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "香" * 29 + "…"
    assert lines[2] == "x" + " " * 60 + "y"


@pytest.mark.parametrize("text", ["a\x1b[31mb", "a\x9b31mb", "a\u202eb", "a\0b", "a\u2028b", "a\ud800b"])
def test_nothing_that_a_stranger_wrote_steers_the_terminal(text: str) -> None:
    assert plain(text) in ("ab", "a[31mb", "a31mb")


def test_line_breaks_become_blanks() -> None:
    assert plain("one\r\ntwo\tthree") == "one  two three"


def test_a_record_is_one_line_whatever_it_holds(capsys: pytest.CaptureFixture[str]) -> None:
    record = {"text": 'line\nbreak\u2028\x85\x1c "quoted" 香'}
    print_json(record)
    out = capsys.readouterr().out
    assert len(out.splitlines()) == 1
    assert "香" in out
    assert json.loads(out) == record
