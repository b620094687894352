"""JNE's answers, read into values. Every answer comes with status 200: only the body tells yes from no."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from shipdesk.core.errors import CarrierError
from shipdesk.transport.reading import NotJsonError, plain, read_json, read_number, read_time, text
from shipdesk.transport.sending import Answer

#: Western Indonesia Time: the history has no zone of its own, the times beside it say +07:00.
WIB = timezone(timedelta(hours=7))
NOT_FOUND = "Cnote No. Not Found."
NO_PRICE = "Price Not Found."
NO_LOGIN = "Username Or API KEY Not Found."
#: "Content not confirm our security Policy.": some mandatory fields are empty.
SECURITY = "Content not confirm our security Policy."
_YES = ("sukses", "success")
_ERROR = "Error"
#: AWB is VARCHAR(16); those of the document are digits, some may begin with letters.
_AWB = re.compile(r"(?=.{8,16}\Z)[A-Z]{0,8}\d{6,16}", re.ASCII)
_IN_PATH = re.compile(r"[0-9A-Za-z]{1,30}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as far as it is JNE's: `body` None where it is no JSON object with status 200."""

    status: int
    body: Mapping[str, Any] | None = None

    @property
    def error(self) -> str:
        """The documented form of a general no: `error` beside a `status` of false, which may be a text."""
        body = self.body or {}
        says_no = body.get("status") is False or body.get("status") == "false"
        return plain(body.get("error")) if says_no and "detail" not in body else ""

    @property
    def words(self) -> str:
        """What a person is told of it: one sentence."""
        booked = self.booked
        said = self.error or (booked.reason if booked else "") or plain((self.body or {}).get("error"))
        if not said:
            return f"something that its document does not know (status {self.status})."
        return said if said.endswith((".", "!", "?", "…")) else f"{said}."

    @property
    def booked(self) -> Booked | None:
        """The one entry of `detail`; None where there is none, or not exactly one, or an error beside it."""
        body = self.body or {}
        detail = body.get("detail")
        if not isinstance(detail, list) or len(detail) != 1 or not isinstance(detail[0], dict) or "error" in body:
            return None
        return Booked(detail[0])


@dataclass(frozen=True, slots=True)
class Booked:
    """The answer to a booking: `detail[0]`."""

    entry: Mapping[str, Any]

    @property
    def is_yes(self) -> bool:
        """OnMarket says `sukses`, OnDelivery `success`; nothing else is a yes."""
        return self.entry.get("status") in _YES

    @property
    def is_no(self) -> bool:
        return self.entry.get("status") == _ERROR

    @property
    def reason(self) -> str:
        return plain(self.entry.get("reason"))

    @property
    def numbers(self) -> tuple[object, ...]:
        """What stands in `cnote_no` and `cnote`; empty where nothing does."""
        return tuple(value for key in ("cnote_no", "cnote") if (value := self.entry.get(key)) not in (None, ""))

    @property
    def number(self) -> str:
        """The AWB: `cnote_no`, or `cnote` in OnDelivery's refusal of a used order id; empty where it is none.

        A number that is no text has lost its leading zeros, so it is none.
        """
        first = self.numbers[0] if self.numbers else None
        alone = all(number == first for number in self.numbers)
        return first if isinstance(first, str) and alone and _AWB.fullmatch(first) else ""


def read_reply(answer: Answer) -> Reply:
    """What an answer says."""
    if answer.status != 200:
        return Reply(answer.status)
    try:
        body = read_json(answer.body)
    except NotJsonError:
        body = None
    return Reply(answer.status, body if isinstance(body, dict) else None)


def told(reply: Reply, part: str) -> Any:
    """The answer to a question: what stands under `part`.

    Raises:
        CarrierError: it was not answered; the text has the carrier's words.
    """
    if reply.body is not None and part in reply.body and not reply.error:
        return reply.body[part]
    raise CarrierError(f"JNE says: {reply.words}")


def is_number(value: str) -> bool:
    """Whether a number may stand in an address of the web: letters and digits alone."""
    return bool(_IN_PATH.fullmatch(value))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a shipment's history: when, in Indonesia's west, their words, their code."""

    code: str
    words: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Way:
    """Airwaybill Tracking: what JNE has under a number. `proof` says who took it, and how; `photo` is a link."""

    number: str
    reference: str
    receiver: str
    booked_at: datetime | None
    delivered_at: datetime | None
    delivered: str
    proof: tuple[str, ...]
    photo: str
    pod_code: str
    lines: tuple[Line, ...]


def read_way(body: Mapping[str, Any]) -> Way:
    """The answer of Airwaybill Tracking."""
    cnote = body.get("cnote")
    head = cnote if isinstance(cnote, dict) else {}
    history = body.get("history")
    place = [text(head.get(key)) for key in ("lat", "long")]
    names = (text(head.get("cnote_pod_receiver")), text(head.get("keterangan")))
    photo, signature = text(head.get("photo")), text(head.get("signature"))
    return Way(
        number=text(head.get("cnote_no")),
        reference=text(head.get("reference_number")),
        receiver=text(head.get("cnote_receiver_name")),
        booked_at=read_time(head.get("cnote_date")),
        delivered_at=read_time(head.get("cnote_pod_date")),
        delivered=text(head.get("last_status")) or text(head.get("pod_status")),
        proof=(*(name for name in names if name), *([f"at {', '.join(place)}"] if all(place) else [])),
        photo=next((link for link in (photo, signature) if link.startswith(("https://", "http://"))), ""),
        pod_code=text(head.get("pod_code")),
        lines=tuple(_line(one) for one in history if isinstance(one, dict)) if isinstance(history, list) else (),
    )


def _line(one: Mapping[str, Any]) -> Line:
    return Line(text(one.get("code")), text(one.get("desc")), read_local_time(one.get("date")))


def read_local_time(value: Any) -> datetime | None:
    """`09-01-2022 01:26`, +07:00."""
    try:
        return datetime.strptime(text(value), "%d-%m-%Y %H:%M").replace(tzinfo=WIB)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Price:
    """Get Tariff: one price. Days None where JNE does not say, or says it in another unit."""

    display: str
    code: str
    goods: str
    amount: Decimal | None
    currency: str
    days_min: int | None
    days_max: int | None


def read_prices(reply: Reply) -> list[Price]:
    """The prices of Get Tariff; none where JNE has none.

    Raises:
        CarrierError: it was not answered.
    """
    if reply.error == NO_PRICE:
        return []
    prices = told(reply, "price")
    return [_price(one) for one in prices if isinstance(one, dict)] if isinstance(prices, list) else []


def _price(one: Mapping[str, Any]) -> Price:
    in_days = text(one.get("times")) == "D"
    return Price(
        display=text(one.get("service_display")),
        code=text(one.get("service_code")),
        goods=text(one.get("goods_type")),
        amount=read_number(one.get("price")),
        currency=text(one.get("currency")),
        days_min=_days(one.get("etd_from")) if in_days else None,
        days_max=_days(one.get("etd_thru")) if in_days else None,
    )


def _days(value: Any) -> int | None:
    number = read_number(value)
    return int(number) if number is not None and number >= 0 and number == number.to_integral_value() else None
