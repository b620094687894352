"""The scale at the station: what it says now, and its weight into the order at hand, once for each parcel."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shipdesk.core.devices import ScaleState, Weight
from shipdesk.core.numbers import write_decimal
from shipdesk.ui.tasks import start
from shipdesk.workers.lanes import BOOK, COUNT

if TYPE_CHECKING:
    from shipdesk.core.shipment import Shipment
    from shipdesk.ui.bridge import Bridge
    from shipdesk.ui.station.order.order import Order
    from shipdesk.ui.station.order.work import Work
    from shipdesk.ui.widgets.scanbar import Gauge
    from shipdesk.ui.workplace import Workplace
    from shipdesk.usecases.desk import Desk
    from shipdesk.usecases.weigh import Pan

PATH = "parcel.gross_weight_kg"
KEY = "weight"
_SETTINGS = ("scale", "scale_port", "scale_baud", "scale_protocol")
_WORDS = {
    ScaleState.MISSING: ("No answer", "care"),
    ScaleState.NEGATIVE: ("Below zero", "care"),
    ScaleState.OVERLOAD: ("Too heavy", "stop"),
    ScaleState.FAULT: ("Needs care", "stop"),
}


class Standing(Enum):
    """Whether the weight of the order at hand can be relied on."""

    IN = auto()
    """It was taken and is as expected; or it is typed, or nobody weighs at this table."""
    COMING = auto()
    """It comes by itself in a moment."""
    ABSENT = auto()
    """Somebody has to do something at the scale."""
    ODD = auto()
    """It was taken, and may be the wrong one."""


def weight_text(weight: Weight) -> tuple[str, str]:
    """What the gauge shows of a reading, and in which colour."""
    if weight.state in _WORDS:
        return _WORDS[weight.state]
    role = "good" if weight.state is ScaleState.STABLE else "muted"
    return f"{weight.kg or Decimal(0):.3f} kg", role


class Weighing(QObject):
    """Takes a stable weight when an order is open, or by hand; says when it may be the wrong one."""

    heard = Signal(object)
    """A `Weight`; comes from the scale's own thread."""
    changed = Signal()
    """`standing` may be another one now."""

    def __init__(self, gauge: Gauge, bridge: Bridge) -> None:
        super().__init__()
        self._gauge, self._bridge = gauge, bridge
        self._at: Workplace | None = None
        self._work: Work | None = None
        self._pan: Pan | None = None
        self._watched: tuple[str, ...] = ()
        self._parcel = ""
        self._done = True
        self._taken_for = ""
        self._comparing = False
        self._odd = ""
        self._later = ""
        """What was said of a weight that has changed since it was taken."""
        self.heard.connect(self._on_heard)
        gauge.hide()

    def attach(self, workplace: Workplace, work: Work) -> None:
        """The station is ready."""
        from shipdesk.usecases.weigh import Pan  # noqa: PLC0415 - late: keeps start-up fast

        self._at, self._work, self._pan = workplace, work, Pan()
        self.watch()

    def watch(self) -> None:
        """Read the scale that is set up; again where its settings have changed."""
        if self._at is None:
            return
        wanted = tuple(self._at.settings.text(key) for key in _SETTINGS)
        if wanted != self._watched:
            self._watched = wanted
            start(
                self._at.lanes, COUNT, self._on_watched, self._bridge.failed, self._at.devices.watch_scale, self._tell
            )

    def follow(self, order: Order | None) -> None:
        """Another order is open, or none, or the same one still."""
        parcel = order.reference if order is not None and order.editable else ""
        if self._at is None or parcel == self._parcel:
            return
        if self._parcel and self._pan is not None and self._at.settings.flag("scale_fills"):
            self._pan.leave()
        self._parcel, self._done = parcel, not parcel
        self._comparing, self._odd, self._later = False, "", ""
        self._bridge.settled(KEY)
        declared = order.reading().shipment.parcel.gross_weight_kg if order is not None and parcel else None
        self._at.devices.load((declared or Decimal(0)) if parcel else None)
        self._take_by_itself()

    def standing(self) -> tuple[Standing, str]:
        """Whether the order at hand has its weight, and a sentence where somebody has to look."""
        from shipdesk.usecases.weigh import why_not  # noqa: PLC0415 - late: keeps start-up fast

        order, pan = self._order(), self._pan
        if order is None or pan is None or self._at is None or not self._weighs(order):
            return Standing.IN, ""
        if self._done:
            return (Standing.COMING if self._comparing else Standing.ODD if self._odd else Standing.IN), self._odd
        if pan.now.state is ScaleState.MOVING:
            return Standing.COMING, ""
        return Standing.ABSENT, self.tr("Take the last parcel off the scale.") if pan.stable else why_not(pan.now)

    def _weighs(self, order: Order) -> bool:
        settings = self._at.settings if self._at is not None else None
        if settings is None or order.touched(PATH):
            return False
        return settings.text("scale") != "none" and settings.flag("scale_fills")

    def weigh(self) -> None:
        """F9: take it now, or say why not; without a scale, where to type it."""
        from shipdesk.usecases.weigh import why_not  # noqa: PLC0415 - late: keeps start-up fast

        if self._pan is None or self._work is None or self._order() is None:
            return
        if self._pan.stable is not None:
            self._take()
            return
        self._bridge.warning(why_not(self._pan.now), key=KEY)
        if self._pan.now.state in (ScaleState.NONE, ScaleState.MISSING):
            self._work.go_to(PATH)

    def _tell(self, weight: Weight) -> None:
        self.heard.emit(weight)

    def _on_watched(self, _nothing: None) -> None:
        """What there is to tell comes by `heard`."""

    def _on_heard(self, weight: Weight) -> None:
        if self._pan is None:
            return
        self._pan.see(weight)
        self._gauge.setVisible(weight.state is not ScaleState.NONE)
        self._bridge.weigh(weight)
        words, role = weight_text(weight)
        self._gauge.set_text(words, role, weight.why)
        self._take_by_itself()
        self._look_at_what_was_taken()
        self.changed.emit()

    def _look_at_what_was_taken(self) -> None:
        """A box that was filled on the scale weighs more than what was taken when it stood still the first time."""
        order, pan = self._order(), self._pan
        if order is None or pan is None or self._taken_for != order.reference or order.touched(PATH):
            return
        if (kg := pan.since_taken) is not None and pan.taken is not None:
            words = self.tr("The scale says {kg} kg by now and {taken} kg was taken. F9 takes it anew.")
            self._odd = self._later = words.format(kg=write_decimal(kg), taken=write_decimal(pan.taken))
            self._bridge.warning(self._odd, key=KEY)
        elif self._later and pan.now.state is not ScaleState.MOVING:
            self._odd = self._later = ""
            self._bridge.settled(KEY)

    def _order(self) -> Order | None:
        order = self._work.order if self._work is not None else None
        return order if order is not None and order.editable else None

    def _take_by_itself(self) -> None:
        order = self._order()
        if self._done or self._at is None or self._pan is None or order is None or self._pan.stable is None:
            return
        if not self._at.settings.flag("scale_fills") or order.touched(PATH):
            return
        if self._pan.same_parcel and self._at.settings.flag("scale_zero"):
            words = self.tr("Take the last parcel off the scale; then this one is weighed.")
            self._bridge.warning(words, key=KEY)
            self._done = False
            return
        self._take()

    def _take(self) -> None:
        order, at, pan = self._order(), self._at, self._pan
        if order is None or at is None or pan is None or self._work is None:
            return
        same = pan.same_parcel and self._taken_for != order.reference
        before = order.reading().shipment
        kg = pan.take()
        if kg is None:
            return
        self._done, self._taken_for = True, order.reference
        self._odd = self._later = ""
        self._bridge.settled(KEY)
        if before.parcel.gross_weight_kg != kg:
            self._work.fill({PATH: write_decimal(kg)})
        if same:
            words = self.tr("{kg} kg is what the last parcel weighed. Is this one on the scale?")
            self._odd = words.format(kg=write_decimal(kg))
            self._bridge.warning(self._odd, key=KEY)
        else:
            self._compare(at, before, kg)

    def _compare(self, at: Workplace, before: Shipment, kg: Decimal) -> None:
        percent = int(at.settings.text("scale_tolerance"))
        self._comparing = True
        start(at.lanes, BOOK, self._on_compared, self._on_not_compared, _compared, at.desk, before, kg, percent)

    def _on_compared(self, compared: tuple[str, str]) -> None:
        reference, words = compared
        if reference != self._parcel:
            return  # another order is open by now
        self._comparing = False
        if words:
            self._odd = words
            self._bridge.warning(words, key=KEY)
        self.changed.emit()

    def _on_not_compared(self, fault: Exception) -> None:
        self._comparing, self._odd = False, self.tr("It could not be checked whether this is its weight.")
        self._bridge.failed(fault)
        self.changed.emit()


def _compared(desk: Desk, before: Shipment, kg: Decimal, percent: int) -> tuple[str, str]:
    """The reference, and a sentence where the weight is not as expected."""
    from shipdesk.usecases.weigh import surprise  # noqa: PLC0415 - late: keeps start-up fast

    return before.reference, surprise(desk, before, kg, percent)
