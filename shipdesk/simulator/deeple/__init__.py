"""The simulated Deeple, after its page on webhooks: it only calls, and answers nothing."""

from functools import partial

from shipdesk.simulator.carrier import Carrier, Options
from shipdesk.simulator.deeple import control
from shipdesk.simulator.deeple.sender import Sender


def build(_: Options) -> Carrier:
    """A Deeple without orders."""
    sender = Sender()
    return Carrier(
        name="deeple",
        endpoints=(),
        state=partial(control.state, sender),
        reset=sender.reset,
        verbs={name: partial(act, sender) for name, act in control.VERBS.items()} | sender.deliveries.verbs,
        tick=partial(control.order, sender, {}),
        close=sender.deliveries.close,
    )
