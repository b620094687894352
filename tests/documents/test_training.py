from shipdesk.documents.label_check import check_label
from shipdesk.documents.raster import page_sizes, rasterise
from shipdesk.documents.training import strike_through
from tests.documents.pdfs import label_pdf


def test_every_page_is_struck_through_in_black_and_still_scans() -> None:
    pdf = label_pdf("JPTH1931219700", pages=2)
    struck = strike_through(pdf)
    assert page_sizes(struck) == page_sizes(pdf)
    assert check_label(struck, "JPTH1931219700") == []
    for page in (0, 1):
        before, after = rasterise(pdf, 203, page), rasterise(struck, 203, page)
        assert after.pixels.count(0) > before.pixels.count(0) + 3000
