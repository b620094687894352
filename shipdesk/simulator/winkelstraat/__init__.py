"""The simulated Winkelstraat, after "stock hub/v1/shipment": it only calls, and answers nothing."""

from functools import partial

from shipdesk.simulator.carrier import Carrier, Options
from shipdesk.simulator.winkelstraat import control
from shipdesk.simulator.winkelstraat.sender import Sender


def build(_: Options) -> Carrier:
    """A Winkelstraat without shipments."""
    sender = Sender()
    return Carrier(
        name="winkelstraat",
        endpoints=(),
        state=partial(control.state, sender),
        reset=sender.reset,
        verbs={name: partial(act, sender) for name, act in control.VERBS.items()} | sender.deliveries.verbs,
        tick=partial(control.move_one, sender),
        close=sender.deliveries.close,
    )
