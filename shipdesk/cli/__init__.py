"""The second front end: the commands, over the same verbs as the window."""

from shipdesk.cli.application import Application
from shipdesk.cli.main import main

__all__ = ["Application", "main"]
