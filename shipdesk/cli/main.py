"""From the words of a command line to an exit status: 0 done, 1 refused or failed, 2 wrong usage."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Sequence

from shipdesk.cli.application import Application
from shipdesk.cli.commands import COMMANDS
from shipdesk.cli.crash import write_down
from shipdesk.cli.output import open_streams, say
from shipdesk.cli.parser import UsageError, home_of, make_parser
from shipdesk.core.errors import ShipDeskError, ShutError

DONE, FAILED, WRONG_USAGE = 0, 1, 2
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def main(words: Sequence[str], application: Application) -> int:
    """Do what the words (without the program's name) say; never raises, never shows a traceback."""
    open_streams()
    args = argparse.Namespace(home=None)
    try:
        args = make_parser(COMMANDS).parse_args(words)
        return _do(args, application)
    except SystemExit as end:  # argparse has printed the help
        return end.code if isinstance(end.code, int) else DONE
    except UsageError as fault:
        status, sentence = WRONG_USAGE, str(fault)
    except ShutError as fault:
        status, sentence = FAILED, f"{fault.because}: {fault.command}"
    except ShipDeskError as fault:
        status, sentence = FAILED, str(fault)
    except KeyboardInterrupt:
        status, sentence = FAILED, "Stopped."
    except BrokenPipeError:
        status, sentence = FAILED, ""
        _leave_output()
    except Exception as fault:  # noqa: BLE001 - the last line: no user ever sees a traceback
        status, sentence = FAILED, _sentence(args, fault)
    if sentence:
        say(sentence)
    return status


def _do(args: argparse.Namespace, application: Application) -> int:
    if args.selfcheck:
        return application.selfcheck()
    if args.command is None:
        return application.open_window(home_of(args))
    status: int = args.command.run(args, application)
    sys.stdout.flush()
    return status


def _sentence(args: argparse.Namespace, fault: Exception) -> str:
    """What is said of a fault that nobody expected."""
    if _was_stopped(fault):
        return "Stopped."
    if isinstance(fault, OSError) and fault.errno in _NO_ROOM:
        _leave_output()
        return (
            f"The disk is full, or this user's share of it ({fault.filename or 'the output'}); make room, then go on."
        )
    return _written_down(args, fault)


def _was_stopped(fault: BaseException | None) -> bool:
    """Ctrl+C in the middle of taking a lock leaves Python's own library at odds with itself, which it then says."""
    while fault is not None and not isinstance(fault, KeyboardInterrupt):
        fault = fault.__context__
    return fault is not None


def _written_down(args: argparse.Namespace, fault: Exception) -> str:
    log = write_down(home_of(args), fault)
    where = f"it is written down in {log}" if log else "it could not be written down"
    return f"A fault of ShipDesk's own ({type(fault).__name__}); {where}."


def _leave_output() -> None:
    """Whoever read our output has gone: nothing more is to be written, not even at the end of the process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
