"""The simulated Jumppoint, after "Jumppoint International Open API Spec"."""

from functools import partial

from shipdesk.simulator.carrier import Carrier, Options
from shipdesk.simulator.jumppoint import control
from shipdesk.simulator.jumppoint.routes import Routes


def build(options: Options) -> Carrier:
    """A Jumppoint with an empty store."""
    routes = Routes(options.numbers)
    return Carrier(
        name="jumppoint",
        endpoints=routes.endpoints(),
        state=partial(control.state, routes),
        reset=routes.reset,
        verbs={name: partial(act, routes) for name, act in control.VERBS.items()} | routes.deliveries.verbs,
        tick=partial(control.move_one, routes),
        close=routes.deliveries.close,
    )
