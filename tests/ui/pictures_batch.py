"""Pictures of work on many orders, to be looked at: a selection, the question, a batch running, paused, done, export.

    QT_QPA_PLATFORM=offscreen python -m tests.ui.pictures_batch OUT_DIR [light dark contrast]

`QT_SCALE_FACTOR=1.5` shows it as a 150 % desktop does.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from shipdesk.core.batches import PrintOrder, Stage
from shipdesk.core.outcomes import Frozen, Outcome, Verdict
from shipdesk.core.records import Changes
from shipdesk.core.shipment import Party
from shipdesk.core.states import State
from shipdesk.usecases.batch import Outlook, Warned, make, pause
from tests.ui.camera import in_each_scheme, keep, wait
from tests.ui.orders.world import NOTES, PAYLOAD, WHO, World, fill, world
from tests.ui.pictures_orders import opened

_PEOPLE = (
    Party(name="陳大文", city="Hong Kong", country="HK"),
    Party(name="สมชาย ใจดี", city="Bangkok", country="TH"),
    Party(name="Annelies van der Meer", city="Amsterdam", country="NL"),
)
WARNINGS = (
    Warned("phone.length", "The phone number 0812345678 is shorter than those of Thailand; is a digit missing?", 31),
    Warned("place.unknown", "The district Khlong Toei is not known in Bangkok; the carrier may know it.", 17),
    Warned("email.form", "not an address has an odd form for an e-mail address.", 2),
)  # fmt: skip


def batch_of(one: World) -> int:
    """A batch in its middle, with something of everything."""
    orders = [one.order(f"BATCH-{number:04}", receiver=_PEOPLE[number % 3]) for number in range(24)]
    batch = make(one.workplace.desk, [entry.id for entry in orders], order=PrintOrder.GIVEN, prints=True)
    lines = one.book.batches.batch_lines(batch.id)
    faults = ("The postcode is missing; Thailand uses 5 digits.", "The phone number is missing.")
    for line in lines[2:4]:
        one.book.batches.mark_line(line, Stage.FAULTY, faults[line.place % 2])
    one.book.batches.mark_line(lines[5], Stage.HELD, "The phone number is shorter than those of Thailand.")
    outcomes = {
        7: (Outcome("x", Verdict.REFUSED, words="receiverPostcode: must have 5 digits"), State.REFUSED),
        8: (Outcome("x", Verdict.UNKNOWN, words="No answer within 30 s."), State.IN_DOUBT),
    }
    for line in (*lines[:2], lines[4], *lines[6:14]):
        entry = one.book.entry_by_id(line.row.id)
        assert entry is not None
        frozen = Frozen("jumppoint", entry.row.key, "POST /shipments", PAYLOAD, NOTES)
        entry = one.book.queue(entry, entry.shipment, frozen, accepted=[], who=WHO)
        outcome, to = outcomes.get(line.place, (Outcome("x", Verdict.BOOKED, f"JX{line.place:08}"), State.BOOKED))
        if line.place < 13:
            (attempt,) = one.book.begin([entry], "book", who=WHO)
            note = "" if to is State.BOOKED else outcome.words
            changes = Changes(tracking_number=outcome.number or None, note=note)
            entry = one.book.end(entry.id, attempt, to, outcome, [], who=WHO, why="So it was.", changes=changes)
        one.book.batches.mark_line(line, Stage.QUEUED)
        if to is State.BOOKED and line.place < 11:
            one.label(entry, printed=line.place < 10)
    return batch.id


def draw(one: World, out: Path, scheme: str) -> None:
    screen = opened(one)
    screen.list.setFocus()
    screen.list.selectAll()
    wait()
    keep(screen, out / f"{scheme}-many-selected.png")
    screen = opened(one)
    screen.side.ask.ask(Outlook((), 438, 50, 12, 3, WARNINGS), prints=True)
    screen.side.show_ask(screen.selection.batching)
    wait()
    keep(screen, out / f"{scheme}-many-asked.png")
    one.workplace.dispatcher.batches.shutdown()  # the batch stays as it is painted
    batch = batch_of(one)
    for name, prepare in (("running", None), ("paused", pause)):
        if prepare is not None:
            prepare(one.workplace.desk, batch)
        screen = opened(one)
        wait(lambda screen=screen: screen.side.work.model.rowCount() == 24)  # type: ignore[misc]
        wait()
        keep(screen, out / f"{scheme}-many-{name}.png")
    for line in one.book.batches.waiting_lines(batch, "jumppoint", 99):
        one.book.batches.mark_line(line, Stage.TAKEN_BACK, "It was not sent: the batch was cancelled.")
    screen = opened(one)
    one.book.batches.end_batch(batch)
    screen.selection.batching.look()
    wait(lambda: "done" in screen.side.work.title.text())
    screen.side.work.show_bad()
    wait()
    keep(screen, out / f"{scheme}-many-done.png")
    screen = opened(one)
    screen.list.selectAll()
    screen.deeds.print_again()
    wait(lambda: not screen.selection.many.busy)
    wait()
    keep(screen, out / f"{scheme}-many-reprinted.png")
    screen = opened(one)
    query, total = screen.list.shown()
    assert query is not None
    screen.selection.exporting.ask_where(query, None, total)
    screen.selection.exporting.save_to(str(out / f"{scheme}-orders.csv"))
    wait(lambda: not screen.selection.exporting.busy)
    wait()
    keep(screen, out / f"{scheme}-many-exported.png")


def shoot(out: Path, scheme: str) -> None:
    with TemporaryDirectory() as folder, world(Path(folder, "one")) as one:
        fill(one)
        draw(one, out, scheme)


if __name__ == "__main__":
    in_each_scheme(shoot)
