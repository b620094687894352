"""Where the files that come with the program are.

The simulator imports nothing else of ours, so it finds them by itself.
"""

import sys
from pathlib import Path

_HERE = Path(__file__).resolve()


def resource(*parts: str) -> Path | None:
    """The path of a file or folder below `resources/`, or None where the program has none of that name."""
    frozen = getattr(sys, "_MEIPASS", None)
    roots = [Path(frozen) / "resources"] if frozen else []
    roots += [_HERE.parents[1] / "_resources", _HERE.parents[2] / "resources"]
    return next((found for root in roots if (found := root.joinpath(*parts)).exists()), None)
