"""An upload, once: looked for before, sent, and proved by another look where it was refused.

CEVA documents no refusal of a used code and no error shape. So nothing goes out that GET /orders already has, and a
refusal counts only when GET /orders has none of it afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from shipdesk.carriers.ceva import mapper
from shipdesk.carriers.ceva.access import Access
from shipdesk.carriers.ceva.wire import Listed, Reply, Uploaded, read_reply, read_uploaded
from shipdesk.core.errors import ShipDeskError
from shipdesk.core.outcomes import Frozen, Outcome, Verdict
from shipdesk.transport.asking import retry_after
from shipdesk.transport.sending import Answer, Ending, NotSent, Once, send_once

Remember = Callable[[Uploaded], None]


class Upload:
    """One attempt for the orders of one operation."""

    def __init__(self, access: Access, requests: Sequence[Frozen], sending: Callable[[], None], keep: Remember) -> None:
        """`keep` is told the ids that later calls ask for."""
        (self._operation,) = {frozen.operation for frozen in requests}
        self._access = access
        self._requests = {frozen.reference: frozen for frozen in requests}
        self._once = Once(sending)
        self._keep = keep

    def run(self, describe: Callable[[Listed, Frozen], Outcome], *, stale: str = "") -> list[Outcome]:
        """An outcome for each; `describe` says what is there already under the reference of a request.

        With a token that turns out `stale` nothing was done with what was asked: all of it once more with a new one.
        """
        references = list(self._requests)
        try:
            if stale:
                self._access.token.renew(stale)
            there = {code: describe(listed, self._requests[code]) for code, listed in self._there(references).items()}
            token = self._access.token.get()
        except ShipDeskError as fault:
            return mapper.alike(references, Verdict.NOT_SENT, str(fault))
        fresh = [reference for reference in references if reference not in there]
        if fresh:
            ending = self._post(fresh, token)
            if isinstance(ending, Answer) and read_reply(ending).is_no_token and not stale:
                return self.run(describe, stale=token)
            there |= {outcome.reference: outcome for outcome in self._outcomes(fresh, ending)}
        return [there[reference] for reference in references]

    def _there(self, references: Sequence[str]) -> dict[str, Listed]:
        """What CEVA has of these, by our code. Raises `CarrierError` or `NetworkError` when that cannot be known."""
        listed = self._access.search(references)
        return {reference: one for reference in references for one in listed if one.has(reference)}

    def _post(self, references: Sequence[str], token: str) -> Ending:
        method, _, target = self._operation.partition(" ")
        body = ", ".join(self._requests[reference].payload for reference in references)
        request = self._access.client.request(
            method,
            target,
            content=f"[{body}]".encode(),
            headers={**self._access.headers(token), "Content-Type": "application/json", "Connection": "close"},
        )
        return send_once(self._access.client, request, self._once)

    def _outcomes(self, references: Sequence[str], ending: Ending) -> list[Outcome]:
        if not isinstance(ending, Answer):
            verdict = Verdict.NOT_SENT if isinstance(ending, NotSent) else Verdict.UNKNOWN
            return mapper.alike(references, verdict, ending.error)
        reply = read_reply(ending)
        if (entries := read_uploaded(reply)) is not None:
            for entry in entries:
                self._keep(entry)
            return mapper.uploaded(references, entries)
        if reply.is_no_token:
            words = f"CEVA does not accept the login of this account: {reply.words}"
            return mapper.alike(references, Verdict.NOT_SENT, words)
        return self._declined(references, reply, retry_after(ending))

    def _declined(self, references: Sequence[str], reply: Reply, wait_s: float | None) -> list[Outcome]:
        words = f"CEVA says: {reply.words}"
        if reply.is_refusal and self._is_clean(references):
            return mapper.refused(references, reply)
        if reply.status == 429 and self._is_clean(references):
            return mapper.alike(references, Verdict.NOT_SENT, words, wait_s)
        return mapper.alike(references, Verdict.UNKNOWN, words, wait_s)

    def _is_clean(self, references: Sequence[str]) -> bool:
        """None of these is at the carrier."""
        try:
            return not self._there(references)
        except ShipDeskError:
            return False
