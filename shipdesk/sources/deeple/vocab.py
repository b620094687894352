"""Deeple's words: the fields of its table ("Request body"), what is promised of each, and where it goes with us."""

from __future__ import annotations

#: The one state that the document names: the order is to be shipped now.
READY = "PREPARE_TO_SHIPPING"
#: No list of states is given: one with this in it (`CANCELLED`, `CANCEL_BY_BUYER`) takes the order back.
CANCEL = "CANCEL"

#: Text that goes into the receiver: their name, ours, and the most characters that the table promises.
RECEIVER: tuple[tuple[str, str, int], ...] = (
    ("receiverName", "name", 50),
    ("district", "district", 50),
    ("province", "province", 50),
    ("postalCode", "postcode", 10),
    # The table leaves the name of this row empty: `string(50)`, "Email for order".
    ("email", "email", 50),
)
#: The rest of the address, in the order of its lines.
ADDRESS: tuple[tuple[str, int], ...] = (("streetAddress", 50), ("streetAddress2", 50), ("subDistrict", 50))
PHONE = "phoneNumber"
#: Text that is read apart. `platform` stands in the table twice, with 15 and with 10.
OTHER: tuple[tuple[str, int], ...] = (
    ("firstName", 30),
    ("lastName", 30),
    ("orderNumber", 12),
    ("state", 30),
    ("platform", 15),
    ("note", 50),
)
PROMISED: dict[str, int] = {
    **{theirs: most for theirs, _, most in RECEIVER},
    **dict(ADDRESS),
    **dict(OTHER),
}
#: What a clerk calls them, within a sentence.
WORDS: dict[str, str] = {
    "receiverName": "the receiver's name",
    "firstName": "the first name",
    "lastName": "the last name",
    "streetAddress": "the street address",
    "streetAddress2": "the second line of the address",
    "district": "the district",
    "subDistrict": "the sub-district",
    "province": "the province",
    "postalCode": "the postcode",
    PHONE: "the phone number",
    "email": "the e-mail address",
    "orderNumber": "the order number",
    "state": "the state",
    "platform": "the platform",
    "note": "the note",
    "grandTotal": "the total",
    "items": "the products",
}
#: Marked "R": what is missing of these is told to the clerk. The state and the number must be there.
REQUIRED = (
    "receiverName",
    "streetAddress",
    "district",
    "subDistrict",
    "province",
    "postalCode",
    "phoneNumber",
    "email",
    "grandTotal",
    "items",
)
#: Fields whose value has a place in the shipment; all others are the rest.
TAKEN = frozenset(PROMISED) | {PHONE, "grandTotal", "items", "updatedAt"}
#: `items` has no documented shape: these are taken where they are there.
ITEM = frozenset({"name", "sku", "quantity", "price"})

COUNTRY, CURRENCY = "TH", "THB"
#: Longer ones are no numbers of orders (the table says 12).
LONGEST_NUMBER = 64
MOST_ITEMS = 1000
