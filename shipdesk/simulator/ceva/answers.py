"""The shapes of CEVA's answers, odd where its samples are odd."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from uuid import NAMESPACE_DNS, uuid5

from starlette.responses import JSONResponse, Response

from shipdesk.simulator.ceva.settings import Settings
from shipdesk.simulator.ceva.store import Form, Leg, Order, Store, Subscription, Update
from shipdesk.simulator.ceva.vocab import REQUESTED_SERVICES, SERVICE_LEVELS

Errors = Sequence[tuple[str, str]]

#: The status and label samples tell times with this offset, the others in UTC.
_OFFSET = timezone(timedelta(hours=2))

#: Settings.refusal_shape -> the body that says no.
_SHAPES: dict[str, Callable[[str, Errors], Response]] = {
    "errors": lambda message, errors: JSONResponse(
        {"message": message, "errors": [f"{path}: {text}" for path, text in errors]}
    ),
    "objects": lambda message, errors: JSONResponse(
        {"message": message, "errors": [{"field": path, "message": text} for path, text in errors]}
    ),
    "message": lambda message, errors: JSONResponse({"message": _sentence(message, errors)}),
    "error": lambda message, errors: JSONResponse({"error": _sentence(message, errors)}),
    "text": lambda message, errors: Response(_sentence(message, errors), media_type="text/plain"),
    "html": lambda message, _: Response(f"<html><body><h1>{message}</h1></body></html>", media_type="text/html"),
    "empty": lambda _, __: Response(),
}


def refusal(settings: Settings, message: str, errors: Errors = (), status: int | None = None) -> Response:
    """The answer that says no, in the shape that is set; `status` where another one is meant than the one set."""
    answer = _SHAPES[settings.refusal_shape](message, errors)
    answer.status_code = status or settings.refusal_status
    return answer


def _sentence(message: str, errors: Errors) -> str:
    return "; ".join([message, *(f"{path}: {text}" for path, text in errors)])


def time(moment: datetime) -> str:
    """`2024-08-14T03:02:11.045697Z`."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _seconds(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _offset_time(moment: datetime) -> str:
    return moment.astimezone(_OFFSET).isoformat(timespec="microseconds")


