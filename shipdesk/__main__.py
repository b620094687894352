"""`shipdesk`, `python -m shipdesk`, and the frozen program start here."""

from __future__ import annotations

import sys


def main() -> int:
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support  # noqa: PLC0415 - late: the process for documents ends in here

        freeze_support()
    from shipdesk.cli import main as run  # noqa: PLC0415 - late: the frozen program's children start here as well
    from shipdesk.program import Program  # noqa: PLC0415

    return run(sys.argv[1:], Program())


if __name__ == "__main__":
    raise SystemExit(main())
