"""A carrier that gives the answers of the document, and what it was asked."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from shipdesk.carriers.ceva.client import Ceva
from shipdesk.core.carrier import Account
from tests.transport.peers import Peer, http, peer, read_request

GOLDEN = Path(__file__).parent / "golden"
EMPTY = {"page": 1, "totalPage": 1, "totalCount": 0, "data": []}


def pair(name: str) -> dict[str, Any]:
    """A request of the document and its answer."""
    found: dict[str, Any] = json.loads((GOLDEN / f"{name}.json").read_text("utf-8"))
    return found


class Replay:
    """Logs one in, and answers what is asked by method and path; an unknown list of orders is empty.

    Several answers to one question come in turn, the last one for ever.
    """

    def __init__(self, *answers: str | tuple[str, Any]) -> None:
        """Names of golden pairs, or `("GET /path", body)`."""
        self.secrets = {"password": "dummy_password"}
        self.asked: dict[str, list[bytes]] = {}
        self._answers: dict[str, list[tuple[int, Any]]] = {"GET /orders": [(200, EMPTY)]}
        fresh: set[str] = set()
        for one in ("login", *answers):
            if isinstance(one, str):
                golden = pair(one)
                question = f"{golden['request']['method']} {golden['request']['path']}"
                status, body = golden["answer"]["status"], golden["answer"]["body"]
            else:
                question, status, body = one[0], 200, one[1]
            if question not in fresh:
                self._answers[question] = []
                fresh.add(question)
            self._answers[question].append((status, body))

    def talk(self, _: Peer, one: Any) -> None:
        while request := read_request(one):
            method, target, _rest = request.split(b"\r\n")[0].decode().split(" ")
            question = f"{method} {urlsplit(target).path}"
            self.asked.setdefault(question, []).append(request)
            left = self._answers.get(question, [(404, {"message": "Nobody knows that."})])
            status, body = left.pop(0) if len(left) > 1 else left[0]
            one.sendall(http(f"{status} x", b"" if body is None else json.dumps(body).encode()))

    @contextmanager
    def connector(self) -> Iterator[Ceva]:
        settings = {"email": "dummy_email@example.com", "client_slug": "dummy_clientSlug", "authorization": "token"}
        with peer(self.talk) as server:
            account = Account(
                "ceva",
                "custom",
                server.url,
                settings,
                lambda name: self.secrets.get(name, ""),
                self.secrets.__setitem__,
            )
            found = Ceva(account, total_s=10)
            try:
                yield found
            finally:
                found.close()

    def assert_asked_as_documented(self, name: str) -> None:
        """The request of the golden pair is the last that was asked there, under the token alone."""
        wanted = pair(name)["request"]
        head, _, body = self.asked[f"{wanted['method']} {wanted['path']}"][-1].partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        query = urlsplit(lines[0].split(" ")[1]).query
        assert [list(one) for one in parse_qsl(query)] == wanted.get("query", [])
        assert (json.loads(body) if body else None) == wanted.get("body")
        sent = {line.partition(":")[0].lower(): line.partition(":")[2].strip() for line in lines[1:]}
        assert sent.get("authorization") == (None if name == "login" else pair("login")["answer"]["body"]["token"])
        if body:
            assert sent["content-type"] == "application/json"
