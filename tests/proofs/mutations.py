"""Answers as no document has them: a golden one with something wrong."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

Dice = random.Random
_STRANGE: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    10**400,
    1e308,
    "",
    "0",
    "true",
    "null",
    "\u202e\u0000\x1b[2J",
    "x" * 100_000,
    [],
    {},
    [[]],
    [None],
    {"status": True},
    ["sukses"],
)
_PAGES = (
    b"",
    b"<!DOCTYPE html><html><body>We will be back soon</body></html>",
    b"null",
    b"[]",
    b"{}",
    b'"OK"',
    b"true",
    b"\x00" * 50,
    b"\xff\xfe" + "{}".encode("utf-16-le"),
    b"[" * 100_000,
    b'{"a":' * 20_000,
    b'{"status": NaN, "data": Infinity}',
    b'{"status": ' + b"9" * 5_000 + b"}",
    b'{"status": 1e999999999}',
)


def mutated(dice: Dice, golden: Any) -> bytes:
    """The body of an answer with one thing or a few wrong, or none; most are still JSON."""
    if dice.random() < 0.1:
        return dice.choice(_PAGES)
    value = json.loads(json.dumps(golden))
    for _ in range(dice.choice((0, 1, 1, 1, 2, 3))):
        value = dice.choice(_OF_VALUE)(dice, value)
    body = json.dumps(value, ensure_ascii=dice.random() < 0.5).encode("utf-8", "surrogatepass")
    for _ in range(dice.choice((0, 0, 0, 1, 1, 2))):
        body = dice.choice(_OF_BYTES)(dice, body)
    return body


# --- on the value


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container with each of its keys."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(pairs):
        yield value, key
        yield from _places(inner)


def _somewhere(change: Callable[[Dice, Any, Any], None]) -> Callable[[Dice, Any], Any]:
    def act(dice: Dice, value: Any) -> Any:
        if places := list(_places(value)):
            change(dice, *dice.choice(places))
        return value

    return act


def _put_strange(dice: Dice, within: Any, key: Any) -> None:
    within[key] = deepcopy(dice.choice(_STRANGE))


def _remove(_: Dice, within: Any, key: Any) -> None:
    del within[key]


def _other_case(dice: Dice, within: Any, key: Any) -> None:
    if isinstance(within[key], str):
        within[key] = dice.choice((str.upper, str.lower, str.title, str.strip))(within[key])


def _pad(dice: Dice, within: Any, key: Any) -> None:
    if isinstance(within[key], str):
        within[key] = dice.choice((" {}", "{} ", "{}\n", "x{}", "{}x", "\u200b{}")).format(within[key])


def _as_text(_: Dice, within: Any, key: Any) -> None:
    within[key] = json.dumps(within[key])


def _in_a_list(_: Dice, within: Any, key: Any) -> None:
    within[key] = [within[key]]


def _twice(_: Dice, within: Any, key: Any) -> None:
    if isinstance(within, list):
        within.append(within[key])


def _rename(dice: Dice, within: Any, key: Any) -> None:
    if isinstance(within, dict):
        within[dice.choice((key.upper(), f"{key}_", f" {key}", key[:-1] or "x"))] = within.pop(key)


def _trade(dice: Dice, within: Any, key: Any) -> None:
    other = dice.choice(list(within) if isinstance(within, dict) else range(len(within)))
    within[key], within[other] = within[other], within[key]


def _wrapped(dice: Dice, value: Any) -> Any:
    return dice.choice(([value], {"data": value}, {"result": value}, [value, value]))


_OF_VALUE = (
    *map(_somewhere, (_put_strange, _remove, _other_case, _pad, _as_text, _in_a_list, _twice, _rename, _trade)),
    _wrapped,
)

# --- on the bytes


def _cut(dice: Dice, body: bytes) -> bytes:
    return body[: dice.randrange(len(body) + 1)]


def _flip(dice: Dice, body: bytes) -> bytes:
    if not body:
        return body
    place = dice.randrange(len(body))
    return body[:place] + bytes([body[place] ^ (1 << dice.randrange(8))]) + body[place + 1 :]


def _insert(dice: Dice, body: bytes) -> bytes:
    place = dice.randrange(len(body) + 1)
    return (
        body[:place]
        + dice.choice((b"\xff", b"\x00", b"\\ud800", b'"', b",", b"}", b"\r\n", b"\xef\xbb\xbf"))
        + body[place:]
    )


def _key_twice(dice: Dice, body: bytes) -> bytes:
    """The first object with its first key once more, saying something else."""
    at = body.find(b"{")
    end = body.find(b":", at)
    if at < 0 or end < 0:
        return body
    other = dice.choice((b"true", b"false", b"null", b'"Error"', b"{}"))
    return body[: at + 1] + body[at + 1 : end] + b": " + other + b", " + body[at + 1 :]


def _other_encoding(dice: Dice, body: bytes) -> bytes:
    return body.decode("utf-8", "replace").encode(dice.choice(("utf-16", "utf-8-sig", "utf-32")))


def _tail(dice: Dice, body: bytes) -> bytes:
    return body + dice.choice((b"{}", b"garbage", b"\n\n", b"<!-- x -->", b"\x00"))


_OF_BYTES = (_cut, _flip, _insert, _key_twice, _other_encoding, _tail)
