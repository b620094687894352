import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from shipdesk.documents import apart, label_check, raster
from shipdesk.documents.apart import Apart, Limits
from shipdesk.documents.raster import BadDocument
from tests.documents import hostile
from tests.documents.pdfs import label_pdf

PDF = label_pdf("JP1234567890")


@pytest.fixture(scope="module")
def worker() -> Iterator[Apart]:
    one = Apart(Limits(memory=2 * 1024**3, processor_s=1, clock_s=6.0))
    yield one
    one.close()


def test_it_gives_the_same_as_in_this_process(worker: Apart) -> None:
    assert worker.run(raster.page_sizes, PDF) == raster.page_sizes(PDF)
    assert worker.run(raster.rasterise, PDF, 203) == raster.rasterise(PDF, 203)
    wrong = label_check.check_label(PDF, "JP9")
    assert worker.run(label_check.check_label, PDF, "JP9") == wrong != []


def test_one_process_opens_all_documents(worker: Apart) -> None:
    assert len({worker.run(hostile.who) for _ in range(5)}) == 1


def test_what_the_work_raises_is_raised_here_and_the_process_stays(worker: Apart) -> None:
    before = worker.run(hostile.who)
    with pytest.raises(ValueError, match="not this one"):
        worker.run(hostile.refuse)
    with pytest.raises(BadDocument, match="damaged"):
        worker.run(raster.page_sizes, b"%PDF-1.4\nnothing\n%%EOF\n")
    assert worker.run(hostile.who) == before


@pytest.mark.parametrize("work", [hostile.hang, hostile.crash])
def test_a_document_that_hangs_or_breaks_it_is_refused_and_the_next_is_opened(
    worker: Apart, work: Callable[[], None]
) -> None:
    before = worker.run(hostile.who)
    with pytest.raises(BadDocument, match=r"more time or memory .* ask for it again\.$"):
        worker.run(work)
    assert worker.run(hostile.who) != before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits these")
@pytest.mark.parametrize("work", [hostile.spin, hostile.hog])
def test_processor_and_memory_are_limited(worker: Apart, work: Callable[[], object]) -> None:
    with pytest.raises(BadDocument, match="more time or memory"):
        worker.run(work)
    assert worker.run(raster.page_sizes, PDF)


def test_threads_take_turns(worker: Apart) -> None:
    got: list[object] = []
    threads = [threading.Thread(target=lambda: got.append(worker.run(raster.page_sizes, PDF))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [raster.page_sizes(PDF)] * 6


def test_the_programs_own_questions() -> None:
    assert apart.check_label(PDF, "JP1234567890") == []
    assert [fault.code for fault in apart.check_label(b"<html>", "X")] == ["label.unreadable"]
    assert apart.page_sizes(PDF) == raster.page_sizes(PDF)
    assert apart.page_sizes(apart.on_sheet(PDF, 2, 1))[0].upright().width_mm == pytest.approx(210, abs=0.1)
    picture = apart.rasterise(PDF, 203)
    assert str(*apart.page_sizes(apart.png_as_pdf(raster.png(picture)))) == "100 × 150 mm"
