"""What the simulated Deeple remembers, and how it calls."""

from functools import partial

from shipdesk.simulator.carrier import ControlError, Json
from shipdesk.simulator.deeple import proof
from shipdesk.simulator.deeple.settings import Settings
from shipdesk.simulator.deliveries import Deliveries
from shipdesk.simulator.forging import compact, proved


class Sender:
    """Its orders by number, all in memory."""

    def __init__(self) -> None:
        self.deliveries = Deliveries()
        self.settings = Settings()
        self.orders: dict[str, Json] = {}

    def reset(self) -> None:
        self.settings = Settings()
        self.orders.clear()
        self.deliveries.reset()

    def tell(self, order: Json, *, url: str, forged: str, deliveries: int) -> None:
        """Call `url`, or the one that is set, so many times.

        Raises:
            ControlError: there is no address, or no such forgery.
        """
        url = url or self.settings.url
        if not url:
            raise ControlError("Where to? Give a url, or set one.")
        settings = self.settings
        prove = partial(proof.headers, pid=settings.pid, recipe=settings.recipe, timestamp=settings.timestamp)
        for _ in range(deliveries):
            body, headers = proved(compact(order), settings.secret, prove, forged, dated=True)
            self.deliveries.post(url, body, headers, settings.webhook_pauses)
