"""How Deeple's SIGNATURE is computed, written down in one line, since Deeple's page does not say.

    hmac-sha256 hex {PID}{TIMESTAMP}{body}
    sha256 base64 {PID}.{TIMESTAMP}.{SECRET}

An algorithm (with `hmac-` the secret is its key; without, the secret is among the parts), how its result is written,
and what is signed: parts in braces, in their order, and whatever stands between them.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, product

from shipdesk.core.numbers import shown
from shipdesk.core.proofs import matches_any

ALGORITHMS = ("sha256", "sha512", "sha1", "md5")
WRITTEN = ("hex", "base64")
PARTS = ("PID", "TIMESTAMP", "SECRET", "body")
_HMAC = "hmac-"
_EXAMPLE = "write it like: hmac-sha256 hex {PID}{TIMESTAMP}{body}"
_PART = re.compile(r"\{([^{}]*)\}")
_SEPARATORS = ("", ".", "|", ":", "&", "-", "\\n", ",")


@dataclass(frozen=True, slots=True)
class Signed:
    """One delivery's headers and body, as they came."""

    project: str
    timestamp: str
    signature: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Recipe:
    """A recipe that was read. `parts` are texts and, as names of PARTS in braces, what is put in their place."""

    algorithm: str
    keyed: bool
    written: str
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return f"{_HMAC if self.keyed else ''}{self.algorithm} {self.written} {''.join(self.parts)}"

    def proves(self, given: Signed, secret: str) -> bool:
        """Whether this recipe with `secret` makes the signature that was given; hex in either case."""
        values = {
            "{PID}": given.project.encode("latin-1", "replace"),
            "{TIMESTAMP}": given.timestamp.encode("latin-1", "replace"),
            "{SECRET}": secret.encode(),
            "{body}": given.body,
        }
        content = b"".join(values[part] if part in values else _literal(part) for part in self.parts)
        if self.keyed:
            made = hmac.new(secret.encode(), content, self.algorithm).digest()
        else:
            made = hashlib.new(self.algorithm, content, usedforsecurity=False).digest()
        if self.written == "hex":
            return matches_any(given.signature.lower(), (made.hex().encode(),))
        return matches_any(given.signature.rstrip("="), (base64.b64encode(made).rstrip(b"="),))


def read_recipe(text: str) -> Recipe:
    """The recipe that `text` says.

    Raises:
        ValueError: it says none; the message is a sentence.
    """
    words = text.split(" ", 2)
    if len(words) != 3 or not words[2]:
        raise ValueError(f"A recipe has an algorithm, {' or '.join(WRITTEN)}, and what is signed; {_EXAMPLE}.")
    name, written, template = words
    keyed, algorithm = name.startswith(_HMAC), name.removeprefix(_HMAC)
    if algorithm not in ALGORITHMS:
        known = ", ".join(f"{_HMAC}{one}" for one in ALGORITHMS)
        raise ValueError(f"The recipe's algorithm is one of {known}, or one of these without hmac-, not {shown(name)}.")
    if written not in WRITTEN:
        raise ValueError(f"The recipe's signature is written as {' or '.join(WRITTEN)}, not {shown(written)}.")
    return Recipe(algorithm, keyed, written, _parts(template, keyed=keyed))


def fault(text: str) -> str | None:
    """One sentence of why `text` is no recipe; None when it is one."""
    try:
        read_recipe(text)
    except ValueError as problem:
        return str(problem)
    return None


def likely() -> Iterator[Recipe]:
    """Every recipe worth trying, the likeliest first: those that cover the body come before those that do not."""
    for names in (
        ("PID", "TIMESTAMP", "body"),
        ("TIMESTAMP", "body"),
        ("PID", "body"),
        ("body",),
        ("PID", "TIMESTAMP"),
    ):
        for keyed in (True, False):
            wanted = names if keyed else (*names, "SECRET")
            orders = list(permutations(wanted))
            for order, separator in product(orders, _SEPARATORS if len(wanted) > 1 else ("",)):
                for algorithm, written in product(ALGORITHMS, WRITTEN):
                    yield Recipe(algorithm, keyed, written, tuple(_joined(order, separator)))


def _joined(names: tuple[str, ...], separator: str) -> Iterator[str]:
    for index, name in enumerate(names):
        if index and separator:
            yield separator
        yield f"{{{name}}}"


def _parts(template: str, *, keyed: bool) -> tuple[str, ...]:
    parts: list[str] = []
    end = 0
    for match in _PART.finditer(template):
        if match[1] not in PARTS:
            known = ", ".join(f"{{{part}}}" for part in PARTS)
            raise ValueError(f"The recipe's parts are {known}, not {shown(match[0])}.")
        parts += [template[end : match.start()], match[0]]
        end = match.end()
    parts.append(template[end:])
    if "{" in "".join(parts[::2]) or "}" in "".join(parts[::2]):
        raise ValueError(f"The recipe has a brace without its other half; {_EXAMPLE}.")
    if not keyed and "{SECRET}" not in parts:
        raise ValueError("A recipe without hmac- needs {SECRET} among what is signed: else anybody could sign.")
    if not {"{body}", "{TIMESTAMP}"} & set(parts):
        raise ValueError("The recipe signs neither {body} nor {TIMESTAMP}, so that one signature would fit for ever.")
    return tuple(part for part in parts if part)


def _literal(text: str) -> bytes:
    """What stands between the parts; \\n is a line's end."""
    return text.replace("\\n", "\n").encode()
