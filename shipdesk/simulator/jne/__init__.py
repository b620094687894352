"""The simulated JNE, after "JNE API: API Integration for JNE"."""

from functools import partial

from shipdesk.simulator.carrier import Carrier, Options
from shipdesk.simulator.jne import control
from shipdesk.simulator.jne.routes import Routes


def build(_: Options) -> Carrier:
    """A JNE with an empty store."""
    routes = Routes()
    return Carrier(
        name="jne",
        endpoints=routes.endpoints(),
        state=partial(control.state, routes),
        reset=routes.reset,
        verbs={name: partial(act, routes) for name, act in control.VERBS.items()},
        tick=partial(control.move_one, routes),
    )
