"""The look of texts that have a known form: what looks odd is a warning, a person may know better."""

from __future__ import annotations

import re

from shipdesk.core.checks.words import subject
from shipdesk.core.numbers import shown
from shipdesk.core.problems import Problem, error, warning

_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
_HS_CODE = re.compile(r"\d{6,10}")
_IOSS = re.compile(r"IM\d{10}")
_IOSS_AS_IN_SAMPLE = re.compile(r"IM\d{11,12}")


def check_email(path: str, text: str) -> Problem | None:
    """One address, of the form name@example.com."""
    if text == "" or _EMAIL.fullmatch(text):
        return None
    sentence = f"{shown(text)} does not look like an e-mail address; write one like name@example.com."
    return warning(path, "email.form", sentence)


def check_hs_code(path: str, text: str) -> Problem | None:
    """6 to 10 digits."""
    if text == "" or _HS_CODE.fullmatch(text):
        return None
    digits = re.sub(r"[\s.]", "", text)
    fix = digits if _HS_CODE.fullmatch(digits) else None
    return warning(path, "hs_code.form", f"{shown(text)} is not an HS code; it has 6 to 10 digits, like 610910.", fix)


def check_ean(path: str, text: str) -> Problem | None:
    """8, 12, 13 or 14 digits, the last of which proves the others."""
    from stdnum import ean  # noqa: PLC0415 - late: keeps start-up fast

    if text == "" or ean.is_valid(text):
        return None
    return warning(path, "ean.check_digit", f"{shown(text)} is not an EAN; one of its digits is wrong or missing.")


def check_ioss_number(path: str, text: str) -> Problem | None:
    """`IM` and ten digits is the European Union's form; Jumppoint's own sample has twelve digits."""
    if text == "" or _IOSS.fullmatch(text):
        return None
    if _IOSS.fullmatch(text.upper().replace(" ", "")):
        fix = text.upper().replace(" ", "")
        return error(path, "ioss.form", f"{subject(path)} is written {shown(fix)}, not {shown(text)}.", fix)
    sentence = f"{shown(text)} is not an IOSS number; it is IM and ten digits, like IM2760000742."
    find = warning if _IOSS_AS_IN_SAMPLE.fullmatch(text) else error
    return find(path, "ioss.form", sentence)


def check_https(path: str, text: str) -> Problem | None:
    """An address on the web that must be https."""
    if text == "" or re.fullmatch(r"https://[^\s/]+(/\S*)?", text):
        return None
    return warning(path, "url.form", f"{shown(text)} is not an https address; write one that starts with https://.")
