"""The fault matrix, cell by cell: each fault at each carrier, and what then stands here, at the carrier, and on screen.

A cell is one line of `CELLS`: what goes wrong, and for each kind of flow the state, the rows at the carrier, the
requests that may have booked, and words that the clerk is told. Kinds: `again` settles by the same bytes (Jumppoint,
JNE), `look` by asking (CEVA); a flow's own name goes before its kind.
"""

from __future__ import annotations

import base64
import io
import logging
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest

from shipdesk.app import open_accounts
from shipdesk.core.carrier import CarrierRecord, Settling
from shipdesk.core.connector import LabelFile
from shipdesk.core.errors import CarrierError, InputError, PrintError, SetupError
from shipdesk.core.records import Entry
from shipdesk.core.states import DOUBTFUL, SHIPPED, Label, State
from shipdesk.orderbook import FILE, JOURNAL
from shipdesk.orderbook.restore import restore_book
from shipdesk.settings.paths import open_home
from shipdesk.settings.store import SettingsStore
from shipdesk.usecases.backup import backup
from shipdesk.usecases.desk import Desk
from shipdesk.usecases.label import fetch, print_label
from shipdesk.usecases.late import noticed
from shipdesk.usecases.resolve import resolve
from shipdesk.usecases.restore import compared
from shipdesk.usecases.work import recover
from shipdesk.usecases.work_off import drain
from tests.proofs.audit import complaints
from tests.proofs.flows import FLOWS, Flow
from tests.proofs.kills import Undertaker, undertaker
from tests.proofs.stage import Stage, states, with_full_disk
from tests.proofs.station import book, order, set_up
from tests.simulator_process import Simulator
from tests.transport.peers import peer, self_signed

S = State
SHIPPED_HERE = tuple(SHIPPED)


class End(NamedTuple):
    """What a cell ends with. `posts` None: as many as the protocol allows."""

    states: tuple[State, ...]
    rows: int
    told: str
    posts: int | None = None


BOOKED = End(SHIPPED_HERE, 1, "")
BY_PROBE = End(SHIPPED_HERE, 1, "An earlier try had reached the carrier|Booked under|has accepted it")
FOUND = End((S.BOOKED,), 1, "Found at the carrier", posts=1)
PERSON = End((S.NEEDS_PERSON,), 0, "not found is not proof.*Look it up at the carrier", posts=1)
UNTOUCHED = End((S.QUEUED,), 0, "It goes out by itself", posts=0)
#: The carrier did it, and we do not know; and: it did not, and we do not know.
DONE = {"again": BY_PROBE, "look": FOUND}
NOT_DONE = {"again": BY_PROBE, "look": PERSON}

Act = Callable[[Stage], None]


class Cell(NamedTuple):
    name: str
    act: Act
    ends: Mapping[str, End]


# --- what goes wrong


def killed(where: str, *, then: bool = True) -> Act:
    def act(stage: Stage) -> None:
        stage.die(where)
        if then:
            stage.work()

    return act


def killed_once_booked(stage: Stage) -> None:
    """After the carrier's commit, while it takes its time to answer."""
    stage.fault("slow", seconds=5)
    stage.die(once=lambda: stage.rows() == 1)
    stage.mend()
    stage.work()


def power_cut(where: str = "") -> Act:
    """Killed, and whatever was not on the disk by then is gone or torn. Without `where`: once the carrier has it.

    What is committed is on the disk (`test_order.py`); behind it stand the bytes of a write that never ended.
    """

    def act(stage: Stage) -> None:
        if where:
            stage.die(where)
        else:
            stage.fault("slow", seconds=5)
            stage.die(once=lambda: stage.rows() == 1)
            stage.mend()
        log, index = (stage.home / f"{FILE}-{part}" for part in ("wal", "shm"))
        index.unlink()  # never synced
        frame = log.read_bytes()[-stage.dice.randint(100, 4000) :]
        with log.open("ab") as torn:
            torn.write(frame + stage.dice.randbytes(stage.dice.randint(0, 5000)))
        with (stage.home / JOURNAL).open("ab") as torn:
            torn.write(b'{"time": 17')
        stage.work()

    return act


def killed_while_connecting(stage: Stage) -> None:
    stage.die("at connect_tcp.started")
    assert states(stage.entries()) == [S.QUEUED]
    assert stage.posts() == 0
    stage.work()


