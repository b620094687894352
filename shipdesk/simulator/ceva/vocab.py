"""The words of CEVA's document, and a few it leaves to guess."""

from dataclasses import dataclass

CROSS_BORDER, DOMESTIC = "CROSSBORDER", "DOMESTIC"
PAYMENT_TYPES = ("prepaid", "cod")
INCOTERMS = ("DDU", "DDP")
EVENT_TYPES = ("CUSTOMER_STATUS",)
BATCH_SIZE = 10

#: Shipment type -> (service level, what the merchant calls it), as GET /service-level-mappings tells.
SERVICE_LEVELS = {
    CROSS_BORDER: (("ECONOMY", "Basic"), ("EXPRESS", "Premium")),
    DOMESTIC: (("REGULAR", "Standard"), ("EXPRESS", "Same Day")),
}

#: Leg -> the partner that carries it.
PARTNERS = {
    "FIRST_MILE": "TransGlobal",
    "FREIGHT_FORWARDER": "FastCargo",
    "CUSTOMS": "ClearWay",
    "LAST_MILE": "SwiftPost",
}
REQUESTED_SERVICES = {
    CROSS_BORDER: ("FIRST_MILE", "FREIGHT_FORWARDER", "CUSTOMS", "LAST_MILE"),
    DOMESTIC: ("FIRST_MILE", "LAST_MILE", "DOMESTIC"),
}


@dataclass(frozen=True)
class Status:
    """A status of CEVA's own with the leg that it usually comes from."""

    code: str
    words: str
    leg: str


#: The usual life of a parcel. The document gives the first three codes; the others are made up.
JOURNEY = (
    Status("10001", "Order Information Received", "FIRST_MILE"),
    Status("10002", "Pickup Requested", "FIRST_MILE"),
    Status("10003", "Pickup Scheduled", "FIRST_MILE"),
    Status("20001", "Shipment Picked Up", "FIRST_MILE"),
    Status("30001", "Departed from Origin Airport", "FREIGHT_FORWARDER"),
    Status("30002", "In Transit", "FREIGHT_FORWARDER"),
    Status("30003", "Arrived at Destination Airport", "FREIGHT_FORWARDER"),
    Status("40001", "Customs Cleared", "CUSTOMS"),
    Status("50001", "Arrived at Local Hub", "LAST_MILE"),
    Status("50002", "Out for Delivery", "LAST_MILE"),
    Status("50003", "Shipment Delivered", "LAST_MILE"),
)

#: What the samples have and no client would expect; each is switched on by its name.
ODDITIES = {
    "label_path": "labelPath has no scheme (`lorem.com/bb321.pdf`)",
    "postal": "postcodes of digits come back as `10000.0`",
    "updated_at": "updatedAt is five hours before createdAt",
    "mapped_status": "`status` and mappedPartnerUpdates end in ` :checkered_flag:`",
    "payment_type": "paymentType comes back as `credit_card`",
    "sizes": "length, width and height come back as 0",
    "updates": "`updates` and `mappedPartnerUpdates` of the list are null",
    "total_page": "totalPage is 1 whatever there is",
    "subscription": "the list of subscriptions begins with one that has neither type nor endpoint",
}
