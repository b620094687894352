"""A process is alive while it holds its lock."""

from pathlib import Path

from shipdesk.orderbook.owner import Owner, gone


def test_an_owner_is_there_until_it_lets_go(tmp_path: Path) -> None:
    owner = Owner(tmp_path)
    assert not gone(tmp_path, owner.name)
    owner.release()
    assert gone(tmp_path, owner.name)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_never_was_is_gone(tmp_path: Path) -> None:
    assert gone(tmp_path, "nobody")


def test_a_new_owner_clears_away_what_the_dead_left(tmp_path: Path) -> None:
    living = Owner(tmp_path)
    dead = tmp_path / "owner-dead.lock"
    dead.touch()
    second = Owner(tmp_path)
    assert not dead.exists()
    assert not gone(tmp_path, living.name)
    for owner in (living, second):
        owner.release()
