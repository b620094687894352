"""Phone numbers: read in any form with the party's country, and written with the calling code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from shipdesk.core.checks.words import subject
from shipdesk.core.numbers import shown
from shipdesk.core.problems import Problem, error, warning


class Fit(StrEnum):
    """How a number fits the party's country."""

    VALID = "valid"
    SHARED = "shared"
    """A number of another country with the same calling code (a Canadian one for the United States)."""
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as read: calling code, national number, extension; empty where it could not be read."""

    calling_code: str
    national: str
    extension: str
    fit: Fit

    @property
    def hyphenated(self) -> str:
        """`+852-37069876`."""
        return f"+{self.calling_code}-{self.national}"

    @property
    def e164(self) -> str:
        """`+85237069876`."""
        return f"+{self.calling_code}{self.national}"


_UNREAD = Phone("", "", "", Fit.INVALID)


@lru_cache(maxsize=4096)
def read_phone(text: str, country: str) -> Phone:
    """The number, with the country (ISO alpha-2, may be empty) for one without a calling code."""
    phone = _read(text, country)
    if phone.fit is Fit.INVALID and text.startswith("00"):
        # The prefix of most of the world, also where this country dials another.
        return _read(f"+{text[2:]}", country)
    return phone


def _read(text: str, country: str) -> Phone:
    import phonenumbers  # noqa: PLC0415 - late: keeps start-up fast

    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return _UNREAD
    home = phonenumbers.country_code_for_region(country)
    if phonenumbers.is_valid_number_for_region(number, country):
        fit = Fit.VALID
    elif phonenumbers.is_valid_number(number) and number.country_code == home:
        fit = Fit.SHARED
    else:
        fit = Fit.INVALID
    national = phonenumbers.national_significant_number(number)
    return Phone(str(number.country_code), national, number.extension or "", fit)


@lru_cache(maxsize=256)
def example_phone(country: str) -> str:
    """A number of that country in the form `+852-37069876`, or an empty text."""
    import phonenumbers  # noqa: PLC0415 - late: keeps start-up fast

    number = phonenumbers.example_number(country)
    return (
        f"+{number.country_code}-{phonenumbers.national_significant_number(number)}"
        if number and number.country_code
        else ""
    )


def check_phone(path: str, text: str, country: str, country_name: str) -> Problem | None:
    """A number that is not valid in the country is an error, one of another with its calling code a warning."""
    if text == "" or country == "":
        return None
    phone = read_phone(text, country)
    if phone.fit is Fit.INVALID:
        example = example_phone(country)
        like = f"write it like {example}" if example else "write it with its calling code"
        sentence = f"{shown(text)} is not a phone number of {country_name}; {like}."
        return error(path, "phone.invalid", sentence)
    if phone.fit is Fit.SHARED:
        sentence = f"{shown(text)} has the calling code of {country_name} but is a number of another country; check it."
        return warning(path, "phone.other_country", sentence)
    if phone.extension:
        sentence = f"{subject(path)} goes out without its extension {phone.extension}; put that into the address."
        return warning(path, "phone.extension", sentence, phone.hyphenated)
    return None
