"""Orders as a shop in Thailand would have them. Of the states the page names the first; the others are made up."""

JOURNEY = ("PREPARE_TO_SHIPPING", "SHIPPING", "DELIVERED")

#: firstName, lastName, streetAddress, subDistrict, district, province, postalCode, phoneNumber.
CUSTOMERS = (
    ("Somchai", "Jaidee", "99/12 Phahonyothin 24", "Chom Phon", "Chatuchak", "Bangkok", "10900", "0812345678"),
    ("สุดารัตน์", "แก้วมณี", "45 ถนนสุเทพ", "สุเทพ", "เมืองเชียงใหม่", "เชียงใหม่", "50200", "0891234567"),
    ("Nattapong", "Srisuk", "8 Thepkasattri Road", "Talat Yai", "Mueang Phuket", "Phuket", "83000", "0861112233"),
    ("พิมพ์ชนก", "วงศ์สวัสดิ์", "123/4 ถนนมิตรภาพ", "ในเมือง", "เมืองขอนแก่น", "ขอนแก่น", "40000", "0923334455"),
    ("Kanya", "Boonmee", "321 Pattaya Sai Song", "Nong Prue", "Bang Lamung", "Chon Buri", "20150", "0834445566"),
    ("ธนกร", "อินทรประเสริฐ", "77 ซอยสุขุมวิท 31", "คลองเตยเหนือ", "วัฒนา", "กรุงเทพมหานคร", "10110", "0955556677"),
)
#: name, sku, price in THB.
GOODS = (
    ("Cotton T-Shirt, black, M", "TS-BLK-M", 254),
    ("Canvas tote bag", "TB-NAT", 190),
    ("เสื้อยืดผ้าฝ้าย สีขาว L", "TS-WHT-L", 254),
    ("Phone case, clear", "PC-CLR", 149),
    ("Ceramic mug 350 ml", "MG-350", 220),
)
PLATFORMS = ("Shopee", "Lazada", "TikTok Shop", "LINE Shopping")
NOTES = ("", "", "Leave it with the guard, please.", "ของขวัญวันเกิด ห่อให้ด้วย")
VAT_PERCENT = 7
