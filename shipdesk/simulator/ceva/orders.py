"""An order as the list and the detail give it, odd where their samples are odd."""

from decimal import Decimal
from uuid import NAMESPACE_DNS, uuid5

from shipdesk.simulator.ceva.answers import mapped_update, newest_first, partner_update, time
from shipdesk.simulator.ceva.settings import Settings
from shipdesk.simulator.ceva.store import Form, Order, Store
from shipdesk.simulator.ceva.vocab import REQUESTED_SERVICES


def listed(order: Order, store: Store, settings: Settings, label_url: str) -> Form:
    """One entry of Get List of Orders, whose sample has our code as `orderCode` and no customerOrderCode."""
    ours_first = settings.code_field == "orderCode"
    without = "updates" in settings.odd
    updates = newest_first(order.updates)
    return {
        **_order(order, store, settings, label_url),
        "orderCode": order.code if ours_first else order.tracking_number,
        "customerOrderCode": None if ours_first else order.code,
        "updates": None if without else [partner_update(one, time) for one in updates],
        "mappedPartnerUpdates": None if without else [mapped_update(one, settings, time) for one in updates],
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


def _number(value: int | Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)
