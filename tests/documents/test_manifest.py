"""The hand-over list: every parcel once, totals exact, its number scanned back, the signature where one signs."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import HealthCheck, given, settings

from shipdesk.core.handover import Signature
from shipdesk.documents.codes import read_codes
from shipdesk.documents.manifest import Manifest, ManifestLine, draw_manifest
from shipdesk.documents.raster import page_sizes, rasterise
from tests.documents.reading import ink_outside, pages, place_of
from tests.documents.test_commercial_invoice import SCRIPTS

STROKES = (((10.0, 10.0), (80.0, 25.0)), ((20.0, 5.0),))


def lines(count: int) -> tuple[ManifestLine, ...]:
    return tuple(
        ManifestLine(
            f"88270012{at:05}", f"SO-{at:05}.", "สมชาย ใจดี", "Bangkok TH", 2, Decimal("1.25") if at % 5 else None,
            Decimal("378000.5") if at % 2 else None, "IDR",
        )
        for at in range(count)
    )  # fmt: skip


def manifest(count: int, signature: Signature = Signature("Budi Santoso")) -> Manifest:  # noqa: B008 - a frozen value
    when = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    return Manifest("HO-261122-7", "JNE", "Station 3", "Mei", "Budi Santoso", when, lines(count), signature)


def test_who_hands_what_to_whom() -> None:
    (said,) = pages(draw_manifest(manifest(3)))
    for part in (
        "Hand-over list", "JNE", "HO-261122-7", "2026-11-22 17:30", "Station 3", "Mei", "Budi Santoso",
        "8827001200002", "SO-00002.", "Bangkok TH", "I have received 3 parcels", "page 1 of 1",
    ):  # fmt: skip
        assert part in said, part


def test_the_number_is_scanned_back_from_both_codes() -> None:
    codes = read_codes(rasterise(draw_manifest(manifest(1)), 203))
    assert sorted((code.format, code.text) for code in codes) == [
        ("Code 128", "HO-261122-7"), ("QR Code", "HO-261122-7"),
    ]  # fmt: skip


def test_every_parcel_stands_on_one_page_and_the_totals_on_the_last() -> None:
    said = pages(draw_manifest(manifest(120)))
    for at in range(120):
        assert sum(f"SO-{at:05}." in page for page in said) == 1
    assert "PIECES 240" in said[-1]
    assert "120 kg (of 24 not weighed)" in said[-1]
    assert "IDR 22,680,030.00" in said[-1]
    assert all(f"page {number} of {len(said)}" in page for number, page in enumerate(said, 1))


def test_the_list_of_a_large_house_can_be_printed() -> None:
    pdf = draw_manifest(manifest(1_500))
    last = len(page_sizes(pdf)) - 1
    assert last > 20
    assert "PARCELS 1,500" in pages(pdf)[-1]
    assert rasterise(pdf, 72, last).page == page_sizes(pdf)[0]


def test_the_signature_is_drawn_in_its_field_and_nowhere_else() -> None:
    bare = rasterise(draw_manifest(manifest(1, Signature("", (), 90, 30))), 101)
    signed = rasterise(draw_manifest(manifest(1, Signature("", STROKES, 90, 30))), 101)
    changed = [at for at, (a, b) in enumerate(zip(bare.pixels, signed.pixels, strict=True)) if abs(a - b) > 64]
    dot = 25.4 / 101
    columns = {at % bare.width * dot for at in changed}
    rows = {at // bare.width * dot for at in changed}
    line = place_of(draw_manifest(manifest(1)), "SIGNATURE OF THE DRIVER").top
    assert 50 < max(columns) - min(columns) < 90
    assert 15 < min(columns) < max(columns) < 105
    assert line - 32 < min(rows) < max(rows) < line


def test_one_without_strokes_is_signed_with_the_typed_name() -> None:
    assert pages(draw_manifest(manifest(1)))[0].count("Budi Santoso") == 3
    assert pages(draw_manifest(replace(manifest(1, Signature()), driver="")))[0].count("Budi Santoso") == 0


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SCRIPTS, SCRIPTS)
def test_nothing_is_drawn_outside_the_margins(name: str, place: str) -> None:
    line = ManifestLine(name, place, name, place, 10**12, Decimal("9" * 20), Decimal("9" * 25), "THB")
    many = replace(manifest(0), lines=(line,) * 3, driver=name, station=place, clerk=name, carrier=name)
    pdf = draw_manifest(replace(many, signature=Signature(name)))
    assert ink_outside(pdf, 15) == []
    assert {str(size) for size in page_sizes(pdf)} == {"210 × 297 mm"}
