"""The deliveries that the four documents show; Deeple's shows none, so one is made by its table."""

from __future__ import annotations

from typing import Any

JUMPPOINT: dict[str, Any] = {
    "customerOrderId": "646e3914954fba48a681676e",
    "customerOrderNo": "JPUS6759785254",
    "status": "Order Created",
    "triggeredAt": "2023-05-25T00:20:03.820Z",
}
CEVA: dict[str, Any] = {
    "eventType": "CUSTOMER_STATUS",
    "eventPayload": {
        "orderCode": "ABC123",
        "update": {
            "status": "Pickup Scheduled",
            "statusCode": "10003",
            "updateTimestamp": "2020-12-09T16:09:53+00:00",
            "location": "Warehouse X",
            "comments": "",
        },
        "serviceType": "LAST_MILE",
    },
}
DEEPLE_ITEMS: list[dict[str, Any]] = [
    {"name": "Cotton T-shirt", "sku": "TS-BLK-M", "quantity": 2, "price": "250.50", "colour": "black"},
    {"name": "เสื้อแจ็กเกต", "sku": "JK-1", "quantity": "1", "price": 749},
]
DEEPLE: dict[str, Any] = {
    "receiverName": "สมชาย ใจดี",
    "firstName": "สมชาย",
    "lastName": "ใจดี",
    "streetAddress": "99/1 ถนนนิมมานเหมินท์",
    "streetAddress2": "ชั้น 3",
    "district": "เมืองเชียงใหม่",
    "subDistrict": "สุเทพ",
    "province": "เชียงใหม่",
    "postalCode": "50200",
    "phoneNumber": "0812345678",
    "email": "somchai@example.com",
    "orderNumber": "DP2611220001",
    "state": "PREPARE_TO_SHIPPING",
    "platform": "SHOPEE",
    "note": "leave at the door",
    "grandTotal": 1250,
    "totalPrice": 1250,
    "vatPrice": 81.78,
    "vatValue": 7,
    "vatOptions": "INCLUDE",
    "discountTotalPrice": 0,
    "items": DEEPLE_ITEMS,
    "createdAt": "2026-11-22 08:00:00",
    "updatedAt": "2026-11-22 08:30:00",
}
WINKELSTRAAT: dict[str, Any] = {
    "items": [
        {
            "mpn": "3G1MXE1MXVZF982",
            "qty": 2,
            "sku": "wsnl199-5c9de5ad4681ed3eb551e7ee",
            "size": "L",
            "parent_sku": "381189",
            "manufacturer": "Emporio Armani",
            "row_total_inc_tax": 540,
            "item_price_inc_tax": 270,
        }
    ],
    "track": {
        "method": None,
        "carrier": "ups",
        "tracking_url": "https://wwwapps.ups.com/WebTracking/processInputRequest?loc=nl_NL&tracknum=1Z7E3V556825150AAP",
        "tracking_number": "1Z7E3V556825150AAP",
    },
    "status": "IN_TRANSIT",
    "currency": "EUR",
    "po_number": "YOUR_ORDER_REFERENCE",
    "created_at": "2024-02-20 15:28:51",
    "updated_at": "2024-02-20 15:31:54",
    "collected_at": "2024-02-23 21:20:39",
    "delivered_at": None,
    "increment_id": "000000288",
    "origin_address": {
        "city": "Vianen",
        "email": "info@winkelstraat.nl",
        "street": "De Limiet",
        "postcode": "4131NR",
        "telephone": "+55512345679",
        "country_id": "NL",
        "region_code": None,
        "company_name": "Winkelstraat.nl",
        "house_number": "19",
    },
    "shipping_address": {
        "city": "Zonnewijk",
        "email": "jan.jansen@gwinkelstraat.nl",
        "street": "Edsger Dijkstraat",
        "postcode": "9012DE",
        "last_name": "Jansen",
        "telephone": "+31621510775",
        "country_id": "NL",
        "first_name": "Jan",
        "region_code": None,
        "company_name": None,
        "house_number": "12",
    },
    "order_increment_id": "000000549",
}
