import pytest

from shipdesk.printing.jobs import trouble


@pytest.mark.parametrize(
    ("reasons", "words"),
    [
        ((), ""),
        (("none",), ""),
        (("media-empty-error",), "is out of labels or paper"),
        (("cups-waiting-for-job-completed", "cover-open-warning"), "is open"),
        (("media-empty-report",), ""),
        (("marker-supply-low-warning",), ""),
        (("paused",), "is paused"),
    ],
)
def test_reasons_in_words(reasons: tuple[str, ...], words: str) -> None:
    assert trouble(reasons).startswith(words)
    assert bool(words) == bool(trouble(reasons))
