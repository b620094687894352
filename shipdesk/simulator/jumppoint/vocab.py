"""The words of Jumppoint's document."""

TRANSPORT_MODES = ("Air", "Sea", "Land")
PICKUP_SLOTS = ("AM", "PM")
PAYMENT_METHODS = ("COD", "PP")
INCOTERMS = ("DDP", "DDU", "EXW", "FOB", "CIF", "CPT")
PRODUCT_TYPES = ("General", "Sensitive")
RECEIVER_TAX_TYPES = (
    "Social Security Number (SSN)",
    "Tax Identification Number (TIN)",
    "VAT Number",
    "ID Number",
)
SENDER_TAX_TYPES = (*RECEIVER_TAX_TYPES, "LVG Number")
IDENTITY_TYPES = ("Tax card", "Driver ID", "Passport", "CP passport")

#: The member states of the European Union: "Required if receiver in European Countries".
EUROPEAN = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()  # noqa: SIM905
)

CREATED = "Order Created"
EXCEPTION = "Exception"
DELIVERED = "Successful Delivery"

#: The usual life of a parcel, in words of "Full shipment status" and of the sample that adds one.
JOURNEY = (
    CREATED,
    "Order Confirmed",
    "Successful Pickup",
    "Arrival at Origin Warehouse",
    "Successful Export Customs Clearance",
    "Successful Origin Outbound",
    "Departure from Origin Airport",
    "Arrival at Destination Airport",
    "Successful Import Customs Clearance",
    "Pickup by Last Mile Delivery",
    "Arrival at Last Mile Sorting Hub",
    "Out For Last Mile Delivery",
    DELIVERED,
)
