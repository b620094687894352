import pytest

from shipdesk.ui.orders.segments import PAGE, Segments, key_of
from tests.ui.fakes_orders import row

ROWS = [row(number) for number in range(1050, 0, -1)]


def cut_list() -> Segments:
    segments = Segments.of_first_page(ROWS[:PAGE])
    segments.append_unread(len(ROWS) - PAGE)
    segments.cut([key_of(one) for one in ROWS[PAGE - 1 :: PAGE]])
    return segments


def test_a_cut_list_has_a_segment_for_each_page() -> None:
    segments = cut_list()
    assert [segment.size for segment in segments.items] == [PAGE, PAGE, PAGE, PAGE, PAGE, 50]
    assert segments.total == len(ROWS)


def test_each_segment_begins_after_the_row_above_it() -> None:
    segments = cut_list()
    for number in (PAGE, 3 * PAGE, 5 * PAGE):
        segment, place = segments.at(number)
        assert place == 0
        assert segment.after == key_of(ROWS[number - 1])


def test_a_row_outside_the_list_is_no_row() -> None:
    for outside in (-1, len(ROWS)):
        with pytest.raises(IndexError):
            cut_list().at(outside)


def test_only_the_segments_between_two_rows_are_between_them() -> None:
    segments = cut_list()
    assert segments.between(PAGE - 1, PAGE) == segments.items[:2]
    assert segments.between(5 * PAGE, len(ROWS) - 1) == segments.items[5:]


def test_the_first_page_of_a_rest_becomes_a_segment_of_its_own() -> None:
    segments = Segments.of_first_page(ROWS[:PAGE])
    segments.append_unread(len(ROWS) - PAGE)
    rest = segments.items[1]
    segments.carve(rest, ROWS[PAGE : 2 * PAGE])
    assert [segment.size for segment in segments.items] == [PAGE, PAGE, len(ROWS) - 2 * PAGE]
    assert segments.until(rest) == key_of(ROWS[2 * PAGE - 1])
    assert segments.total == len(ROWS)


def test_a_rest_that_was_carved_is_cut_from_where_it_begins() -> None:
    segments = Segments.of_first_page(ROWS[:PAGE])
    segments.append_unread(len(ROWS) - PAGE)
    segments.carve(segments.items[1], ROWS[PAGE : 2 * PAGE])
    segments.cut([key_of(one) for one in ROWS[PAGE - 1 :: PAGE]])
    assert [segment.size for segment in segments.items] == [PAGE, PAGE, PAGE, PAGE, PAGE, 50]
    assert [segment.after for segment in segments.items[2:]] == [
        key_of(ROWS[number * PAGE - 1]) for number in (2, 3, 4, 5)
    ]


def test_a_long_head_is_split_and_loses_no_row() -> None:
    segments = Segments.of_first_page(ROWS[: 2 * PAGE + 7])
    segments.split_head()
    assert [segment.size for segment in segments.items] == [PAGE + 7, PAGE]
    assert [one.id for segment in segments.items for one in segment.rows or ()] == [
        one.id for one in ROWS[: 2 * PAGE + 7]
    ]


def test_what_is_forgotten_is_read_again_and_what_is_kept_is_found() -> None:
    segments = Segments.of_first_page(ROWS[: 2 * PAGE + 7])
    segments.split_head()
    assert segments.row_of(ROWS[-1].id) == -1
    assert segments.row_of(ROWS[PAGE + 8].id) == PAGE + 8
    segments.forget(segments.items[:1])
    assert segments.row_of(ROWS[PAGE + 8].id) == -1
    assert segments.row_of(ROWS[3].id) == 3
