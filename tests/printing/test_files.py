from pathlib import Path

import pytest

from shipdesk.printing.errors import PrinterRefused
from shipdesk.printing.files import write_pdf


def test_a_folder_gets_one_file_for_each_document(tmp_path: Path) -> None:
    folder = tmp_path / "labels"
    paths = [write_pdf(folder, content, "REF/1") for content in (b"one", b"two")]
    assert [path.name for path in paths] == ["REF-1.pdf", "REF-1-2.pdf"]
    assert [path.read_bytes() for path in paths] == [b"one", b"two"]
    assert sorted(folder.iterdir()) == sorted(paths)


def test_a_named_file_is_never_replaced(tmp_path: Path) -> None:
    assert write_pdf(tmp_path / "a.pdf", b"one", "x") == tmp_path / "a.pdf"
    assert write_pdf(tmp_path / "a.pdf", b"two", "x") == tmp_path / "a-2.pdf"
    assert (tmp_path / "a.pdf").read_bytes() == b"one"


@pytest.mark.parametrize("title", ["", "..", "///", "\x00"])
def test_a_title_that_is_no_file_name(tmp_path: Path, title: str) -> None:
    assert write_pdf(tmp_path, b"x", title) == tmp_path / "document.pdf"


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(PrinterRefused, match="choose another folder"):
        write_pdf(tmp_path / "file", b"x", "t")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
