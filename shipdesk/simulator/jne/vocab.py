"""The words of JNE's document: its two ways to book, the places it knows, the scans of a parcel."""

from dataclasses import dataclass
from datetime import timedelta, timezone

#: Western Indonesian time, which every time in the document is in.
WIB = timezone(timedelta(hours=7))

BAD_KEY = "Username Or API KEY Not Found."
POLICY = "Content not confirm our security Policy."
NO_PRICE = "Price Not Found."
NO_CNOTE = "Cnote No. Not Found."


@dataclass(frozen=True)
class Flow:
    """One of the two ways to book: what its fields and answers are called.

    Attributes:
        prefix: of the fields that both have (`SHIPPER_NAME`, `WEIGHT` and the like).
        booked: the status of a booking made.
        duplicate: the reason for refusing an order id that there is.
        number: the field of an answer of refusal that has the airwaybill.
        digits: of an airwaybill.
        bad_key_status: `status` of the answer to a wrong key: a text in one, a boolean in the other.
    """

    name: str
    prefix: str
    order_id: str
    origin: str
    destination: str
    service: str
    customer: str
    goods: str
    booked: str
    duplicate: str
    number: str
    digits: int
    bad_key_status: bool | str


ONMARKET = Flow(
    name="ONMARKET",
    prefix="OLSHOP_",
    order_id="OLSHOP_ORDERID",
    origin="OLSHOP_ORIG",
    destination="OLSHOP_DEST",
    service="OLSHOP_SERVICE",
    customer="OLSHOP_CUST",
    goods="OLSHOP_GOODSDESC",
    booked="sukses",
    duplicate="Transaction no. already exists, please try with another",
    number="cnote_no",
    digits=15,
    bad_key_status="false",
)

ONDELIVERY = Flow(
    name="ONDELIVERY",
    prefix="",
    order_id="ORDER_ID",
    origin="ORIGIN_CODE",
    destination="DESTINATION_CODE",
    service="SERVICE_CODE",
    customer="CUST_ID",
    goods="GOODS_DESC",
    booked="success",
    duplicate="Order id already exist, please try another one",
    number="cnote",
    digits=16,
    bad_key_status=False,
)


@dataclass(frozen=True)
class Place:
    """An origin or destination; the difference of two zones makes a parcel dearer and slower."""

    code: str
    city: str
    district: str
    postcode: str
    zone: int


_PLACES = (
    Place("CGK10000", "JAKARTA", "GAMBIR", "10110", 0),
    Place("TGR10000", "TANGERANG", "TANGERANG", "15111", 0),
    Place("BDO10000", "BANDUNG", "SUMUR BANDUNG", "40111", 0),
    Place("SRG10000", "SEMARANG", "SEMARANG TENGAH", "50132", 1),
    Place("JOG10000", "YOGYAKARTA", "GONDOKUSUMAN", "55221", 1),
    Place("SUB10000", "SURABAYA", "GENTENG", "60271", 1),
    Place("DJB10000", "JAMBI", "JELUTUNG", "36136", 2),
    Place("DPS10000", "DENPASAR", "DENPASAR BARAT", "80111", 2),
    Place("MES10000", "MEDAN", "MEDAN KOTA", "20212", 3),
    Place("BTH10000", "BATAM", "BATAM KOTA", "29461", 3),
    Place("AMI20508", "MOYOHULU,SUMBAWABESAR", "MOYO HULU", "84371", 3),
    Place("UPG10000", "MAKASSAR", "UJUNG PANDANG", "90111", 4),
)
PLACES = {place.code: place for place in _PLACES}
BATAM = "BTH"

#: The scans of a parcel in their usual order: code -> words; `{at}` is the place.
JOURNEY = {
    "RC1": "SHIPMENT RECEIVED BY JNE COUNTER OFFICER AT [{at}]",
    "OP1": "RECEIVED AT SORTING CENTER [{at}]",
    "OP2": "PROCESSED AT SORTING CENTER [{at}]",
    "TP4": "DEPARTED FROM TRANSIT [GATEWAY , {at}]",
    "IP1": "RECEIVED AT WAREHOUSE [{at}]",
    "IP3": "WITH DELIVERY COURIER [{at}]",
    "D01": "DELIVERED TO [{receiver} | {time} | {at} ]",
}
#: Scans at the destination; the others are at the origin.
AT_DESTINATION = ("IP1", "IP3", "D01")
DELIVERED = "D01"
