"""One login for all threads, renewed in time, kept where secrets are kept."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from shipdesk.core.carrier import Account
from shipdesk.core.errors import CarrierError, SetupError
from shipdesk.transport.token import Token, TokenHolder
from tests.transport.peers import account


@dataclass
class Logins:
    """Gives token-1, token-2 …, or the fault that is set."""

    life_s: float | None = 86400
    fault: Exception | None = None
    count: int = 0
    gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.gate.set()

    def __call__(self) -> Token:
        self.gate.wait(5)
        self.count += 1
        if self.fault:
            raise self.fault
        return Token(f"token-{self.count}", self.life_s)


@dataclass
class Clock:
    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def waiting_for_the_login() -> int:
    """How many threads stand before the lock."""
    return sum(frame.f_code.co_name == "_renewed" for frame in sys._current_frames().values())


def test_one_login_serves_all_threads() -> None:
    logins = Logins()
    logins.gate.clear()
    holder = TokenHolder(account("http://a"), logins)
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(holder.get) for _ in range(8)]
        logins.gate.set()
        assert {one.result() for one in waiting} == {"token-1"}
    assert logins.count == 1


def test_one_refused_login_serves_all_who_waited() -> None:
    logins = Logins(fault=CarrierError("No."))
    logins.gate.clear()
    holder = TokenHolder(account("http://a"), logins)

    def get() -> str:
        with pytest.raises(CarrierError, match="No"):
            holder.get()
        return "refused"

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(get) for _ in range(4)]
        while waiting_for_the_login() < 3:
            assert not any(one.done() for one in asking)
        logins.gate.set()
        assert [one.result() for one in asking] == ["refused"] * 4
    assert logins.count < 4
    logins.fault = None
    assert holder.get().startswith("token-")


def test_renewed_shortly_before_it_runs_out() -> None:
    logins, clock = Logins(life_s=86400), Clock()
    holder = TokenHolder(account("http://a"), logins, clock=clock)
    assert holder.get() == "token-1"
    clock.now += 86400 - 601
    assert holder.get() == "token-1"
    clock.now += 2
    assert holder.get() == "token-2"


def test_a_short_life_is_not_renewed_at_once() -> None:
    logins, clock = Logins(life_s=300), Clock()
    holder = TokenHolder(account("http://a"), logins, clock=clock)
    holder.get()
    clock.now += 269
    assert holder.get() == "token-1"
    clock.now += 2
    assert holder.get() == "token-2"


def test_renewed_once_when_several_find_it_stale() -> None:
    logins = Logins(life_s=None)
    holder = TokenHolder(account("http://a"), logins)
    stale = holder.get()
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(holder.renew, [stale] * 8)) == {"token-2"}
    assert logins.count == 2


def test_kept_for_the_next_start_of_the_same_account_only() -> None:
    kept: dict[str, str] = {}
    logins = Logins()
    TokenHolder(account("http://a", kept, username="ann"), logins).get()
    assert TokenHolder(account("http://a", kept, username="ann"), logins).get() == "token-1"
    assert TokenHolder(account("http://sandbox", kept, username="ann"), logins).get() == "token-2"
    assert TokenHolder(account("http://a", kept, username="bob"), logins).get() == "token-3"


def test_rubbish_in_the_keyring_is_no_token() -> None:
    assert TokenHolder(account("http://a", {"token": "rubbish"}), Logins()).get() == "token-1"


def test_a_keyring_that_is_shut_does_not_stop_the_work() -> None:
    def shut(*_: str) -> str:
        raise SetupError("The keyring is locked.")

    def shut_too(*_: str) -> None:
        shut()

    holder = TokenHolder(Account("jumppoint", "custom", "http://a", {}, shut, shut_too), Logins())
    assert holder.get() == holder.get() == "token-1"
