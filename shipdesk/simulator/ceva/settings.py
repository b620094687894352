"""What the control door can change about the simulated CEVA."""

from dataclasses import dataclass, field

from shipdesk.simulator.ceva.vocab import ODDITIES

_CHOICES = {
    "refusal_status": (400, 404, 413, 422),
    "refusal_shape": ("errors", "objects", "message", "error", "text", "html", "empty"),
    "refusals": ("atomic", "per-order"),
    "duplicates": ("accept", "refuse"),
    "code_field": ("orderCode", "customerOrderCode"),
    "event_code": ("ours", "theirs"),
    "reply": ("whole", "omit", "swap", "stranger", "twice"),
}


@dataclass
class Settings:
    """Settings of POST /_control/ceva/settings.

    Attributes:
        accept_bearer: take `Bearer TOKEN` beside the token alone.
        expires_in: life of a token, seconds; the document gives none.
        login_error_status, token_error_status: HTTP status of a bad login, of a missing or expired token.
        refusal_status, refusal_shape: status and body of a refused request; no error shape is documented.
        refusals: `atomic`: one bad order refuses its whole call; `per-order`: the good ones are booked.
        duplicates: `accept` books an order code again, `refuse` refuses it; neither is documented.
        samples: take an order without serviceLevel, as both samples are.
        reply: how the answer to an upload is out of order; see README.md.
        reply_nth: which order of the call `omit`, `stranger` and `twice` are about, from 1.
        code_field: which field of GET /orders has our code; the samples differ.
        event_code: whose code `orderCode` of a webhook is.
        listed_after: how many times GET /orders passes over a new order; the document promises nothing.
        label_ready_after: how often labelUrl is null before it is there.
        mapping: the client's own words for CEVA's statuses.
        odd: names of ODDITIES that are switched on.
        webhook_pauses: seconds before each new try of a webhook that was not answered with 200.
    """

    accept_bearer: bool = False
    expires_in: int = 86400
    login_error_status: int = 401
    token_error_status: int = 401
    refusal_status: int = 400
    refusal_shape: str = "errors"
    refusals: str = "atomic"
    duplicates: str = "accept"
    samples: bool = False
    reply: str = "whole"
    reply_nth: int = 1
    code_field: str = "orderCode"
    event_code: str = "ours"
    listed_after: int = 0
    label_ready_after: int = 0
    mapping: dict[str, str] = field(default_factory=lambda: {"Shipment Delivered": "Successfully Delivered"})
    odd: list[str] = field(default_factory=list)
    webhook_pauses: list[float] = field(default_factory=lambda: [1.0, 2.0, 4.0, 8.0, 16.0])

    def __post_init__(self) -> None:
        for name, allowed in _CHOICES.items():
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name} is one of {', '.join(map(str, allowed))}.")
        if unknown := sorted(set(self.odd) - set(ODDITIES)):
            raise ValueError(f"Unknown in odd: {', '.join(unknown)}. Known: {', '.join(ODDITIES)}.")
