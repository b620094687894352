"""A list that is read a page at a time: what is looked at comes, and what was looked at long ago goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from pytestqt.qtbot import QtBot

from shipdesk.ui.widgets.columns import Column, Kind
from shipdesk.ui.widgets.paged import PAGE, PagedModel
from shipdesk.ui.widgets.rows import Record
from shipdesk.workers.lanes import Lanes


@dataclass(frozen=True)
class Thing:
    id: int
    name: str


class Things(PagedModel[Thing]):
    def __init__(self) -> None:
        super().__init__((Column("name", "Name", Kind.TEXT, 100),))

    def cells(self, item: Thing) -> Record:
        return (item.name,)


def test_what_is_looked_at_is_read_by_the_page_and_what_was_long_ago_is_read_again(qtbot: QtBot) -> None:
    asked: list[int] = []

    def read(ids: Sequence[int]) -> list[Thing]:
        asked.append(len(ids))
        return [Thing(number, f"thing {number}") for number in ids]

    lanes, things = Lanes({}), Things()
    things.attach(read, lanes)
    ids = range(1000, 1000 + 60 * PAGE)
    try:
        things.show_ids(ids, [Thing(1000, "first")])
        assert things.record(0) == ("first",)
        for page in range(1, 60):
            with qtbot.waitSignal(things.read):
                assert things.record(page * PAGE + 5) == (None,)
            assert things.record(page * PAGE + 5) == (f"thing {1000 + page * PAGE + 5}",)
        assert asked == [PAGE] * 59
        assert things.record(0) == (None,)  # it was let go
        things.put_item(Thing(1001, "changed"))
        assert things.record(1) == ("changed",)
        assert (things.row_of(1001), things.row_of(7)) == (1, -1)
    finally:
        things.shutdown()
        lanes.shutdown()
