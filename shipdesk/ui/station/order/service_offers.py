"""What the carriers offer for the shipment at hand: at once as last known, then as they tell it, in their lanes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shipdesk.ui.tasks import start

if TYPE_CHECKING:
    from shipdesk.core.carrier import CarrierRecord
    from shipdesk.core.shipment import Shipment
    from shipdesk.settings.known_services import KnownServices
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.services import Offer, Told
    from shipdesk.workers.lanes import Task


class Offering(QObject):
    """Nothing waits for it: a carrier that does not answer is offered as before."""

    changed = Signal()
    """A carrier has told what it offers."""

    def __init__(self, records: Mapping[str, CarrierRecord], bridge: Bridge) -> None:
        super().__init__()
        self._records, self._bridge = records, bridge
        self._at: Workplace | None = None
        self._known: KnownServices | None = None
        self._told: dict[str, Told] = {}
        self._tasks: list[Task] = []

    def attach(self, workplace: Workplace) -> None:
        """The order book is open."""
        self._at = workplace
        self._known = workplace.desk.known_services

    def shutdown(self) -> None:
        """No answer is waited for any more."""
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()

    def ask(self, shipment: Shipment) -> None:
        """Another shipment, or a changed one: what is known of its way now, and the rest as it comes."""
        from shipdesk.usecases import services  # noqa: PLC0415 - late: keeps start-up fast

        if self._at is None or self._known is None:
            return
        self.shutdown()
        desk, lanes = self._at.desk, self._at.lanes
        self._told = {}
        for carrier in services.telling(desk):
            self._told[carrier] = services.last_known(desk, self._known, carrier, shipment)
            verb, failed = services.ask, self._bridge.failed
            task = start(lanes, carrier, self._on_told, failed, verb, desk, self._known, carrier, shipment)
            self._tasks.append(task)

    def offers(self, carrier: str) -> list[Offer]:
        """What can be chosen of a carrier, as far as it is known by now."""
        from shipdesk.usecases.services import offers  # noqa: PLC0415 - late: keeps start-up fast

        return offers(self._records[carrier], self._told.get(carrier))

    def name_of(self, shipment: Shipment) -> str:
        """What the account calls the service of a shipment; the carrier's own name, or the code, where it does not."""
        from shipdesk.usecases.services import last_known  # noqa: PLC0415 - late: keeps start-up fast

        record = self._records.get(shipment.carrier)
        if record is None or self._at is None or self._known is None:
            return shipment.service
        known = last_known(self._at.desk, self._known, record.id, shipment).services
        own = record.service(shipment.service)
        names = {service.code: service.name for service in known}
        return names.get(shipment.service) or (own.name if own else shipment.service)

    def _on_told(self, told: Told) -> None:
        self._told[told.carrier] = told
        self.changed.emit()
