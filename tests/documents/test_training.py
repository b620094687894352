import subprocess
from pathlib import Path

from shipdesk.documents.carrier_label import Address, CarrierLabel, draw_carrier_label
from shipdesk.documents.label_check import check_label
from shipdesk.documents.raster import page_sizes, rasterise
from shipdesk.documents.training import struck
from tests.documents.pdfs import label_pdf
from tests.documents.reading import pages
from tests.programs import needs

ADDRESS = Address(name="Ana", company="", street="Jl. Merdeka 1", place="Bandung 40111", phone="+62 812")
LABEL = CarrierLabel(
    carrier="JNE",
    service="REG",
    number="010116240120789",
    origin="CGK10000",
    destination="BDO10000",
    receiver=ADDRESS,
    sender=ADDRESS,
    weight="1 kg",
    pieces=1,
)


def test_a_label_of_training_is_struck_through_in_black_and_still_scans() -> None:
    plain, struck = draw_carrier_label(LABEL), draw_carrier_label(LABEL, training=True)
    assert page_sizes(struck) == page_sizes(plain)
    assert check_label(struck, LABEL.number) == []
    before, after = rasterise(plain, 203), rasterise(struck, 203)
    assert after.pixels.count(0) > before.pixels.count(0) + 3000


def test_another_reader_of_pdf_finds_nothing_wrong_with_it(tmp_path: Path) -> None:
    needs("pdftoppm", "poppler-utils")
    file = tmp_path / "label.pdf"
    file.write_bytes(draw_carrier_label(LABEL, training=True))
    done = subprocess.run(["pdftoppm", "-png", str(file), str(tmp_path / "page")], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_every_page_of_a_document_is_struck_and_stays_as_large_as_it_was() -> None:
    plain = label_pdf("JP1", (210, 297), pages=2)
    after = struck(plain)
    assert [str(size) for size in page_sizes(after)] == ["210 × 297 mm"] * 2
    for page in (0, 1):
        before, now = (rasterise(pdf, 100, page).pixels for pdf in (plain, after))
        assert now.count(255) < before.count(255) - 3000
    assert [said.split()[-1] for said in pages(after)] == ["TRAINING"] * 2
