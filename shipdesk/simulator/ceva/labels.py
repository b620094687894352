"""The label of an order, and the name of its file."""

from shipdesk.simulator.ceva.store import Form, Order
from shipdesk.simulator.label import Label


def file_name(order: Order) -> str:
    """The number and the head of the id, after the sample's `ordercode0821.11ebac3c.pdf`."""
    return f"{order.tracking_number}.{order.id[:8]}.pdf"


def label_of(order: Order) -> Label:
    """What stands on an order's label."""
    form = order.form
    route = (
        f"{form['senderPort']} - {form['destinationPort']} {form['incoterm']}" if "senderPort" in form else "Domestic"
    )
    cod = f"COD {form['codValue']} {form['codCurrency']}" if form["paymentType"] == "cod" else ""
    return Label(
        carrier="CEVA LOGISTICS",
        service=str(form.get("serviceLevel") or order.kind),
        number=order.tracking_number,
        sender=_party(form, "sender", form["senderContactName"], form["senderContactNumber"]),
        receiver=_party(form, "consignee", form["consigneeName"], form["consigneeNumber"]),
        facts=(f"Ref {order.code}", f"Weight {form['weight']} kg", route),
        collect=cod,
    )


def _party(form: Form, party: str, name: str, number: str) -> tuple[str, ...]:
    parts = (form.get(f"{party}{part}") for part in ("District", "City", "Province", "Postal", "Country"))
    return (name, form[f"{party}Address"], " ".join(str(part) for part in parts if part), number)
