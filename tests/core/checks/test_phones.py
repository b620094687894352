"""Phone numbers in the forms that clerks type them in."""

import pytest

from shipdesk.core.checks.phones import Fit, check_phone, read_phone


@pytest.mark.parametrize(
    ("text", "country", "hyphenated"),
    [
        ("+852-37069876", "HK", "+852-37069876"),
        ("37069876", "HK", "+852-37069876"),
        ("3706 9876", "HK", "+852-37069876"),
        ("+852 3706 9876", "HK", "+852-37069876"),
        ("00852 37069876", "HK", "+852-37069876"),
        ("85237069876", "HK", "+852-37069876"),
        ("089-240-5092", "TH", "+66-892405092"),
        ("+66892405092", "TH", "+66-892405092"),
        ("(213) 234-5678", "US", "+1-2132345678"),
        ("02 1234 5678", "IT", "+39-0212345678"),
        ("２３４５６７８９", "HK", "+852-23456789"),
    ],
)
def test_any_form_becomes_the_carriers(text: str, country: str, hyphenated: str) -> None:
    phone = read_phone(text, country)
    assert (phone.fit, phone.hyphenated) == (Fit.VALID, hyphenated)
    assert phone.e164 == hyphenated.replace("-", "")
    assert check_phone("sender.phone", text, country, "There") is None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("64352", "HK"),
        ("+66-892405092", "HK"),
        ("0892405092", "HK"),
        ("abc", "TH"),
        ("+999 1234567", "TH"),
        ("+852-0000", "HK"),
    ],
)
def test_a_number_that_is_not_valid_there(text: str, country: str) -> None:
    found = check_phone("receiver.phone", text, country, "Hong Kong")
    assert found is not None
    assert (found.field, found.code, found.severity) == ("receiver.phone", "phone.invalid", "error")
    assert "write it like +" in found.message


def test_a_neighbours_number_with_the_same_calling_code() -> None:
    found = check_phone("receiver.phone", "+1 416-967-1111", "US", "United States")
    assert found is not None
    assert (found.code, found.severity) == ("phone.other_country", "warning")


def test_an_extension_cannot_go_out() -> None:
    found = check_phone("receiver.phone", "3706 9876 ext. 12", "HK", "Hong Kong")
    assert found is not None
    assert (found.code, found.severity, found.fix) == ("phone.extension", "warning", "+852-37069876")


def test_nothing_to_say_without_a_number_or_a_country() -> None:
    assert check_phone("sender.phone", "", "HK", "Hong Kong") is None
    assert check_phone("sender.phone", "123", "", "") is None