def killed_while_settling(stage: Stage) -> None:
    """In the middle of a probe, or of a look; the request before had reached the carrier."""
    stage.fault("lose_answer")
    stage.die("after begin 2" if stage.flow.settling is Settling.SEND_AGAIN else "before note_attempt")
    stage.work()


def faulty(fault: str, **rule: object) -> Act:
    def act(stage: Stage) -> None:
        stage.fault(fault, **rule)  # type: ignore[arg-type]
        stage.work()

    return act


def too_slow(stage: Stage) -> None:
    """A byte every ten seconds: cut at the deadline of the whole call."""
    stage.fault("drip", seconds=10)
    stage.work(total_s=0.6)


def disk_full(call: str) -> Act:
    def act(stage: Stage) -> None:
        with stage.desk() as desk:
            book(desk, order(desk, stage.flow), stage.references)
            with pytest.raises(SetupError, match="disk"):
                drain(with_full_disk(desk, call), stage.flow.carrier)
            if call == "begin":
                assert (states(stage.entries()), stage.posts()) == ([S.QUEUED], 0)
            stage.work_at(desk)

    return act


def nobody_there(stage: Stage) -> None:
    _move_to(stage, "http://127.0.0.1:9")
    stage.work()


def not_to_be_trusted(stage: Stage) -> None:
    with peer(lambda _, one: None, self_signed(stage.folder)) as server:
        _move_to(stage, server.url)
        stage.work()


def _move_to(stage: Stage, url: str) -> None:
    home = open_home(stage.home)
    open_accounts(home, SettingsStore(home.settings)).set(stage.flow.carrier, {"base_url": url})


def sent_elsewhere(stage: Stage) -> None:
    """A redirect to another host, who must never hear of it."""
    with peer(lambda _, one: None) as other:
        stage.fault("status", code=307, headers={"Location": f"{other.url}/booking"})
        stage.work()
        assert other.received == []


_SAYS_NO = {"jumppoint": {"status": False, "message": "No."}, "ceva": {"error": "No."}, "jne": {"error": "No."}}
_FIELD_ERRORS: dict[str, tuple[int, object]] = {
    "jumppoint": (400, {"status": False, "message": "Errors: receiver.phone: Invalid input"}),
    "ceva": (400, {"message": "Invalid request", "errors": ["0.consigneeName: Required"]}),
    "jne": (200, {"detail": [{"status": "Error", "reason": "Origin Code CGK99999 Not Exists", "cnote_no": None}]}),
}


def says_no_in_a_200(stage: Stage) -> None:
    stage.fault("status", code=200, body=_SAYS_NO[stage.flow.carrier])
    stage.work()


def refused(stage: Stage) -> None:
    code, body = _FIELD_ERRORS[stage.flow.carrier]
    stage.fault("status", code=code, body=body)
    stage.work()


def refused_after_a_lost_answer(stage: Stage) -> None:
    code, body = _FIELD_ERRORS[stage.flow.carrier]
    stage.fault("status", code=code, body=body)
    stage.fault("lose_answer")
    stage.work()


def used_by_another_station(stage: Stage) -> None:
    """The same reference was booked from another home before."""
    other = stage.folder / "other"
    other.mkdir()
    with Elsewhere(stage, other) as there:
        there.work()
    stage.work()


class Elsewhere:
    """Another station, with a home of its own, at the same simulator."""

    def __init__(self, stage: Stage, folder: Path) -> None:
        self._stage = Stage.__new__(Stage)
        self._stage.__dict__ |= stage.__dict__ | {"folder": folder}

    def __enter__(self) -> Stage:
        set_up(self._stage.home, self._stage.simulator.url)
        return self._stage

    def __exit__(self, *_: object) -> None: ...


def token_expired(stage: Stage) -> None:
    """In the middle of the queue: the first of three has gone out well."""
    stage.name(3)
    stage.fault("expire_token", contains=stage.references[1])
    stage.work()


def login_broken(stage: Stage) -> None:
    stage.fault("status", on="POST /login", code=500, times=None)
    stage.work()


def ten(**settings: object) -> Act:
    def act(stage: Stage) -> None:
        stage.name(10)
        if stage.flow.carrier == "ceva":
            stage.settings(**settings)
        stage.work()

    return act


