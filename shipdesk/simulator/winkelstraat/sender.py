"""What the simulated Winkelstraat remembers, and how it calls."""

from dataclasses import dataclass, field
from datetime import datetime

from shipdesk.simulator.carrier import ControlError, Json
from shipdesk.simulator.deliveries import Deliveries
from shipdesk.simulator.forging import compact, proved


@dataclass
class Settings:
    """Settings of POST /_control/winkelstraat/settings.

    Attributes:
        url: where its webhook goes.
        api_key: the shared secret.
        webhook_pauses: seconds before each new try of a call not answered with 200; the page says nothing of it.
    """

    url: str = ""
    api_key: str = "training"
    webhook_pauses: list[float] = field(default_factory=lambda: [1.0, 5.0])


class Sender:
    """Its shipments by increment_id, all in memory."""

    def __init__(self) -> None:
        self.deliveries = Deliveries()
        self.settings = Settings()
        self.shipments: dict[str, Json] = {}

    def reset(self) -> None:
        self.settings = Settings()
        self.shipments.clear()
        self.deliveries.reset()

    def tell(self, shipment: Json, *, url: str, forged: str, deliveries: int) -> None:
        """Call `url`, or the one that is set, so many times.

        Raises:
            ControlError: there is no address, or no such forgery.
        """
        url = url or self.settings.url
        if not url:
            raise ControlError("Where to? Give a url, or set one.")
        for _ in range(deliveries):
            body, headers = proved(compact(shipment), self.settings.api_key, _prove, forged)
            self.deliveries.post(url, body, headers, self.settings.webhook_pauses)


def _prove(_body: bytes, secret: str, _at: datetime) -> dict[str, str]:
    return {"x-api-key": secret}
