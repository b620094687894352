"""One CEVA account over HTTP: the login, calls with its token, and the list of orders page by page."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from typing import Any
from urllib.parse import quote

from shipdesk.carriers.ceva.wire import Listed, Page, Reply, read_page, read_reply, read_token, rows, told
from shipdesk.core.carrier import Account
from shipdesk.core.errors import CarrierError, ShipDeskError
from shipdesk.transport.asking import ATTEMPTS, ask
from shipdesk.transport.client import AccountClient
from shipdesk.transport.token import Token, TokenHolder

#: As in the document's sample; its table asks for `page` and `perPage` with every list.
PER_PAGE = 300
#: Pages of one search. A search by codes has one; more than these means that the codes are not looked at.
_MOST_PAGES = 20
_SECRETS = ("password", "webhook_key")


class Access:
    """Calls with the account's token, logged in again once where it is no longer taken. Thread-safe."""

    def __init__(self, account: Account, *, total_s: float) -> None:
        self.account = account
        self.client = AccountClient(account.base_url, self._secrets, total_s=total_s)
        self.token = TokenHolder(account, self._log_in)

    def _secrets(self) -> Iterator[str]:
        yield self.token.value
        yield from self._known

    @cached_property
    def _known(self) -> list[str]:
        """Read once: opening a keyring may take a while."""
        found = []
        for name in _SECRETS:
            with contextlib.suppress(ShipDeskError):
                found.append(self.account.secret(name))
        return found

    def _log_in(self) -> Token:
        """POST /login."""
        credentials = {
            "email": self.account.settings.get("email", ""),
            "password": self.account.secret("password"),
            "clientSlug": self.account.settings.get("client_slug", ""),
        }
        return read_token(read_reply(ask(self.client, partial(self.client.request, "POST", "login", json=credentials))))

    def headers(self, token: str) -> dict[str, str]:
        """ "Send the token response under the Authorization header": alone, unless the account says otherwise."""
        bearer = self.account.settings.get("authorization") == "bearer"
        return {"Authorization": f"Bearer {token}" if bearer else token}

    def ask(self, method: str, path: str, *, attempts: int = ATTEMPTS, **content: Any) -> Reply:
        """The answer to a call. Raises `CarrierError` or `NetworkError` when there is none."""

        def asked(token: str) -> Reply:
            build = partial(self.client.request, method, path, headers=self.headers(token), **content)
            return read_reply(ask(self.client, build, attempts=attempts))

        token = self.token.get()
        reply = asked(token)
        return asked(self.token.renew(token)) if reply.is_no_token else reply

    def told(self, method: str, path: str, **content: Any) -> Any:
        """The JSON of a question that was answered. Raises `CarrierError` or `NetworkError`."""
        return told(self.ask(method, path, **content))

    def known(self, path: str) -> Any | None:
        """The same, but None where CEVA knows no such order."""
        reply = self.ask("GET", path)
        return None if reply.status == 404 else told(reply)

    def page(self, page: int, codes: Sequence[str] = ()) -> Page:
        """GET /orders: one page, of the orders under these codes or of all."""
        params = [("page", str(page)), ("perPage", str(PER_PAGE)), *(("orderCodes", code) for code in codes)]
        return read_page(self.told("GET", "orders", params=params), page, PER_PAGE)

    def search(self, codes: Sequence[str]) -> list[Listed]:
        """GET /orders to its last page: what CEVA finds under these codes, each once.

        Raises:
            CarrierError: there is no end to it, so nothing is proved.
        """
        found: dict[str, Listed] = {}
        for number in range(1, _MOST_PAGES + 1):
            page = self.page(number, codes)
            found.update({one.id: one for one in page.orders})
            if not page.more:
                return list(found.values())
        raise CarrierError(f"CEVA's list of orders under {len(codes)} codes does not come to an end.")

    def all_rows(self, path: str) -> list[Any]:
        """Every row of another list."""
        found: list[Any] = []
        for number in range(1, _MOST_PAGES + 1):
            more = rows(self.told("GET", path, params={"page": number, "perPage": PER_PAGE}))
            found += more
            if len(more) < PER_PAGE:
                break
        return found


def path(*steps: str) -> str:
    """A path of these steps, whatever stands in them."""
    return "/".join(quote(step, safe="") for step in steps)