_DELAYED = End((S.IN_DOUBT,), 0, "not answered clearly", posts=1)
_WAITS = End((S.QUEUED,), 0, "It goes out by itself", posts=0)
_ALL_TEN = End(SHIPPED_HERE, 10, "")
CELLS = (
    Cell("1 killed before it is queued", killed("before queue", then=False), {"": End((S.DRAFT,), 0, "", posts=0)}),
    Cell("2 killed while connecting", killed_while_connecting, {"": End(SHIPPED_HERE, 1, "", posts=1)}),
    Cell("3 killed before the first byte", killed("after begin"), NOT_DONE | {"look": PERSON._replace(posts=0)}),
    Cell(
        "4 killed before the body",
        killed("at send_request_body.started"),
        NOT_DONE | {"look": PERSON._replace(posts=0)},
    ),
    Cell("5 killed before the reply", killed_once_booked, DONE),
    Cell("6 killed before the outcome is kept", killed("before end"), DONE),
    Cell("7 killed while settling", killed_while_settling, DONE),
    Cell("8 power cut while connecting", power_cut("at connect_tcp.started"), {"": End(SHIPPED_HERE, 1, "", posts=1)}),
    Cell("8 power cut before the first byte", power_cut("after begin"), NOT_DONE | {"look": PERSON._replace(posts=0)}),
    Cell(
        "8 power cut before the body",
        power_cut("at send_request_body.started"),
        NOT_DONE | {"look": PERSON._replace(posts=0)},
    ),
    Cell("8 power cut before the reply", power_cut(), DONE),
    Cell("8 power cut before the outcome is kept", power_cut("before end"), DONE),
    Cell("9 disk full at the first byte", disk_full("begin"), {"": End(SHIPPED_HERE, 1, "", posts=1)}),
    Cell("10 disk full at the outcome", disk_full("end"), DONE),
    Cell("11 nobody there", nobody_there, {"": UNTOUCHED._replace(told="No connection to.*It goes out by itself")}),
    Cell("11 a certificate not to be trusted", not_to_be_trusted, {"": UNTOUCHED._replace(told="certificate")}),
    Cell("12 a byte every ten seconds", too_slow, DONE),
    Cell("13 reset before", faulty("reset_before"), NOT_DONE),
    Cell("13 reset after", faulty("reset_after"), DONE),
    Cell("13 hung up after", faulty("lose_answer"), DONE),
    *(
        Cell(f"14 {code} {when} effect", faulty("status", code=code, effect=effect), DONE if effect else NOT_DONE)
        for code in (500, 502, 504)
        for when, effect in (("before", False), ("after", True))
    ),
    Cell(
        "15 come back in an hour",
        faulty("status", code=429, headers={"Retry-After": "3600"}),
        {"again": _DELAYED, "look": _WAITS},
    ),
    Cell("15 sent elsewhere", sent_elsewhere, NOT_DONE),
    Cell("16 half an answer", faulty("truncate"), DONE),
    Cell("16 a page", faulty("html"), NOT_DONE),
    Cell("16 nothing", faulty("empty", effect=True), DONE),
    Cell("16 far too much", faulty("huge"), NOT_DONE),
    Cell("17 a no in a 200", says_no_in_a_200, NOT_DONE),
    Cell("18 a field is wrong", refused, {"": End((S.REFUSED,), 0, "nothing was booked")}),
    Cell(
        "18 a field is wrong, after a lost answer",
        refused_after_a_lost_answer,
        {"again": BY_PROBE._replace(told="but an earlier one may have been booked.*already has this"), "look": FOUND},
    ),
    Cell(
        "18 already used by somebody else",
        used_by_another_station,
        {"again": End((S.CONFLICT,), 1, "already has a booking under this reference, not made here")}
        | {"look": End((S.CONFLICT,), 1, "already has a booking under this reference, not made here")},
    ),
    Cell("18 already used by ourselves", faulty("lose_answer"), DONE),
    Cell("19 the token has expired", token_expired, {"": End(SHIPPED_HERE, 3, "", posts=3)}),
    Cell("19 the login is broken", login_broken, {"": UNTOUCHED, "jne": BOOKED}),
    Cell("20 ten in a call", ten(), {"": _ALL_TEN}),
    Cell("20 ten, one is left out of the answer", ten(reply="omit", reply_nth=4), {"": _ALL_TEN}),
    Cell("20 ten, the answer is in another order", ten(reply="swap"), {"": _ALL_TEN}),
    Cell(
        "20 ten, and one that nobody sent",
        ten(reply="stranger"),
        {"again": _ALL_TEN, "look": End((S.BOOKED, S.CONFLICT, S.NEEDS_PERSON), 10, "")},
    ),
    Cell(
        "20 ten, one of them twice",
        ten(reply="twice", reply_nth=2),
        {"again": _ALL_TEN, "look": End((S.BOOKED, S.CONFLICT), 10, "names [A-Z]+1?[0-9] 2 times")},
    ),
)


