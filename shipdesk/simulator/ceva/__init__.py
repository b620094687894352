"""The simulated CEVA, after "CEVA Logistics API Documentation"."""

from functools import partial

from shipdesk.simulator.carrier import Carrier, Options
from shipdesk.simulator.ceva import control
from shipdesk.simulator.ceva.routes import Routes


def build(_: Options) -> Carrier:
    """A CEVA with an empty store."""
    routes = Routes()
    return Carrier(
        name="ceva",
        endpoints=routes.endpoints(),
        state=partial(control.state, routes),
        reset=routes.reset,
        verbs={name: partial(act, routes) for name, act in control.VERBS.items()} | routes.deliveries.verbs,
        tick=partial(control.move_one, routes),
        close=routes.deliveries.close,
    )
