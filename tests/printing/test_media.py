import pytest

from shipdesk.core.pages import PageSize
from shipdesk.printing.errors import PrinterRefused
from shipdesk.printing.media import Media, Paper, choose_media

LABEL = PageSize(100, 150)
ROLL = Media("100x150mm", PageSize(99.84, 149.93))
INCHES = Media("4x6", PageSize(101.6, 152.4))
SQUARE = Media("100x100mm", PageSize(100, 100))
A4 = Media("A4", PageSize(210, 297))
RANGE = (PageSize(20, 20), PageSize(108, 300))


@pytest.mark.parametrize(
    ("paper", "name"),
    [
        (Paper(ROLL, (SQUARE, ROLL, A4), RANGE), "100x150mm"),
        (Paper(A4, (A4, ROLL)), "100x150mm"),
        (Paper(INCHES, (INCHES, A4), RANGE), "4x6"),
        (Paper(SQUARE, (SQUARE, A4), RANGE), "Custom.100x150mm"),
        (Paper(None, (A4, INCHES, SQUARE)), "4x6"),
    ],
    ids=["set", "offered", "set-larger", "custom", "smallest-larger"],
)
def test_media_in_order_of_preference(paper: Paper, name: str) -> None:
    assert choose_media("Q", paper, [LABEL]).name == name


def test_a_page_on_its_side_takes_the_same_media() -> None:
    assert choose_media("Q", Paper(ROLL, (ROLL,)), [PageSize(150, 100)]) == ROLL


def test_every_page_must_fit() -> None:
    assert choose_media("Q", Paper(ROLL, (ROLL, A4)), [LABEL, PageSize(210, 297)]) == A4


@pytest.mark.parametrize(
    ("paper", "sentence"),
    [
        (Paper(SQUARE, (SQUARE,)), "Q takes paper of at most 100 × 100 mm, and this page is 100 × 150 mm"),
        (Paper(None, (), (PageSize(20, 20), PageSize(60, 300))), "at most 60 × 300 mm"),
        (Paper(), "Q does not say what paper it takes"),
    ],
    ids=["small", "custom-too-narrow", "none"],
)
def test_paper_that_cannot_hold_the_page_is_refused(paper: Paper, sentence: str) -> None:
    with pytest.raises(PrinterRefused, match=sentence):
        choose_media("Q", paper, [LABEL])