@pytest.fixture(scope="module")
def grave() -> Iterator[Undertaker]:
    with undertaker() as running:
        yield running


@pytest.fixture(scope="module")
def second() -> Iterator[Undertaker]:
    with undertaker() as running:
        yield running


#: Two suffice for every day; `prove matrix --long` draws more.
SEEDS = range(int(os.environ.get("SHIPDESK_SEEDS", "2")))
EACH_SEED = pytest.mark.parametrize("seed", SEEDS)
EACH_FLOW = pytest.mark.parametrize("flow", FLOWS, ids=[flow.name for flow in FLOWS])


def expected(flow: Flow, ends: Mapping[str, End]) -> End:
    kind = "again" if flow.settling is Settling.SEND_AGAIN else "look"
    return next(ends[name] for name in (flow.name, flow.carrier, kind, "") if name in ends)


@EACH_SEED
@EACH_FLOW
@pytest.mark.parametrize("cell", CELLS, ids=[cell.name.replace(" ", "-") for cell in CELLS])
def test_a_fault_ends_as_the_matrix_says(
    simulator: Simulator,
    grave: Undertaker,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    cell: Cell,
    flow: Flow,
    seed: int,
) -> None:
    caplog.set_level(logging.DEBUG)
    stage = Stage(simulator, flow, tmp_path, grave, seed)
    cell.act(stage)
    end, entries, books = expected(flow, cell.ends), stage.entries(), stage.ledger()
    assert set(states(entries)) <= set(end.states), stage.told()
    assert len(entries) == len(stage.references)
    assert sum(map(len, books.rows.values())) == end.rows, stage.told()
    if end.posts is not None:
        assert sum(books.posts.values()) == end.posts
    assert re.search(end.told, stage.told(), re.DOTALL), stage.told()
    with stage.desk() as desk:
        others = cell.act is used_by_another_station
        found = complaints(desk.book, flow, books, stage.references)  # type: ignore[arg-type]
        assert others or found == []
        for private in (order(desk, flow).receiver.name, order(desk, flow).receiver.phone):
            assert private not in caplog.text


@EACH_SEED
@EACH_FLOW
def test_21_two_stations_book_one_reference_at_once(
    simulator: Simulator, grave: Undertaker, second: Undertaker, tmp_path: Path, flow: Flow, seed: int
) -> None:
    """Two homes where the carrier refuses a used reference; one home with two processes where it does not."""
    stage = Stage(simulator, flow, tmp_path, grave, seed)
    shared = flow.settling is Settling.LOOK
    other = tmp_path / "other"
    other.mkdir()
    with Elsewhere(stage, other) as there:
        home = stage.home if shared else there.home
        second.begin({"flow": flow.name, "home": str(home), "references": stage.references})
        grave.begin({"flow": flow.name, "home": str(stage.home), "references": stage.references})
        statuses = sorted((grave.end(), second.end()))
        ends = sorted(states(stage.entries() if shared else [*stage.entries(), *there.entries()]))
    assert statuses == [0, 0]
    assert stage.rows() == 1
    if shared:
        assert (ends, stage.posts()) == ([S.BOOKED], 1)
    else:
        assert ends in ([S.ACCEPTED, S.CONFLICT], [S.BOOKED, S.CONFLICT])


WITH_LABELS = [flow for flow in FLOWS if flow.carrier in ("jumppoint", "ceva")]


EACH_LABEL = pytest.mark.parametrize("flow", WITH_LABELS, ids=[flow.name for flow in WITH_LABELS])
_FILES = {"jumppoint": "GET /files/{name}", "ceva": "GET /labels/{name}"}


def expired(stage: Stage, _: bytes) -> None:
    stage.fault(
        "status", on=_FILES[stage.flow.carrier], code=403, body="<Error>Request has expired</Error>", times=None
    )


def not_there(stage: Stage, _: bytes) -> None:
    stage.mend()
    if stage.flow.carrier == "ceva":
        stage.settings(label_ready_after=99)


def of_another(stage: Stage, other: bytes) -> None:
    _give(stage, other)


def of_five_thousand_pages(stage: Stage, _: bytes) -> None:
    document = pypdfium2.PdfDocument.new()
    for _page in range(5000):
        document.new_page(283, 425)
    file = io.BytesIO()
    document.save(file)
    document.close()
    _give(stage, file.getvalue())