def _number(value: int | Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def login(store: Store, form: Form, token: str) -> Form:
    """Response object of Merchant Login."""
    return {
        "client": {"id": store.client_id, "logo": "", "name": "Training", "slug": form["clientSlug"]},
        "customerId": store.customer_id,
        "customerName": "Training Customer",
        "email": form["email"],
        "name": "Training",
        "token": token,
        "userId": store.user_id,
    }


def page(rows: Sequence[Form], number: int, size: int) -> Form:
    """One page of a list; pages count from 1."""
    return {
        "page": number,
        "totalPage": -(-len(rows) // size),
        "totalCount": len(rows),
        "data": rows[(number - 1) * size : number * size],
    }


def uploaded(order: Order) -> Form:
    """One entry of the answer to an upload."""
    return {"id": order.id, "customerOrderCode": order.code, "trackingNumber": order.tracking_number}


def listed(order: Order, store: Store, settings: Settings, label_url: str) -> Form:
    """One entry of Get List of Orders, whose sample has our code as `orderCode` and no customerOrderCode."""
    ours_first = settings.code_field == "orderCode"
    without = "updates" in settings.odd
    updates = _newest_first(order.updates)
    return {
        **_order(order, store, settings, label_url),
        "orderCode": order.code if ours_first else order.tracking_number,
        "customerOrderCode": None if ours_first else order.code,
        "updates": None if without else [_partner_update(one, time) for one in updates],
        "mappedPartnerUpdates": None if without else [_mapped_update(one, settings, time) for one in updates],
    }


def detail(order: Order, store: Store, settings: Settings, label_url: str) -> Form:
    """Get Order Detail, whose sample has both codes, and null for the updates."""
    return {
        **_order(order, store, settings, label_url),
        "orderCode": order.tracking_number,
        "customerOrderCode": order.code,
        "updates": None,
        "mappedPartnerUpdates": None,
    }


def label(order: Order, label_url: str | None) -> Form:
    """Get Order Label: here `orderCode` is CEVA's number."""
    return {
        "id": order.id,
        "orderCode": order.tracking_number,
        "customerOrderCode": order.code,
        "labelUrl": label_url,
        "createdAt": _offset_time(order.created),
    }


def statuses(order: Order, settings: Settings) -> Form:
    """Get Order Statuses, the newest first."""
    early = timedelta(hours=5) if "updated_at" in settings.odd else timedelta()
    return {
        "data": [
            {
                "id": one.id,
                "statusCode": one.code,
                "status": _mapped(one, settings),
                "internalStatus": one.words,
                "updatedAt": _offset_time(one.at - early),
                "createdAt": _offset_time(one.noted),
                "podReceiverName": one.receiver,
                "podUri": one.proof,
            }
            for one in _newest_first(order.updates)
        ]
    }


def updates(order: Order, settings: Settings) -> Form:
    """Get Order Updates: an entry for each leg that has begun, the last leg first."""
    begun = {one.leg for one in order.updates}
    return {"data": [_leg(order, leg, settings) for leg in reversed(order.legs) if leg.service in begun]}


def subscription(one: Subscription, store: Store) -> Form:
    """One entry of Get List of Event Subscription."""
    return {
        "id": one.id,
        "clientId": store.client_id,
        "customerId": store.customer_id,
        "eventType": one.event_type,
        "endpoint": one.endpoint,
        "appKey": one.app_key,
        "createdAt": time(one.created),
        "updatedAt": time(one.created),
    }


def service_levels(kind: str) -> Form:
    """Get merchant service level mappings."""
    return {
        "data": [
            {"serviceLevel": level, "customName": name, "shipmentType": kind} for level, name in SERVICE_LEVELS[kind]
        ]
    }


def event(order: Order, update: Update, settings: Settings) -> Form:
    """The payload of a webhook."""
    return {
        "eventType": "CUSTOMER_STATUS",
        "eventPayload": {
            "orderCode": order.code if settings.event_code == "ours" else order.tracking_number,
            "update": {
                "status": _mapped(update, settings),
                "statusCode": update.code,
                "updateTimestamp": update.at.isoformat(timespec="seconds"),
                "location": update.location,
                "comments": update.comments,
            },
            "serviceType": update.leg,
        },
    }


def _newest_first(updates: Iterable[Update]) -> list[Update]:
    return sorted(updates, key=lambda one: one.at, reverse=True)


def _mapped(update: Update, settings: Settings) -> str:
    words = settings.mapping.get(update.words, update.words)
    return f"{words} :checkered_flag:" if "mapped_status" in settings.odd else words


def _partner_update(update: Update, written: Callable[[datetime], str]) -> Form:
    return {
        "id": update.id,
        "status": update.words,
        "updateTimestamp": written(update.at),
        "comments": update.comments,
        "podReceiverName": update.receiver,
        "podReceiverContact": update.receiver_contact,
        "podURI": update.proof,
        "rawPayload": "",
    }


def _mapped_update(update: Update, settings: Settings, written: Callable[[datetime], str]) -> Form:
    return {
        "status": _mapped(update, settings),
        "comments": update.comments,
        "updateTimestamp": written(update.at),
    }


def _leg(order: Order, leg: Leg, settings: Settings) -> Form:
    own = [one for one in _newest_first(order.updates) if one.leg == leg.service]
    return {
        "id": leg.id,
        "orderID": order.id,
        "orderCode": order.code,
        "partnerID": leg.partner_id,
        "partnerName": leg.partner,
        "serviceType": leg.service,
        "externalTrackingNumber": leg.number,
        "externalTracking": {
            "id": leg.tracking_id,
            "partnerUpdates": [_partner_update(one, _seconds) for one in own],
            "mappedPartnerUpdates": [_mapped_update(one, settings, _seconds) for one in own],
        },
    }


def _order(order: Order, store: Store, settings: Settings, label_url: str) -> Form:
    """What the list and the detail have in common."""
    form, odd = order.form, settings.odd
    sizes = {name: 0 if "sizes" in odd else _number(form[name]) for name in ("length", "width", "height")}
    return {
        "id": order.id,
        "clientId": store.client_id,
        **_party(form, "consignee", "consigneeName", "consigneeNumber", settings),
        "consigneeEmail": form["consigneeEmail"],
        **sizes,
        "weight": _number(form["weight"]),
        "paymentType": "credit_card" if "payment_type" in odd else form["paymentType"],
        **_pickup(form, settings),
        "refID": None,
        "labelPath": label_url.partition("://")[2] if "label_path" in odd else label_url,
        "requestedServices": list(REQUESTED_SERVICES[order.kind]),
        "batchId": None,
        "batchCode": None,
        **_party(form, "sender", "senderContactName", "senderContactNumber", settings),
        "senderEmail": "",
        **_ports(form),
        "createdAt": time(order.created),
        "items": [_item(order, row, id_) for row, id_ in zip(form["items"], order.item_ids, strict=True)],
        "customerId": store.customer_id,
        "dntCurrency": "",
        "dutiesFee": "0",
        "taxFee": "0",
        "terminalStatusId": None,
        "insurance": False,
    }


def _party(form: Form, party: str, name: str, number: str, settings: Settings) -> Form:
    return {
        f"{party}Name": form[name],
        f"{party}Number": form[number],
        f"{party}State": "",
        f"{party}City": form[f"{party}City"],
        f"{party}Province": form[f"{party}Province"],
        f"{party}Postal": _postal(form[f"{party}Postal"], settings),
        f"{party}Country": form[f"{party}Country"],
        f"{party}Address": form[f"{party}Address"],
    }


def _pickup(form: Form, settings: Settings) -> Form:
    """The sender's place once more, as where the parcel is picked up."""
    sender = _party(form, "sender", "senderContactName", "senderContactNumber", settings)
    pickup = {f"pickup{key.removeprefix('sender')}": value for key, value in sender.items()}
    return {
        "pickupContactName": pickup.pop("pickupName"),
        "pickupContactNumber": pickup.pop("pickupNumber"),
        **pickup,
    }


def _postal(text: str, settings: Settings) -> str:
    return f"{text}.0" if "postal" in settings.odd and text.isdigit() else text


def _ports(form: Form) -> Form:
    sender, destination = form.get("senderPort", ""), form.get("destinationPort", "")
    return {
        "destPortId": _port_id(destination),
        "senderPortId": _port_id(sender),
        "senderPort": {"code": sender},
        "destPort": {"code": destination},
    }


def _port_id(code: str) -> str | None:
    return str(uuid5(NAMESPACE_DNS, code)) if code else None


def _item(order: Order, row: Form, id_: str) -> Form:
    return {
        "id": id_,
        "orderId": order.id,
        "description": row.get("description") or "",
        "quantity": row["quantity"],
        "productCode": row.get("productCode") or "",
        "sku": row.get("sku") or "",
        "category": row["category"],
        "price": f"{Decimal(row['price']):.2f}",
        "currency": row["currency"],
        "convertedDuty": "0",
        "convertedTax": "0",
        "convertedDntCurrency": "",
        "localDntCurrency": "",
        "localTax": "0",
        "localDuty": "0",
        "dutiesFee": "0",
        "taxFee": "0",
    }
