"""What a check finds: problems at the shipment's fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    """The carrier's document says it will refuse this, or it cannot be written on its wire."""
    WARNING = "warning"
    """Likely wrong; a person may book anyway, and the order book keeps who did and when."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a shipment.

    `field` is a path of the interchange form (`receiver.phone`, `products[0].quantity`), `code` is short and
    stable (`phone.invalid`), `message` is one sentence for a clerk, `fix` the one obvious value to put there.
    """

    field: str
    code: str
    severity: Severity
    message: str
    fix: str | None = None

    def as_dict(self) -> dict[str, str]:
        """The public form: a missing fix is left out."""
        record = {
            "field": self.field,
            "code": self.code,
            "severity": str(self.severity),
            "message": self.message,
        }
        return record if self.fix is None else {**record, "fix": self.fix}

    @classmethod
    def from_dict(cls, record: dict[str, str]) -> Problem:
        """The reverse of `as_dict`, for what the order book kept."""
        return cls(
            field=record["field"],
            code=record["code"],
            severity=Severity(record["severity"]),
            message=record["message"],
            fix=record.get("fix"),
        )


def error(field: str, code: str, message: str, fix: str | None = None) -> Problem:
    return Problem(field, code, Severity.ERROR, message, fix)


def warning(field: str, code: str, message: str, fix: str | None = None) -> Problem:
    return Problem(field, code, Severity.WARNING, message, fix)


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.ERROR for problem in problems)


def has_warnings(problems: Iterable[Problem]) -> bool:
    return any(problem.severity is Severity.WARNING for problem in problems)
