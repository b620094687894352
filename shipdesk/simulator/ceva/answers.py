"""The shapes of CEVA's answers, odd where its samples are odd."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta, timezone

from starlette.responses import JSONResponse, Response

from shipdesk.simulator.ceva.settings import Settings
from shipdesk.simulator.ceva.store import Form, Leg, Order, Store, Subscription, Update
from shipdesk.simulator.ceva.vocab import SERVICE_LEVELS

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
            for one in newest_first(order.updates)
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


def newest_first(updates: Iterable[Update]) -> list[Update]:
    """By the time they happened."""
    return sorted(updates, key=lambda one: one.at, reverse=True)


def _mapped(update: Update, settings: Settings) -> str:
    words = settings.mapping.get(update.words, update.words)
    return f"{words} :checkered_flag:" if "mapped_status" in settings.odd else words


def partner_update(update: Update, written: Callable[[datetime], str]) -> Form:
    """An update in CEVA's words, its time as `written` spells it."""
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


def mapped_update(update: Update, settings: Settings, written: Callable[[datetime], str]) -> Form:
    """The same in the client's words."""
    return {
        "status": _mapped(update, settings),
        "comments": update.comments,
        "updateTimestamp": written(update.at),
    }


def _leg(order: Order, leg: Leg, settings: Settings) -> Form:
    own = [one for one in newest_first(order.updates) if one.leg == leg.service]
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
            "partnerUpdates": [partner_update(one, _seconds) for one in own],
            "mappedPartnerUpdates": [mapped_update(one, settings, _seconds) for one in own],
        },
    }
