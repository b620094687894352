"""Where things are on this machine: the home, with the order book, its labels, settings and logs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from shipdesk.core.errors import SetupError
from shipdesk.settings.private import make_private_folder

APP = "shipdesk"


class Home(NamedTuple):
    """The folder of one order book with all that belongs to it; `open_home` makes it."""

    root: Path

    @property
    def run(self) -> Path:
        """Locks and whatever else is only true while a process runs."""
        return self.root / "run"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def settings(self) -> Path:
        return self.root / "settings.json"

    @property
    def sealed(self) -> Path:
        """The encrypted secrets, where the system has no keyring."""
        return self.root / "secrets.sealed"

    @property
    def keyring_name(self) -> Path:
        """The name under which this home's secrets stand in the system's keyring; holds no secret."""
        return self.root / "secrets.keyring"


def home_folder(chosen: str | None = None) -> Path:
    """`chosen` (the `--home` of a command), else `SHIPDESK_HOME`, else the platform's own data folder.

    Raises:
        SetupError: it begins with `~` and a user whom this system does not know.
    """
    if named := chosen or os.environ.get("SHIPDESK_HOME"):
        try:
            return Path(named).expanduser().absolute()
        except RuntimeError as fault:
            raise SetupError(f"The home folder {named} cannot be found; choose another with --home.") from fault
    import platformdirs  # noqa: PLC0415 - late: keeps start-up fast

    return platformdirs.user_data_path(APP, appauthor=False)


def open_home(root: Path) -> Home:
    """The home at `root`, its folders made and closed to everybody else.

    Raises:
        SetupError: it cannot be made or written there.
    """
    home = Home(root)
    try:
        make_private_folder(root)
        for folder in (home.run, home.logs):
            make_private_folder(folder)
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        raise SetupError(f"The home folder {root} cannot be used: {reason}; choose another with --home.") from fault
    if not os.access(root, os.W_OK | os.X_OK):
        raise SetupError(f"The home folder {root} cannot be written; choose another with --home.")
    return home
