"""What the control door shows of the simulated JNE, and can make it do."""

from collections import Counter
from dataclasses import asdict, dataclass

from shipdesk.simulator import values
from shipdesk.simulator.carrier import ControlError, Json
from shipdesk.simulator.jne import answers
from shipdesk.simulator.jne.routes import Routes
from shipdesk.simulator.jne.store import Proof, Scan, Shipment
from shipdesk.simulator.jne.vocab import AT_DESTINATION, DELIVERED, JOURNEY, PLACES
from shipdesk.simulator.verbs import change_settings


@dataclass
class Step:
    """A parcel is scanned.

    Attributes:
        awb: airwaybill or order id of the shipment.
        code: any text; empty is the scan that usually comes next.
        desc: empty are the words of the code.
        date: ISO time with zone; empty is now.
        receiver, relation, photo, signature, lat, long: who took it and the proof, with D01.
    """

    awb: str
    code: str = ""
    desc: str = ""
    date: str = ""
    receiver: str = ""
    relation: str = "YANG BERSANGKUTAN"
    photo: str | None = None
    signature: str | None = None
    lat: str | None = None
    long: str | None = None


def state(routes: Routes) -> Json:
    """All there is to see: shipments, counts by order id, what refusals were about, places, settings."""
    store = routes.store
    return {
        "bookings": [_row(shipment) for shipment in store.shipments.values()],
        "references": Counter(shipment.order_id for shipment in store.shipments.values()),
        "attempts": dict(store.attempts),
        "refusals": list(store.refusals),
        "unknown_keys": dict(store.unknown_keys),
        "places": [asdict(place) for place in PLACES.values()],
        "settings": asdict(routes.settings),
    }


def advance(routes: Routes, given: Json) -> Json:
    """Scan a parcel."""
    step = values.read(Step, given)
    shipment = routes.store.find(step.awb)
    if shipment is None:
        raise ControlError(f"No shipment has the airwaybill or order id {step.awb!r}.")
    _scan(shipment, step)
    return _row(shipment)


def move_one(routes: Routes) -> None:
    """The shipment that has stood still the longest, of those that are under way, is scanned."""
    under_way = [one for one in routes.store.shipments.values() if one.proof is None]
    if under_way:
        longest = min(under_way, key=lambda one: one.history[-1].at if one.scans else one.created)
        advance(routes, {"awb": longest.awb})


VERBS = {"advance": advance, "settings": change_settings}


def _scan(shipment: Shipment, step: Step) -> None:
    at, code = values.moment("date", step.date), step.code or shipment.next_code
    place = shipment.destination if code in AT_DESTINATION else shipment.origin
    receiver = step.receiver or shipment.value("RECEIVER_NAME")
    usual = JOURNEY.get(code, code)
    words = step.desc or usual.format(at=place.city, receiver=receiver, time=answers.minutes(at))
    shipment.scans.append(Scan(code, words, at))
    if code == DELIVERED:
        shipment.proof = Proof(receiver, at, step.relation, step.photo, step.signature, step.lat, step.long)


def _row(shipment: Shipment) -> Json:
    return {
        "awb": shipment.awb,
        "orderId": shipment.order_id,
        "flow": shipment.flow.name,
        "history": [
            {"code": scan.code, "desc": scan.words, "date": answers.minutes(scan.at)} for scan in shipment.history
        ],
    }
