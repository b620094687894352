"""The commands, one module each, in the order that the help shows them: adding one is a file and a line here."""

from shipdesk.cli.commands import (
    account,
    backup,
    book,
    check,
    demo,
    doctor,
    export,
    label,
    orders,
    rates,
    resolve,
    restore,
    resume,
    serve,
    show,
    simulate,
    track,
)
from shipdesk.cli.parser import Command

COMMANDS: tuple[Command, ...] = (
    demo,
    check,
    book,
    resume,
    resolve,
    orders,
    show,
    label,
    track,
    rates,
    account,
    export,
    serve,
    simulate,
    backup,
    restore,
    doctor,
)
