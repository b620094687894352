"""The shapes of JNE's answers, every one of them with status 200."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from starlette.responses import JSONResponse

from shipdesk.simulator.jne import tariff
from shipdesk.simulator.jne.store import Scan, Shipment
from shipdesk.simulator.jne.vocab import DELIVERED, WIB, Flow

Json = dict[str, Any]


def error(text: str, status: bool | str = False) -> JSONResponse:
    return JSONResponse({"error": text, "status": status})


def booked(shipment: Shipment) -> JSONResponse:
    return JSONResponse({"detail": [{"status": shipment.flow.booked, "cnote_no": shipment.awb}]})


def refused(flow: Flow, reason: str, number: str | None = None) -> JSONResponse:
    return JSONResponse({"detail": [{"status": "Error", "reason": reason, flow.number: number}]})


def minutes(moment: datetime) -> str:
    """`09-01-2022 01:26`, in western Indonesian time."""
    return moment.astimezone(WIB).strftime("%d-%m-%Y %H:%M")


def _stamp(moment: datetime) -> str:
    """`2022-01-09T01:26:16.000+07:00`."""
    return moment.astimezone(WIB).isoformat(timespec="milliseconds")


def tracking(shipment: Shipment) -> Json:
    """Airwaybill Tracking."""
    return {
        "cnote": _cnote(shipment),
        "detail": [_detail(shipment)],
        "history": [{"date": minutes(scan.at), "desc": scan.words, "code": scan.code} for scan in shipment.history],
    }


def charge(shipment: Shipment) -> int:
    """IDR for the whole shipment; SS, which has no tariff, costs what REG does."""
    service = tariff.find(shipment.form[shipment.flow.service]) or tariff.SERVICES[0]
    return tariff.price(service, shipment.origin, shipment.destination, shipment.weight)


def _cnote(shipment: Shipment) -> Json:
    cost, weight = charge(shipment), f"{shipment.weight.normalize():f}"
    service = tariff.find(shipment.form[shipment.flow.service])
    return {
        "cnote_no": shipment.awb,
        "reference_number": None,
        "cnote_origin": shipment.origin.code,
        "cnote_destination": shipment.destination.code,
        "cnote_services_code": shipment.form[shipment.flow.service],
        "servicetype": service.code if service else shipment.form[shipment.flow.service],
        "cnote_cust_no": shipment.form[shipment.flow.customer],
        "cnote_date": _stamp(shipment.created),
        "cnote_receiver_name": shipment.value("RECEIVER_NAME"),
        "city_name": shipment.destination.city,
        **_delivery(shipment),
        "cust_type": "999",
        "cnote_amount": str(cost),
        "cnote_weight": weight,
        "cnote_goods_descr": shipment.form[shipment.flow.goods],
        "freight_charge": str(cost),
        "shippingcost": str(cost),
        "insuranceamount": "0",
        "priceperkg": str(int(cost / max(shipment.weight, Decimal(1)))),
        "estimate_delivery": " Days",
    }


def _delivery(shipment: Shipment) -> Json:
    proof, history = shipment.proof, shipment.history
    latest: Scan | None = history[-1] if history else None
    return {
        "cnote_pod_receiver": proof.receiver if proof else None,
        "cnote_pod_date": _stamp(proof.at) if proof else None,
        "pod_status": "DELIVERED" if proof else "ON PROCESS",
        "last_status": latest.words if latest else None,
        "pod_code": DELIVERED if proof else None,
        "keterangan": proof.relation if proof else None,
        "signature": proof.signature if proof else None,
        "photo": proof.photo if proof else None,
        "long": proof.longitude if proof else None,
        "lat": proof.latitude if proof else None,
    }


def _detail(shipment: Shipment) -> Json:
    """As odd as the sample: addresses run on and are cut every 30 characters, names and cities end early."""
    return {
        "cnote_no": shipment.awb,
        "cnote_date": minutes(shipment.created),
        "cnote_weight": f"{shipment.weight.normalize():f}",
        "cnote_origin": shipment.origin.city,
        "cnote_shipper_name": shipment.value("SHIPPER_NAME")[:26],
        **_address(shipment, "shipper"),
        "cnote_shipper_city": shipment.value("SHIPPER_CITY")[:20],
        "cnote_receiver_name": shipment.value("RECEIVER_NAME")[:26],
        **_address(shipment, "receiver"),
        "cnote_receiver_city": shipment.destination.city[:20],
    }


def _address(shipment: Shipment, party: str) -> Json:
    whole = "".join(shipment.value(f"{party.upper()}_ADDR{line}") for line in (1, 2, 3))
    return {f"cnote_{party}_addr{line}": whole[30 * line - 30 : 30 * line] or None for line in (1, 2, 3)}