def _give(stage: Stage, content: bytes) -> None:
    stage.fault(
        "status",
        on=_FILES[stage.flow.carrier],
        code=200,
        headers={"Content-Type": "application/pdf"},
        base64=base64.b64encode(content).decode(),
        times=None,
    )


@EACH_SEED
@EACH_LABEL
@pytest.mark.parametrize(
    ("trouble", "label"),
    [
        (expired, Label.PENDING),
        (not_there, Label.PENDING),
        (of_another, Label.FAILED_CHECK),
        (of_five_thousand_pages, Label.FAILED_CHECK),
    ],
)
def test_23_trouble_with_a_label_never_touches_the_booking(
    simulator: Simulator,
    grave: Undertaker,
    tmp_path: Path,
    flow: Flow,
    trouble: Callable[[Stage, bytes], None],
    label: Label,
    seed: int,
) -> None:
    stage = Stage(simulator, flow, tmp_path, grave, seed)
    stage.name(2)
    stage.work()
    first, second = stage.entries()
    simulator.control("faults", [])
    stage.rules = []
    if flow.carrier == "ceva":
        stage.settings(label_ready_after=0)
    with stage.desk() as desk:
        other = desk.connector(flow.carrier).label(second.row.tracking_number, second.row.key).content
        trouble(stage, other)
        with suppress(CarrierError):
            fetch(desk, first)
        after = desk.book.entry_by_id(first.id)
        assert after is not None
        assert after.row.label is label
        assert (after.state, after.row.tracking_number) == (first.state, first.row.tracking_number)


@EACH_SEED
@EACH_FLOW
def test_22_a_first_request_that_lands_after_booking_anew_raises_an_alarm(
    simulator: Simulator, tmp_path: Path, flow: Flow, seed: int
) -> None:
    stage = Stage(simulator, flow, tmp_path, seed=seed)
    if flow.settling is Settling.SEND_AGAIN:
        home = open_home(stage.home)
        open_accounts(home, SettingsStore(home.settings)).set(flow.carrier, {"probe": "never"})
    if flow.carrier == "jne":
        stage.settings(tracked_at_once=True)  # as after its first scan
    (key,) = stage.references
    stage.fault("late", seconds=1.2)
    with stage.desk(total_s=0.6) as desk:
        stage.work_at(desk)
        asked = desk.book.entry(key)
        assert asked is not None
        anew = resolve(desk, asked, "book_anew", why="Their desk has nothing.")
        stage.work_at(desk)
        stage.references = [key, anew.row.key]
        deadline = time.monotonic() + 20
        while (books := stage.ledger()).rows.keys() != {key, anew.row.key} and time.monotonic() < deadline:
            time.sleep(0.02)
        ((late,), _) = books.rows[key], books.rows[anew.row.key]
        if flow.settling is Settling.SEND_AGAIN:  # nobody can be asked by our reference; somebody comes upon the parcel
            shown = desk.connector(flow.carrier).find(late)
            assert shown is not None
            assert noticed(desk, flow.carrier, replace(shown, reference=shown.reference or key))
        while (alarm := desk.book.entry(key)) is None or alarm.state is not S.CONFLICT:
            assert time.monotonic() < deadline, "nobody has found it"
            drain(desk, flow.carrier)
        assert alarm.row.note.startswith("Two parcels at ")
        assert f"{key} as {late} was booked after all, beside {anew.row.key}" in alarm.row.note
        assert desk.book.history(alarm.id)[-1].why == alarm.row.note
        assert [one.row.key for one in desk.book.due(DOUBTFUL, desk.clock())] == [anew.row.key]
        kept = [one.found for one in desk.book.attempts(alarm.id) if one.found is not None]
        assert [(one.number, one.reference) for one in kept] == [(late, key)]
        drain(desk, flow.carrier)
        assert desk.book.entry_by_id(alarm.id) == alarm  # it stays
    assert {one: len(numbers) for one, numbers in books.rows.items()} == {key: 1, anew.row.key: 1}


DRAWN = [flow for flow in FLOWS if flow not in WITH_LABELS]


def undrawable(stage: Stage, desk: Desk) -> Desk:
    def draw(_record: CarrierRecord, entry: Entry) -> LabelFile:
        raise CarrierError(f"The label of {entry.row.tracking_number} cannot be drawn: no such character.")

    return replace(desk, draw_label=draw)


