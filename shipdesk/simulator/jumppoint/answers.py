"""The shapes of Jumppoint's answers, odd where its samples are odd."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from starlette.responses import JSONResponse

from shipdesk.simulator.jumppoint.store import Booking, Event, Form, Webhook
from shipdesk.simulator.jumppoint.vocab import DELIVERED, EXCEPTION


def ok(data: Any) -> JSONResponse:
    return JSONResponse({"status": True, "data": data})


def refusal(message: str, status: int = 400) -> JSONResponse:
    return JSONResponse({"status": False, "message": message}, status)


def errors(texts: list[str], joiner: str) -> JSONResponse:
    """`Errors: field: text`; several are joined."""
    return refusal("Errors: " + joiner.join(texts))


def time(moment: datetime) -> str:
    """ISO 8601 in UTC with milliseconds: `2023-03-28T08:50:28.889Z`."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def _text(number: Any) -> str | None:
    """A number as the shipment answers give it: as text, without needless zeros."""
    if number is None:
        return None
    return f"{Decimal(number).normalize():f}"


def shipment(booking: Booking, label_url: str) -> Form:
    """Table of Get Shipments Info, with the country keys as its sample spells them."""
    logs = sorted(booking.events, key=lambda event: event.at, reverse=True)
    return {
        "referenceNo": booking.reference,
        "orderNo": booking.order_no,
        "shipmentLabel": label_url,
        "status": booking.latest.status,
        "flagged": booking.latest.status == EXCEPTION,
        **_parties(booking),
        **_dates(booking),
        "statusLogs": [{"id": log.id, "name": log.status, "triggeredAt": time(log.at)} for log in logs],
        **_goods(booking),
    }


def brief(booking: Booking) -> Form:
    """One entry of the batch query, which has neither label, flag nor logs."""
    return {
        "referenceNo": booking.reference,
        "orderNo": booking.order_no,
        "status": booking.latest.status,
        **_parties(booking),
        **_dates(booking),
        **_goods(booking),
    }


def latest_status(booking: Booking) -> Form:
    """One entry of the latest-status query, whose sample has the status where the time should be."""
    status = booking.latest.status
    return {"orderNo": booking.order_no, "status": status, "triggeredAt": status}


def status_logs(booking: Booking) -> Form:
    """One entry of the status-log query: as in its sample the logs repeat themselves, and they are in no order."""
    logs = [*reversed(booking.events), *booking.events[:2]]
    latest = booking.latest
    return {
        "orderNo": booking.order_no,
        "status": latest.status,
        "triggeredAt": time(latest.at),
        "statusLogs": [{"status": log.status, "triggeredAt": time(log.at)} for log in logs],
    }


def event(booking: Booking, happened: Event) -> Form:
    """The payload of a webhook."""
    return {
        "customerOrderId": booking.id,
        "customerOrderNo": booking.order_no,
        "status": happened.status,
        "triggeredAt": time(happened.at),
    }


def webhook(one: Webhook, *, with_secret: bool = False) -> Form:
    """A registered webhook; the secret is told only once, by the answer that made it."""
    secret = {"secret": one.secret} if with_secret else {}
    return {"id": one.id, "url": one.url, **secret, "createdAt": time(one.created)}


def _parties(booking: Booking) -> Form:
    sender, receiver = booking.form["sender"], booking.form["receiver"]
    return {
        "origin": {
            "origin": sender["address"],
            "sender": sender["name"],
            "senderCountry": sender["countryCode"],
        },
        "destination": {
            "destination": receiver["address"],
            "receiver": receiver["name"],
            "receiverCountry": receiver["countryCode"],
        },
    }


def _dates(booking: Booking) -> Form:
    pickup = booking.form.get("pickUpDate") if booking.form["pickUp"] else None
    delivered = next((event.at for event in booking.events if event.status == DELIVERED), None)
    return {
        "createdAt": time(booking.created),
        "pickUpDate": f"{pickup}T00:00:00.000Z" if pickup else None,
        "deliveryDate": f"{delivered.date()}T00:00:00.000Z" if delivered else None,
        "transportationMode": booking.form["transportMode"],
    }


def _goods(booking: Booking) -> Form:
    package = booking.form["package"]
    gross, volume = package["grossWeight"], package.get("volumeWeight")
    return {
        "products": [_product(one) for one in booking.form["products"]],
        "productDetails": {
            "productType": booking.form["productType"],
            "customerGrossWeight": _text(gross),
            "customerVolumeWeight": _text(volume),
            "chargeableWeight": _text(max(gross, volume or 0)),
            "actualGrossWeight": None,
            "actualVolumeWeight": None,
        },
    }


def _product(one: Form) -> Form:
    return {
        "descEn": one["descriptionEn"],
        "descOL": one["descriptionOr"],
        "descDest": one.get("descriptionDe"),
        "qty": _text(one["quantity"]),
        "batteryType": one.get("batteryType"),
        "batteryAmount": _text(one.get("batteryAmount")),
        "price": _text(one["unitPrice"]),
        "currency": one["priceCurrency"],
    }
