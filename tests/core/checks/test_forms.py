"""Texts of a known form."""

from collections.abc import Callable

import pytest

from shipdesk.core.checks.forms import check_ean, check_email, check_hs_code, check_https, check_ioss_number
from shipdesk.core.problems import Problem

Check = Callable[[str, str], Problem | None]


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (check_email, "ann@example.com"),
        (check_email, "ünï@bücher.example"),
        (check_hs_code, "610910"),
        (check_hs_code, "6109100010"),
        (check_ean, "5123918749122"),
        (check_ean, "96385074"),
        (check_ioss_number, "IM2760000742"),
        (check_https, "https://example.com/hook?a=1"),
    ],
)
def test_right(check: Check, text: str) -> None:
    assert check("x", text) is None
    assert check("x", "") is None


@pytest.mark.parametrize(
    ("check", "text", "severity", "fix"),
    [
        (check_email, "ann@example", "warning", None),
        (check_email, "ann example.com", "warning", None),
        (check_email, "a@b.com, c@d.com", "warning", None),
        (check_hs_code, "Hr53", "warning", None),
        (check_hs_code, "H5234", "warning", None),
        (check_hs_code, "6109.10", "warning", "610910"),
        (check_hs_code, "12345", "warning", None),
        (check_ean, "5123918749123", "warning", None),
        (check_ean, "12", "warning", None),
        (check_ioss_number, "IM345654345876", "warning", None),
        (check_ioss_number, "IM27600007421", "warning", None),
        (check_ioss_number, "im2760000742", "error", "IM2760000742"),
        (check_ioss_number, "IM 276 000 0742", "error", "IM2760000742"),
        (check_ioss_number, "IM276", "error", None),
        (check_ioss_number, "2760000742", "error", None),
        (check_ioss_number, "IM2760000742123", "error", None),
        (check_https, "http://example.com", "warning", None),
        (check_https, "https://", "warning", None),
        (check_https, "example.com", "warning", None),
    ],
)
def test_odd(check: Check, text: str, severity: str, fix: str | None) -> None:
    found = check("x", text)
    assert found is not None
    assert (found.severity, found.fix) == (severity, fix)
    assert found.message.endswith(".")
