"""Label files behind signed URLs that expire, as the S3 addresses in the document's samples do."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from starlette.responses import Response

from shipdesk.simulator.jumppoint.store import Booking, Form
from shipdesk.simulator.label import Label

_TIME = "%Y%m%dT%H%M%SZ"


class Signer:
    """Makes and checks the query of a file's URL, in the form of AWS signature version 4."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def query(self, name: str, seconds: int) -> str:
        """The query that opens the file `name` for so many seconds from now."""
        now = datetime.now(UTC)
        stamp = now.strftime(_TIME)
        return urlencode(
            {
                "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
                "X-Amz-Credential": f"TRAINING/{now:%Y%m%d}/ap-northeast-1/s3/aws4_request",
                "X-Amz-Date": stamp,
                "X-Amz-Expires": seconds,
                "X-Amz-Signature": self._sign(name, stamp, str(seconds)),
                "X-Amz-SignedHeaders": "host",
            }
        )

    def objection(self, name: str, query: Mapping[str, str], *, authorized: bool) -> Response | None:
        """The error that S3 would answer with, or None where the file may be given.

        `authorized` says whether the request has an Authorization header, which S3 refuses beside a signed query.
        """
        stamp, seconds = query.get("X-Amz-Date", ""), query.get("X-Amz-Expires", "")
        signature = query.get("X-Amz-Signature", "")
        if authorized and signature:
            return _xml(
                400,
                "InvalidArgument",
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query "
                "parameter, Signature query string parameter or the Authorization header should be specified",
            )
        if not signature:
            return _xml(403, "AccessDenied", "Access Denied")
        if not hmac.compare_digest(signature.encode(), self._sign(name, stamp, seconds).encode()):
            return _xml(
                403, "SignatureDoesNotMatch", "The request signature does not match the signature you provided."
            )
        made = datetime.strptime(stamp, _TIME).replace(tzinfo=UTC)
        if datetime.now(UTC) >= made + timedelta(seconds=int(seconds)):
            return _xml(403, "AccessDenied", "Request has expired")
        return None

    def _sign(self, *parts: str) -> str:
        return hmac.new(self._key, "\n".join(parts).encode(), hashlib.sha256).hexdigest()


def file_name(order_no: str) -> str:
    return f"shipment-labels-{order_no}.pdf"


def order_number(name: str) -> str:
    """The order number in a file's name."""
    return name.removeprefix("shipment-labels-").removesuffix(".pdf")


def no_such_file() -> Response:
    return _xml(404, "NoSuchKey", "The specified key does not exist.")


def label_of(booking: Booking) -> Label:
    """What stands on a booking's label."""
    form = booking.form
    cod = f"COD {form['codValue']} {form['codValueCurrency']}" if form["paymentMethod"] == "COD" else ""
    return Label(
        carrier="JUMPPOINT",
        service=str(form["transportMode"]),
        number=booking.order_no,
        sender=_party(form["sender"]),
        receiver=_party(form["receiver"]),
        facts=(
            f"Ref {booking.reference}",
            f"Weight {form['package']['grossWeight']} kg",
            f"{form['productType']}, {form.get('shipmentTerm') or 'no incoterm'}",
        ),
        collect=cod,
    )


def _party(party: Form) -> tuple[str, ...]:
    place = " ".join(str(party[key]) for key in ("district", "city", "province", "postcode") if party.get(key))
    return (party["name"], party["company"], party["address"], f"{place} {party['countryCode']}", party["phone"])


def _xml(status: int, code: str, message: str) -> Response:
    body = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>'
    return Response(body, status, media_type="application/xml")
