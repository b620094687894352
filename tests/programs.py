"""Programs of the system that some tests drive; CI installs them all, so there nothing is skipped."""

import shutil

import pytest


def needs(program: str, package: str) -> None:
    """Skip the test where `program` is missing, and say which Debian package brings it."""
    if shutil.which(program) is None:
        pytest.skip(f"needs {program}, of the package {package}")
