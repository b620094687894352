"""A scale that is not there, for training: swings for a moment, then settles on the parcel's weight."""

from __future__ import annotations

from decimal import Decimal
from threading import Condition

from shipdesk.core.devices import ScaleState, Weight

_STEP_S = 0.12
#: Where it stands on the way, in parts of the weight.
_SWINGS = (Decimal("0.4"), Decimal("1.15"), Decimal("0.94"), Decimal("1.03"))
_PLAUSIBLE = (Decimal("0.42"), Decimal("1.24"), Decimal("0.875"), Decimal("2.31"), Decimal("3.06"))
_ZERO = Weight(ScaleState.ZERO, Decimal(0))
_GRAM = Decimal("0.001")


class SimulatedScale:
    """A `ScalePort` that is always connected. `load` may be called from any thread."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._steps: list[Weight] = [_ZERO]
        self._loaded = 0

    def load(self, kg: Decimal | None) -> None:
        """A parcel of `kg` is put on it (0: of some plausible weight); None takes it off."""
        with self._changed:
            if kg is None:
                self._steps = [_ZERO]
            else:
                weight = kg or _PLAUSIBLE[self._loaded % len(_PLAUSIBLE)]
                self._loaded += 1
                moving = [Weight(ScaleState.MOVING, (weight * part).quantize(_GRAM)) for part in _SWINGS]
                self._steps = [_ZERO, *moving, Weight(ScaleState.STABLE, weight)]
            self._changed.notify()

    def read(self) -> list[Weight]:
        """The next step on its way, one each eighth of a second."""
        with self._changed:
            self._changed.wait(_STEP_S)
            return [self._steps.pop(0)] if self._steps else []

    def close(self) -> None:
        """There is nothing to let go of."""
