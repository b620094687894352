"""What the control door can change about the simulated Jumppoint."""

from dataclasses import dataclass, field
from datetime import date


@dataclass
class Settings:
    """Settings of POST /_control/jumppoint/settings.

    Attributes:
        numbers: `in-answer`: a booking answers `data: {"orderNo": …}`; `later`: `data: {}`, as in the sample.
        joiner: stands between several errors; the document does not say what does.
        login_error_status, token_error_status: HTTP status of a bad login, of a missing or expired token.
        expires_in: life of a token, seconds.
        label_seconds: life of a label's URL.
        allow_http_webhooks: take `http://` as well as `https://` when a webhook is registered.
        webhook_pauses: seconds before each new try of a webhook that was not answered with 200.
        today: the date the pickup window counts from (ISO); None is the real one at the sender's place.
    """

    numbers: str = "in-answer"
    joiner: str = ", "
    login_error_status: int = 401
    token_error_status: int = 401
    expires_in: int = 86400
    label_seconds: int = 60
    allow_http_webhooks: bool = False
    webhook_pauses: list[float] = field(default_factory=lambda: [1.0, 5.0, 30.0])
    today: str | None = None

    def __post_init__(self) -> None:
        if self.numbers not in ("in-answer", "later"):
            raise ValueError("numbers is in-answer or later.")
        if self.today is not None:
            date.fromisoformat(self.today)
