"""What the handlers of every carrier have in common: bodies read strictly, and answers that say no."""

import json
from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

Handler = Callable[[Request], Awaitable[Response]]


class RefusalError(Exception):
    """Carries the answer that says no."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.answer = answer


def refusing(handle: Handler) -> Handler:
    """A handler that answers with what a RefusalError carries."""

    async def answer(request: Request) -> Response:
        try:
            return await handle(request)
        except RefusalError as refused:
            return refused.answer

    return answer


async def json_body(request: Request) -> Any:
    """The body read as JSON, its decimals as they were written.

    Raises:
        ValueError: it is none.
    """
    try:
        value = json.loads(await request.body(), parse_float=Decimal, parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False, default=str).encode()  # half a surrogate pair is no text
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise ValueError("The body is no JSON.") from error
    return value


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON.")


async def form_body(request: Request) -> dict[str, str]:
    """The fields of a body that is form-encoded in UTF-8; none where its type says it is something else.

    Raises:
        ValueError: it is no UTF-8.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return {}
    return dict(parse_qsl((await request.body()).decode(), keep_blank_values=True, errors="strict"))