def of_another_number(stage: Stage, desk: Desk) -> Desk:
    def draw(record: CarrierRecord, entry: Entry) -> LabelFile:
        other = f"{int(entry.row.tracking_number) + 1 + stage.dice.randrange(1000)}"
        return desk.draw_label(record, replace(entry, row=entry.row._replace(tracking_number=other)))

    return replace(desk, draw_label=draw)


@EACH_SEED
@pytest.mark.parametrize("flow", DRAWN, ids=[flow.name for flow in DRAWN])
@pytest.mark.parametrize(
    ("trouble", "label", "told"),
    [
        (undrawable, Label.PENDING, "cannot be drawn: no such character"),
        (of_another_number, Label.FAILED_CHECK, "The label carries .*, not .*; it may be another parcel's"),
    ],
)
def test_23_trouble_with_a_label_that_is_drawn_here_never_touches_the_booking(
    simulator: Simulator,
    tmp_path: Path,
    flow: Flow,
    trouble: Callable[[Stage, Desk], Desk],
    label: Label,
    told: str,
    seed: int,
) -> None:
    stage = Stage(simulator, flow, tmp_path, seed=seed)
    with stage.desk() as real:
        desk = trouble(stage, real)
        stage.work_at(desk)
        (entry,) = stage.entries()
        assert (entry.state, entry.row.label) == (S.BOOKED, label)
        assert stage.ledger().rows == {stage.references[0]: (entry.row.tracking_number,)}
        assert re.search(told, stage.told())
        with pytest.raises(InputError if label is Label.PENDING else PrintError, match=r"not there|was not printed"):
            print_label(desk, entry)
        after = desk.book.entry_by_id(entry.id)
        assert after is not None
        assert (after.state, after.row.label) == (S.BOOKED, label)


@EACH_SEED
@EACH_FLOW
@pytest.mark.parametrize("journal", ["present", "lost"])
def test_24_what_was_booked_after_the_backup_is_found_again(
    simulator: Simulator, tmp_path: Path, flow: Flow, journal: str, seed: int
) -> None:
    """With the journal of intents a doubt settles by itself; without it booking is shut until a person has looked."""
    stage, file = Stage(simulator, flow, tmp_path, seed=seed), tmp_path / "yesterday.zip"
    with stage.desk() as desk:
        book(desk, order(desk, flow), stage.references)
        backup(desk, file)
    stage.work()
    assert (stage.rows(), stage.posts()) == (1, 1)
    if journal == "lost":
        (stage.home / JOURNAL).unlink()
    restore_book(stage.home, file, datetime.now(UTC))
    assert states(stage.entries()) == [S.IN_DOUBT]
    with stage.desk() as desk:
        recover(desk)
        stage.work_at(desk)
        if journal == "lost":
            with pytest.raises(SetupError, match=r"Booking is shut.*compare the carriers' own lists"):
                book(desk, order(desk, flow), ["NEW"])
            compared(desk, "Mei has compared the list of the portal.")
    known = stage.references[0]
    stage.references.append("NEW")
    stage.work()
    end = DONE["again" if flow.settling is Settling.SEND_AGAIN else "look"]
    assert states(stage.entries())[0] in end.states
    assert states(stage.entries())[1] in SHIPPED
    books = stage.ledger()
    assert {key: len(numbers) for key, numbers in books.rows.items()} == {known: 1, "NEW": 1}
    assert books.posts[known] <= flow.most_posts


#: What a row of the page demands is tested here, under these names; a cell is a row and a carrier.
ROWS = range(1, 25)


def _row_of(item: Any) -> int:
    cell, named = item.callspec.params.get("cell"), re.match(r"test_(\d+)_", item.name)
    return int(cell.name.split()[0]) if cell else int(named[1]) if named else 0


def test_no_cell_of_the_page_is_missing(request: pytest.FixtureRequest) -> None:
    """Each of the 72 cells, at each flow of its carrier, with every seed."""
    played = {
        (_row_of(item), item.callspec.params["flow"].name, item.callspec.params["seed"])
        for item in _all_of(request)
        if "flow" in item.callspec.params
    }
    missing = [
        f"row {row} at {flow.name}, seed {seed}"
        for row in ROWS
        for flow in FLOWS
        for seed in SEEDS
        if (row, flow.name, seed) not in played
    ]
    assert missing == []
    assert {flow.carrier for flow in FLOWS} == {"jumppoint", "ceva", "jne"}


def _all_of(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Every test of this module, also where only some of them are to run."""
    module = request.node.getparent(pytest.Module)
    return (item for item in module.collect() if hasattr(item, "callspec"))
