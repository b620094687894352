"""Where the files that come with the program are: fonts, icons, places, samples."""

import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    for folder in ([Path(frozen) / "resources"] if frozen else []) + [
        _HERE / "_resources",
        _HERE.parent / "resources",
    ]:
        if folder.is_dir():
            return folder
    raise FileNotFoundError("The resources folder is missing; install ShipDesk again.")


def resource(*parts: str) -> Path:
    """The path of a file or folder below `resources/`, for example `resource("fonts")`.

    Raises:
        FileNotFoundError: the program was copied without its resources.
    """
    return _root().joinpath(*parts)
