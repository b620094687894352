"""The reference data that the shared checks are tried against."""

from shipdesk.assets import resource
from shipdesk.core.checks.places import Places, open_places
from shipdesk.core.problems import Problem


def places() -> Places:
    return open_places(resource("places.sqlite"))


def codes(problems: list[Problem]) -> list[str]:
    """`field code severity` of each."""
    return [f"{one.field} {one.code} {one.severity}" for one in problems]
